package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.LiveGates;

/** The passes of each level, repeated while they gain and while there is effort left. */
final class Schedule {

    private static final CutRewriting.Settings ADDERS = new CutRewriting.Settings(3, 8, false, 0, false);
    private static final CutRewriting.Settings FAST = new CutRewriting.Settings(4, 6, false, 0, false);
    private static final CutRewriting.Settings FAST_SIDEWAYS = new CutRewriting.Settings(4, 6, false, 0, true);
    private static final CutRewriting.Settings NARROW = new CutRewriting.Settings(5, 8, false, 0, false);
    private static final CutRewriting.Settings SIDEWAYS = new CutRewriting.Settings(5, 8, false, 0, true);
    private static final CutRewriting.Settings MIDDLE = new CutRewriting.Settings(5, 16, false, 1, true);
    private static final CutRewriting.Settings STRICT = new CutRewriting.Settings(5, 16, false, 0, true);
    private static final CutRewriting.Settings WIDE = new CutRewriting.Settings(6, 16, false, 0, true);
    private static final CutRewriting.Settings DEEP = new CutRewriting.Settings(6, 32, true, 1, true);

    /** Gate visits, weighted by the cuts per gate. */
    private static final long[] EFFORT = {0, 50_000_000L, 100_000_000L, 5_000_000_000L};

    /** Netlists with more nodes get the cheapest passes only, unless the level is the highest. */
    private static final int LARGE = 1 << 20;

    private static final int SMALL = 1 << 13;
    private static final int SUM_WEIGHT = 8;
    private static final int FACTOR_WEIGHT = 2;

    /** Netlists with more nodes are not searched for sums and common factors, by level. */
    private static final int[] STRUCTURE_LARGEST = {0, 1 << 15, 1 << 21, 1 << 21};

    private static final int CARRY_ROUNDS = 4;
    /** Netlists with more nodes are not searched for carries that look ahead, by level. */
    private static final int[] CARRY_LARGEST = {0, 0, 1 << 18, 1 << 18};

    /** A proof is tried for each so many gate visits that are left. */
    private static final int PROOF_WEIGHT = 2_000;

    private static final int WINDOW_WEIGHT = 12;

    /** A round of passes is repeated when it saves one gate in this many. */
    private static final int[] PATIENCE = {1, 150, 1_000, 100_000};

    private final int level;
    private final boolean balance;
    private final Deadline deadline;
    private final LeastAnds least;
    private final long most;
    private long effort;
    private int passes;
    private boolean complete = true;

    Schedule(OptimiserOptions options, LeastAnds least) {
        this.least = least;
        level = options.level();
        balance = options.balance();
        deadline = new Deadline(options.timeLimit());
        effort = Math.min(EFFORT[level], options.work());
        most = effort;
    }

    OptimiserStatistics statistics(LiveGates before, LiveGates after) {
        return new OptimiserStatistics(before, after, passes, most - effort, deadline.elapsed(), complete);
    }

    Graph run(Graph graph) {
        Graph reduced = shared(reduced(graph));
        return balance ? balanced(reduced) : reduced;
    }

    /** Sums of adders made anew, where that saves ANDs; adders show in one form of a netlist and hide in another. */
    private Graph summed(Graph graph) {
        long price = (long) graph.net().nodeCount() * SUM_WEIGHT;
        if (deadline.passed() || price > effort || graph.net().nodeCount() > STRUCTURE_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        Graph best = summedAs(AdderShapes.run(graph, true), distributed(graph));
        if (2 * price <= effort && !deadline.passed()) {
            effort -= 2 * price;
            best = cheaper(best, summedAs(AdderShapes.run(graph, false), graph));
            best = cheaper(best, summedAs(CutRewriting.run(graph, ADDERS, least, deadline), graph));
        }
        return best;
    }

    /** The sums of one form; the graph itself when it has none that gain. */
    private Graph summedAs(Graph shaped, Graph graph) {
        Graph chained = shaped;
        for (int i = 0; i < CARRY_ROUNDS && graph.net().nodeCount() <= CARRY_LARGEST[level]; i++) {
            Graph next = CarryRewriting.run(chained);
            if (ands(next) >= ands(chained)) {
                break;
            }
            chained = AdderShapes.run(next, true);
        }
        Graph next = cheaper(chained, AdderRewriting.run(chained));
        return cost(next) < cost(shaped) ? next : graph;
    }

    /** Chains of conditions multiplied out, and products made from each other. */
    private Graph distributed(Graph graph) {
        long price = (long) graph.net().nodeCount() * FACTOR_WEIGHT;
        if (deadline.passed() || price > effort || graph.net().nodeCount() > STRUCTURE_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        Graph chained = SelectChains.run(graph);
        Graph start = ands(chained) < ands(graph) ? chained : graph;
        Graph next = SharedFactors.run(start);
        return ands(next) < ands(start) ? next : start;
    }

    private Graph shared(Graph graph) {
        if (level <= 1 || deadline.passed()) {
            return graph;
        }
        passes++;
        return cheaper(graph, XorSharing.run(graph, deadline));
    }

    private static Graph balanced(Graph graph) {
        Graph next = Balancing.run(graph);
        LiveGates before = LiveGates.of(graph.net(), graph.outputs());
        LiveGates after = LiveGates.of(next.net(), next.outputs());
        return after.ands() <= before.ands() && after.depth() <= before.depth() ? next : graph;
    }

    private Graph reduced(Graph graph) {
        if (level > 1 && level < OptimiserOptions.MOST_LEVEL && graph.net().nodeCount() > LARGE) {
            return quick(summed(graph));
        }
        return switch (level) {
            case 0 -> graph;
            case 1 -> quick(summed(graph));
            case 2 -> windowed(summed(started(summed(graph), 500)), MIDDLE, WIDE);
            default -> windowed(summed(started(summed(graph), 5000)), DEEP, MIDDLE);
        };
    }

    /** Cheap passes, and none of them where a sample of the gates gains nothing. */
    private Graph quick(Graph graph) {
        int nodes = graph.net().nodeCount();
        long price = nodes < Probe.SMALLEST ? 0 : Probe.nodes() * FAST.perNode();
        if (price + (long) nodes * FAST.perNode() > effort) {
            return graph;
        }
        effort -= price;
        if (price > 0 && !Probe.isPromising(graph, FAST, least, deadline)) {
            return graph;
        }
        return nodes <= SMALL ? repeat(repeat(graph, NARROW), SIDEWAYS) : repeat(rewrite(graph, FAST), FAST_SIDEWAYS);
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

    /**
     * Cuts from several starts, of which the best is kept: only gaining moves first or sideways ones at once, and with the
     * blocks made anew before where that makes a great difference, since it hides structure from the cuts.
     */
    private Graph started(Graph graph, int blocks) {
        Graph plain = repeat(graph, NARROW);
        if (deadline.passed() || 20L * WIDE.perNode() * graph.net().nodeCount() > effort) {
            return repeat(plain, MIDDLE, WIDE);
        }
        Graph sideways = repeat(graph, SIDEWAYS);
        passes++;
        Graph anew = repeat(BlockRewriting.run(graph, least, blocks, deadline), NARROW);
        if (5 * cost(anew) < 4 * cost(cheaper(plain, sideways))) {
            return repeat(anew, MIDDLE, WIDE);
        }
        Graph first = repeat(plain, MIDDLE, WIDE);
        Graph second = repeat(sideways, MIDDLE, WIDE);
        Graph third = repeat(repeat(plain, STRICT), MIDDLE, WIDE);
        return cheaper(first, cheaper(second, third));
    }

    private static Graph cheaper(Graph a, Graph b) {
        return cost(a) <= cost(b) ? a : b;
    }

    private Graph merged(Graph graph) {
        if (deadline.passed()) {
            return graph;
        }
        passes++;
        int proofs = (int) Math.min(level == 2 ? 2_000 : 50_000, effort / PROOF_WEIGHT);
        Graph next = FunctionalReduction.run(graph, proofs, deadline);
        return cheaper(graph, next);
    }

    /** Windows and cuts in turn, while they gain. */
    private Graph windowed(Graph graph, CutRewriting.Settings... round) {
        Graph best = graph;
        while (true) {
            Graph next = shared(merged(windows(best)));
            next = summed(distributed(repeat(next, round)));
            long gain = cost(best) - cost(next);
            if (gain > 0) {
                best = next;
            }
            if (gain * PATIENCE[level] <= cost(best)) {
                return best;
            }
        }
    }

    private Graph windows(Graph graph) {
        long price = (long) graph.net().nodeCount() * WINDOW_WEIGHT;
        if (deadline.passed() || price > effort) {
            return graph;
        }
        effort -= price;
        passes++;
        return WindowRewriting.run(graph, least, level == 2 ? 4 : 5, level == 2 ? 24 : 100, deadline);
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

    private static int ands(Graph graph) {
        return LiveGates.of(graph.net(), graph.outputs()).ands();
    }

    /** ANDs first; an XOR counts a sixteenth. */
    private static long cost(Graph graph) {
        LiveGates gates = LiveGates.of(graph.net(), graph.outputs());
        return 16L * gates.ands() + gates.xors();
    }
}
