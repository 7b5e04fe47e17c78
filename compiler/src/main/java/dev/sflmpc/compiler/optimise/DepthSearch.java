package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.LiveGates;

/**
 * Looks for the shallowest graph that a number of AND gates allows.
 *
 * <p>AND trees are balanced first, and gates made sooner where that takes no ANDs. Then passes aim at one depth after the
 * other: at the shallower half of what is open where the last one found ANDs enough, else at the deeper half. What is found
 * is the next start, while that gains.
 */
final class DepthSearch {

    private static final long EFFORT = 400_000_000L;
    private static final int MOST_ROUNDS = 8;

    /** Quarters of the depth aimed at that are kept as they are. */
    private static final int[] KEPT_QUARTERS = {0, 2, 4};

    /** Depths and numbers of ANDs are searched to one in so many. */
    private static final int FINENESS = 64;

    private final Deadline deadline;
    private long effort = EFFORT;
    private long most;
    private int passes;
    private Graph best;

    private DepthSearch(Graph start, long most, Deadline deadline) {
        this.deadline = deadline;
        this.most = most;
        best = start;
    }

    /**
     * Searches for a graph that is no deeper than both of two equal ones.
     *
     * @param original a graph with more ANDs, which may be shallower
     * @param reduced the graph to start from
     * @param percent how many ANDs more than the reduced graph the result may have; where that does not do for the depth of
     *     the original, it has at most the ANDs of that one
     */
    static DepthSearch run(Graph original, Graph reduced, int percent, Deadline deadline) {
        long ands = reduced.gates().ands();
        DepthSearch search = new DepthSearch(reduced, ands * (100L + percent) / 100, deadline);
        search.search();
        search.concede(original);
        return search;
    }

    Graph result() {
        return best;
    }

    int passes() {
        return passes;
    }

    /** Gates and terms of sums that were looked at. */
    long work() {
        return EFFORT - effort;
    }

    /** Allows as few ANDs more as make the graph no deeper than the original, which does that itself. */
    private void concede(Graph original) {
        int depth = original.gates().depth();
        Graph start = best;
        long low = most;
        long high = original.gates().ands();
        Graph found = depth() > depth ? original : start;
        while (depth(start) > depth && high - low > Math.max(1, low / FINENESS)) {
            most = low + high >>> 1;
            best = start;
            search();
            if (depth() <= depth) {
                found = best;
                high = best.gates().ands();
            } else {
                low = most;
            }
        }
        best = found;
    }

    private void search() {
        boolean gains = true;
        for (int round = 0; gains && round < MOST_ROUNDS; round++) {
            int before = depth();
            take(Balancing.run(best));
            aim(best, new Timing.Goal(1, 0), 0);
            Graph start = best;
            for (int quarters : KEPT_QUARTERS) {
                halve(start, quarters);
            }
            gains = (before - depth()) * FINENESS > before;
        }
    }

    private void halve(Graph start, int quarters) {
        int low = 1;
        int high = start.gates().depth();
        int step = Math.max(1, high / FINENESS);
        while (high - low >= step && start.gates().ands() < most) {
            int middle = low + high >>> 1;
            if (aim(start, new Timing.Goal(middle, middle * quarters / 4), Integer.MAX_VALUE)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
    }

    private int depth() {
        return depth(best);
    }

    private static int depth(Graph graph) {
        return graph.gates().depth();
    }

    /** A pass; whether there are ANDs enough for it. */
    private boolean aim(Graph start, Timing.Goal goal, int price) {
        if (effort <= 0 || deadline.passed()) {
            return false;
        }
        DepthRewriting pass = new DepthRewriting(start, goal, price, deadline);
        Graph next = pass.run();
        effort -= pass.work();
        return take(next);
    }

    private boolean take(Graph next) {
        passes++;
        LiveGates gates = next.gates();
        if (gates.ands() > most) {
            return false;
        }
        if (gates.depth() < depth() || gates.depth() == depth() && isCheaper(gates)) {
            best = next;
        }
        return true;
    }

    private boolean isCheaper(LiveGates gates) {
        LiveGates now = best.gates();
        return gates.ands() < now.ands() || gates.ands() == now.ands() && gates.xors() < now.xors();
    }
}
