package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * A pass that makes a graph shallower: it is rebuilt gate by gate, and each gate that comes later than its share of the
 * depth that is asked for allows is made sooner by a {@link SelectTransform}.
 *
 * <p>Afterwards what turns out not to be critical goes back to the gates it was, as a technology mapper recovers area.
 */
final class DepthRewriting {

    private static final int ITSELF = -1;
    private static final int GATE_WEIGHT = 4;

    private final Graph old;
    private final Netlist net;
    private final Levels levels;
    private final References references;
    private final SelectTransform transform;
    private final Timing timing;
    private final Timing.Goal goal;
    private final int price;
    private final Deadline deadline;

    /** For each node that replaced a gate that literal, else {@link #ITSELF}; a replaced gate comes before. */
    private int[] plain = new int[1 << 10];

    /**
     * A pass over a graph without dead gates; past the deadline gates are only copied.
     *
     * @param goal what to come close to
     * @param price the most ANDs to pay for one gate that is ready sooner
     */
    DepthRewriting(Graph old, Timing.Goal goal, int price, Deadline deadline) {
        this.old = old;
        this.goal = goal;
        this.price = price;
        this.deadline = deadline;
        net = old.withInputs();
        levels = new Levels(net);
        references = new References(net);
        transform = new SelectTransform(net, levels);
        timing = Timing.of(old);
        Arrays.fill(plain, ITSELF);
    }

    /** Gates and terms of sums that were looked at. */
    long work() {
        return (long) GATE_WEIGHT * net.nodeCount() + transform.work();
    }

    /** The shallower graph, to be called once. */
    Graph run() {
        return recovered(Rebuilding.run(old, net, references, deadline, this::rebuilt));
    }

    private int rebuilt(int node, int[] map, int fanout, boolean late) {
        int literal = old.copy(net, map, node);
        move(map[old.net().left(node) >>> 1] >>> 1, 1, literal >>> 1, fanout);
        references.drop(map[old.net().right(node) >>> 1] >>> 1);
        int latest = timing.latest(node, goal);
        if (late || !net.isAnd(literal >>> 1) || levels.of(literal >>> 1) <= latest) {
            return literal;
        }
        int best = literal;
        for (int level = levels.of(literal >>> 1) - 1; level >= latest; level--) {
            int sooner = transform.ready(best, level);
            if (sooner == SelectTransform.NONE) {
                break;
            }
            best = sooner;
        }
        return best == literal || !isWorth(literal, best, fanout) ? literal : best;
    }

    /** Takes the better literal in the place of another one unless that costs too much. */
    private boolean isWorth(int literal, int better, int fanout) {
        int before = references.ands();
        move(literal >>> 1, fanout, better >>> 1, fanout);
        if (references.ands() - before > price) {
            move(better >>> 1, fanout, literal >>> 1, fanout);
            return false;
        }
        if (literal >>> 1 < better >>> 1) {
            remember(better >>> 1, literal ^ (better & 1));
        }
        return true;
    }

    /** Moves references from a node to another one. */
    private void move(int from, int dropped, int to, int taken) {
        references.take(to);
        references.add(to, taken - 1);
        references.add(from, 1 - dropped);
        references.drop(from);
    }

    private void remember(int node, int literal) {
        if (plain.length <= node) {
            int known = plain.length;
            plain = Arrays.copyOf(plain, Math.max(2 * known, net.nodeCount()));
            Arrays.fill(plain, known, plain.length, ITSELF);
        }
        plain[node] = literal;
    }

    /** What replaced a gate that may be late is that gate again. */
    private Graph recovered(Graph graph) {
        int[] outputs = graph.outputs();
        int[] required = new int[net.nodeCount()];
        Arrays.fill(required, Integer.MAX_VALUE);
        int depth = 0;
        for (int output : outputs) {
            depth = Math.max(depth, levels.of(output >>> 1));
        }
        for (int output : outputs) {
            required[output >>> 1] = depth;
        }
        boolean[] back = new boolean[net.nodeCount()];
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            if (required[node] == Integer.MAX_VALUE || net.isInput(node)) {
                continue;
            }
            back[node] = node < plain.length && plain[node] != ITSELF && levels.of(plain[node] >>> 1) <= required[node];
            if (back[node]) {
                require(required, plain[node], required[node]);
            } else {
                int below = required[node] - (net.isAnd(node) ? 1 : 0);
                require(required, net.left(node), below);
                require(required, net.right(node), below);
            }
        }
        return built(graph, required, back);
    }

    private static void require(int[] required, int literal, int level) {
        required[literal >>> 1] = Math.min(required[literal >>> 1], level);
    }

    private Graph built(Graph graph, int[] required, boolean[] back) {
        Netlist fresh = graph.withInputs();
        int[] map = new int[net.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (back[node]) {
                map[node] = map[plain[node] >>> 1] ^ (plain[node] & 1);
            } else if (required[node] != Integer.MAX_VALUE) {
                fresh.setOrigin(net.origin(node));
                map[node] = graph.copy(fresh, map, node);
            }
        }
        return graph.mapped(fresh, map).swept();
    }
}
