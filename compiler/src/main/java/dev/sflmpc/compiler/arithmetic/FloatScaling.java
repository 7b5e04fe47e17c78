package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * One shift for normalising an operand and denormalising the result: a value with 2^k zeros above it is shifted left by
 * {@code 2^k + min(zeros, exponent)}, and not at all when it is too small to leave more than a sticky bit.
 *
 * @param amount k + 1 bits
 * @param field the exponent field of the shifted value less two, at least 0
 * @param clamped whether it would have been negative
 */
record FloatScaling(int[] amount, int[] field, int clamped) {

    /**
     * @param zeros leading zeros of the operand
     * @param exponent signed: the field less one of a result in [1, 2) from an operand without leading zeros
     * @param bits the k above
     * @param zero whether the digits of the result are zero whatever the shift is
     * @param vanished whether the result is zero, and the shift has to see to it
     */
    static FloatScaling of(Netlist net, int[] zeros, int[] exponent, int bits, int zero, int vanished) {
        int top = exponent.length - 1;
        int[] count = Words.zeroExtend(zeros, exponent.length);
        int[] lowered = Adder.add(net, exponent, Words.invert(count));
        int clamped = lowered[top];
        int tooSmall = net.and(exponent[top], Words.andAll(net, Words.slice(exponent, bits, top)) ^ 1);
        int away = net.or(tooSmall, vanished);
        int[] amount = new int[bits + 1];
        for (int i = 0; i < bits; i++) {
            amount[i] = net.and(away ^ 1, net.mux(clamped, exponent[i], count[i]));
        }
        amount[bits] = net.and(exponent[top] ^ 1, vanished ^ 1);
        int none = net.or(clamped, net.or(zero, vanished));
        return new FloatScaling(amount, Words.andEach(net, Words.slice(lowered, 0, top), none ^ 1), none);
    }

    /**
     * The rounding of a shifted significand below 2: of precision + 2 bits the lower window is taken when the units bit
     * is zero and the exponent may still go down.
     */
    FloatRounding select(Netlist net, FloatFormat format, int sign, int[] shifted, int sticky) {
        int precision = format.precision();
        int top = shifted[precision + 1];
        int low = net.and(top ^ 1, clamped ^ 1);
        int[] window =
                Selector.mux(net, low, Words.slice(shifted, 0, precision + 1), Words.slice(shifted, 1, precision + 2));
        int[] hidden = {net.xor(top, clamped ^ 1), net.and(top, clamped ^ 1)};
        int below = net.or(sticky, net.and(low ^ 1, shifted[0]));
        return new FloatRounding(format, sign, field, Words.slice(window, 1, precision + 1), hidden, window[0], below);
    }
}
