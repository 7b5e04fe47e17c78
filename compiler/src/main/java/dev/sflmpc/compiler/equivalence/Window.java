package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Compares two nodes as functions of a cut near to them, by their truth tables.
 *
 * <p>The cut moves from the two nodes towards the inputs, always past its latest node. Where it has few enough nodes, the
 * tables are compared: equal tables prove the nodes equal, whatever drives the cut. Different ones prove nothing, unless the
 * cut has reached the inputs.
 */
final class Window {

    /** What a comparison says. */
    enum Answer {
        EQUAL,
        DIFFERENT,
        UNKNOWN
    }

    private static final int MAX_LEAVES = 12;
    private static final int MAX_WIDTH = 48;
    private static final int MAX_INNER = 250;
    private static final int MAX_TRIES = 10;

    private static final long[] VARIABLES = {
        0xAAAA_AAAA_AAAA_AAAAL,
        0xCCCC_CCCC_CCCC_CCCCL,
        0xF0F0_F0F0_F0F0_F0F0L,
        0xFF00_FF00_FF00_FF00L,
        0xFFFF_0000_FFFF_0000L,
        0xFFFF_FFFF_0000_0000L
    };

    private final Netlist netlist;
    /** The cut, ascending. */
    private final int[] cut = new int[MAX_WIDTH + 2];
    private int cutSize;
    /** Nodes that the cut has passed, descending. */
    private final int[] inner = new int[MAX_INNER + 1];
    private int innerSize;
    private long[] tables = new long[0];

    Window(Netlist netlist) {
        this.netlist = netlist;
    }

    /** Whether literal {@code a} always equals literal {@code b}. */
    Answer compare(int a, int b) {
        cutSize = 0;
        innerSize = 0;
        add(a >>> 1);
        add(b >>> 1);
        int tries = 0;
        int nextTry = 1;
        while (innerSize < MAX_INNER && cutSize <= MAX_WIDTH && tries < MAX_TRIES) {
            if (!pass()) {
                return cutSize <= MAX_LEAVES ? (isEqual(a, b) ? Answer.EQUAL : Answer.DIFFERENT) : Answer.UNKNOWN;
            }
            if (cutSize <= MAX_LEAVES && innerSize >= nextTry) {
                if (isEqual(a, b)) {
                    return Answer.EQUAL;
                }
                tries++;
                nextTry = innerSize + 1 + innerSize / 4;
            }
        }
        return Answer.UNKNOWN;
    }

    /** Replaces the latest gate of the cut by its operands; false when only inputs are left. */
    private boolean pass() {
        int at = cutSize - 1;
        while (at >= 0 && (cut[at] == 0 || netlist.isInput(cut[at]))) {
            at--;
        }
        if (at < 0) {
            return false;
        }
        int node = cut[at];
        System.arraycopy(cut, at + 1, cut, at, cutSize - at - 1);
        cutSize--;
        inner[innerSize++] = node;
        add(netlist.left(node) >>> 1);
        add(netlist.right(node) >>> 1);
        return true;
    }

    private void add(int node) {
        int at = Arrays.binarySearch(cut, 0, cutSize, node);
        if (at < 0) {
            System.arraycopy(cut, -at - 1, cut, -at, cutSize + at + 1);
            cut[-at - 1] = node;
            cutSize++;
        }
    }

    /** Table {@code i} is that of node {@code cut[i]}, table {@code cutSize + i} that of {@code inner[i]}. */
    private boolean isEqual(int a, int b) {
        int words = 1 << Math.max(0, cutSize - 6);
        int needed = (cutSize + innerSize) * words;
        if (tables.length < needed) {
            tables = new long[needed];
        }
        for (int leaf = 0; leaf < cutSize; leaf++) {
            leaf(leaf, words);
        }
        for (int i = innerSize - 1; i >= 0; i--) {
            int node = inner[i];
            int left = netlist.left(node);
            int right = netlist.right(node);
            int from = indexOf(left >>> 1) * words;
            int with = indexOf(right >>> 1) * words;
            int to = (cutSize + i) * words;
            long flipLeft = -(long) (left & 1);
            long flipRight = -(long) (right & 1);
            boolean and = netlist.isAnd(node);
            for (int w = 0; w < words; w++) {
                long x = tables[from + w] ^ flipLeft;
                long y = tables[with + w] ^ flipRight;
                tables[to + w] = and ? x & y : x ^ y;
            }
        }
        int atA = indexOf(a >>> 1) * words;
        int atB = indexOf(b >>> 1) * words;
        long flip = -(long) ((a ^ b) & 1);
        for (int w = 0; w < words; w++) {
            if (tables[atA + w] != (tables[atB + w] ^ flip)) {
                return false;
            }
        }
        return true;
    }

    /** The constant, the first node of a cut that has it, is false; others are variables. */
    private void leaf(int leaf, int words) {
        for (int w = 0; w < words; w++) {
            long value = leaf < 6 ? VARIABLES[leaf] : -(long) (w >>> (leaf - 6) & 1);
            tables[leaf * words + w] = cut[leaf] == 0 ? 0 : value;
        }
    }

    private int indexOf(int node) {
        int at = Arrays.binarySearch(cut, 0, cutSize, node);
        if (at >= 0) {
            return at;
        }
        int low = 0;
        int high = innerSize - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inner[middle] > node) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return cutSize + low;
    }
}
