package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.stream.IntStream;

/**
 * A divisor as sign and magnitude in one's complement: its absolute value is {@code magnitude + sign}.
 *
 * @param magnitude without leading bits known to be zero
 * @param sign FALSE for an unsigned divisor
 * @param isKnownNonZero whether constant bits alone show that the divisor is not zero
 */
record Divisor(int[] magnitude, int sign, boolean isKnownNonZero) {

    static Divisor of(Netlist net, int[] word, boolean signed) {
        int sign = signed ? Words.sign(word) : Netlist.FALSE;
        int[] magnitude = Words.xorEach(net, word, sign);
        boolean nonZero = IntStream.of(word).anyMatch(bit -> bit == Netlist.TRUE);
        return new Divisor(Words.slice(magnitude, 0, Words.unsignedWidth(magnitude)), sign, nonZero);
    }

    /** Low bits known to be zero, when the sign is known to be positive. */
    int trailingZeros() {
        return sign == Netlist.FALSE ? Words.trailingZeros(magnitude) : 0;
    }

    Divisor shiftedRight(int zeros) {
        return new Divisor(Words.slice(magnitude, zeros, magnitude.length), sign, isKnownNonZero);
    }

    int width() {
        return magnitude.length;
    }

    /** A bit of the magnitude; beyond its width they are zero. */
    int bit(int index) {
        return index < magnitude.length ? magnitude[index] : Netlist.FALSE;
    }

    /** Whether the top bit is known to be set and the sign known to be positive. */
    boolean isNormalized() {
        return sign == Netlist.FALSE && magnitude.length > 0 && magnitude[magnitude.length - 1] == Netlist.TRUE;
    }
}
