package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.LiveGates;

/** The passes of each level, repeated while they gain and while there is effort left. */
final class Schedule {

    private static final CutRewriting.Settings NARROW = new CutRewriting.Settings(5, 8, false, 0, false);
    private static final CutRewriting.Settings SIDEWAYS = new CutRewriting.Settings(5, 8, false, 0, true);
    private static final CutRewriting.Settings MIDDLE = new CutRewriting.Settings(5, 16, false, 1, true);
    private static final CutRewriting.Settings WIDE = new CutRewriting.Settings(6, 16, false, 0, true);
    private static final CutRewriting.Settings DEEP = new CutRewriting.Settings(6, 32, true, 1, true);

    /** Gate visits, weighted by the cuts per gate. */
    private static final long[] EFFORT = {0, 150_000_000L, 400_000_000L, 20_000_000_000L};

    /** A round of passes is repeated when it saves one gate in this many. */
    private static final int[] PATIENCE = {1, 100, 1_000, 100_000};

    private final int level;
    private final boolean balance;
    private final Deadline deadline;
    private final LeastAnds least = new LeastAnds();
    private long effort;
    private int passes;
    private boolean complete = true;

    Schedule(OptimiserOptions options) {
        level = options.level();
        balance = options.balance();
        deadline = new Deadline(options.timeLimit());
        effort = EFFORT[level];
    }

    OptimiserStatistics statistics(LiveGates before, LiveGates after) {
        return new OptimiserStatistics(before, after, passes, deadline.elapsed(), complete);
    }

    Graph run(Graph graph) {
        Graph reduced = reduced(graph);
        return balance ? balanced(reduced) : reduced;
    }

    private static Graph balanced(Graph graph) {
        Graph next = Balancing.run(graph);
        LiveGates before = LiveGates.of(graph.net(), graph.outputs());
        LiveGates after = LiveGates.of(next.net(), next.outputs());
        return after.ands() <= before.ands() && after.depth() <= before.depth() ? next : graph;
    }

    private Graph reduced(Graph graph) {
        return switch (level) {
            case 0 -> graph;
            case 1 -> repeat(repeat(graph, NARROW), SIDEWAYS);
            case 2 -> repeat(repeat(blocks(graph, 500), NARROW), MIDDLE, WIDE);
            default -> repeat(repeat(repeat(blocks(graph, 5000), NARROW), MIDDLE, WIDE), DEEP, MIDDLE);
        };
    }

    private Graph repeat(Graph graph, CutRewriting.Settings... round) {
        Graph best = graph;
        while (true) {
            Graph next = best;
            for (CutRewriting.Settings settings : round) {
                next = rewrite(next, settings);
            }
            long gain = cost(best) - cost(next);
            if (gain > 0) {
                best = next;
            }
            if (gain * PATIENCE[level] <= cost(best)) {
                return best;
            }
        }
    }

    private Graph blocks(Graph graph, int blocks) {
        passes++;
        Graph next = BlockRewriting.run(graph, least, blocks, deadline);
        return cost(next) < cost(graph) ? next : graph;
    }

    private Graph rewrite(Graph graph, CutRewriting.Settings settings) {
        long price = (long) graph.net().nodeCount() * settings.perNode();
        if (deadline.passed()) {
            complete = false;
            return graph;
        }
        if (price > effort && passes > 0) {
            return graph;
        }
        effort -= price;
        passes++;
        return CutRewriting.run(graph, settings, least, deadline);
    }

    /** ANDs first; an XOR counts a sixteenth. */
    private static long cost(Graph graph) {
        LiveGates gates = LiveGates.of(graph.net(), graph.outputs());
        return 16L * gates.ands() + gates.xors();
    }
}
