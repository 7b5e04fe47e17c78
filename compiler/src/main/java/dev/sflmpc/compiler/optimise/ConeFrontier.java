package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * The gates that nothing but one node needs, and the fewest signals that they are a function of.
 *
 * <p>What such a gate uses and others use as well would be such a signal. Where that is a function of other signals, it is left
 * out, and the gates between are part of the function, though nothing frees them: that of a comparison which shares the
 * differences of its words with others is then one of the words.
 */
final class ConeFrontier {

    /** Gates below signals that are looked at for each gate that goes. */
    private static final int VISITS_PER_GATE = 8;

    private static final int MOST_DEPTH = 256;

    private static final int OF_CONE = 0;
    private static final int MET = 1;
    private static final int KNOWN = 2;
    private static final int UNKNOWN = 3;
    private static final int STATES = 4;

    private final Netlist net;
    private final int[] references;
    private final int mostGates;

    /** A state of each node that the cone at hand has met, on top of {@code epoch}. */
    private final int[] marks;

    private final int[] literals;
    private int epoch;
    private int[] gates = new int[1 << 8];
    private int coneSize;
    private int gateCount;
    private int[] signals = new int[1 << 8];
    private int signalCount;
    private int visits;

    /** @param references how many gates and outputs use each node; {@link #free} alone changes them */
    ConeFrontier(Netlist net, int[] references, int mostGates) {
        this.net = net;
        this.references = references;
        this.mostGates = mostGates;
        marks = new int[net.nodeCount()];
        literals = new int[net.nodeCount()];
    }

    /** How many ANDs go when a node goes; 0 when there are too many gates. */
    int collect(int root) {
        epoch += STATES;
        coneSize = 0;
        int ands = 0;
        enter(root);
        for (int i = 0; i < coneSize; i++) {
            ands += net.isAnd(gates[i]) ? 1 : 0;
            drop(net.left(gates[i]) >>> 1);
            drop(net.right(gates[i]) >>> 1);
        }
        gateCount = coneSize;
        refer(1);
        return coneSize > mostGates ? 0 : ands;
    }

    private void enter(int node) {
        marks[node] = epoch + OF_CONE;
        gates = appended(gates, coneSize++, node);
    }

    private void drop(int node) {
        if (--references[node] == 0 && node > 0 && !net.isInput(node) && coneSize <= mostGates) {
            enter(node);
        }
    }

    int coneSize() {
        return coneSize;
    }

    /** Frees the cone: its gates do not use anything any more. */
    void free() {
        refer(-1);
    }

    private void refer(int sign) {
        for (int i = 0; i < coneSize; i++) {
            references[net.left(gates[i]) >>> 1] += sign;
            references[net.right(gates[i]) >>> 1] += sign;
        }
    }

    /** The signals in ascending order. */
    int[] signals() {
        signalCount = 0;
        for (int i = 0; i < coneSize; i++) {
            meet(net.left(gates[i]) >>> 1);
            meet(net.right(gates[i]) >>> 1);
        }
        return fewest();
    }

    /** The signals that those of before are a function of, one gate below them. */
    int[] deeperSignals() {
        int[] before = Arrays.copyOf(signals, signalCount);
        epoch += STATES;
        signalCount = 0;
        for (int node : before) {
            if (net.isInput(node)) {
                meet(node);
            } else {
                gates = appended(gates, gateCount++, node);
                meet(net.left(node) >>> 1);
                meet(net.right(node) >>> 1);
            }
        }
        return fewest();
    }

    private void meet(int node) {
        if (node > 0 && marks[node] < epoch) {
            marks[node] = epoch + MET;
            signals = appended(signals, signalCount++, node);
        }
    }

    /** Leaves out signals that are a function of others. */
    private int[] fewest() {
        visits = VISITS_PER_GATE * coneSize;
        Arrays.sort(signals, 0, signalCount);
        int kept = 0;
        for (int i = 0; i < signalCount; i++) {
            int node = signals[i];
            if (!isKnown(node, 0)) {
                signals[kept++] = node;
            }
            marks[node] = epoch + KNOWN;
        }
        signalCount = kept;
        return Arrays.copyOf(signals, kept);
    }

    /** Whether a node is a function of the signals so far, which are all those that could be below it. */
    private boolean isKnown(int node, int depth) {
        if (node == 0 || marks[node] == epoch + KNOWN) {
            return true;
        }
        if (net.isInput(node) || marks[node] == epoch + UNKNOWN || depth == MOST_DEPTH || --visits < 0) {
            return false;
        }
        marks[node] = epoch + UNKNOWN;
        if (!isKnown(net.left(node) >>> 1, depth + 1) || !isKnown(net.right(node) >>> 1, depth + 1)) {
            return false;
        }
        marks[node] = epoch + KNOWN;
        gates = appended(gates, gateCount++, node);
        return true;
    }

    /** The function of the {@link #signals} as a graph. */
    Graph function(int root) {
        Netlist alone = new Netlist(signalCount + gateCount + 1);
        for (int i = 0; i < signalCount; i++) {
            literals[signals[i]] = alone.input();
        }
        int[] order = Arrays.copyOf(gates, gateCount);
        Arrays.sort(order);
        for (int node : order) {
            alone.setOrigin(net.origin(node));
            literals[node] = copy(alone, node);
        }
        return new Graph(alone, new int[0], new int[] {literals[root]}).swept();
    }

    private int copy(Netlist alone, int node) {
        int a = literals[net.left(node) >>> 1] ^ (net.left(node) & 1);
        int b = literals[net.right(node) >>> 1] ^ (net.right(node) & 1);
        return net.isAnd(node) ? alone.and(a, b) : alone.xor(a, b);
    }

    private static int[] appended(int[] list, int count, int value) {
        int[] result = count == list.length ? Arrays.copyOf(list, 2 * count) : list;
        result[count] = value;
        return result;
    }
}
