package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * For each gate the deepest cut of at most six leaves, as far as a single bottom-up sweep finds it.
 *
 * <p>The cut of a gate is the union of those of its operands. A gate whose union is too large, and an XOR that only adds a
 * new leaf, begins anew as a leaf itself: so a substitution box ends up on the sums that enter it. A leaf that is the XOR
 * of two others is expressed by them and takes no place.
 *
 * <p>Layout: node <i>n</i> has {@code size[n]} leaves, ascending, from {@code leaves[6 * n]} on, and the function {@code
 * table[n]} of them; size 0 says that it is a leaf.
 */
final class DeepCuts {

    private static final int MOST = Spectra.VARIABLES;

    private final Netlist net;
    private final byte[] size;
    private final int[] leaves;
    private final long[] table;

    private final int[] union = new int[2 * MOST];
    private final int[] masks = new int[2 * MOST];
    private final int[] kept = new int[MOST];
    private int keptCount;

    private DeepCuts(Netlist net) {
        this.net = net;
        size = new byte[net.nodeCount()];
        leaves = new int[net.nodeCount() * MOST];
        table = new long[net.nodeCount()];
    }

    static DeepCuts of(Netlist net) {
        DeepCuts cuts = new DeepCuts(net);
        for (int node = 1; node < net.nodeCount(); node++) {
            if (!net.isInput(node)) {
                cuts.enter(node);
            }
        }
        return cuts;
    }

    int size(int node) {
        return size[node];
    }

    int leaf(int node, int index) {
        return leaves[node * MOST + index];
    }

    long table(int node) {
        return table[node];
    }

    private void enter(int node) {
        int a = net.left(node) >>> 1;
        int b = net.right(node) >>> 1;
        boolean and = net.isAnd(node);
        int count = unite(a, b);
        if (!reduce(count) || (!and && (isNewLeaf(a, b) || isNewLeaf(b, a)))) {
            return;
        }
        long f = expressed(a, count) ^ -(long) (net.left(node) & 1);
        long g = expressed(b, count) ^ -(long) (net.right(node) & 1);
        table[node] = and ? f & g : f ^ g;
        size[node] = (byte) keptCount;
        System.arraycopy(kept, 0, leaves, node * MOST, keptCount);
    }

    private int unite(int a, int b) {
        int count = 0;
        count = addLeaves(a, count);
        count = addLeaves(b, count);
        Arrays.sort(union, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || union[i] != union[i - 1]) {
                union[distinct++] = union[i];
            }
        }
        return distinct;
    }

    private int addLeaves(int node, int count) {
        if (size[node] == 0) {
            union[count] = node;
            return count + 1;
        }
        System.arraycopy(leaves, node * MOST, union, count, size[node]);
        return count + size[node];
    }

    /** Expresses each leaf of the union by the leaves that are kept; false when these are too many. */
    private boolean reduce(int count) {
        keptCount = 0;
        for (int i = 0; i < count; i++) {
            int leaf = union[i];
            int first = net.isXor(leaf) ? position(net.left(leaf) >>> 1, i) : -1;
            int second = first < 0 ? -1 : position(net.right(leaf) >>> 1, i);
            if (second >= 0) {
                masks[i] = masks[first] ^ masks[second];
            } else if (keptCount == MOST) {
                return false;
            } else {
                masks[i] = 1 << keptCount;
                kept[keptCount++] = leaf;
            }
        }
        return true;
    }

    private int position(int node, int end) {
        for (int i = 0; i < end; i++) {
            if (union[i] == node) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNewLeaf(int node, int other) {
        if (size[node] != 0) {
            return false;
        }
        for (int i = 0; i < size[other]; i++) {
            if (leaves[other * MOST + i] == node) {
                return false;
            }
        }
        return size[other] == 0 || !net.isXor(node) || !inside(node, other);
    }

    /** Whether both operands of an XOR are leaves of another node. */
    private boolean inside(int xor, int other) {
        return isLeafOf(net.left(xor) >>> 1, other) && isLeafOf(net.right(xor) >>> 1, other);
    }

    private boolean isLeafOf(int node, int other) {
        for (int i = 0; i < size[other]; i++) {
            if (leaves[other * MOST + i] == node) {
                return true;
            }
        }
        return false;
    }

    /** The function of an operand on the kept leaves. */
    private long expressed(int node, int count) {
        if (size[node] == 0) {
            return Spectra.linear(masks[position(node, count)]);
        }
        int[] forms = new int[MOST];
        for (int i = 0; i < size[node]; i++) {
            forms[i] = masks[position(leaves[node * MOST + i], count)];
        }
        return Spectra.substitute(table[node], forms);
    }
}
