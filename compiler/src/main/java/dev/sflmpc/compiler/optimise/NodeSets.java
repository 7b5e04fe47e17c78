package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/** Ascending arrays of nodes, each of which stands for the XOR of its members. */
final class NodeSets {

    private NodeSets() {}

    /** What is in one of two sets only: their XOR. */
    static int[] difference(int[] a, int[] b) {
        int[] result = new int[a.length + b.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int x = i < a.length ? a[i] : Integer.MAX_VALUE;
            int y = j < b.length ? b[j] : Integer.MAX_VALUE;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
            if (x != y) {
                result[count++] = Math.min(x, y);
            }
        }
        return Arrays.copyOf(result, count);
    }
}
