package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Small cuts of the nodes of a netlist, with the function of the node on the leaves of each.
 *
 * <p>A cut of a node is a set of nodes, its leaves, that every path from the inputs to the node meets. The cuts of a gate
 * are the unions of a cut of each operand, the operands themselves included; the ones with the fewest leaves are kept.
 * Only the youngest nodes have cuts: memory does not grow with the netlist.
 *
 * <p>Layout: the cuts of node <i>n</i> are numbered from {@code (n mod window) * perNode}; cut <i>c</i> has {@code
 * size[c]} leaves, ascending, from {@code leaves[c * width]} on, {@code table[c]} is the function, {@code gates[c]} at
 * least the number of its AND gates.
 */
final class Cuts {

    private static final int TOP = Spectra.VARIABLES;

    private final Netlist net;
    private final int width;
    private final int perNode;
    private final int mask;
    private final int[] owner;
    private final byte[] counts;
    private final byte[] size;
    private final byte[] gates;
    private final int[] leaves;
    private final long[] table;
    private final long[] bloom;

    private final int[] merged = new int[TOP];
    private final int[] positions = new int[2];

    /**
     * Cuts of at most {@code width} leaves, {@code perNode} of them for each of the last {@code window} nodes.
     *
     * @param window a power of two
     */
    Cuts(Netlist net, int width, int perNode, int window) {
        this.net = net;
        this.width = width;
        this.perNode = perNode;
        mask = window - 1;
        owner = new int[window];
        counts = new byte[window];
        size = new byte[window * perNode];
        gates = new byte[window * perNode];
        leaves = new int[window * perNode * width];
        table = new long[window * perNode];
        bloom = new long[window * perNode];
    }

    int count(int node) {
        return owner[node & mask] == node ? counts[node & mask] : 0;
    }

    int first(int node) {
        return (node & mask) * perNode;
    }

    int size(int cut) {
        return size[cut];
    }

    int gates(int cut) {
        return gates[cut];
    }

    int leaf(int cut, int index) {
        return leaves[cut * width + index];
    }

    long table(int cut) {
        return table[cut];
    }

    /** Finds the cuts of a gate from those of its operands. */
    void enumerate(int node) {
        int slot = node & mask;
        owner[slot] = node;
        counts[slot] = 0;
        int left = net.left(node);
        int right = net.right(node);
        int a = left >>> 1;
        int b = right >>> 1;
        boolean and = net.isAnd(node);
        int aCount = count(a);
        int bCount = count(b);
        for (int i = aCount - 1; i >= -1; i--) {
            for (int j = bCount - 1; j >= -1; j--) {
                int p = i < 0 ? -1 : first(a) + i;
                int q = j < 0 ? -1 : first(b) + j;
                combine(slot, and, p, q, left, right);
            }
        }
    }

    private void combine(int slot, boolean and, int p, int q, int left, int right) {
        long signs = (p < 0 ? bit(left >>> 1) : bloom[p]) | (q < 0 ? bit(right >>> 1) : bloom[q]);
        if (Long.bitCount(signs) > width) {
            return;
        }
        int count = merge(p, q, left >>> 1, right >>> 1);
        if (count < 0) {
            return;
        }
        long f = p < 0 ? Spectra.variable(positions[0] & 7) : spread(table[p], size[p], positions[0]);
        long g = q < 0 ? Spectra.variable(positions[1] & 7) : spread(table[q], size[q], positions[1]);
        f ^= -(long) (left & 1);
        g ^= -(long) (right & 1);
        long h = and ? f & g : f ^ g;
        int inside = (p < 0 ? 0 : gates[p]) + (q < 0 ? 0 : gates[q]) + (and ? 1 : 0);
        insert(slot, shrink(h, count), Math.min(inside, Byte.MAX_VALUE));
    }

    private long shrunk;

    /** Removes leaves that the function does not depend on; the function is left in {@code shrunk}. */
    private int shrink(long h, int count) {
        long f = h;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Spectra.dependsOn(h, i)) {
                if (kept != i) {
                    f = Spectra.swap(f, kept, i);
                    merged[kept] = merged[i];
                }
                kept++;
            }
        }
        shrunk = f;
        return kept;
    }

    /** Unites the leaves; where each one's leaves went is left in {@code positions}, three bits each. */
    private int merge(int p, int q, int a, int b) {
        int i = 0;
        int j = 0;
        int count = 0;
        int iEnd = p < 0 ? 1 : size[p];
        int jEnd = q < 0 ? 1 : size[q];
        int iPositions = 0;
        int jPositions = 0;
        while (i < iEnd || j < jEnd) {
            if (count == width) {
                return -1;
            }
            int x = i == iEnd ? Integer.MAX_VALUE : p < 0 ? a : leaves[p * width + i];
            int y = j == jEnd ? Integer.MAX_VALUE : q < 0 ? b : leaves[q * width + j];
            if (x <= y) {
                iPositions |= count << 3 * i++;
            }
            if (y <= x) {
                jPositions |= count << 3 * j++;
            }
            merged[count++] = Math.min(x, y);
        }
        positions[0] = iPositions;
        positions[1] = jPositions;
        return count;
    }

    private static long spread(long function, int count, int places) {
        long f = function;
        for (int i = count - 1; i >= 0; i--) {
            int place = places >>> 3 * i & 7;
            if (place != i) {
                f = Spectra.swap(f, i, place);
            }
        }
        return f;
    }

    private void insert(int slot, int count, int inside) {
        long signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= bit(merged[i]);
        }
        int base = slot * perNode;
        int total = counts[slot];
        int end = base;
        for (int c = base; c < base + total; c++) {
            if (size[c] <= count && (bloom[c] & ~signs) == 0 && within(c, count)) {
                return;
            }
        }
        for (int c = base; c < base + total; c++) {
            boolean dominated = size[c] > count && (signs & ~bloom[c]) == 0 && contains(c, count);
            if (!dominated) {
                move(c, end++);
            }
        }
        place(base, end - base, count, inside, signs, slot);
    }

    private void place(int base, int total, int count, int inside, long signs, int slot) {
        int at = base + total;
        if (total == perNode) {
            at--;
            if (!before(count, inside, at)) {
                counts[slot] = (byte) total;
                return;
            }
        }
        counts[slot] = (byte) (at + 1 - base);
        while (at > base && before(count, inside, at - 1)) {
            move(at - 1, at);
            at--;
        }
        size[at] = (byte) count;
        gates[at] = (byte) inside;
        table[at] = shrunk;
        bloom[at] = signs;
        System.arraycopy(merged, 0, leaves, at * width, count);
    }

    private boolean before(int count, int inside, int cut) {
        return count < size[cut] || (count == size[cut] && inside > gates[cut]);
    }

    private void move(int from, int to) {
        if (from != to) {
            size[to] = size[from];
            gates[to] = gates[from];
            table[to] = table[from];
            bloom[to] = bloom[from];
            System.arraycopy(leaves, from * width, leaves, to * width, size[from]);
        }
    }

    private boolean within(int cut, int count) {
        int j = 0;
        for (int i = 0; i < size[cut]; i++) {
            int leaf = leaves[cut * width + i];
            while (j < count && merged[j] < leaf) {
                j++;
            }
            if (j == count || merged[j] != leaf) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(int cut, int count) {
        int j = 0;
        for (int i = 0; i < count; i++) {
            while (j < size[cut] && leaves[cut * width + j] < merged[i]) {
                j++;
            }
            if (j == size[cut] || leaves[cut * width + j] != merged[i]) {
                return false;
            }
        }
        return true;
    }

    private static long bit(int node) {
        return 1L << node;
    }
}
