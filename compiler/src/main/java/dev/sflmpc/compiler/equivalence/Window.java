package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Compares two nodes as functions of a cut near to them, by their truth tables.
 *
 * <p>The cut moves from the two nodes towards the inputs, always past the gate that adds the fewest nodes to it, as long as
 * it has few enough. Equal tables prove the nodes equal, whatever drives the cut. Different ones prove nothing, unless the
 * cut has reached the inputs. Reconvergence-driven cuts: Mishchenko, Chatterjee, Brayton, "DAG-aware AIG rewriting", DAC
 * 2006.
 *
 * <p>Layout: {@code marks[n] == epoch} for the nodes of the cut and those that it has passed; {@code places[n]} is where the
 * table of such a node begins.
 */
final class Window {

    /** What a comparison says. */
    enum Answer {
        EQUAL,
        DIFFERENT,
        UNKNOWN
    }

    private static final int MAX_LEAVES = 12;
    private static final int MAX_INNER = 300;
    private static final int STUCK = Integer.MAX_VALUE;

    private static final long[] VARIABLES = {
        0xAAAA_AAAA_AAAA_AAAAL,
        0xCCCC_CCCC_CCCC_CCCCL,
        0xF0F0_F0F0_F0F0_F0F0L,
        0xFF00_FF00_FF00_FF00L,
        0xFFFF_0000_FFFF_0000L,
        0xFFFF_FFFF_0000_0000L
    };

    private final Netlist netlist;
    private final int[] cut = new int[MAX_LEAVES + 2];
    private int cutSize;
    private final int[] inner = new int[MAX_INNER];
    private int innerSize;
    private int[] marks = new int[1 << 10];
    private int[] places = new int[1 << 10];
    private int epoch;
    private final long[] tables = new long[(1 + MAX_LEAVES + MAX_INNER) << (MAX_LEAVES - 6)];

    Window(Netlist netlist) {
        this.netlist = netlist;
    }

    /** Whether literal {@code a} always equals literal {@code b}. */
    Answer compare(int a, int b) {
        if (netlist.nodeCount() > marks.length) {
            marks = Arrays.copyOf(marks, 2 * netlist.nodeCount());
            places = Arrays.copyOf(places, marks.length);
        }
        epoch++;
        cutSize = 0;
        innerSize = 0;
        mark(0);
        add(a >>> 1);
        add(b >>> 1);
        int next = cheapest();
        while (next >= 0 && innerSize < MAX_INNER) {
            pass(next);
            next = cheapest();
        }
        if (isEqual(a, b)) {
            return Answer.EQUAL;
        }
        for (int i = 0; i < cutSize; i++) {
            if (!netlist.isInput(cut[i])) {
                return Answer.UNKNOWN;
            }
        }
        return Answer.DIFFERENT;
    }

    /** Where in the cut the gate is whose operands add the fewest nodes, the latest of those; -1 when there is none. */
    private int cheapest() {
        int best = -1;
        int bestCost = STUCK;
        for (int i = 0; i < cutSize; i++) {
            if (!netlist.isInput(cut[i])) {
                int left = netlist.left(cut[i]) >>> 1;
                int right = netlist.right(cut[i]) >>> 1;
                int cost = (isMarked(left) ? 0 : 1) + (isMarked(right) ? 0 : 1);
                boolean fits = cutSize - 1 + cost <= MAX_LEAVES;
                if (fits && (cost < bestCost || (cost == bestCost && cut[i] > cut[best]))) {
                    best = i;
                    bestCost = cost;
                }
            }
        }
        return best;
    }

    private void pass(int at) {
        int node = cut[at];
        cutSize--;
        cut[at] = cut[cutSize];
        inner[innerSize++] = node;
        add(netlist.left(node) >>> 1);
        add(netlist.right(node) >>> 1);
    }

    private void add(int node) {
        if (!isMarked(node)) {
            mark(node);
            cut[cutSize++] = node;
        }
    }

    private boolean isMarked(int node) {
        return marks[node] == epoch;
    }

    private void mark(int node) {
        marks[node] = epoch;
    }

    /** Table 0 is that of the constant, then come those of the cut, then those of the nodes that it has passed. */
    private boolean isEqual(int a, int b) {
        int words = 1 << Math.max(0, cutSize - 6);
        Arrays.fill(tables, 0, words, 0);
        places[0] = 0;
        int place = words;
        for (int leaf = 0; leaf < cutSize; leaf++) {
            places[cut[leaf]] = place;
            for (int w = 0; w < words; w++) {
                tables[place + w] = leaf < 6 ? VARIABLES[leaf] : -(long) (w >>> (leaf - 6) & 1);
            }
            place += words;
        }
        Arrays.sort(inner, 0, innerSize);
        for (int i = 0; i < innerSize; i++) {
            places[inner[i]] = place;
            gate(inner[i], words);
            place += words;
        }
        int atA = places[a >>> 1];
        int atB = places[b >>> 1];
        long flip = -(long) ((a ^ b) & 1);
        for (int w = 0; w < words; w++) {
            if (tables[atA + w] != (tables[atB + w] ^ flip)) {
                return false;
            }
        }
        return true;
    }

    private void gate(int node, int words) {
        int left = netlist.left(node);
        int right = netlist.right(node);
        int from = places[left >>> 1];
        int with = places[right >>> 1];
        int to = places[node];
        long flipLeft = -(long) (left & 1);
        long flipRight = -(long) (right & 1);
        boolean and = netlist.isAnd(node);
        for (int w = 0; w < words; w++) {
            long x = tables[from + w] ^ flipLeft;
            long y = tables[with + w] ^ flipRight;
            tables[to + w] = and ? x & y : x ^ y;
        }
    }
}
