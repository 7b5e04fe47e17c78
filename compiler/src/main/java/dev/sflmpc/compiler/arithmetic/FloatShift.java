package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Shifts that remember whether a one was pushed out below. */
final class FloatShift {

    /**
     * A shifted word.
     *
     * @param sticky whether a bit that was dropped is set
     */
    record Shifted(int[] word, int sticky) {}

    private FloatShift() {}

    /** {@code word >> amount} in the same width. */
    static Shifted right(Netlist net, int[] word, int[] amount) {
        int[] rest = word;
        int sticky = Netlist.FALSE;
        for (int i = 0; i < amount.length; i++) {
            int distance = 1 << i;
            int lost = Words.orAll(net, Words.slice(rest, 0, Math.min(distance, rest.length)));
            sticky = net.or(sticky, net.and(amount[i], lost));
            int[] shifted = Words.slice(rest, distance, distance + rest.length);
            rest = Selector.mux(net, amount[i], Words.zeroExtend(shifted, rest.length), rest);
        }
        return new Shifted(rest, sticky);
    }

    /** The top {@code keep} bits of {@code word << amount}, within the width of the word. */
    static Shifted left(Netlist net, int[] word, int[] amount, int keep) {
        int[] rest = word;
        int sticky = Netlist.FALSE;
        for (int i = amount.length - 1; i >= 0; i--) {
            int distance = 1 << i;
            int needed = Math.min(rest.length, keep + distance - 1);
            int below = rest.length - needed;
            sticky = net.or(sticky, lost(net, rest, below, distance, amount[i]));
            int[] shifted = Words.shiftedLeft(rest, distance, rest.length);
            int[] stage = Selector.mux(
                    net, amount[i], Words.slice(shifted, below, rest.length), Words.slice(rest, below, rest.length));
            rest = stage;
        }
        int dropped = Words.orAll(net, Words.slice(rest, 0, rest.length - keep));
        return new Shifted(Words.slice(rest, rest.length - keep, rest.length), net.or(sticky, dropped));
    }

    /** {@code word << amount}, largest distance first. */
    static int[] normalize(Netlist net, int[] word, int[] amount) {
        int[] result = word;
        for (int i = amount.length - 1; i >= 0; i--) {
            result = Selector.mux(net, amount[i], Words.shiftedLeft(result, 1 << i, word.length), result);
        }
        return result;
    }

    /** Of the lowest bits, which are dropped, the top ones are not lost where the word is shifted. */
    private static int lost(Netlist net, int[] word, int below, int distance, int shift) {
        int border = Math.max(0, below - distance);
        int always = Words.orAll(net, Words.slice(word, 0, border));
        int unshifted = Words.orAll(net, Words.slice(word, border, below));
        return net.or(always, net.and(shift ^ 1, unshifted));
    }
}
