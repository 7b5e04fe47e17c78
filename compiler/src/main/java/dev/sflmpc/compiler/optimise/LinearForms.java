package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Each node of a growing netlist as an XOR of few <i>atoms</i>: AND gates, inputs, and XORs of too many atoms.
 *
 * <p>Layout: the atoms of node <i>n</i> are {@code atoms[start[n]] .. atoms[start[n + 1] - 1]}, ascending.
 */
final class LinearForms {

    static final int MOST_ATOMS = 10;

    private final Netlist net;
    private int[] start = new int[1 << 10];
    private int[] atoms = new int[1 << 12];
    private int known;

    LinearForms(Netlist net) {
        this.net = net;
    }

    int from(int node) {
        return start[node];
    }

    int to(int node) {
        return start[node + 1];
    }

    int atom(int index) {
        return atoms[index];
    }

    /** Learns the nodes that were added since the last call. */
    void extend() {
        if (start.length <= net.nodeCount()) {
            start = Arrays.copyOf(start, 2 * net.nodeCount() + 1);
        }
        for (; known < net.nodeCount(); known++) {
            int end = start[known];
            if (atoms.length < end + 2 * MOST_ATOMS + 2) {
                atoms = Arrays.copyOf(atoms, 2 * atoms.length);
            }
            start[known + 1] = known == 0 ? 0 : end + append(known, end);
        }
    }

    private int append(int node, int end) {
        if (net.isXor(node)) {
            int count = symmetricDifference(net.left(node) >>> 1, net.right(node) >>> 1, end);
            if (count <= MOST_ATOMS) {
                return count;
            }
        }
        atoms[end] = node;
        return 1;
    }

    private int symmetricDifference(int a, int b, int end) {
        int i = start[a];
        int j = start[b];
        int place = end;
        while (i < start[a + 1] || j < start[b + 1]) {
            int x = i < start[a + 1] ? atoms[i] : Integer.MAX_VALUE;
            int y = j < start[b + 1] ? atoms[j] : Integer.MAX_VALUE;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
            if (x != y) {
                atoms[place++] = Math.min(x, y);
            }
        }
        return place - end;
    }
}
