package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.optimise.OptimiserStatistics;
import dev.sflmpc.compiler.optimise.SearchPass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Hands the work of a compilation out to its blocks, and what earlier blocks have taught.
 *
 * <p>Two large blocks may be made at once. So that nothing depends on which of them is finished first, and neither thread
 * waits while the other tries everything, a large block gets what is certain to be left when all but the last few before
 * it are done: these are taken to use all that they were given.
 */
final class Effort {

    /** What came of a block. */
    record Outcome(long work, Set<SearchPass> fruitless) {
        static final Outcome NONE = new Outcome(0, Set.of());

        static Outcome of(OptimiserStatistics statistics) {
            return new Outcome(statistics.work(), statistics.fruitless());
        }
    }

    /** What a block may use, and what came of it. */
    record Grant(boolean isLarge, OptimiserOptions options, CompletableFuture<Outcome> outcome) {}

    /** The most that a node of a large block gets at the quick level; the passes of that level take about half of it. */
    private static final long QUICK_WORK_PER_NODE = 48;

    /**
     * What a node of a large block gets even if nothing is left: the passes that look once at each node, without which the
     * end of a long program would be worse than its beginning.
     */
    private static final long LEAST_WORK_PER_NODE = 2;

    private static final int QUICK = 1;

    /** Grants that may be open when a large block gets one. */
    private static final int MOST_OPEN = 3;

    /** After so many large blocks in turn that gained nothing by a pass, the others go without it. */
    private static final int PATIENCE = 4;

    /** One large block in so many tries all passes once more. */
    private static final int TRIAL = 32;

    private final Deque<Grant> open = new ArrayDeque<>();
    private final Map<SearchPass, Integer> inVain = new EnumMap<>(SearchPass.class);
    private long left;
    private int largeBlocks;

    /** @param work for all blocks together */
    Effort(long work) {
        left = work;
    }

    /** What a block gets, before any of it is used. */
    Grant grant(OptimiserOptions options, int nodes, boolean isLarge) {
        while (open.size() > (isLarge ? MOST_OPEN : 0)) {
            settle(open.remove());
        }
        OptimiserOptions own = isLarge ? options.without(leftOut()) : options;
        long most = isLarge && options.level() == QUICK ? QUICK_WORK_PER_NODE * nodes : Long.MAX_VALUE;
        long least = isLarge ? LEAST_WORK_PER_NODE * nodes : 0;
        long work = Math.max(
                Math.min(most, own.withWork(Math.max(0, left)).effort()),
                own.withWork(least).effort());
        Grant grant = new Grant(isLarge, own.withWork(work), new CompletableFuture<>());
        left -= work;
        open.add(grant);
        return grant;
    }

    private void settle(Grant grant) {
        Outcome outcome = grant.outcome.join();
        left += grant.options.work() - outcome.work();
        if (grant.isLarge) {
            for (SearchPass pass : SearchPass.values()) {
                boolean isTried = !grant.options.leftOut().contains(pass);
                if (outcome.fruitless().contains(pass)) {
                    inVain.merge(pass, 1, Integer::sum);
                } else if (isTried) {
                    inVain.remove(pass);
                }
            }
        }
    }

    private Set<SearchPass> leftOut() {
        Set<SearchPass> passes = EnumSet.noneOf(SearchPass.class);
        if (largeBlocks++ % TRIAL != 0) {
            inVain.forEach((pass, times) -> {
                if (times >= PATIENCE) {
                    passes.add(pass);
                }
            });
        }
        return passes;
    }
}
