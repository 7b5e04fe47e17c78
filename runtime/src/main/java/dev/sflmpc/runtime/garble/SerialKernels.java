package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;

/**
 * The loops over gates of half gates for runs of layers that have one or a few ANDs each, one label a slot. The bytes are those of
 * {@link Kernels}.
 *
 * <p>For such layers what counts is not the gates but the calls. So one call of a kernel does what lies between two calls of the
 * cipher: it finishes the ANDs of one layer, executes the XORs of the next and prepares its ANDs. And the cipher goes on from call to
 * call as in one long text, which is cheaper than ending it each time: {@link Serial#last} is the block before the first.
 *
 * <p>All that does not depend on the cipher is done before it is called, while the processor waits for the cipher anyway. With the
 * blocks X of A0 and Y of B0, the block Z before X, S for sigma(delta) and what the cipher gives, P(n) = D(block n) ^ block n - 1:
 *
 * <pre>
 * garbler     E = P(0) ^ P(1) = H(A0) ^ H(A1) ^ Z ^ X ^ S          T = Z ^ X ^ S ^ pb·delta
 *             F = P(2) ^ P(3) = H(B0) ^ H(B1) ^ X ^ Y              G = X ^ Y ^ A0
 *             TG = E ^ T     TE = F ^ G                            K = C ^ Z ^ S ^ Y ^ pa·T ^ pb·(X ^ Y)
 *             C0 = P(0) ^ P(2) ^ pa·E ^ pb·F ^ K
 * evaluator   C = P(0) ^ P(1) ^ K                                  K = C ^ Z ^ Y ^ sa·TG ^ sb·(TE ^ A)
 * </pre>
 *
 * Kept of a gate are T, G, K and, in all bits of a label, pa and pb; or K alone.
 */
abstract class SerialKernels {

    /** Instead of a layer or a gate: there is none. */
    static final int NONE = -1;

    private static final int ROW_BYTES = GarblingScheme.HALF_GATES.rowBytes();

    SerialKernels() {}

    /**
     * Garbles the layers of a run from that at index {@code from} of the code until index {@code to}, or until the next has more ANDs than
     * are left of {@code most} or of the epoch.
     *
     * @param at where in the table the first row goes
     * @return where it stopped
     */
    final int garbleRun(Serial serial, EpochCipher cipher, int from, int to, int most, int at) {
        int[] code = serial.code;
        int room = Math.min(most, cipher.room());
        int ands = code[from];
        if (ands > room) {
            return from;
        }
        int tweak = cipher.tweak();
        int row = at;
        int first = garble(serial, 0, 0, 0, from, tweak);
        while (true) {
            int end = first + ands * Block.AND_WORDS;
            int next = end < to ? code[end] : 0;
            room -= ands;
            tweak += 2 * ands;
            if (next == 0 || next > room) {
                cipher.permute(serial, EpochHash.GARBLE_BLOCKS * ands, ands, true);
                garble(serial, first, end, row, NONE, tweak);
                return end;
            }
            cipher.permute(serial, EpochHash.GARBLE_BLOCKS * ands, ands, false);
            first = ands == 1 && next == 1
                    ? garbleSingle(serial, first, row, tweak)
                    : garble(serial, first, end, row, end, tweak);
            row += ands * ROW_BYTES;
            ands = next;
        }
    }

    /** Evaluates layers of a run, likewise. */
    final int evaluateRun(Serial serial, EpochCipher cipher, int from, int to, int most, int at) {
        int[] code = serial.code;
        int room = Math.min(most, cipher.room());
        int ands = code[from];
        if (ands > room) {
            return from;
        }
        int tweak = cipher.tweak();
        int row = at;
        int first = evaluate(serial, 0, 0, from, tweak, row);
        while (true) {
            int end = first + ands * Block.AND_WORDS;
            int next = end < to ? code[end] : 0;
            room -= ands;
            tweak += 2 * ands;
            row += ands * ROW_BYTES;
            if (next == 0 || next > room) {
                cipher.permute(serial, EpochHash.EVALUATE_BLOCKS * ands, ands, true);
                evaluate(serial, first, end, NONE, tweak, row);
                return end;
            }
            cipher.permute(serial, EpochHash.EVALUATE_BLOCKS * ands, ands, false);
            first = ands == 1 && next == 1
                    ? evaluateSingle(serial, first, tweak, row)
                    : evaluate(serial, first, end, end, tweak, row);
            ands = next;
        }
    }

    /**
     * Finishes ANDs, and goes on to those of the next layer.
     *
     * @param from index in the code of the first AND to finish
     * @param to index behind the last one, {@code from} if there are none
     * @param row where in the table the rows of the first one go
     * @param next index of the next layer, or {@link #NONE}
     * @param tweak of the first AND of the next layer, as in {@link Kernels}
     * @return index of the first AND of the next layer, or {@link #NONE}
     */
    abstract int garble(Serial serial, int from, int to, int row, int next, int tweak);

    /** The same for one AND at {@code gate} and a layer right after it that has one, too. */
    abstract int garbleSingle(Serial serial, int gate, int row, int tweak);

    /**
     * Finishes ANDs, and goes on to those of the next layer.
     *
     * @param row where in the table the rows of the first AND of the next layer are; the rest as in {@link #garble}
     */
    abstract int evaluate(Serial serial, int from, int to, int next, int tweak, int row);

    /** The same for one AND at {@code gate} and a layer right after it that has one, too. */
    abstract int evaluateSingle(Serial serial, int gate, int tweak, int row);
}
