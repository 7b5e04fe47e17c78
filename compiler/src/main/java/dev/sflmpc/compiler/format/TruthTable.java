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

    private static final int SMALL_INPUTS = 3;
    private static final int AFFINE = 1 << (SMALL_INPUTS + 1);

    /**
     * For each function of three inputs that one AND can make, {@code 1 + c | b << 4 | a << 8} with {@code (a & b) ^ c}; each
     * is a sum of inputs, bit <i>k</i> for input <i>k</i>, and bit 3 for a complement. 0 for other functions.
     */
    private static final int[] ONE_AND = oneAnd();

    private TruthTable() {}

    private static int[] oneAnd() {
        int[] recipes = new int[1 << (1 << SMALL_INPUTS)];
        for (int a = AFFINE - 1; a >= 0; a--) {
            for (int b = a; b >= 0; b--) {
                for (int c = AFFINE - 1; c >= 0; c--) {
                    recipes[(affine(a) & affine(b)) ^ affine(c)] = 1 + (c | b << 4 | a << 8);
                }
            }
        }
        return recipes;
    }

    /** The table over three inputs of a sum. */
    private static int affine(int sum) {
        int table = (sum & 8) == 0 ? 0 : 0xff;
        for (int k = 0; k < SMALL_INPUTS; k++) {
            table ^= (sum >> k & 1) == 0 ? 0 : (int) (VARIABLES[k] & 0xff);
        }
        return table;
    }

    static long variable(int input) {
        return VARIABLES[input];
    }

    /**
     * Builds the function with as few ANDs as simple rules find: three inputs with one AND where that is possible; of more,
     * an input that only adds costs none, and one where half of the function is constant is taken out first.
     */
    static int build(Netlist netlist, long table, int[] inputs, int inputCount) {
        if (table == 0) {
            return Netlist.FALSE;
        }
        if (table == -1) {
            return Netlist.TRUE;
        }
        int small = oneAnd(netlist, table, inputs, inputCount);
        if (small >= 0) {
            return small;
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

    /** The function of at most three inputs with one AND; -1 when it is none. */
    private static int oneAnd(Netlist netlist, long table, int[] inputs, int inputCount) {
        int[] support = new int[SMALL_INPUTS];
        int size = 0;
        for (int k = 0; k < inputCount; k++) {
            if (low(table, k) != high(table, k)) {
                if (size == SMALL_INPUTS) {
                    return -1;
                }
                support[size++] = k;
            }
        }
        int compact = 0;
        for (int i = 0; i < 1 << SMALL_INPUTS; i++) {
            int row = 0;
            for (int k = 0; k < size; k++) {
                row |= (i >> k & 1) << support[k];
            }
            compact |= (int) (table >>> row & 1) << i;
        }
        int recipe = ONE_AND[compact] - 1;
        if (recipe < 0) {
            return -1;
        }
        int a = sum(netlist, recipe >> 8, support, size, inputs);
        int b = sum(netlist, recipe >> 4 & 15, support, size, inputs);
        return netlist.xor(netlist.and(a, b), sum(netlist, recipe & 15, support, size, inputs));
    }

    private static int sum(Netlist netlist, int terms, int[] support, int size, int[] inputs) {
        int sum = terms >> SMALL_INPUTS & 1;
        for (int k = 0; k < size; k++) {
            sum = (terms >> k & 1) == 0 ? sum : netlist.xor(sum, inputs[support[k]]);
        }
        return sum;
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
