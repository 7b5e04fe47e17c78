package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;

/** The reference for floats of any format: exact rational arithmetic, then one rounding. */
record ExactFloat(FloatFormat format) {

    long add(long a, long b) {
        if (isNan(a) || isNan(b) || (isInfinite(a) && isInfinite(b) && a != b)) {
            return nan();
        }
        if (isInfinite(a) || isInfinite(b)) {
            return isInfinite(a) ? a : b;
        }
        return rounded(value(a).add(value(b)), isNegative(a) && isNegative(b));
    }

    long multiply(long a, long b) {
        if (isNan(a) || isNan(b) || (isInfinite(a) && isZero(b)) || (isZero(a) && isInfinite(b))) {
            return nan();
        }
        boolean negative = isNegative(a) != isNegative(b);
        if (isInfinite(a) || isInfinite(b)) {
            return infinity(negative);
        }
        return rounded(value(a).multiply(value(b)), negative);
    }

    long divide(long a, long b) {
        if (isNan(a) || isNan(b) || (isInfinite(a) && isInfinite(b)) || (isZero(a) && isZero(b))) {
            return nan();
        }
        boolean negative = isNegative(a) != isNegative(b);
        if (isInfinite(a) || isZero(b)) {
            return infinity(negative);
        }
        return isInfinite(b) ? rounded(Ratio.ZERO, negative) : rounded(value(a).divide(value(b)), negative);
    }

    long multiplyAdd(long a, long b, long c) {
        long product = multiply(a, b);
        if (isNan(product) || isNan(c) || isInfinite(a) || isInfinite(b) || isInfinite(c)) {
            return isNan(c) || isNan(product) ? nan() : isInfinite(a) || isInfinite(b) ? add(product, c) : c;
        }
        boolean negative = isNegative(a) != isNegative(b) && isNegative(c);
        return rounded(value(a).multiply(value(b)).add(value(c)), negative);
    }

    long squareRoot(long a) {
        if (isNan(a) || (isNegative(a) && !isZero(a))) {
            return nan();
        }
        if (isInfinite(a) || isZero(a)) {
            return a;
        }
        int digits = 2 * format.fractionBits() + (1 << format.exponentBits());
        Ratio scaled = value(a).multiply(new Ratio(BigInteger.ONE.shiftLeft(2 * digits), BigInteger.ONE));
        BigInteger[] root = scaled.numerator().divide(scaled.denominator()).sqrtAndRemainder();
        // a bit below all digits stands for the rest
        BigInteger odd = root[0].shiftLeft(1).add(root[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
        return rounded(new Ratio(odd, BigInteger.ONE.shiftLeft(digits + 1)), false);
    }

    /** To the nearest float of this format. */
    long rounded(Ratio value, boolean negativeZero) {
        long sign = value.signum() < 0 || (value.signum() == 0 && negativeZero) ? 1L << format.width() - 1 : 0;
        if (value.signum() == 0) {
            return sign;
        }
        BigInteger n = value.numerator().abs();
        BigInteger d = value.denominator();
        int exponent = n.bitLength() - d.bitLength();
        if (n.shiftLeft(Math.max(0, -exponent)).compareTo(d.shiftLeft(Math.max(0, exponent))) < 0) {
            exponent--;
        }
        exponent = Math.max(exponent, 1 - format.bias());
        int shift = format.fractionBits() - exponent;
        BigInteger[] parts = n.shiftLeft(Math.max(0, shift)).divideAndRemainder(d.shiftLeft(Math.max(0, -shift)));
        int half = parts[1].shiftLeft(1).compareTo(d.shiftLeft(Math.max(0, -shift)));
        long significand = parts[0].longValueExact();
        significand += half > 0 || (half == 0 && (significand & 1) != 0) ? 1 : 0;
        long magnitude = significand + ((long) (exponent + format.bias() - 1) << format.fractionBits());
        return sign | Math.min(magnitude, infinity(false));
    }

    /** A finite float as a number. */
    Ratio value(long word) {
        long field = FloatCheck.exponent(format, word);
        long fraction = word & FloatCheck.mask(format.fractionBits());
        long significand = field == 0 ? fraction : fraction | 1L << format.fractionBits();
        int exponent = (int) Math.max(field, 1) - format.bias() - format.fractionBits();
        BigInteger signed = BigInteger.valueOf(isNegative(word) ? -significand : significand);
        return new Ratio(signed.shiftLeft(Math.max(0, exponent)), BigInteger.ONE.shiftLeft(Math.max(0, -exponent)));
    }

    boolean isNan(long word) {
        return magnitude(word) > infinity(false);
    }

    boolean isInfinite(long word) {
        return magnitude(word) == infinity(false);
    }

    boolean isZero(long word) {
        return magnitude(word) == 0;
    }

    boolean isNegative(long word) {
        return (word >>> format.width() - 1 & 1) != 0;
    }

    long nan() {
        return format.canonicalNan().longValueExact();
    }

    long infinity(boolean negative) {
        long magnitude = FloatCheck.mask(format.exponentBits()) << format.fractionBits();
        return negative ? magnitude | 1L << format.width() - 1 : magnitude;
    }

    private long magnitude(long word) {
        return word & FloatCheck.mask(format.width() - 1);
    }

    /** A rational number; the denominator is positive. */
    record Ratio(BigInteger numerator, BigInteger denominator) {

        static final Ratio ZERO = new Ratio(BigInteger.ZERO, BigInteger.ONE);

        Ratio add(Ratio other) {
            BigInteger sum = numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
            return new Ratio(sum, denominator.multiply(other.denominator));
        }

        Ratio multiply(Ratio other) {
            return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }

        Ratio divide(Ratio other) {
            BigInteger below = denominator.multiply(other.numerator.abs());
            BigInteger above = numerator.multiply(other.denominator);
            return new Ratio(other.signum() < 0 ? above.negate() : above, below);
        }

        int signum() {
            return numerator.signum();
        }
    }
}
