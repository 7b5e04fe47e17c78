package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators. */
final class OperatorCheck {

    private static final ValueType BOOL = new ValueType.Bool();

    private final Context context;

    OperatorCheck(Context context) {
        this.context = context;
    }

    // ---- one operand

    Expr unary(Expression.Unary syntax, @Nullable ValueType hint) {
        Expr operand = context.expressions.check(syntax.operand(), hint);
        if (operand instanceof Expr.Public known) {
            return context.publics.unary(syntax.operator(), known, syntax.span());
        }
        Expr.Secret secret = (Expr.Secret) operand;
        requireUnary(syntax, secret.type());
        return new Expr.Unary(syntax.operator(), secret, syntax.span());
    }

    private void requireUnary(Expression.Unary syntax, ValueType type) {
        String found = Words.quote(syntax.operand()) + " is " + Words.type(type);
        String rest = syntax.operand() instanceof Expression.Binary
                ? ""
                : Words.text(syntax.operand().span());
        switch (syntax.operator()) {
            case NEGATE -> {
                if (!Conversion.isNumber(type)) {
                    throw context.error(syntax.span(), "`-` takes a number, but " + found);
                }
            }
            case COMPLEMENT -> {
                if (!(type instanceof ValueType.Int)) {
                    Optional<String> help =
                            type instanceof ValueType.Bool ? Optional.of("`!" + rest + "`") : Optional.empty();
                    throw context.error(syntax.span(), "`~` takes an integer, but " + found, help);
                }
            }
            case NOT -> {
                if (!(type instanceof ValueType.Bool)) {
                    Optional<String> help = type instanceof ValueType.Int
                            ? Optional.of("`~" + rest + "` inverts its bits, `" + rest + " == 0` compares")
                            : Optional.empty();
                    throw context.error(syntax.span(), "`!` takes a bool, but " + found, help);
                }
            }
        }
    }

    // ---- two operands

    Expr binary(Expression.Binary syntax, @Nullable ValueType hint) {
        boolean comparison = PublicCheck.isComparison(syntax.operator());
        boolean shift = isShift(syntax.operator());
        ValueType operandHint = comparison ? null : hint;
        List<Expr> operands =
                context.expressions.checkBoth(syntax.left(), operandHint, syntax.right(), shift ? null : operandHint);
        return binary(
                syntax.operator(),
                new Operand(operands.get(0), syntax.left()),
                new Operand(operands.get(1), syntax.right()),
                hint,
                syntax.span());
    }

    /** A checked operand and where it was written. */
    record Operand(Expr checked, Expression source) {}

    Expr binary(BinaryOperator operator, Operand left, Operand right, @Nullable ValueType hint, Span span) {
        if (left.checked() instanceof Expr.Public a && right.checked() instanceof Expr.Public b) {
            return context.publics.binary(operator, a, b, span);
        }
        if (isShift(operator)) {
            Expr.Secret value = context.conversion.typed(left.checked(), hint, left.source());
            return shift(operator, value, right.checked(), left.source(), right.source(), span);
        }
        if (left.checked() instanceof Expr.Public known && right.checked() instanceof Expr.Secret secret) {
            requireLike(known, left.source(), secret.type(), right.source());
            return secretBinary(
                    operator,
                    context.conversion.fromPublic(secret.type(), known, known.span()),
                    secret,
                    left,
                    right,
                    span);
        }
        if (right.checked() instanceof Expr.Public known && left.checked() instanceof Expr.Secret secret) {
            requireLike(known, right.source(), secret.type(), left.source());
            return secretBinary(
                    operator,
                    secret,
                    context.conversion.fromPublic(secret.type(), known, known.span()),
                    left,
                    right,
                    span);
        }
        return secretBinary(operator, (Expr.Secret) left.checked(), (Expr.Secret) right.checked(), left, right, span);
    }

    /** A public operand must be able to take the type of the other one. */
    private void requireLike(Expr.Public known, Expression source, ValueType type, Expression other) {
        if (!context.conversion.isLike(type, context.publics.kind(known))) {
            throw context.error(
                    source.span(),
                    Words.quote(source) + " is " + context.publics.kind(known).words() + ", but " + Words.quote(other)
                            + " is " + Words.type(type),
                    Optional.empty(),
                    List.of(other.span()));
        }
    }

    private static boolean isShift(BinaryOperator operator) {
        return operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
    }

    private Expr.Secret secretBinary(
            BinaryOperator operator, Expr.Secret left, Expr.Secret right, Operand a, Operand b, Span span) {
        if (!left.type().equals(right.type())) {
            throw mismatch(left.type(), right.type(), a.source(), b.source());
        }
        requireOperands(operator, left.type(), a.source(), span);
        ValueType type = PublicCheck.isComparison(operator) ? BOOL : left.type();
        return new Expr.Binary(operator, left, right, type, span);
    }

    Failure mismatch(ValueType left, ValueType right, Expression a, Expression b) {
        Optional<String> help = Conversion.isNumber(left) && Conversion.castable(right, left)
                ? Optional.of(Words.cast(b, left))
                : Optional.empty();
        return context.error(
                b.span(),
                Words.quote(a) + " is " + Words.type(left) + " but " + Words.quote(b) + " is " + Words.type(right),
                help,
                List.of(a.span()));
    }

    private void requireOperands(BinaryOperator operator, ValueType type, Expression left, Span span) {
        String wanted =
                switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                        Conversion.isNumber(type) ? "" : "numbers";
                    case REMAINDER -> type instanceof ValueType.Int ? "" : "integers";
                    case AND, OR, XOR ->
                        type instanceof ValueType.Int || type instanceof ValueType.Bool ? "" : "integers or bools";
                    case EQUAL, NOT_EQUAL -> "";
                    case SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT -> "";
                };
        if (!wanted.isEmpty()) {
            throw context.error(
                    span,
                    "`" + operator.spelling() + "` takes " + wanted + ", but " + Words.quote(left) + " is "
                            + Words.type(type));
        }
    }

    // ---- shifts and rotations

    Expr.Secret shift(
            BinaryOperator operator,
            Expr.Secret value,
            Expr amount,
            Expression valueSource,
            Expression amountSource,
            Span span) {
        boolean rotation = !isShift(operator);
        boolean fits = value.type() instanceof ValueType.Int || !rotation && value.type() instanceof ValueType.Fixed;
        if (!fits) {
            throw context.error(
                    valueSource.span(),
                    "`" + operator.spelling() + "` takes an integer" + (rotation ? "" : " or fixed-point number")
                            + ", but " + Words.quote(valueSource) + " is " + Words.type(value.type()));
        }
        requireAmount(operator, amount, amountSource);
        return new Expr.Shift(operator, value, amount, span);
    }

    private void requireAmount(BinaryOperator operator, Expr amount, Expression source) {
        switch (amount) {
            case Expr.Constant(PublicValue value, Span _) -> {
                if (!(value instanceof PublicValue.Int(BigInteger number)) || number.signum() < 0) {
                    throw context.error(
                            source.span(),
                            "`" + operator.spelling() + "` by " + Words.value(value)
                                    + ": the amount is an integer, not negative");
                }
            }
            case Expr.Public known -> {
                if (!(context.publics.kind(known) instanceof PublicKind.Number)) {
                    throw context.error(source.span(), "the amount of a shift is an integer");
                }
            }
            case Expr.Secret secret -> {
                if (!(secret.type() instanceof ValueType.Int(boolean signed, int width))) {
                    throw context.error(
                            source.span(),
                            "the amount of a shift is an unsigned integer, but " + Words.quote(source) + " is "
                                    + Words.type(secret.type()));
                }
                if (signed) {
                    ValueType unsigned = new ValueType.Int(false, width);
                    throw context.error(
                            source.span(),
                            "the amount of a shift is unsigned, but " + Words.quote(source) + " is "
                                    + Words.type(secret.type()),
                            Words.cast(source, unsigned));
                }
            }
        }
    }

    // ---- && and ||

    Expr logical(Expression.Logical syntax) {
        Expr left = context.expressions.check(syntax.left(), BOOL);
        boolean and = syntax.operator() == BinaryOperator.AND;
        String sign = and ? "`&&`" : "`||`";
        requireTruth(left, syntax.left(), sign);
        if (left instanceof Expr.Constant(PublicValue value, Span _)
                && value instanceof PublicValue.Bool(boolean truth)
                && truth != and) {
            return left;
        }
        Expr right = left instanceof Expr.Public guard
                ? context.guarded(guard, () -> context.expressions.check(syntax.right(), BOOL))
                : context.expressions.check(syntax.right(), BOOL);
        requireTruth(right, syntax.right(), sign);
        if (left instanceof Expr.Constant) {
            return right;
        }
        if (left instanceof Expr.Public a && right instanceof Expr.Public b) {
            return context.publics.binary(syntax.operator(), a, b, syntax.span());
        }
        Expr.Secret b = context.conversion.to(BOOL, right, syntax.right());
        if (left instanceof Expr.Public condition) {
            return guardedBy(condition, and, b, syntax.span());
        }
        return new Expr.Binary(syntax.operator(), (Expr.Secret) left, b, BOOL, syntax.span());
    }

    /** The right side counts only where the public left side leaves it open. */
    private static Expr.Secret guardedBy(Expr.Public condition, boolean and, Expr.Secret right, Span span) {
        Expr.Secret decided = new Expr.FromPublic(
                new Expr.Constant(new PublicValue.Bool(!and), condition.span()), BOOL, condition.span());
        Expr.BlockValue open = new Expr.BlockValue(List.of(), right);
        Expr.BlockValue closed = new Expr.BlockValue(List.of(), decided);
        return new Expr.If(condition, and ? open : closed, and ? closed : open, BOOL, span);
    }

    private void requireTruth(Expr checked, Expression source, String sign) {
        String found =
                switch (checked) {
                    case Expr.Public known ->
                        context.publics.kind(known) instanceof PublicKind.Truth
                                ? ""
                                : context.publics.kind(known).words();
                    case Expr.Secret secret -> secret.type().equals(BOOL) ? "" : Words.type(secret.type());
                };
        if (!found.isEmpty()) {
            throw context.error(source.span(), sign + " takes a bool, but " + Words.quote(source) + " is " + found);
        }
    }

    /** A condition, of any kind that holds or does not. */
    Expr condition(Expression source) {
        Expr checked = context.expressions.check(source, BOOL);
        String found =
                switch (checked) {
                    case Expr.Public known ->
                        context.publics.kind(known) instanceof PublicKind.Truth
                                ? ""
                                : context.publics.kind(known).words();
                    case Expr.Secret secret -> secret.type().equals(BOOL) ? "" : Words.type(secret.type());
                };
        if (!found.isEmpty()) {
            boolean number = !(checked instanceof Expr.Secret secret) || Conversion.isNumber(secret.type());
            throw context.error(
                    source.span(),
                    "a condition is a bool, but " + Words.quote(source) + " is " + found,
                    number ? Optional.of("`" + Words.text(source.span()) + " != 0`") : Optional.empty());
        }
        return checked;
    }
}
