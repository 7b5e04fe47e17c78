package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * A binary interchange format of IEEE 754: from the least significant bit fraction, exponent, sign.
 *
 * @param exponentBits at least 3
 * @param fractionBits without the hidden bit; at least 2 and less than the bias, as in every standard format: then no
 *     square root is subnormal, and no exponent runs over in the course of an operation
 */
public record FloatFormat(int exponentBits, int fractionBits) {

    public static final FloatFormat BINARY32 = new FloatFormat(8, 23);
    public static final FloatFormat BINARY64 = new FloatFormat(11, 52);

    public FloatFormat {
        if (exponentBits < 3 || exponentBits > 20 || fractionBits < 2 || fractionBits >= (1 << exponentBits - 1) - 1) {
            throw new IllegalArgumentException(exponentBits + " exponent and " + fractionBits + " fraction bits");
        }
    }

    /** Number of bits of a word. */
    public int width() {
        return 1 + exponentBits + fractionBits;
    }

    /** The exponent field of 1. */
    public int bias() {
        return (1 << exponentBits - 1) - 1;
    }

    /** The only NaN that results: positive and quiet, without payload. */
    public BigInteger canonicalNan() {
        return SignedDigits.allOnes(exponentBits + 1).shiftLeft(fractionBits - 1);
    }

    /** Significand width: fraction and hidden bit. */
    int precision() {
        return fractionBits + 1;
    }

    FloatParts split(int[] word) {
        if (word.length != width()) {
            throw new IllegalArgumentException(word.length + " bits for a float of " + width());
        }
        return new FloatParts(
                Words.slice(word, 0, fractionBits),
                Words.slice(word, fractionBits, fractionBits + exponentBits),
                Words.sign(word));
    }

    int[] join(int[] fraction, int[] exponent, int sign) {
        return Words.concat(fraction, exponent, new int[] {sign});
    }

    /** A finite or infinite result from its fraction and field, which {@code nan} replaces by the canonical one. */
    int[] withNan(Netlist net, int[] fraction, int[] exponent, int sign, int nan) {
        int[] kept = Words.andEach(net, fraction, nan ^ 1);
        kept[fractionBits - 1] = net.xor(kept[fractionBits - 1], nan);
        return join(kept, Words.orEach(net, exponent, nan), net.and(sign, nan ^ 1));
    }
}
