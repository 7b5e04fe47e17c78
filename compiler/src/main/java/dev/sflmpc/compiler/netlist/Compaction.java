package dev.sflmpc.compiler.netlist;

/**
 * Copies the inputs and some gates of a netlist to a new one that begins with the inputs.
 *
 * <p>The result is that of making these gates again one by one, but nothing has to be looked up: all gates are folded and
 * distinct already and keep their order, so that at most operands change places, with inputs that move to the front.
 */
public final class Compaction {

    private Compaction() {}

    /**
     * The new netlist.
     *
     * @param kept gates whose operands are inputs or kept as well; what it says of inputs does not matter
     * @param map gets the new literal of each input and of each gate that is kept
     */
    public static Netlist copy(Netlist from, boolean[] kept, int[] map) {
        int nodes = number(from, kept, map);
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] origin = new int[nodes];
        int ands = 0;
        for (int node = 1; node < from.nodeCount(); node++) {
            int at = map[node] >>> 1;
            if (from.isInput(node)) {
                left[at] = Netlist.INPUT;
                right[at] = from.inputIndex(node);
            } else if (kept[node]) {
                int a = map[from.left(node) >>> 1] ^ (from.left(node) & 1);
                int b = map[from.right(node) >>> 1] ^ (from.right(node) & 1);
                boolean and = from.isAnd(node);
                left[at] = and ? Math.min(a, b) : Math.max(a, b);
                right[at] = and ? Math.max(a, b) : Math.min(a, b);
                origin[at] = from.origin(node);
                ands += and ? 1 : 0;
            }
        }
        return new Netlist(left, right, origin, from.inputCount(), ands);
    }

    /** Fills {@code map}; the number of nodes. */
    private static int number(Netlist from, boolean[] kept, int[] map) {
        int next = 1 + from.inputCount();
        for (int node = 1; node < from.nodeCount(); node++) {
            if (from.isInput(node)) {
                map[node] = 2 * (1 + from.inputIndex(node));
            } else if (kept[node]) {
                map[node] = 2 * next++;
            }
        }
        return next;
    }
}
