package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** What the operators of the language mean, over big integers. */
final class Arithmetic {

    private static final BigInteger ALL_ONES = BigInteger.ONE.negate();

    private Arithmetic() {}

    /** The number with the lowest {@code width} bits of {@code value}. */
    static BigInteger wrap(BigInteger value, int width, boolean signed) {
        BigInteger range = BigInteger.ONE.shiftLeft(width);
        BigInteger low = value.mod(range);
        return signed && low.testBit(width - 1) ? low.subtract(range) : low;
    }

    static BigInteger wrap(BigInteger value, ValueType type) {
        return wrap(value, type.widthBits(), isSigned(type));
    }

    static boolean isSigned(ValueType type) {
        return type instanceof ValueType.Fixed || type instanceof ValueType.Int number && number.signed();
    }

    private static int fractionBits(ValueType type) {
        return type instanceof ValueType.Fixed fixed ? fixed.fractionBits() : 0;
    }

    static Datum unary(UnaryOperator operator, Datum operand, ValueType type) {
        if (type instanceof ValueType.Float number) {
            return Floats.negate(operand, number);
        }
        return switch (operator) {
            case NEGATE -> number(integer(operand).negate(), type);
            case COMPLEMENT -> number(integer(operand).not(), type);
            case NOT -> new Datum.Truth(!truth(operand));
        };
    }

    /** @param type of both operands */
    static Datum binary(BinaryOperator operator, Datum left, Datum right, ValueType type) {
        if (type instanceof ValueType.Float number) {
            return Floats.binary(operator, left, right, number);
        }
        return switch (operator) {
            case EQUAL -> new Datum.Truth(equal(left, right, type));
            case NOT_EQUAL -> new Datum.Truth(!equal(left, right, type));
            case LESS -> new Datum.Truth(integer(left).compareTo(integer(right)) < 0);
            case LESS_OR_EQUAL -> new Datum.Truth(integer(left).compareTo(integer(right)) <= 0);
            case GREATER -> new Datum.Truth(integer(left).compareTo(integer(right)) > 0);
            case GREATER_OR_EQUAL -> new Datum.Truth(integer(left).compareTo(integer(right)) >= 0);
            case AND, OR, XOR -> bitwise(operator, left, right, type);
            case ADD -> number(integer(left).add(integer(right)), type);
            case SUBTRACT -> number(integer(left).subtract(integer(right)), type);
            case MULTIPLY -> number(integer(left).multiply(integer(right)).shiftRight(fractionBits(type)), type);
            case DIVIDE -> number(quotient(integer(left).shiftLeft(fractionBits(type)), integer(right)), type);
            case REMAINDER -> number(remainder(integer(left), integer(right)), type);
            case SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT ->
                throw new IllegalArgumentException(operator + " is a shift");
        };
    }

    private static boolean equal(Datum left, Datum right, ValueType type) {
        if (left instanceof Datum.Many(List<Datum> a) && right instanceof Datum.Many(List<Datum> b)) {
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i), Datum.part(type, i))) {
                    return false;
                }
            }
            return true;
        }
        return type instanceof ValueType.Float number
                ? truth(Floats.binary(BinaryOperator.EQUAL, left, right, number))
                : left.equals(right);
    }

    private static Datum bitwise(BinaryOperator operator, Datum left, Datum right, ValueType type) {
        if (left instanceof Datum.Truth(boolean a) && right instanceof Datum.Truth(boolean b)) {
            return new Datum.Truth(
                    operator == BinaryOperator.AND ? a && b : operator == BinaryOperator.OR ? a || b : a != b);
        }
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        return number(
                operator == BinaryOperator.AND ? a.and(b) : operator == BinaryOperator.OR ? a.or(b) : a.xor(b), type);
    }

    private static BigInteger quotient(BigInteger dividend, BigInteger divisor) {
        return divisor.signum() == 0 ? ALL_ONES : dividend.divide(divisor);
    }

    private static BigInteger remainder(BigInteger dividend, BigInteger divisor) {
        return divisor.signum() == 0 ? dividend : dividend.remainder(divisor);
    }

    static Datum shift(BinaryOperator operator, Datum value, BigInteger amount, ValueType type) {
        BigInteger number = integer(value);
        int width = type.widthBits();
        int by = amount.min(BigInteger.valueOf(width)).intValueExact();
        int turn = amount.mod(BigInteger.valueOf(width)).intValueExact();
        return switch (operator) {
            case SHIFT_LEFT -> number(number.shiftLeft(by), type);
            case SHIFT_RIGHT -> number(number.shiftRight(by), type);
            case ROTATE_LEFT -> number(rotatedLeft(number, turn, width), type);
            case ROTATE_RIGHT -> number(rotatedLeft(number, width - turn, width), type);
            default -> throw new IllegalArgumentException(operator + " is no shift");
        };
    }

    private static BigInteger rotatedLeft(BigInteger number, int by, int width) {
        BigInteger pattern = wrap(number, width, false);
        return pattern.shiftLeft(by).or(pattern.shiftRight(width - by));
    }

    static Datum cast(Datum value, ValueType from, ValueType to) {
        BigInteger number =
                value instanceof Datum.Truth(boolean truth) ? truth ? BigInteger.ONE : BigInteger.ZERO : integer(value);
        if (to instanceof ValueType.Bool) {
            return new Datum.Truth(number.testBit(0));
        }
        if (from instanceof ValueType.Float source) {
            return to instanceof ValueType.Float target
                    ? Floats.convert(value, source, target)
                    : saturated(Floats.toUnits(value, source, fractionBits(to)), to);
        }
        if (to instanceof ValueType.Float target) {
            return Floats.fromUnits(number, fractionBits(from), target);
        }
        return number(number.shiftLeft(fractionBits(to) - fractionBits(from)), to);
    }

    /** @param type of the arguments */
    static Datum built(Intrinsic intrinsic, List<Datum> arguments, ValueType type, ValueType resultType) {
        if (type instanceof ValueType.Float number) {
            return Floats.built(intrinsic, arguments, number);
        }
        if (arguments.getFirst() instanceof Datum.Many(List<Datum> elements)) {
            return ofArray(intrinsic, elements, ((ValueType.Array) type).element(), resultType);
        }
        BigInteger a = integer(arguments.getFirst());
        BigInteger b = integer(arguments.getLast());
        return switch (intrinsic) {
            case ABS -> number(a.abs(), type);
            case MIN -> number(a.min(b), type);
            case MAX -> number(a.max(b), type);
            case WIDENING_MUL -> number(a.multiply(b), resultType);
            case SATURATING_ADD -> saturated(a.add(b), type);
            case SATURATING_SUB -> saturated(a.subtract(b), type);
            case SATURATING_MUL -> saturated(a.multiply(b), type);
            case CHECKED_ADD -> checked(a.add(b), type);
            case CHECKED_SUB -> checked(a.subtract(b), type);
            case CHECKED_MUL -> checked(a.multiply(b), type);
            case FROM_BITS -> arguments.getFirst();
            case SQRT ->
                number(
                        a.signum() < 0
                                ? BigInteger.ZERO
                                : a.shiftLeft(fractionBits(type)).sqrt(),
                        type);
            case POPCOUNT -> number(BigInteger.valueOf(pattern(a, type).bitCount()), resultType);
            case LEADING_ZEROS ->
                number(BigInteger.valueOf(type.widthBits() - pattern(a, type).bitLength()), resultType);
            case TRAILING_ZEROS ->
                number(BigInteger.valueOf(a.signum() == 0 ? type.widthBits() : a.getLowestSetBit()), resultType);
            case DIV_REM -> new Datum.Many(List.of(number(quotient(a, b), type), number(remainder(a, b), type)));
            case MEDIAN -> sorted(arguments, type).get(1);
            case ROUND, ROUND_EVEN, FLOOR, CEIL, TRUNC -> rounded(intrinsic, a, type);
            case MUL_ADD, IS_NAN, TO_BITS, SORT, MIN_INDEX, MAX_INDEX ->
                throw new IllegalArgumentException(intrinsic + " of " + type);
        };
    }

    private static BigInteger pattern(BigInteger number, ValueType type) {
        return wrap(number, type.widthBits(), false);
    }

    private static Datum rounded(Intrinsic intrinsic, BigInteger units, ValueType type) {
        RoundingMode mode =
                switch (intrinsic) {
                    case ROUND -> RoundingMode.HALF_UP;
                    case ROUND_EVEN -> RoundingMode.HALF_EVEN;
                    case FLOOR -> RoundingMode.FLOOR;
                    case CEIL -> RoundingMode.CEILING;
                    default -> RoundingMode.DOWN;
                };
        BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(fractionBits(type)));
        BigInteger whole = new BigDecimal(units).divide(scale).setScale(0, mode).toBigInteger();
        return number(whole.shiftLeft(fractionBits(type)), type);
    }

    private static Datum ofArray(
            Intrinsic intrinsic, List<Datum> elements, ValueType elementType, ValueType resultType) {
        List<Datum> sorted = sorted(elements, elementType);
        return switch (intrinsic) {
            case SORT -> new Datum.Many(sorted);
            case MIN_INDEX -> number(BigInteger.valueOf(elements.indexOf(sorted.getFirst())), resultType);
            case MAX_INDEX -> number(BigInteger.valueOf(elements.indexOf(sorted.getLast())), resultType);
            default -> throw new IllegalArgumentException(intrinsic + " of an array");
        };
    }

    static List<Datum> sorted(List<Datum> numbers, ValueType type) {
        return numbers.stream()
                .sorted(Comparator.comparing(
                        number -> type instanceof ValueType.Float ? Floats.order(number, type) : integer(number)))
                .toList();
    }

    private static Datum saturated(BigInteger exact, ValueType type) {
        int width = type.widthBits();
        BigInteger least = isSigned(type) ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
        BigInteger greatest = least.add(BigInteger.ONE.shiftLeft(width)).subtract(BigInteger.ONE);
        return number(exact.max(least).min(greatest), type);
    }

    private static Datum checked(BigInteger exact, ValueType type) {
        BigInteger wrapped = wrap(exact, type);
        return new Datum.Many(List.of(new Datum.Number(wrapped), new Datum.Truth(!wrapped.equals(exact))));
    }

    private static Datum number(BigInteger exact, ValueType type) {
        return new Datum.Number(wrap(exact, type));
    }

    static BigInteger integer(Datum number) {
        return ((Datum.Number) number).value();
    }

    static boolean truth(Datum truth) {
        return ((Datum.Truth) truth).value();
    }
}
