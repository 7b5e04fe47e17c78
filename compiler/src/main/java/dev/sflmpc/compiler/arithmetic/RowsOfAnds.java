package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Products whose partial products are ANDs: for factors of a few bits, or with many constant ones among them. */
final class RowsOfAnds {

    private static final int LARGEST = 256 * 256;

    private RowsOfAnds() {}

    static int[] product(Netlist net, Factor a, Factor b, int width) {
        ColumnSum sum = new ColumnSum(width);
        int[] left = a.extended(width);
        int[] right = b.extended(width);
        for (int i = 0; i < width; i++) {
            sum.add(Words.andEach(net, Words.slice(left, 0, width - i), right[i]), i);
        }
        return sum.sum(net);
    }

    /**
     * Whether constant bits may make rows of ANDs the cheapest. The other constructions need an adder for each pair of
     * digits, a tenth more or less, and constants save them little.
     */
    static boolean isWorthTrying(Factor a, Factor b, int width) {
        if (!Words.hasConstantBit(a.bits()) && !Words.hasConstantBit(b.bits())) {
            return false;
        }
        return a.width() * (long) b.width() <= LARGEST && 4 * ands(a, b, width) <= 5 * adders(a, b, width);
    }

    /** AND gates of the rows where no gate is shared: of the partial products and of their adders. */
    private static long ands(Factor a, Factor b, int width) {
        int[] left = a.extended(width);
        int[] right = b.extended(width);
        int[] heights = new int[width];
        long ands = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; i + j < width; j++) {
                boolean isZero = left[i] == Netlist.FALSE || right[j] == Netlist.FALSE;
                ands += isZero || left[i] == Netlist.TRUE || right[j] == Netlist.TRUE ? 0 : 1;
                heights[i + j] += isZero ? 0 : 1;
            }
        }
        return ands + adders(heights);
    }

    /** Adders of the rows of two factors of these widths. */
    private static long adders(Factor a, Factor b, int width) {
        int[] heights = new int[width];
        for (int i = 0; i < a.width(); i++) {
            for (int j = 0; j < b.width() && i + j < width; j++) {
                heights[i + j]++;
            }
        }
        return adders(heights);
    }

    /** Adders that leave one bit of each column; the last column is an XOR. */
    private static long adders(int[] heights) {
        long adders = 0;
        int carries = 0;
        for (int i = 0; i + 1 < heights.length; i++) {
            carries = (heights[i] + carries) / 2;
            adders += carries;
        }
        return adders;
    }
}
