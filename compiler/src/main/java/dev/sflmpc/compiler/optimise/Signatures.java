package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.SplittableRandom;

/**
 * Finds nodes that are the same XOR of AND gates and inputs, however their XOR gates are arranged.
 *
 * <p>An AND gate or an input has a random signature of 128 bits, an XOR gate the XOR of its operands' signatures; two
 * nodes with one signature are equal (but for an accident of probability 2^-80 in a netlist of 2^24 nodes), apart from
 * complements, which XOR gates do not have on their operands.
 *
 * <p>Layout: node <i>n</i> has {@code low[n]}, {@code high[n]}; the hash table holds the lowest node of each signature.
 */
final class Signatures {

    private static final long SEED = 0x51_6E5;

    private final long[] low;
    private final long[] high;
    private final int[] first;
    private final int[] table;

    Signatures(Netlist net) {
        int nodes = net.nodeCount();
        low = new long[nodes];
        high = new long[nodes];
        first = new int[nodes];
        table = new int[Integer.highestOneBit(Math.max(2, 4 * nodes - 1))];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int node = 1; node < nodes; node++) {
            if (net.isXor(node)) {
                low[node] = low[net.left(node) >>> 1] ^ low[net.right(node) >>> 1];
                high[node] = high[net.left(node) >>> 1] ^ high[net.right(node) >>> 1];
            } else {
                low[node] = random.nextLong();
                high[node] = random.nextLong();
            }
            int slot = slot(low[node], high[node]);
            if (table[slot] == 0 && !isZero(node)) {
                table[slot] = node;
            }
            first[node] = isZero(node) ? 0 : table[slot];
        }
    }

    /** The lowest node that is equal to a node. */
    int first(int node) {
        return first[node];
    }

    /** The lowest node that is the XOR of two others; −1 when there is none. */
    int sum(int a, int b) {
        return find(low[a] ^ low[b], high[a] ^ high[b]);
    }

    /** The lowest node that is the XOR of three others; −1 when there is none. */
    int sum(int a, int b, int c) {
        return find(low[a] ^ low[b] ^ low[c], high[a] ^ high[b] ^ high[c]);
    }

    private int find(long lowPart, long highPart) {
        if ((lowPart | highPart) == 0) {
            return 0;
        }
        int node = table[slot(lowPart, highPart)];
        return node == 0 ? -1 : node;
    }

    private boolean isZero(int node) {
        return (low[node] | high[node]) == 0;
    }

    /** The place of a signature, empty when no node has it. */
    private int slot(long lowPart, long highPart) {
        int slot = (int) (lowPart >>> 20) & table.length - 1;
        while (table[slot] != 0 && (low[table[slot]] != lowPart || high[table[slot]] != highPart)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }
}
