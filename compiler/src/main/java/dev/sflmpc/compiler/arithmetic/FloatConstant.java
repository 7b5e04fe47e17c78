package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A float that is known when a circuit is made.
 *
 * @param exponent the field
 */
record FloatConstant(FloatFormat format, boolean negative, int exponent, BigInteger fraction) {

    static Optional<FloatConstant> of(FloatFormat format, int[] word) {
        if (!Words.isConstant(word)) {
            return Optional.empty();
        }
        FloatParts parts = format.split(word);
        return Optional.of(new FloatConstant(
                format,
                Words.value(new int[] {parts.sign()}).signum() != 0,
                Words.value(parts.exponent()).intValueExact(),
                Words.value(parts.fraction())));
    }

    boolean isZero() {
        return exponent == 0 && fraction.signum() == 0;
    }

    boolean isNan() {
        return exponent == 2 * format.bias() + 1 && fraction.signum() != 0;
    }

    /** Whether it is finite, not zero and not subnormal. */
    boolean isNormal() {
        return exponent > 0 && exponent <= 2 * format.bias();
    }

    /** The bits of the reciprocal, if that is a power of two and normal too. */
    Optional<BigInteger> exactReciprocal() {
        return power().map(power -> format.bias() - power)
                .filter(field -> field > 0)
                .map(field -> BigInteger.valueOf((negative ? 1L << format.exponentBits() : 0L) + field)
                        .shiftLeft(format.fractionBits()));
    }

    /** The power of two whose product with a float that is, but for the sign, if that is a normal float. */
    Optional<Integer> power() {
        return isNormal() && fraction.signum() == 0 ? Optional.of(exponent - format.bias()) : Optional.empty();
    }
}
