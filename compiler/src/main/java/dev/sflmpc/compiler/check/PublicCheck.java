package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicArithmetic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.UnaryOperator;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Public expressions: folded where all parts are constant, checked by kind where not. */
final class PublicCheck {

    /** How many values a public list may hold, those of lists in it included. */
    static final int MAX_LIST = 1 << 20;

    /** 2^127 - 1. */
    private static final BigInteger LARGE_PRIME = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

    private final Context context;

    PublicCheck(Context context) {
        this.context = context;
    }

    // ---- kinds

    PublicKind kind(Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant constant -> context.globals.kind(constant);
            case Expr.PublicRead(PublicVariable variable, Span _) ->
                context.kinds.getOrDefault(variable, PublicKind.whole());
            case Expr.PublicUnary unary -> kind(unary.operand());
            case Expr.PublicBinary binary ->
                isComparison(binary.operator())
                        ? PublicKind.truth()
                        : kind(binary.left()).join(kind(binary.right()));
            case Expr.PublicSelect select -> kind(select.whenTrue()).join(kind(select.whenFalse()));
            case Expr.PublicArray array ->
                PublicKind.ofElements(array.elements().stream().map(this::kind).toList());
            case Expr.PublicElement element ->
                kind(element.array()) instanceof PublicKind.Elements(PublicKind part, int _)
                        ? part
                        : PublicKind.whole();
        };
    }

    static boolean isComparison(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    REMAINDER,
                    AND,
                    OR,
                    XOR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    ROTATE_LEFT,
                    ROTATE_RIGHT -> false;
        };
    }

    // ---- making

    Expr.Public unary(UnaryOperator operator, Expr.Public operand, Span span) {
        boolean fits =
                switch (operator) {
                    case NEGATE -> kind(operand) instanceof PublicKind.Number;
                    case COMPLEMENT -> kind(operand) instanceof PublicKind.Number(boolean whole) && whole;
                    case NOT -> kind(operand) instanceof PublicKind.Truth;
                };
        if (!fits) {
            String wanted = operator == UnaryOperator.NOT
                    ? "a truth value"
                    : operator == UnaryOperator.NEGATE ? "a number" : "an integer";
            throw context.error(
                    span,
                    "`" + operator.spelling() + "` takes " + wanted + ", this is "
                            + kind(operand).words());
        }
        if (operand instanceof Expr.Constant(PublicValue value, Span _)) {
            try {
                return like(operand, new Expr.Constant(PublicArithmetic.apply(operator, value), span));
            } catch (PublicArithmetic.UndefinedException undefined) {
                throw context.error(span, undefined.getMessage());
            }
        }
        return new Expr.PublicUnary(operator, operand, span);
    }

    Expr.Public binary(BinaryOperator operator, Expr.Public left, Expr.Public right, Span span) {
        checkKinds(operator, left, right, span);
        boolean exact = operator == BinaryOperator.DIVIDE && (isFraction(left) || isFraction(right));
        if (left instanceof Expr.Constant a && right instanceof Expr.Constant b) {
            return fold(operator, a, b, exact, span);
        }
        return exact ? exactQuotient(left, right, span) : new Expr.PublicBinary(operator, left, right, span);
    }

    private Expr.Public fold(
            BinaryOperator operator, Expr.Constant left, Expr.Constant right, boolean exact, Span span) {
        try {
            PublicValue result = exact
                            && left.value() instanceof PublicValue.Int(BigInteger a)
                            && right.value() instanceof PublicValue.Int(BigInteger b)
                            && b.signum() != 0
                    ? PublicValue.Rational.of(a, b)
                    : PublicArithmetic.apply(operator, left.value(), right.value());
            Expr.Constant folded = new Expr.Constant(result, span);
            return isComparison(operator) ? folded : like(isFraction(left) ? left : right, folded);
        } catch (PublicArithmetic.UndefinedException undefined) {
            throw context.error(span, undefined.getMessage());
        }
    }

    /**
     * A quotient of fractions one of which may turn out whole: {@code 1.0 / i}. Both are first divided by a large
     * prime, so that neither is whole and the division is exact.
     */
    private static Expr.Public exactQuotient(Expr.Public left, Expr.Public right, Span span) {
        Expr.Public part = new Expr.Constant(PublicValue.Rational.of(BigInteger.ONE, LARGE_PRIME), span);
        return new Expr.PublicBinary(
                BinaryOperator.DIVIDE,
                new Expr.PublicBinary(BinaryOperator.MULTIPLY, left, part, span),
                new Expr.PublicBinary(BinaryOperator.MULTIPLY, right, part, span),
                span);
    }

    // ---- fractions

    /** Whether a number is meant as a fraction: {@code 2.0}, and what is computed from it. */
    private boolean isFraction(Expr.Public expression) {
        return kind(expression) instanceof PublicKind.Number(boolean whole) && !whole;
    }

    /** The result, marked as a fraction when what it comes from is one. */
    Expr.Constant like(Expr.Public origin, Expr.Constant result) {
        if (kind(origin).hasFractions()) {
            context.globals.markFraction(result);
        }
        return result;
    }

    private void checkKinds(BinaryOperator operator, Expr.Public left, Expr.Public right, Span span) {
        PublicKind a = kind(left);
        PublicKind b = kind(right);
        String wanted =
                switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                        isNumber(a) && isNumber(b) ? "" : "two numbers";
                    case REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> mayBeWhole(a) && mayBeWhole(b) ? "" : "two integers";
                    case EQUAL, NOT_EQUAL ->
                        isNumber(a) && isNumber(b) || a instanceof PublicKind.Truth && b instanceof PublicKind.Truth
                                ? ""
                                : "two numbers or two truth values";
                    case AND, OR, XOR ->
                        mayBeWhole(a) && mayBeWhole(b) || a instanceof PublicKind.Truth && b instanceof PublicKind.Truth
                                ? ""
                                : "two integers or two truth values";
                    case ROTATE_LEFT, ROTATE_RIGHT -> "a value with a type: cast it with `as`";
                };
        if (!wanted.isEmpty()) {
            throw context.error(
                    span, "`" + operator.spelling() + "` takes " + wanted + ", not " + a.words() + " and " + b.words());
        }
    }

    private static boolean isNumber(PublicKind kind) {
        return kind instanceof PublicKind.Number;
    }

    /** A fraction whose value is not known may turn out to be whole; elaboration knows. */
    private static boolean mayBeWhole(PublicKind kind) {
        return kind instanceof PublicKind.Number;
    }

    Expr.Public select(Expr.Public condition, Expr.Public whenTrue, Expr.Public whenFalse, Span span) {
        if (condition instanceof Expr.Constant(PublicValue value, Span _)) {
            return value instanceof PublicValue.Bool(boolean truth) && truth ? whenTrue : whenFalse;
        }
        if (!kind(whenTrue).isLike(kind(whenFalse))) {
            throw context.error(
                    span,
                    "one branch gives " + kind(whenTrue).words() + ", the other "
                            + kind(whenFalse).words());
        }
        return new Expr.PublicSelect(condition, whenTrue, whenFalse, span);
    }

    Expr.Public list(List<Expr.Public> elements, Span span) {
        for (Expr.Public element : elements) {
            if (!kind(element).isLike(kind(elements.getFirst()))) {
                throw context.error(
                        element.span(),
                        "the first element is " + kind(elements.getFirst()).words() + ", this is "
                                + kind(element).words());
            }
        }
        if (!elements.isEmpty()) {
            requireSize(elements.size(), kind(elements.getFirst()), span);
        }
        if (elements.stream().allMatch(Expr.Constant.class::isInstance)) {
            Expr.Constant list = new Expr.Constant(
                    new PublicValue.Array(elements.stream()
                            .map(element -> ((Expr.Constant) element).value())
                            .toList()),
                    span);
            elements.forEach(element -> like(element, list));
            return list;
        }
        return new Expr.PublicArray(elements, span);
    }

    /** A list of so many elements must not be too large. */
    void requireSize(int length, PublicKind element, Span span) {
        if (length * element.size() > MAX_LIST) {
            throw context.error(
                    span,
                    "a public list of more than 2^20 values",
                    "give it a type, like `let name: u8[" + length + "] = …;`");
        }
    }

    /** An element of a list; the index has been checked if it is constant. */
    Expr.Public element(Expr.Public list, Expr.Public index, Span span) {
        if (index instanceof Expr.Constant(PublicValue value, Span _)
                && value instanceof PublicValue.Int(BigInteger at)) {
            if (list instanceof Expr.Constant(PublicValue array, Span _)
                    && array instanceof PublicValue.Array(List<PublicValue> elements)) {
                return like(list, new Expr.Constant(elements.get(at.intValueExact()), span));
            }
            if (list instanceof Expr.PublicArray(List<Expr.Public> elements, Span _)) {
                return elements.get(at.intValueExact());
            }
        }
        return new Expr.PublicElement(list, index, span);
    }

    // ---- values

    /** The value of a public expression; when it hangs on a loop variable, the loop is expanded. */
    PublicValue constant(Expr.Public expression) {
        if (expression instanceof Expr.Constant(PublicValue value, Span _)) {
            return value;
        }
        throw new ExpansionNeeded(loopVariable(expression)
                .orElseThrow(() -> new AssertionError("neither constant nor over a loop: " + expression)));
    }

    /** A loop variable that the value hangs on. */
    Optional<PublicVariable> loopVariable(Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant _ -> Optional.empty();
            case Expr.PublicRead(PublicVariable variable, Span _) -> {
                Expr.Public definition = context.definitions.get(variable);
                yield definition == null ? Optional.of(variable) : loopVariable(definition);
            }
            case Expr.PublicUnary unary -> loopVariable(unary.operand());
            case Expr.PublicBinary binary -> first(List.of(binary.left(), binary.right()));
            case Expr.PublicSelect select -> first(List.of(select.condition(), select.whenTrue(), select.whenFalse()));
            case Expr.PublicArray array -> first(array.elements());
            case Expr.PublicElement element -> first(List.of(element.array(), element.index()));
        };
    }

    private Optional<PublicVariable> first(List<Expr.Public> parts) {
        return parts.stream().flatMap(part -> loopVariable(part).stream()).findFirst();
    }

    /** A public value where one is required; {@code purpose} completes "must be public: …". */
    Expr.Public require(Expression source, String what) {
        Expr checked = context.expressions.check(source, null);
        if (checked instanceof Expr.Public known) {
            return known;
        }
        throw context.error(
                source.span(),
                Words.quote(source) + " is secret, but " + what
                        + " must be public: it is decided when the program is compiled");
    }

    /** A public integer where one is required. */
    Expr.Public requireInteger(Expression source, String what) {
        Expr.Public value = require(source, what);
        boolean integer = value instanceof Expr.Constant(PublicValue known, Span _)
                ? known instanceof PublicValue.Int
                : kind(value) instanceof PublicKind.Number;
        if (!integer) {
            String found = value instanceof Expr.Constant(PublicValue known, Span _)
                    ? Words.value(known)
                    : kind(value).words();
            throw context.error(source.span(), what + " must be an integer, this is " + found);
        }
        return value;
    }

    /** A public integer with a known value, in a range. */
    int requireInt(Expression source, String what, int least, int most) {
        Expr.Public value = requireInteger(source, what);
        if (!(constant(value) instanceof PublicValue.Int(BigInteger number))) {
            throw context.error(source.span(), what + " must be an integer");
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw context.error(
                    source.span(),
                    what + " is " + Words.value(new PublicValue.Int(number)) + ", expected " + least + " to " + most);
        }
        return number.intValueExact();
    }
}
