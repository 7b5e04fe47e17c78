package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers from their text, with work bounded by the length of the text and the width of the type, whatever the exponent.
 */
final class NumberText {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("-?0[xX][0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** No exponent past this one changes what a number means here: it is far out of range, or rounds to zero. */
    private static final int EXPONENT_LIMIT = 1 << 20;

    private NumberText() {}

    /** {@code 12}, {@code -12}, {@code 0x1f}; empty if the text is nothing of the kind. */
    static Optional<BigInteger> integer(String text) {
        if (HEXADECIMAL.matcher(text).matches()) {
            return Optional.of(new BigInteger(text.replaceFirst("0[xX]", ""), 16));
        }
        return INTEGER.matcher(text).matches() ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /**
     * The number of units of {@code 2^-fractionBits} nearest to a decimal number, ties to the even one; empty if the type
     * has no such value.
     *
     * @param text for which {@link #isDecimal} holds
     */
    static Optional<BigInteger> units(String text, ValueType.Fixed type) {
        int mark = text.toLowerCase(Locale.ROOT).indexOf('e');
        BigDecimal mantissa = new BigDecimal(mark < 0 ? text : text.substring(0, mark));
        if (mantissa.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        int exponent = mark < 0 ? 0 : exponent(text.substring(mark + 1));
        // |number| is at least 10^leading and below 10^(leading + 1).
        long leading = (long) mantissa.precision() - mantissa.scale() - 1 + exponent;
        if (leading > type.widthBits()) {
            return Optional.empty();
        }
        if (leading < -type.fractionBits() - 1L) {
            return Optional.of(BigInteger.ZERO);
        }
        BigDecimal scaled = mantissa.scaleByPowerOfTen(exponent)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(type.fractionBits())));
        BigInteger units = scaled.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        return units.bitLength() < type.widthBits() ? Optional.of(units) : Optional.empty();
    }

    /**
     * The bits of the float nearest to a decimal number, ties to the even one; those of an infinity if it is too large.
     *
     * @param text for which {@link #isDecimal} holds, or {@code NaN}, {@code Infinity} or {@code -Infinity}
     */
    static long floatBits(String text, ValueType.Float type) {
        return type.widthBits() == Float.SIZE
                ? Integer.toUnsignedLong(Float.floatToIntBits(Float.parseFloat(text)))
                : Double.doubleToLongBits(Double.parseDouble(text));
    }

    static boolean isSpecial(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    /** Whether the bits are those of an infinity or NaN. */
    static boolean isSpecial(long bits, ValueType.Float type) {
        return type.widthBits() == Float.SIZE
                ? !Float.isFinite(Float.intBitsToFloat((int) bits))
                : !Double.isFinite(Double.longBitsToDouble(bits));
    }

    /** The shortest decimal number that {@link #floatBits} takes back to the same bits, or the name of what is no number. */
    static String text(long bits, ValueType.Float type) {
        return type.widthBits() == Float.SIZE
                ? Float.toString(Float.intBitsToFloat((int) bits))
                : Double.toString(Double.longBitsToDouble(bits));
    }

    private static int exponent(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.replaceFirst("^[+-]?0*", "");
        int magnitude = digits.isEmpty() ? 0 : digits.length() > 9 ? EXPONENT_LIMIT : Integer.parseInt(digits);
        return negative ? -Math.min(magnitude, EXPONENT_LIMIT) : Math.min(magnitude, EXPONENT_LIMIT);
    }

    /** The exact decimal number of {@code units} of {@code 2^-fractionBits}, with at least one digit behind the point. */
    static String decimal(BigInteger units, int fractionBits) {
        BigDecimal exact = new BigDecimal(units.multiply(BigInteger.valueOf(5).pow(fractionBits)), fractionBits)
                .stripTrailingZeros();
        return (exact.scale() < 1 ? exact.setScale(1, RoundingMode.UNNECESSARY) : exact).toPlainString();
    }
}
