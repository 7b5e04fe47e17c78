package dev.sflmpc.compiler.netlist;

/**
 * Where a gate is in a hash table of nodes that is at most half full and a power of two in length; 0 is a free slot.
 *
 * <p>The gates of neighbouring nodes are looked for in the same line of the processor's cache, that of their newer operand, and
 * all over the table only where that line is full: one that is entered anywhere waits for the memory at each gate of a
 * large netlist. A gate lies in the first slot of its sequence that was free, so that those placed last can be removed first.
 */
final class GateSlots {

    private static final int LINE_BITS = 4;
    private static final int LINE = 1 << LINE_BITS;
    private static final int NODES_PER_LINE = LINE / 2;

    private GateSlots() {}

    /** The slot of a node with these operands; the first free one for 0. */
    static int find(int[] table, int a, int b, int node) {
        int mask = table.length - 1;
        int hash = hash(a, b);
        int line = line(a, b, mask);
        int probe = 0;
        while (table[slot(line, hash, probe, mask)] != node) {
            probe++;
        }
        return slot(line, hash, probe, mask);
    }

    /** The first slot of a gate's line. */
    static int line(int a, int b, int mask) {
        return ((Math.max(a, b) >>> 1) / NODES_PER_LINE * LINE) & mask;
    }

    /** The slot to look in after {@code probe} others. */
    static int slot(int line, int hash, int probe, int mask) {
        return probe < LINE ? line | ((hash + probe) & (LINE - 1)) : ((hash >>> LINE_BITS) + probe) & mask;
    }

    /** Complements do not count, so that an AND meets its variants. */
    static int hash(int a, int b) {
        long h = ((a | 1) * 0x9E3779B97F4A7C15L) ^ ((b | 1) * 0xC2B2AE3D27D4EB4FL);
        h ^= h >>> 29;
        h *= 0xBF58476D1CE4E5B9L;
        return (int) (h >>> 32);
    }
}
