package dev.sflmpc.compiler.optimise;

/**
 * A full or half adder: over the integers {@code in[0] + in[1] (+ in[2]) = sum + 2 * carry}.
 *
 * @param gate its AND gate
 * @param in two or three literals
 * @param sum a literal; −1 when no gate makes the sum
 * @param carry a literal
 */
record AdderCell(int gate, int[] in, int sum, int carry) {

    static final int NONE = -1;

    boolean isHalf() {
        return in.length == 2;
    }

    /** The literal of the sum's or the carry's node; the node itself when there is none. */
    int literal(int node) {
        return sum >= 0 && sum >>> 1 == node ? sum : carry;
    }

    boolean makesSum(int node) {
        return sum >= 0 && sum >>> 1 == node;
    }
}
