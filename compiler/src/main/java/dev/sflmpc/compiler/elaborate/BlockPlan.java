package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.compiler.datapath.Rewriter;
import dev.sflmpc.compiler.datapath.Rewritten;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.Optimised;
import dev.sflmpc.compiler.optimise.Optimiser;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.CostMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the blocks that a schedule needs: words are rewritten, then gates, then both are laid out.
 *
 * <p>The work is bounded by the level. Blocks that are executed most often come first and get the effort of the next level
 * as long as they are small; large ones that together are next to nothing of what runs get none at the level that is meant
 * to be quick. The order and the work do not depend on time unless a time limit is given.
 */
final class BlockPlan {

    /** Gate visits of one compilation, weighted by the cuts looked at: about a second for each ten million. */
    private static final long[] WORK = {0, 60_000_000L, 1_000_000_000L, Long.MAX_VALUE};

    /** From so many executions on a block gets more effort. */
    private static final long OFTEN = 16;

    /** What the effort of the next level may be spent on, in nodes. */
    private static final int SMALL = 1 << 11;

    /** The level at which no time is spent on blocks that hardly count. */
    private static final int QUICK = 1;

    /** One part in so many of the gates that run may stay as it is. */
    private static final int LEAST_PART = 32;

    /** Blocks with fewer nodes take no time. */
    private static final int LARGE = 1 << 17;

    /** Blocks with fewer nodes are assembled at once. */
    private static final int WORTH_A_THREAD = 1 << 15;

    /** Blocks with as many nodes are as a rule those of large words that have no better form, and assembled as they are meanwhile. */
    private static final int WORTH_A_GUESS = 1 << 18;

    /** A finished block, which of its segment's sources are its inputs, and where its gates come from. */
    record Made(Block block, int[] inputs, CostMap.Profile profile) {}

    /** Gates with an interface. */
    private record Gates(Netlist net, int[] inputs, int[] outputs) {}

    /** A block that is being assembled. */
    private record Running(Segment segment, Netlist net, FutureTask<Made> task) {

        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Gates gates) {
            return net == gates.net;
        }
    }

    /** A block to be made, and how often it runs. */
    private static final class Candidate {
        private final Segment segment;
        private final DeadCode.Live live;
        private long executions;
        private boolean negligible;

        private Candidate(Expansion.Run run) {
            segment = run.segment();
            live = run.live();
        }

        private int nodes() {
            return segment.netlist().nodeCount();
        }

        private double weight() {
            return (double) executions * nodes();
        }
    }

    private final OptimiserOptions options;
    private final Optimiser optimiser = new Optimiser();
    private final Map<Segment, Candidate> candidates = new LinkedHashMap<>();
    private final Map<Segment, Made> made = new HashMap<>();
    private final Map<Block, Block> distinct = new HashMap<>();
    private @Nullable Running running;

    private BlockPlan(OptimiserOptions options) {
        this.options = options;
    }

    /** Makes all blocks; the segments' gates are given up one after the other. */
    static BlockPlan of(List<Expansion.Placed> schedule, OptimiserOptions options) {
        BlockPlan plan = new BlockPlan(options);
        plan.count(schedule, 1);
        plan.make();
        return plan;
    }

    /** The block of a segment of the schedule. */
    Made block(Segment segment) {
        return Objects.requireNonNull(made.get(segment));
    }

    private void count(List<Expansion.Placed> schedule, long times) {
        for (Expansion.Placed placed : schedule) {
            switch (placed) {
                case Expansion.Run run ->
                    candidates.computeIfAbsent(run.segment(), segment -> new Candidate(run)).executions += times;
                case Expansion.Repeat repeat ->
                    count(repeat.body(), times * repeat.loop().count());
            }
        }
    }

    private void make() {
        List<Candidate> order = new ArrayList<>(candidates.values());
        order.sort((a, b) -> Long.compare(b.executions, a.executions));
        double weightLeft = order.stream().mapToDouble(Candidate::weight).sum();
        if (options.level() == QUICK) {
            neglect(order.reversed(), weightLeft / LEAST_PART);
        }
        long work = Math.min(WORK[options.level()], options.work());
        long start = System.nanoTime();
        for (Candidate candidate : order) {
            Duration left = options.timeLimit().minusNanos(System.nanoTime() - start);
            OptimiserOptions own = OptimiserOptions.ofLevel(level(candidate)).withWork(Math.max(0, work));
            if (options.isTimed()) {
                double share = candidate.weight() / Math.max(weightLeft, 1);
                own = own.withTimeLimit(Duration.ofNanos((long) (share * Math.max(0, left.toNanos()))));
            }
            weightLeft -= candidate.weight();
            work -= make(candidate, own);
        }
        await();
    }

    /** Passes over the large ones of the blocks that run least often, as long as all of these weigh no more than this. */
    private static void neglect(List<Candidate> rarest, double most) {
        double weight = 0;
        for (Candidate candidate : rarest) {
            weight += candidate.weight();
            candidate.negligible = weight <= most && candidate.nodes() > LARGE;
        }
    }

    private int level(Candidate candidate) {
        if (candidate.negligible) {
            return 0;
        }
        boolean more = options.level() > 0 && candidate.executions >= OFTEN && candidate.nodes() <= SMALL;
        return Math.min(options.level() + (more ? 1 : 0), OptimiserOptions.MOST_LEVEL);
    }

    /** Makes one block and gives its segment's gates up; the work that it took. */
    private long make(Candidate candidate, OptimiserOptions own) {
        Segment segment = candidate.segment;
        BlockInterface face = BlockInterface.of(segment, candidate.live);
        Rewritten words =
                Rewriter.rewrite(segment.netlist(), segment.words(), face.inputLiterals(), face.outputLiterals());
        segment.release();
        Gates gates = new Gates(words.netlist(), words.inputs(), words.outputs());
        long work = 0;
        AtomicReference<@Nullable Running> guess = new AtomicReference<>();
        if (own.level() > 0 && own.work() > 0 && !own.timeLimit().isZero()) {
            Optimised result =
                    optimiser.run(gates.net(), gates.inputs(), gates.outputs(), own, (net, inputs, outputs) -> {
                        if (running == null && net.nodeCount() >= WORTH_A_GUESS) {
                            guess.set(assembling(segment, face.inputs(), new Gates(net, inputs, outputs), false));
                        }
                    });
            work = result.statistics().work();
            gates = new Gates(result.net(), result.inputs(), result.outputs());
            Running guessed = guess.get();
            if (guessed != null && guessed.isOf(gates)) {
                running = guessed;
                return work;
            }
        }
        boolean isBusy = isAtWork(running) || isAtWork(guess.get());
        Running next = assembling(segment, face.inputs(), gates, isBusy);
        await();
        running = next;
        return work;
    }

    private static boolean isAtWork(@Nullable Running assembly) {
        return assembly != null && !assembly.task.isDone();
    }

    /** Assembles a block: beside the work on the next one if it is long, unless the one before is still being assembled. */
    private static Running assembling(Segment segment, int[] inputs, Gates gates, boolean isBusy) {
        FutureTask<Made> task = new FutureTask<>(() -> assembled(segment, inputs, gates));
        if (isBusy || gates.net.nodeCount() < WORTH_A_THREAD) {
            task.run();
        } else {
            Thread.ofPlatform().daemon().name("mpc-assembler").start(task);
        }
        return new Running(segment, gates.net, task);
    }

    private static Made assembled(Segment segment, int[] inputs, Gates gates) {
        Block block = BlockAssembler.assemble(gates.net, gates.inputs, gates.outputs);
        return new Made(block, inputs, Attribution.of(gates.net, gates.inputs, gates.outputs, segment.executions()));
    }

    /** Takes the block that is being assembled: there is memory for one beside the next. */
    private void await() {
        if (running == null) {
            return;
        }
        try {
            Made done = running.task.get();
            Block block = distinct.computeIfAbsent(done.block, b -> b);
            made.put(running.segment, new Made(block, done.inputs, done.profile));
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a block was assembled", interrupted);
        }
        running = null;
    }

    private static IllegalStateException rethrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        return new IllegalStateException(cause);
    }
}
