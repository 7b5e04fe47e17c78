package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Optional;

/**
 * Two shifts of one unsigned word of w bits that may be a rotation by some s: {@code (x << s) | (x >> (w - s))}. The amounts
 * may be taken modulo a power of two w, as in {@code -s & (w - 1)}; instead of {@code |} it may say {@code ^} or {@code +}.
 *
 * <p>With no amount reduced it is one for s up to w, and else 0, as {@code w - s} wraps around to more than w; with both
 * reduced it is always one, and with one of them for s below w.
 *
 * @param operator the rotation's direction
 * @param word what is rotated
 * @param amount s
 * @param reduced how many of the two amounts are taken modulo w
 */
record Rotation(BinaryOperator operator, Expr.Secret word, Expr.Secret amount, int reduced) {

    static Optional<Rotation> of(Expr.Binary e, PublicEvaluator publics) {
        if (!joins(e.operator())
                || !(e.type() instanceof ValueType.Int type)
                || type.signed()
                || !(e.left() instanceof Expr.Shift a)
                || !(e.right() instanceof Expr.Shift b)) {
            return Optional.empty();
        }
        boolean isLeftFirst = a.operator() == BinaryOperator.SHIFT_LEFT;
        Expr.Shift left = isLeftFirst ? a : b;
        Expr.Shift right = isLeftFirst ? b : a;
        if (left.operator() != BinaryOperator.SHIFT_LEFT
                || right.operator() != BinaryOperator.SHIFT_RIGHT
                || !(left.amount() instanceof Expr.Secret leftBy)
                || !(right.amount() instanceof Expr.Secret rightBy)
                || !SameExpression.of(left.value(), right.value())) {
            return Optional.empty();
        }
        Amounts amounts = new Amounts(publics, type.widthBits());
        Amount up = amounts.of(leftBy);
        Amount down = amounts.of(rightBy);
        int reduced = (up.isReduced() ? 1 : 0) + (down.isReduced() ? 1 : 0);
        // Both reduced amounts may be 0, and a word is not x ^ x.
        boolean isOverlapping = reduced > 0 && e.operator() != BinaryOperator.OR;
        if (isOverlapping || up.isNegative() == down.isNegative() || !SameExpression.of(up.by(), down.by())) {
            return Optional.empty();
        }
        BinaryOperator direction = down.isNegative() ? BinaryOperator.ROTATE_LEFT : BinaryOperator.ROTATE_RIGHT;
        return Optional.of(new Rotation(direction, left.value(), up.by(), reduced));
    }

    private static boolean joins(BinaryOperator operator) {
        return operator == BinaryOperator.OR || operator == BinaryOperator.XOR || operator == BinaryOperator.ADD;
    }

    /** {@code by} or w - {@code by}, as it is or modulo w. */
    private record Amount(Expr.Secret by, boolean isNegative, boolean isReduced) {}

    /** Reads amounts of shifts of a word of {@code width} bits. */
    private record Amounts(PublicEvaluator publics, int width) {

        Amount of(Expr.Secret amount) {
            Expr.Secret whole = unwidened(amount);
            Optional<Expr.Secret> masked = masked(whole);
            Expr.Secret inner = masked.orElse(whole);
            Optional<Expr.Secret> subtracted = subtracted(inner, masked.isPresent());
            Expr.Secret by = subtracted.orElse(inner);
            Optional<Expr.Secret> maskedBy = masked(by);
            return new Amount(maskedBy.orElse(by), subtracted.isPresent(), masked.isPresent() || maskedBy.isPresent());
        }

        /** s where the expression is w - s, or equal to it modulo w. */
        private Optional<Expr.Secret> subtracted(Expr.Secret expression, boolean modulo) {
            if (expression instanceof Expr.Binary difference
                    && difference.operator() == BinaryOperator.SUBTRACT
                    && is(difference.left(), width)) {
                return Optional.of(unwidened(difference.right()));
            }
            return modulo
                            && expression instanceof Expr.Unary negation
                            && negation.operator() == UnaryOperator.NEGATE
                            && Integer.numberOfTrailingZeros(width)
                                    <= negation.type().widthBits()
                    ? Optional.of(unwidened(negation.operand()))
                    : Optional.empty();
        }

        /** What the expression takes modulo w. */
        private Optional<Expr.Secret> masked(Expr.Secret expression) {
            return Integer.bitCount(width) == 1
                            && expression instanceof Expr.Binary mask
                            && mask.operator() == BinaryOperator.AND
                            && is(mask.right(), width - 1)
                    ? Optional.of(unwidened(mask.left()))
                    : Optional.empty();
        }

        private boolean is(Expr.Secret expression, int number) {
            return expression instanceof Expr.FromPublic constant
                    && publics.evaluate(constant.value()).equals(new Known.Exact(PublicValue.Int.of(number)));
        }

        /** Without conversions to a wider type, which change no unsigned number. */
        private static Expr.Secret unwidened(Expr.Secret expression) {
            return expression instanceof Expr.Cast cast
                            && cast.value().type() instanceof ValueType.Int from
                            && cast.type() instanceof ValueType.Int to
                            && !from.signed()
                            && from.widthBits() <= to.widthBits()
                    ? unwidened(cast.value())
                    : expression;
        }
    }
}
