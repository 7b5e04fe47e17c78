package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.Rewriter;
import dev.sflmpc.compiler.datapath.Rewritten;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.Optimised;
import dev.sflmpc.compiler.optimise.Optimiser;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks that a schedule needs: their words rewritten, then optimised gate by gate.
 *
 * <p>The work is bounded by the level. Blocks that are executed most often come first and get the effort of the next level
 * as long as they are small; the order and the work do not depend on time unless a time limit is given.
 */
final class BlockPlan {

    /** Gate visits of one compilation, weighted by the cuts looked at: about a second for each ten million. */
    private static final long[] WORK = {0, 60_000_000L, 1_000_000_000L, Long.MAX_VALUE};

    /** From so many executions on a block gets more effort. */
    private static final long OFTEN = 16;

    /** What the effort of the next level may be spent on, in nodes. */
    private static final int SMALL = 1 << 11;

    /** A block's gates and interface. */
    record Gates(Netlist net, int[] inputs, int[] outputs) {}

    /** A block to be made, and how often it runs. */
    private static final class Candidate {
        private final Segment segment;
        private Gates gates;
        private long executions;

        private Candidate(BlockInterface block) {
            segment = block.segment();
            Rewritten better =
                    Rewriter.rewrite(segment.netlist(), segment.words(), block.inputLiterals(), block.outputLiterals());
            gates = new Gates(better.netlist(), better.inputs(), better.outputs());
        }

        private int nodes() {
            return gates.net.nodeCount();
        }

        private double weight() {
            return (double) executions * nodes();
        }
    }

    private final OptimiserOptions options;
    private final Optimiser optimiser = new Optimiser();
    private final Map<Segment, Candidate> candidates = new LinkedHashMap<>();

    private BlockPlan(OptimiserOptions options) {
        this.options = options;
    }

    static BlockPlan of(List<Expansion.Placed> schedule, OptimiserOptions options) {
        BlockPlan plan = new BlockPlan(options);
        plan.count(schedule, 1);
        plan.optimise();
        return plan;
    }

    /** The gates of a segment's block; they are forgotten here. */
    Gates take(BlockInterface block) {
        Candidate candidate = candidates.remove(block.segment());
        if (candidate == null) {
            throw new IllegalStateException("a block that the schedule does not call, or that was taken");
        }
        return candidate.gates;
    }

    private void count(List<Expansion.Placed> schedule, long times) {
        for (Expansion.Placed placed : schedule) {
            switch (placed) {
                case Expansion.Run run ->
                    candidates.computeIfAbsent(
                                    run.segment(), segment -> new Candidate(BlockInterface.of(segment, run.live())))
                            .executions += times;
                case Expansion.Repeat repeat ->
                    count(repeat.body(), times * repeat.loop().count());
            }
        }
    }

    private void optimise() {
        if (options.level() == 0) {
            return;
        }
        List<Candidate> order = new ArrayList<>(candidates.values());
        order.sort(Comparator.comparingLong((Candidate candidate) -> -candidate.executions));
        double weightLeft = order.stream().mapToDouble(Candidate::weight).sum();
        long work = Math.min(WORK[options.level()], options.work());
        long start = System.nanoTime();
        for (Candidate candidate : order) {
            Duration left = options.timeLimit().minusNanos(System.nanoTime() - start);
            if (work <= 0 || left.isNegative()) {
                return;
            }
            double share = candidate.weight() / Math.max(weightLeft, 1);
            weightLeft -= candidate.weight();
            OptimiserOptions own = OptimiserOptions.ofLevel(level(candidate)).withWork(work);
            if (options.isTimed()) {
                own = own.withTimeLimit(Duration.ofNanos((long) (share * left.toNanos())));
            }
            work -= optimise(candidate, own);
        }
    }

    private int level(Candidate candidate) {
        boolean more = candidate.executions >= OFTEN && candidate.nodes() <= SMALL;
        return Math.min(options.level() + (more ? 1 : 0), OptimiserOptions.MOST_LEVEL);
    }

    private long optimise(Candidate candidate, OptimiserOptions own) {
        Gates gates = candidate.gates;
        Optimised result = optimiser.run(gates.net, gates.inputs, gates.outputs, own);
        if (result.statistics().after().ands() <= result.statistics().before().ands()) {
            candidate.gates = new Gates(result.net(), result.inputs(), result.outputs());
        }
        return result.statistics().work();
    }
}
