package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Floats of the language by those of Java, which are IEEE 754's. A float is its bits as an unsigned number; results that
 * are no number are Java's canonical NaN.
 */
final class Floats {

    /** More digits than decide how any fraction rounds to a double, and one for what follows. */
    private static final MathContext DIGITS = new MathContext(1200, RoundingMode.DOWN);

    private Floats() {}

    // ---- bits

    static Datum single(float value) {
        return new Datum.Number(BigInteger.valueOf(Integer.toUnsignedLong(Float.floatToIntBits(value))));
    }

    static Datum twice(double value) {
        long bits = Double.doubleToLongBits(value);
        return new Datum.Number(new BigInteger(Long.toUnsignedString(bits)));
    }

    private static float asFloat(Datum bits) {
        return Float.intBitsToFloat(Arithmetic.integer(bits).intValue());
    }

    private static double asDouble(Datum bits) {
        return Double.longBitsToDouble(Arithmetic.integer(bits).longValue());
    }

    private static boolean isSingle(ValueType.Float type) {
        return type.widthBits() == Float.SIZE;
    }

    /** A float's value, which a double always holds. */
    private static double value(Datum bits, ValueType.Float type) {
        return isSingle(type) ? asFloat(bits) : asDouble(bits);
    }

    // ---- operators

    static Datum negate(Datum operand, ValueType.Float type) {
        return new Datum.Number(Arithmetic.integer(operand).flipBit(type.widthBits() - 1));
    }

    static Datum binary(BinaryOperator operator, Datum left, Datum right, ValueType.Float type) {
        return switch (operator) {
            case EQUAL -> new Datum.Truth(value(left, type) == value(right, type));
            case NOT_EQUAL -> new Datum.Truth(value(left, type) != value(right, type));
            case LESS -> new Datum.Truth(value(left, type) < value(right, type));
            case LESS_OR_EQUAL -> new Datum.Truth(value(left, type) <= value(right, type));
            case GREATER -> new Datum.Truth(value(left, type) > value(right, type));
            case GREATER_OR_EQUAL -> new Datum.Truth(value(left, type) >= value(right, type));
            default ->
                isSingle(type)
                        ? single(arithmetic(operator, asFloat(left), asFloat(right)))
                        : twice(arithmetic(operator, asDouble(left), asDouble(right)));
        };
    }

    private static float arithmetic(BinaryOperator operator, float a, float b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> throw new IllegalArgumentException(operator + " of floats");
        };
    }

    private static double arithmetic(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> throw new IllegalArgumentException(operator + " of floats");
        };
    }

    static Datum built(Intrinsic intrinsic, List<Datum> arguments, ValueType.Float type) {
        Datum a = arguments.getFirst();
        return switch (intrinsic) {
            case ABS -> new Datum.Number(Arithmetic.integer(a).clearBit(type.widthBits() - 1));
            case TO_BITS -> a;
            case MEDIAN -> Arithmetic.sorted(arguments, type).get(1);
            case IS_NAN -> new Datum.Truth(Double.isNaN(value(a, type)));
            default ->
                isSingle(type)
                        ? single(ofSingles(
                                intrinsic,
                                arguments.stream().map(Floats::asFloat).toList()))
                        : twice(ofDoubles(
                                intrinsic,
                                arguments.stream().map(Floats::asDouble).toList()));
        };
    }

    private static float ofSingles(Intrinsic intrinsic, List<Float> arguments) {
        float a = arguments.getFirst();
        return switch (intrinsic) {
            case MIN -> Math.min(a, arguments.get(1));
            case MAX -> Math.max(a, arguments.get(1));
            case MUL_ADD -> Math.fma(a, arguments.get(1), arguments.get(2));
            // a double has more than twice the digits, so that rounding twice is rounding once
            default -> (float) ofDoubles(intrinsic, List.of((double) a));
        };
    }

    private static double ofDoubles(Intrinsic intrinsic, List<Double> arguments) {
        double a = arguments.getFirst();
        return switch (intrinsic) {
            case MIN -> Math.min(a, arguments.get(1));
            case MAX -> Math.max(a, arguments.get(1));
            case MUL_ADD -> Math.fma(a, arguments.get(1), arguments.get(2));
            case SQRT -> Math.sqrt(a);
            case ROUND -> awayFromZero(a);
            case ROUND_EVEN -> Math.rint(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case TRUNC -> a < 0 ? Math.ceil(a) : Math.floor(a);
            default -> throw new IllegalArgumentException(intrinsic + " of floats");
        };
    }

    private static double awayFromZero(double a) {
        double down = Math.floor(Math.abs(a));
        return Math.copySign(Math.abs(a) - down >= 0.5 ? down + 1 : down, a);
    }

    /** A number whose order is IEEE 754's total order. */
    static BigInteger order(Datum bits, ValueType type) {
        BigInteger number = Arithmetic.integer(bits);
        int sign = type.widthBits() - 1;
        return number.testBit(sign) ? number.clearBit(sign).not() : number;
    }

    // ---- conversions

    /** @param fractionBits of the fixed-point number that {@code units} is */
    static Datum fromUnits(BigInteger units, int fractionBits, ValueType.Float type) {
        return nearest(units, BigInteger.ONE.shiftLeft(fractionBits), type);
    }

    /** In units of the last of {@code fractionBits}, not yet wrapped: the caller takes the nearest number of its type. */
    static BigInteger toUnits(Datum bits, ValueType.Float type, int fractionBits) {
        double value = value(bits, type);
        if (Double.isNaN(value)) {
            return BigInteger.ZERO;
        }
        if (Double.isInfinite(value)) {
            return BigInteger.valueOf(value < 0 ? -1 : 1).shiftLeft(2 * ValueType.MAX_NUMBER_WIDTH_BITS);
        }
        return new BigDecimal(value)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(fractionBits)))
                .toBigInteger();
    }

    static Datum convert(Datum bits, ValueType.Float from, ValueType.Float to) {
        if (from.equals(to)) {
            return bits;
        }
        return isSingle(to) ? single((float) asDouble(bits)) : twice(asFloat(bits));
    }

    /** The nearest float of a fraction, by way of more decimal digits than decide it. */
    static Datum nearest(BigInteger numerator, BigInteger denominator, ValueType.Float type) {
        BigDecimal quotient = new BigDecimal(numerator).divide(new BigDecimal(denominator), DIGITS);
        boolean exact = quotient.multiply(new BigDecimal(denominator)).compareTo(new BigDecimal(numerator)) == 0;
        String decimal = exact ? quotient.toString() : quotient.unscaledValue() + "1E" + (-1L - quotient.scale());
        return isSingle(type) ? single(Float.parseFloat(decimal)) : twice(Double.parseDouble(decimal));
    }
}
