package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.typed.PublicValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** The values of number literals: integers in three bases, and decimals as exact fractions. */
public final class Literals {

    private static final int MAX_DIGITS = 10_000;
    private static final int MAX_EXPONENT = 5_000;

    private Literals() {}

    /** The value of a literal that has a literal's form, or nothing when it is too long or has no digits. */
    public static Optional<PublicValue> number(String literal) {
        String digits = literal.replace("_", "");
        if (digits.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        if (digits.startsWith("0x") || digits.startsWith("0b")) {
            return digits.length() == 2
                    ? Optional.empty()
                    : Optional.of(
                            new PublicValue.Int(new BigInteger(digits.substring(2), digits.charAt(1) == 'x' ? 16 : 2)));
        }
        return decimal(digits);
    }

    /** A value as the command line gives it: a literal, with a sign if need be. */
    public static Optional<PublicValue> parse(String text) {
        String literal = text.strip();
        if (literal.equals("true") || literal.equals("false")) {
            return Optional.of(new PublicValue.Bool(literal.equals("true")));
        }
        boolean negative = literal.startsWith("-");
        String unsigned = negative || literal.startsWith("+") ? literal.substring(1) : literal;
        if (!unsigned.matches("0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*(\\.[0-9][0-9_]*)?([eE][+-]?[0-9]+)?")) {
            return Optional.empty();
        }
        return number(unsigned).map(value -> negative ? negated(value) : value);
    }

    private static PublicValue negated(PublicValue value) {
        return switch (value) {
            case PublicValue.Int(BigInteger number) -> new PublicValue.Int(number.negate());
            case PublicValue.Rational(BigInteger numerator, BigInteger denominator) ->
                new PublicValue.Rational(numerator.negate(), denominator);
            case PublicValue.Bool bool -> bool;
            case PublicValue.Array array -> array;
        };
    }

    private static Optional<PublicValue> decimal(String digits) {
        int exponentAt = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        if (exponentAt >= 0 && !smallExponent(digits.substring(exponentAt + 1))) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(digits);
        BigInteger unscaled = value.unscaledValue();
        return Optional.of(
                value.scale() <= 0
                        ? new PublicValue.Int(unscaled.multiply(BigInteger.TEN.pow(-value.scale())))
                        : PublicValue.Rational.of(unscaled, BigInteger.TEN.pow(value.scale())));
    }

    private static boolean smallExponent(String exponent) {
        return new BigInteger(exponent.startsWith("+") ? exponent.substring(1) : exponent)
                        .abs()
                        .compareTo(BigInteger.valueOf(MAX_EXPONENT))
                <= 0;
    }
}
