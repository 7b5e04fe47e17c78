package dev.sflmpc.compiler.typed;

import java.math.BigInteger;

/** The operators on public values: unbounded integers, exact fractions, truth values. */
public final class PublicArithmetic {

    /** The largest shift of a public integer, so that a short program cannot ask for a huge number. */
    private static final int MAX_SHIFT = 1 << 16;

    /** The largest number of bits of a public integer. */
    private static final int MAX_BITS = 1 << 20;

    private PublicArithmetic() {}

    /** The operands have no result; the message says why, in a user's words. */
    public static final class UndefinedException extends Exception {

        private static final long serialVersionUID = 1L;

        UndefinedException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    public static PublicValue apply(UnaryOperator operator, PublicValue operand) throws UndefinedException {
        return switch (operator) {
            case NEGATE -> PublicValue.Rational.of(numerator(operand).negate(), denominator(operand));
            case COMPLEMENT ->
                new PublicValue.Int(integer(operator.spelling(), operand).not());
            case NOT -> new PublicValue.Bool(!truth(operator.spelling(), operand));
        };
    }

    public static PublicValue apply(BinaryOperator operator, PublicValue left, PublicValue right)
            throws UndefinedException {
        return switch (operator) {
            case ADD -> sum(left, right);
            case SUBTRACT -> sum(left, apply(UnaryOperator.NEGATE, right));
            case MULTIPLY ->
                bounded(PublicValue.Rational.of(
                        numerator(left).multiply(numerator(right)),
                        denominator(left).multiply(denominator(right))));
            case DIVIDE -> quotient(left, right);
            case REMAINDER -> new PublicValue.Int(integer("%", left).remainder(nonZero(integer("%", right))));
            case AND, OR, XOR -> bitwise(operator, left, right);
            case EQUAL -> new PublicValue.Bool(left.equals(right));
            case NOT_EQUAL -> new PublicValue.Bool(!left.equals(right));
            case LESS -> new PublicValue.Bool(compare(left, right) < 0);
            case LESS_OR_EQUAL -> new PublicValue.Bool(compare(left, right) <= 0);
            case GREATER -> new PublicValue.Bool(compare(left, right) > 0);
            case GREATER_OR_EQUAL -> new PublicValue.Bool(compare(left, right) >= 0);
            case SHIFT_LEFT -> bounded(new PublicValue.Int(integer("<<", left).shiftLeft(shift(right))));
            case SHIFT_RIGHT -> new PublicValue.Int(integer(">>", left).shiftRight(shift(right)));
            case ROTATE_LEFT, ROTATE_RIGHT ->
                throw new UndefinedException("a public number has no width to rotate in; cast it to a type first");
        };
    }

    /** The sign of {@code left - right}. */
    public static int compare(PublicValue left, PublicValue right) throws UndefinedException {
        return numerator(left)
                .multiply(denominator(right))
                .compareTo(numerator(right).multiply(denominator(left)));
    }

    private static PublicValue sum(PublicValue left, PublicValue right) throws UndefinedException {
        return bounded(PublicValue.Rational.of(
                numerator(left)
                        .multiply(denominator(right))
                        .add(numerator(right).multiply(denominator(left))),
                denominator(left).multiply(denominator(right))));
    }

    private static PublicValue quotient(PublicValue left, PublicValue right) throws UndefinedException {
        if (left instanceof PublicValue.Int(BigInteger a) && right instanceof PublicValue.Int(BigInteger b)) {
            return new PublicValue.Int(a.divide(nonZero(b)));
        }
        return bounded(PublicValue.Rational.of(
                numerator(left).multiply(denominator(right)), denominator(left).multiply(nonZero(numerator(right)))));
    }

    private static PublicValue bitwise(BinaryOperator operator, PublicValue left, PublicValue right)
            throws UndefinedException {
        if (left instanceof PublicValue.Bool(boolean a) && right instanceof PublicValue.Bool(boolean b)) {
            return new PublicValue.Bool(
                    operator == BinaryOperator.AND ? a && b : operator == BinaryOperator.OR ? a || b : a != b);
        }
        BigInteger a = integer(operator.spelling(), left);
        BigInteger b = integer(operator.spelling(), right);
        return new PublicValue.Int(
                operator == BinaryOperator.AND ? a.and(b) : operator == BinaryOperator.OR ? a.or(b) : a.xor(b));
    }

    private static int shift(PublicValue amount) throws UndefinedException {
        BigInteger value = integer("<<", amount);
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(MAX_SHIFT)) > 0) {
            throw new UndefinedException("a shift by " + value + ", expected 0 to " + MAX_SHIFT);
        }
        return value.intValue();
    }

    private static BigInteger nonZero(BigInteger divisor) throws UndefinedException {
        if (divisor.signum() == 0) {
            throw new UndefinedException("division of a public number by zero");
        }
        return divisor;
    }

    private static BigInteger integer(String operator, PublicValue value) throws UndefinedException {
        if (value instanceof PublicValue.Int(BigInteger number)) {
            return number;
        }
        throw new UndefinedException("`" + operator + "` takes integers");
    }

    private static boolean truth(String operator, PublicValue value) throws UndefinedException {
        if (value instanceof PublicValue.Bool(boolean truth)) {
            return truth;
        }
        throw new UndefinedException("`" + operator + "` takes truth values");
    }

    private static BigInteger numerator(PublicValue value) throws UndefinedException {
        return switch (value) {
            case PublicValue.Int number -> number.value();
            case PublicValue.Rational rational -> rational.numerator();
            case PublicValue.Bool bool -> throw new UndefinedException("a number was expected, not " + bool);
            case PublicValue.Array array -> throw new UndefinedException("a number was expected, not a list");
        };
    }

    private static BigInteger denominator(PublicValue value) {
        return value instanceof PublicValue.Rational rational ? rational.denominator() : BigInteger.ONE;
    }

    private static PublicValue bounded(PublicValue value) throws UndefinedException {
        if (numerator(value).bitLength() > MAX_BITS || denominator(value).bitLength() > MAX_BITS) {
            throw new UndefinedException("a public number of more than " + MAX_BITS + " bits");
        }
        return value;
    }
}
