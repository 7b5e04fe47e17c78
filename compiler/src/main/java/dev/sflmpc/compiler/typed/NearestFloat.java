package dev.sflmpc.compiler.typed;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.Optional;

/** The float that a public number means: the nearest one, of two equally near ones that with an even last bit. */
public final class NearestFloat {

    private NearestFloat() {}

    /** The bits of the nearest float; empty if the number is so large that it would be infinite. */
    public static Optional<BigInteger> of(BigInteger numerator, BigInteger denominator, ValueType.Float type) {
        int fractionBits = type.widthBits() == Float.SIZE ? 23 : 52;
        int bias = type.widthBits() == Float.SIZE ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
        if (numerator.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        BigInteger magnitude = numerator.abs();
        // 2^exponent <= magnitude / denominator < 2^(exponent + 1), but for subnormal numbers
        int exponent = magnitude.bitLength() - denominator.bitLength();
        exponent -= scaled(magnitude, -exponent).compareTo(scaled(denominator, exponent)) < 0 ? 1 : 0;
        exponent = Math.max(exponent, 1 - bias);
        BigInteger significand = rounded(magnitude, denominator, fractionBits - exponent);
        // the hidden bit adds one to the field, and a carry of the rounding likewise
        BigInteger field = BigInteger.valueOf(exponent + bias - 1L).shiftLeft(fractionBits);
        BigInteger bits = field.add(significand);
        if (bits.shiftRight(fractionBits).intValueExact() > 2 * bias) {
            return Optional.empty();
        }
        return Optional.of(numerator.signum() < 0 ? bits.setBit(type.widthBits() - 1) : bits);
    }

    /** {@code value * 2^shift}, and {@code value} itself if that is a fraction. */
    private static BigInteger scaled(BigInteger value, int shift) {
        return shift > 0 ? value.shiftLeft(shift) : value;
    }

    /** The integer nearest to {@code numerator / denominator * 2^shift}, ties to even. */
    private static BigInteger rounded(BigInteger numerator, BigInteger denominator, int shift) {
        BigInteger divisor = scaled(denominator, -shift);
        BigInteger[] parts = scaled(numerator, shift).divideAndRemainder(divisor);
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        return half > 0 || half == 0 && parts[0].testBit(0) ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
