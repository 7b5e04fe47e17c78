package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Gates for a function of at most six inputs given by its truth table.
 *
 * <p>Bit <i>i</i> of a table is the value where input <i>k</i> is bit <i>k</i> of <i>i</i>. The table of fewer inputs is
 * repeated, so that inputs past the last one do not matter.
 */
final class TruthTable {

    static final int MAX_INPUTS = 6;

    private static final long[] VARIABLES = {
        0xAAAA_AAAA_AAAA_AAAAL,
        0xCCCC_CCCC_CCCC_CCCCL,
        0xF0F0_F0F0_F0F0_F0F0L,
        0xFF00_FF00_FF00_FF00L,
        0xFFFF_0000_FFFF_0000L,
        0xFFFF_FFFF_0000_0000L
    };

    private TruthTable() {}

    static long variable(int input) {
        return VARIABLES[input];
    }

    /**
     * Builds the function with as few ANDs as a simple rule finds: an input that only adds costs none, one where half of
     * the function is constant or both halves are equal is taken out first.
     */
    static int build(Netlist netlist, long table, int[] inputs, int inputCount) {
        if (table == 0) {
            return Netlist.FALSE;
        }
        if (table == -1) {
            return Netlist.TRUE;
        }
        int best = -1;
        int bestRank = Integer.MAX_VALUE;
        for (int k = 0; k < inputCount; k++) {
            int rank = rank(low(table, k), high(table, k));
            if (rank <= bestRank) {
                best = k;
                bestRank = rank;
            }
        }
        long low = low(table, best);
        long high = high(table, best);
        int whenFalse = build(netlist, low, inputs, inputCount);
        if (high == ~low) {
            return netlist.xor(inputs[best], whenFalse);
        }
        return netlist.mux(inputs[best], build(netlist, high, inputs, inputCount), whenFalse);
    }

    /** 1: adds, 2: half is constant, 3: anything else, 4: does not matter. */
    private static int rank(long low, long high) {
        if (low == high) {
            return 4;
        }
        if (low == ~high) {
            return 1;
        }
        return low == 0 || high == 0 || low == -1 || high == -1 ? 2 : 3;
    }

    private static long low(long table, int input) {
        long kept = table & ~VARIABLES[input];
        return kept | kept << (1 << input);
    }

    private static long high(long table, int input) {
        long kept = table & VARIABLES[input];
        return kept | kept >>> (1 << input);
    }
}
