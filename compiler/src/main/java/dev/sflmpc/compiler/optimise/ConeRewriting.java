package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes nodes anew from the decision diagrams of the signals that they are a function of, with all gates that nothing else
 * needs: {@link Collapsing} for what is inside of a netlist, such as the comparison that chooses between two words.
 *
 * <p>From the outputs on, the largest cone of gates first; those of one that is made anew are not looked at again.
 */
final class ConeRewriting {

    private static final CutRewriting.Settings GAINING = new CutRewriting.Settings(5, 8, false, 0, false);
    private static final CutRewriting.Settings SIDEWAYS = new CutRewriting.Settings(5, 8, false, 0, true);

    /** Fewer gates are the business of cuts and windows. */
    private static final int LEAST_FREED = 12;

    /** Gates between the signals that are taken and those that the cone uses. */
    private static final int MOST_DEPTH = 2;

    private static final int MOST_GATES = 1 << 12;
    private static final int MOST_SIGNALS = 320;

    /** Gates of cones looked at, for each node of the netlist. */
    private static final int VISITS_PER_NODE = 48;

    /** What a gate of a cone counts that is made anew. */
    private static final int COLLAPSED_VISITS = 6;

    private final Graph graph;
    private final Netlist net;
    private final LeastAnds least;
    private final Deadline deadline;
    private final int[] references;
    private final ConeFrontier frontier;
    private final Map<Integer, Plan> plans = new HashMap<>();

    /** What a node is of signals, as a graph with these as its inputs. */
    private record Plan(int[] signals, Graph function) {}

    private ConeRewriting(Graph graph, LeastAnds least, Deadline deadline) {
        this.graph = graph;
        this.least = least;
        this.deadline = deadline;
        net = graph.net();
        references = graph.fanouts();
        frontier = new ConeFrontier(net, references, MOST_GATES);
    }

    /** A pass over a graph without dead gates. */
    static Graph run(Graph graph, LeastAnds least, Deadline deadline) {
        ConeRewriting rewriting = new ConeRewriting(graph, least, deadline);
        rewriting.plan();
        return rewriting.plans.isEmpty() ? graph : rewriting.rebuilt();
    }

    private void plan() {
        boolean[] isInside = inside();
        long visits = (long) VISITS_PER_NODE * net.nodeCount();
        for (int node = net.nodeCount() - 1; node > 0 && visits > 0 && !deadline.passed(); node--) {
            if (net.isAnd(node) && references[node] > 0 && !isInside[node]) {
                int freed = frontier.collect(node);
                int gates = frontier.coneSize();
                visits -= gates;
                if (freed >= LEAST_FREED) {
                    visits -= (long) COLLAPSED_VISITS * gates;
                    consider(node, freed);
                }
            }
        }
    }

    /** Whether the only use of each node is an AND: then it is in the cone of that. */
    private boolean[] inside() {
        boolean[] inside = new boolean[net.nodeCount()];
        for (int node = 1; node < inside.length; node++) {
            if (net.isAnd(node)) {
                inside[net.left(node) >>> 1] = references[net.left(node) >>> 1] == 1;
                inside[net.right(node) >>> 1] = references[net.right(node) >>> 1] == 1;
            }
        }
        return inside;
    }

    private void consider(int root, int freed) {
        Plan best = null;
        int fewest = freed;
        int[] signals = frontier.signals();
        for (int depth = 0; depth <= MOST_DEPTH; depth++) {
            // a function that depends on so many signals in other ways than as their sum needs half as many ANDs
            if (signals.length <= MOST_SIGNALS && signals.length < 2 * fewest) {
                Graph function = collapsed(frontier.function(root));
                if (function.gates().ands() < fewest) {
                    fewest = function.gates().ands();
                    best = new Plan(signals, function);
                }
            }
            int[] deeper = frontier.deeperSignals();
            if (Arrays.equals(deeper, signals)) {
                break;
            }
            signals = deeper;
        }
        if (best != null) {
            plans.put(root, best);
            frontier.free();
            for (int signal : best.signals) {
                references[signal]++;
            }
        }
    }

    private Graph collapsed(Graph function) {
        Graph collapsed = Collapsing.run(function);
        return CutRewriting.run(CutRewriting.run(collapsed, GAINING, least, deadline), SIDEWAYS, least, deadline);
    }

    private Graph rebuilt() {
        boolean[] live = live();
        Netlist fresh = graph.withInputs();
        int[] map = new int[net.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (live[node]) {
                Plan plan = plans.get(node);
                map[node] = plan == null ? graph.copy(fresh, map, node) : build(plan, fresh, map);
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    /** What the outputs need once all plans are carried out. */
    private boolean[] live() {
        boolean[] live = new boolean[net.nodeCount()];
        for (int output : graph.outputs()) {
            live[output >>> 1] = true;
        }
        for (int node = live.length - 1; node > 0; node--) {
            Plan plan = plans.get(node);
            if (live[node] && plan != null) {
                for (int signal : plan.signals) {
                    live[signal] = true;
                }
            } else if (live[node] && !net.isInput(node)) {
                live[net.left(node) >>> 1] = true;
                live[net.right(node) >>> 1] = true;
            }
        }
        return live;
    }

    private static int build(Plan plan, Netlist fresh, int[] map) {
        Netlist from = plan.function.net();
        int[] literals = new int[from.nodeCount()];
        for (int node = 1; node < literals.length; node++) {
            fresh.setOrigin(from.origin(node));
            literals[node] = from.isInput(node)
                    ? map[plan.signals[from.inputIndex(node)]]
                    : plan.function.copy(fresh, literals, node);
        }
        int output = plan.function.outputs()[0];
        return literals[output >>> 1] ^ (output & 1);
    }
}
