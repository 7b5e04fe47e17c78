package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicArithmetic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates public expressions, exactly or as functions of the counters of loops. */
final class PublicEvaluator {

    private final Map<PublicVariable, Known> variables = new HashMap<>();
    private final Diagnostics diagnostics;

    PublicEvaluator(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void set(PublicVariable variable, Known value) {
        variables.put(variable, normal(value));
    }

    Known evaluate(Expr.Public expression) {
        return normal(
                switch (expression) {
                    case Expr.Constant constant -> new Known.Exact(constant.value());
                    case Expr.PublicRead read -> read(read);
                    case Expr.PublicUnary unary -> unary(unary);
                    case Expr.PublicBinary binary -> binary(binary);
                    case Expr.PublicSelect select ->
                        evaluate(condition(select.condition()) ? select.whenTrue() : select.whenFalse());
                    case Expr.PublicArray array -> array(array);
                    case Expr.PublicElement element -> element(element);
                });
    }

    /** The value of a public truth value; {@link NotRollable} where it differs between passes of a loop. */
    boolean condition(Expr.Public expression) {
        if (exact(expression) instanceof PublicValue.Bool bool) {
            return bool.value();
        }
        throw new IllegalStateException("a public condition is not a truth value");
    }

    /** A public integer as a function of counters. */
    Affine integer(Expr.Public expression) {
        return switch (evaluate(expression)) {
            case Affine affine -> affine;
            case Known.Exact(PublicValue.Int number) -> Affine.of(toLong(number, expression.span()));
            case Known.Exact exact -> throw new IllegalStateException("a public integer is " + exact.value());
        };
    }

    private PublicValue exact(Expr.Public expression) {
        return switch (evaluate(expression)) {
            case Known.Exact exact -> exact.value();
            case Affine affine -> throw new NotRollable("a value that depends on a loop is needed exactly");
        };
    }

    private Known read(Expr.PublicRead read) {
        Known value = variables.get(read.variable());
        if (value == null) {
            throw new IllegalStateException("`" + read.variable() + "` has no value");
        }
        return value;
    }

    private Known unary(Expr.PublicUnary unary) {
        Known operand = evaluate(unary.operand());
        if (operand instanceof Affine affine && unary.operator() == UnaryOperator.NEGATE) {
            return affine.times(-1);
        }
        return arithmetic(unary.span(), () -> PublicArithmetic.apply(unary.operator(), exact(unary.operand())));
    }

    private Known binary(Expr.PublicBinary binary) {
        Known left = evaluate(binary.left());
        if (left instanceof Known.Exact(PublicValue.Bool bool)) {
            if (binary.operator() == BinaryOperator.AND && !bool.value()
                    || binary.operator() == BinaryOperator.OR && bool.value()) {
                return left;
            }
        }
        Known right = evaluate(binary.right());
        if (left instanceof Known.Exact(PublicValue a) && right instanceof Known.Exact(PublicValue b)) {
            return arithmetic(binary.span(), () -> PublicArithmetic.apply(binary.operator(), a, b));
        }
        return symbolic(binary.operator(), affine(left), affine(right));
    }

    private static Known symbolic(BinaryOperator operator, Affine left, Affine right) {
        return switch (operator) {
            case ADD -> left.plus(right);
            case SUBTRACT -> left.minus(right);
            case MULTIPLY -> product(left, right);
            case DIVIDE -> quotient(left, right);
            case REMAINDER -> remainder(left, right);
            case LESS -> decided(left.minus(right).max() < 0, left.minus(right).min() >= 0);
            case LESS_OR_EQUAL ->
                decided(left.minus(right).max() <= 0, left.minus(right).min() > 0);
            case GREATER ->
                decided(left.minus(right).min() > 0, left.minus(right).max() <= 0);
            case GREATER_OR_EQUAL ->
                decided(left.minus(right).min() >= 0, left.minus(right).max() < 0);
            case EQUAL -> decided(left.equals(right), left.alwaysDiffers(right));
            case NOT_EQUAL -> decided(left.alwaysDiffers(right), left.equals(right));
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT ->
                throw new NotRollable("`" + operator.spelling() + "` of a loop variable");
        };
    }

    private static Known decided(boolean surelyTrue, boolean surelyFalse) {
        if (surelyTrue || surelyFalse) {
            return new Known.Exact(new PublicValue.Bool(surelyTrue));
        }
        throw new NotRollable("a condition that differs between passes");
    }

    private static Affine product(Affine left, Affine right) {
        if (right.isConstant()) {
            return left.times(right.constant());
        }
        if (left.isConstant()) {
            return right.times(left.constant());
        }
        throw new NotRollable("a product of loop variables");
    }

    private static Affine quotient(Affine left, Affine right) {
        long divisor = right.isConstant() ? right.constant() : 0;
        if (divisor <= 0 || left.min() < 0) {
            throw new NotRollable("a quotient of a loop variable");
        }
        requireMultiples(left, divisor);
        return new Affine(
                Math.floorDiv(left.constant(), divisor),
                left.terms().stream()
                        .map(term -> new Affine.Term(term.loop(), term.factor() / divisor))
                        .toList());
    }

    private static Affine remainder(Affine left, Affine right) {
        long divisor = right.isConstant() ? right.constant() : 0;
        if (divisor > 0 && left.min() >= 0) {
            if (left.max() < divisor) {
                return left;
            }
            requireMultiples(left, divisor);
            return Affine.of(Math.floorMod(left.constant(), divisor));
        }
        throw new NotRollable("a remainder of a loop variable");
    }

    /** Requires that the value changes by multiples of {@code divisor} only, so that its remainder is known. */
    private static void requireMultiples(Affine value, long divisor) {
        for (Affine.Term term : value.terms()) {
            long common = Affine.gcd(divisor, Math.abs(term.factor()));
            if (common != divisor) {
                throw new NotRollable("a quotient or remainder of a loop variable", divisor / common);
            }
        }
    }

    private Known array(Expr.PublicArray array) {
        List<PublicValue> elements = new ArrayList<>();
        for (Expr.Public element : array.elements()) {
            elements.add(exact(element));
        }
        return new Known.Exact(new PublicValue.Array(elements));
    }

    private Known element(Expr.PublicElement element) {
        if (!(exact(element.array()) instanceof PublicValue.Array(List<PublicValue> elements))
                || !(exact(element.index()) instanceof PublicValue.Int(BigInteger index))) {
            throw new IllegalStateException("a public element of something else");
        }
        if (index.signum() < 0 || index.compareTo(BigInteger.valueOf(elements.size())) >= 0) {
            throw fail(Diagnostic.error(
                    element.index().span(),
                    "index " + index + " is out of range: the list has " + elements.size() + " elements"));
        }
        return new Known.Exact(elements.get(index.intValue()));
    }

    private interface Computation {
        PublicValue compute() throws PublicArithmetic.UndefinedException;
    }

    private Known arithmetic(Span span, Computation computation) {
        try {
            return new Known.Exact(computation.compute());
        } catch (PublicArithmetic.UndefinedException undefined) {
            throw fail(Diagnostic.error(span, undefined.getMessage()));
        }
    }

    private long toLong(PublicValue.Int number, Span span) {
        if (number.value().bitLength() > 62) {
            throw fail(Diagnostic.error(span, "the number " + number + " is too large here"));
        }
        return number.value().longValue();
    }

    private ElaborationFailed fail(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
        return new ElaborationFailed();
    }

    private static Affine affine(Known known) {
        return switch (known) {
            case Affine affine -> affine;
            case Known.Exact(PublicValue.Int(BigInteger value)) -> {
                if (value.bitLength() > 62) {
                    throw new NotRollable("large numbers with a loop variable");
                }
                yield Affine.of(value.longValue());
            }
            case Known.Exact exact -> throw new NotRollable("a fraction with a loop variable");
        };
    }

    private static Known normal(Known known) {
        return known instanceof Affine affine && affine.isConstant()
                ? new Known.Exact(PublicValue.Int.of(affine.constant()))
                : known;
    }
}
