package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Which numbers the results of operators can be, from what their operands can be. Nothing here is a guess. */
final class Ranges {

    private static final BigInteger MINUS_ONE = BigInteger.ONE.negate();

    private Ranges() {}

    static Range unary(UnaryOperator operator, ValueType type, Range a) {
        return switch (operator) {
            case NEGATE -> a.negated().wrapped(type);
            case COMPLEMENT, NOT -> a.negated().plus(MINUS_ONE).wrapped(type);
        };
    }

    /**
     * @param type of both operands
     * @param resultType of the result
     */
    static Range binary(BinaryOperator operator, ValueType type, ValueType resultType, Range a, Range b) {
        boolean isInteger = type instanceof ValueType.Int;
        return switch (operator) {
            case ADD -> a.plus(b).wrapped(type);
            case SUBTRACT -> a.plus(b.negated()).wrapped(type);
            case MULTIPLY ->
                type instanceof ValueType.Fixed fixed
                        ? a.times(b).shiftedRight(fixed.fractionBits()).wrapped(type)
                        : a.times(b).wrapped(type);
            case DIVIDE -> isInteger ? quotient(type, a, b) : Range.of(type);
            case REMAINDER -> remainder(a, b);
            case AND -> conjunction(type, a, b);
            case LESS -> decided(a.isBelow(b), !mayBeLess(a, b));
            case LESS_OR_EQUAL -> decided(!mayBeLess(b, a), b.isBelow(a));
            case GREATER -> decided(b.isBelow(a), !mayBeLess(b, a));
            case GREATER_OR_EQUAL -> decided(!mayBeLess(a, b), a.isBelow(b));
            case EQUAL -> decided(isOne(a, b), a.isBelow(b) || b.isBelow(a));
            case NOT_EQUAL -> decided(a.isBelow(b) || b.isBelow(a), isOne(a, b));
            case OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT -> Range.of(resultType);
        };
    }

    private static boolean isOne(Range a, Range b) {
        return a.isSingle() && a.equals(b);
    }

    private static boolean mayBeLess(Range a, Range b) {
        return a.min().compareTo(b.max()) < 0;
    }

    private static Range decided(boolean surelyTrue, boolean surelyFalse) {
        if (surelyTrue) {
            return Range.of(BigInteger.ONE);
        }
        return surelyFalse ? Range.of(BigInteger.ZERO) : Range.BIT;
    }

    private static Range conjunction(ValueType type, Range a, Range b) {
        if (a.mayBeNegative() && b.mayBeNegative()) {
            return Range.of(type);
        }
        BigInteger most = a.mayBeNegative()
                ? b.max()
                : b.mayBeNegative() ? a.max() : a.max().min(b.max());
        return new Range(BigInteger.ZERO, most);
    }

    /** Toward zero; of a division by zero all ones. */
    private static Range quotient(ValueType type, Range a, Range b) {
        List<BigInteger> divisors = new ArrayList<>();
        for (BigInteger divisor : List.of(b.min(), b.max(), MINUS_ONE, BigInteger.ONE)) {
            if (divisor.signum() != 0 && b.contains(divisor)) {
                divisors.add(divisor);
            }
        }
        List<BigInteger> quotients = new ArrayList<>();
        for (BigInteger divisor : divisors) {
            quotients.add(a.min().divide(divisor));
            quotients.add(a.max().divide(divisor));
        }
        if (b.contains(BigInteger.ZERO)) {
            quotients.add(Types.isSigned(type) ? MINUS_ONE : Range.of(type).max());
        }
        return Range.hull(quotients.getFirst(), quotients.toArray(BigInteger[]::new))
                .wrapped(type);
    }

    /** With the sign of the dividend; the dividend itself where the divisor is zero. */
    private static Range remainder(Range a, Range b) {
        BigInteger greatest = b.min().abs().max(b.max().abs()).subtract(BigInteger.ONE);
        boolean mayBeZero = b.contains(BigInteger.ZERO);
        BigInteger least =
                mayBeZero ? BigInteger.ZERO : b.min().abs().min(b.max().abs());
        if (mayBeZero || a.min().abs().max(a.max().abs()).compareTo(least) < 0) {
            return mayBeZero ? a.or(Range.of(BigInteger.ZERO)) : a;
        }
        BigInteger from = a.min().signum() >= 0 ? BigInteger.ZERO : a.min().max(greatest.negate());
        BigInteger to = a.max().signum() <= 0 ? BigInteger.ZERO : a.max().min(greatest);
        return new Range(from, to);
    }

    /** @param by what the amount can be, not negative */
    static Range shift(BinaryOperator operator, ValueType type, Range a, Range by) {
        int width = type.widthBits();
        int least = by.min().min(BigInteger.valueOf(width)).intValue();
        int most = by.max().min(BigInteger.valueOf(width)).intValue();
        return switch (operator) {
            case SHIFT_LEFT -> a.shiftedLeft(least).or(a.shiftedLeft(most)).wrapped(type);
            case SHIFT_RIGHT -> a.shiftedRight(least).or(a.shiftedRight(most));
            default -> Range.of(type);
        };
    }

    /** Whether there is more to say of the result than its type does. */
    static boolean knows(Intrinsic intrinsic) {
        return switch (intrinsic) {
            case ABS,
                    MIN,
                    MAX,
                    WIDENING_MUL,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    CHECKED_ADD,
                    CHECKED_SUB,
                    CHECKED_MUL,
                    POPCOUNT,
                    LEADING_ZEROS,
                    TRAILING_ZEROS -> true;
            case SQRT,
                    MUL_ADD,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    IS_NAN,
                    TO_BITS,
                    FROM_BITS,
                    DIV_REM,
                    MEDIAN,
                    SORT,
                    MIN_INDEX,
                    MAX_INDEX -> false;
        };
    }

    static boolean isChecked(Intrinsic intrinsic) {
        return intrinsic == Intrinsic.CHECKED_ADD
                || intrinsic == Intrinsic.CHECKED_SUB
                || intrinsic == Intrinsic.CHECKED_MUL;
    }

    /** Of the intrinsics that give one number. */
    static Range built(Intrinsic intrinsic, ValueType type, ValueType resultType, Range a, Range b) {
        return switch (intrinsic) {
            case ABS -> magnitude(a).wrapped(type);
            case MIN -> new Range(a.min().min(b.min()), a.max().min(b.max()));
            case MAX -> new Range(a.min().max(b.min()), a.max().max(b.max()));
            case WIDENING_MUL -> a.times(b);
            case SATURATING_ADD -> clamped(type, a.plus(b));
            case SATURATING_SUB -> clamped(type, a.plus(b.negated()));
            case SATURATING_MUL -> clamped(type, a.times(b));
            case POPCOUNT, LEADING_ZEROS, TRAILING_ZEROS -> Range.of(0, type.widthBits());
            case CHECKED_ADD,
                    CHECKED_SUB,
                    CHECKED_MUL,
                    SQRT,
                    MUL_ADD,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    IS_NAN,
                    TO_BITS,
                    FROM_BITS,
                    DIV_REM,
                    MEDIAN,
                    SORT,
                    MIN_INDEX,
                    MAX_INDEX -> Range.of(resultType);
        };
    }

    /** What a checked intrinsic computes before it wraps. */
    static Range exact(Intrinsic intrinsic, Range a, Range b) {
        return switch (intrinsic) {
            case CHECKED_ADD -> a.plus(b);
            case CHECKED_SUB -> a.plus(b.negated());
            case CHECKED_MUL -> a.times(b);
            default -> throw new IllegalArgumentException(intrinsic + " is not checked");
        };
    }

    private static Range magnitude(Range a) {
        BigInteger most = a.min().abs().max(a.max().abs());
        boolean mayBeZero = a.contains(BigInteger.ZERO);
        return new Range(mayBeZero ? BigInteger.ZERO : a.min().abs().min(a.max().abs()), most);
    }

    private static Range clamped(ValueType type, Range exact) {
        Range all = Range.of(type);
        return new Range(
                exact.min().max(all.min()).min(all.max()),
                exact.max().min(all.max()).max(all.min()));
    }

    /** Of a conversion between numbers and bool, rounded toward minus infinity. */
    static Range cast(ValueType from, ValueType to, Range a) {
        int shift = fractionBits(to) - fractionBits(from);
        Range scaled = shift >= 0 ? a.shiftedLeft(shift) : a.shiftedRight(-shift);
        return scaled.wrapped(to);
    }

    private static int fractionBits(ValueType type) {
        return type instanceof ValueType.Fixed fixed ? fixed.fractionBits() : 0;
    }
}
