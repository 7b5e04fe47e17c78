package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * The integer part of a square root: m (m + 1) / 2 AND gates for a root of m bits, so 136 for 32 and 528 for 64 bits of
 * radicand; with the remainder 2 m - 1 more.
 *
 * <p>Non-restoring, one bit of the root and two of the radicand a step, and triangular like
 * {@link TriangularDivision}: step k keeps the remainder modulo 2^(k+2). With root q so far it subtracts 4 q + 1 or
 * adds 4 q + 3; two of the low sum bits meet constants and cost one AND together.
 */
public final class SquareRoot {

    private SquareRoot() {}

    /** {@code floor(sqrt(a))} of an unsigned word, in half its width (rounded up). */
    public static int[] root(Netlist net, int[] a) {
        return State.of(net, a).root();
    }

    /** Root as the quotient and {@code a - root^2}, which has one bit more than the root, as the remainder. */
    public static QuotientRemainder rootAndRemainder(Netlist net, int[] a) {
        State state = State.of(net, a);
        return new QuotientRemainder(state.root(), state.remainder(net));
    }

    /**
     * The end of a non-restoring square root.
     *
     * @param root least significant bit first
     * @param partial the remainder, in one bit more than it needs, or what it lacks to {@code 2 root + 1} when negative
     * @param negative the sign of {@code partial}
     */
    record State(int[] root, int[] partial, int negative) {

        static State of(Netlist net, int[] a) {
            int steps = (a.length + 1) / 2;
            int[] radicand = Words.zeroExtend(a, 2 * steps);
            State state = new State(new int[0], new int[0], Netlist.FALSE);
            for (int k = steps - 1; k >= 0; k--) {
                state = state.next(net, radicand[2 * k], radicand[2 * k + 1]);
            }
            return state;
        }

        private State next(Netlist net, int low, int high) {
            int width = root.length + 3;
            int subtract = negative ^ 1;
            int[] brought = new int[width];
            brought[0] = low;
            brought[1] = high;
            System.arraycopy(partial, 0, brought, 2, Math.min(partial.length, width - 2));
            int[] addend = new int[width];
            addend[0] = Netlist.TRUE;
            addend[1] = negative;
            System.arraycopy(root, 0, addend, 2, root.length);
            int[] sum = Adder.add(net, brought, Words.xorEach(net, addend, subtract), subtract);
            int[] longer = new int[root.length + 1];
            longer[0] = Words.sign(sum) ^ 1;
            System.arraycopy(root, 0, longer, 1, root.length);
            return new State(longer, sum, Words.sign(sum));
        }

        /** In one bit more than the root. */
        int[] remainder(Netlist net) {
            int width = root.length + 1;
            int[] correction = new int[width];
            correction[0] = negative;
            for (int i = 1; i < width; i++) {
                correction[i] = net.and(negative, root[i - 1]);
            }
            return Adder.add(net, Words.slice(partial, 0, width), correction);
        }
    }
}
