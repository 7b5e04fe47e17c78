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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

    /** Blocks with fewer nodes are made one after the other. */
    private static final int WORTH_A_THREAD = 1 << 15;

    /** Blocks with as many nodes are as a rule those of large words that have no better form, and assembled as they are meanwhile. */
    private static final int WORTH_A_GUESS = 1 << 18;

    /** A finished block, which of its segment's sources are its inputs, and where its gates come from. */
    record Made(Block block, int[] inputs, CostMap.Profile profile) {}

    /** Gates with an interface, laid out once. */
    private static final class Gates {
        private final Netlist net;
        private final int[] inputs;
        private final int[] outputs;
        private @Nullable Block block;

        Gates(Netlist net, int[] inputs, int[] outputs) {
            this.net = net;
            this.inputs = inputs;
            this.outputs = outputs;
        }

        synchronized Block block() {
            Block known = block;
            if (known == null) {
                known = BlockAssembler.assemble(net, inputs, outputs);
                block = known;
            }
            return known;
        }
    }

    /** A block that is being made. */
    private record Running(Segment segment, FutureTask<Made> task) {}

    /** A block that is assembled while its gates are still being looked at. */
    private record Guess(Gates gates, Running assembly) {

        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Gates result) {
            return gates.net == result.net;
        }
    }

    /** A block to be made, which sources of its segment are its inputs as soon as that is known, and how often it runs. */
    private static final class Candidate {
        private final Segment segment;
        private final DeadCode.Live live;
        private final int nodes;
        private int[] sources = {};
        private long executions;
        private boolean negligible;

        private Candidate(Expansion.Run run) {
            segment = run.segment();
            live = run.live();
            nodes = segment.netlist().nodeCount();
        }

        private double weight() {
            return (double) executions * nodes;
        }

        private boolean isLarge() {
            return nodes >= WORTH_A_THREAD;
        }
    }

    private final OptimiserOptions options;
    private final Optimiser optimiser = new Optimiser();
    private final Optimiser second = new Optimiser();
    private final Map<Segment, Candidate> candidates = new LinkedHashMap<>();
    private final Map<Segment, Made> made = new HashMap<>();
    private final RepeatedGates<Gates> known = new RepeatedGates<>();
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
        Effort effort = new Effort(Math.min(WORK[options.level()], options.work()));
        long start = System.nanoTime();
        int at = 0;
        while (at < order.size()) {
            int end = options.isTimed() ? at : endOfLarge(order, at);
            if (end - at > 1) {
                makeTogether(order.subList(at, end), effort);
                at = end;
                continue;
            }
            Candidate candidate = order.get(at++);
            OptimiserOptions own = OptimiserOptions.ofLevel(level(candidate));
            if (options.isTimed()) {
                Duration left = options.timeLimit().minusNanos(System.nanoTime() - start);
                double share = candidate.weight() / Math.max(weightLeft, 1);
                own = own.withTimeLimit(Duration.ofNanos((long) (share * Math.max(0, left.toNanos()))));
                weightLeft -= candidate.weight();
            }
            make(candidate, effort.grant(own, candidate.nodes, candidate.isLarge()));
        }
        await();
    }

    private static int endOfLarge(List<Candidate> order, int from) {
        int end = from;
        while (end < order.size() && order.get(end).isLarge()) {
            end++;
        }
        return end;
    }

    /** Makes large blocks on two threads; there is memory for one on each. */
    private void makeTogether(List<Candidate> large, Effort effort) {
        await();
        Iterator<Candidate> left = large.iterator();
        FutureTask<Map<Segment, Made>> beside = started(new FutureTask<>(() -> makeFrom(left, effort, second)));
        makeFrom(left, effort, optimiser).forEach(this::take);
        get(beside).forEach(this::take);
    }

    /** Makes what the other thread does not take first. Each grant is the same whichever thread asks for it. */
    private Map<Segment, Made> makeFrom(Iterator<Candidate> left, Effort effort, Optimiser own) {
        Map<Segment, Made> results = new LinkedHashMap<>();
        while (true) {
            Candidate candidate;
            Effort.Grant grant;
            synchronized (left) {
                if (!left.hasNext()) {
                    return results;
                }
                candidate = left.next();
                grant = effort.grant(OptimiserOptions.ofLevel(level(candidate)), candidate.nodes, true);
            }
            Gates gates = optimised(candidate, grant, own, (net, inputs, outputs) -> {});
            results.put(candidate.segment, assembled(candidate, gates));
        }
    }

    /**
     * Passes over the large ones of the blocks that run least often, as long as all of these weigh no more than this. What
     * runs as often as anything else is a piece of the program like the others.
     */
    private static void neglect(List<Candidate> rarest, double most) {
        double weight = 0;
        long often = rarest.isEmpty() ? 0 : rarest.getLast().executions;
        for (Candidate candidate : rarest) {
            weight += candidate.weight();
            candidate.negligible = weight <= most && candidate.nodes > LARGE && candidate.executions < often;
        }
    }

    private int level(Candidate candidate) {
        if (candidate.negligible) {
            return 0;
        }
        boolean more = options.level() > 0 && candidate.executions >= OFTEN && candidate.nodes <= SMALL;
        return Math.min(options.level() + (more ? 1 : 0), OptimiserOptions.MOST_LEVEL);
    }

    /** Makes one block and gives its segment's gates up. */
    private void make(Candidate candidate, Effort.Grant grant) {
        AtomicReference<@Nullable Guess> guess = new AtomicReference<>();
        Gates gates = optimised(candidate, grant, optimiser, (net, inputs, outputs) -> {
            if (running == null && net.nodeCount() >= WORTH_A_GUESS) {
                Gates swept = new Gates(net, inputs, outputs);
                guess.set(new Guess(swept, new Running(candidate.segment, started(assembly(candidate, swept)))));
            }
        });
        finish(candidate, gates, guess.get());
    }

    private void finish(Candidate candidate, Gates gates, @Nullable Guess guess) {
        if (guess != null && guess.isOf(gates)) {
            running = guess.assembly;
            return;
        }
        FutureTask<Made> task = assembly(candidate, gates);
        boolean isBusy = isAtWork(running) || (guess != null && isAtWork(guess.assembly));
        if (isBusy || gates.net.nodeCount() < WORTH_A_THREAD) {
            task.run();
            take(candidate.segment, get(task));
        } else {
            await();
            running = new Running(candidate.segment, started(task));
        }
    }

    private static FutureTask<Made> assembly(Candidate candidate, Gates gates) {
        return new FutureTask<>(() -> assembled(candidate, gates));
    }

    private Gates optimised(Candidate candidate, Effort.Grant grant, Optimiser own, Optimiser.Start start) {
        AtomicReference<Effort.Outcome> outcome = new AtomicReference<>(Effort.Outcome.NONE);
        try {
            Rewritten words = rewritten(candidate);
            OptimiserOptions granted = grant.options();
            if (granted.level() == 0
                    || granted.work() == 0
                    || granted.timeLimit().isZero()) {
                return new Gates(words.netlist(), words.inputs(), words.outputs());
            }
            Supplier<Gates> making = () -> {
                Optimised result = own.run(words.netlist(), words.inputs(), words.outputs(), granted, start);
                outcome.set(Effort.Outcome.of(result.statistics()));
                return new Gates(result.net(), result.inputs(), result.outputs());
            };
            return candidate.isLarge() ? making.get() : known.of(words, making);
        } finally {
            grant.outcome().complete(outcome.get());
        }
    }

    private static Rewritten rewritten(Candidate candidate) {
        Segment segment = candidate.segment;
        BlockInterface face = BlockInterface.of(segment, candidate.live);
        candidate.sources = face.inputs();
        Rewritten words =
                Rewriter.rewrite(segment.netlist(), segment.words(), face.inputLiterals(), face.outputLiterals());
        segment.release();
        return words;
    }

    private static boolean isAtWork(@Nullable Running block) {
        return block != null && !block.task.isDone();
    }

    private static <T> FutureTask<T> started(FutureTask<T> task) {
        Thread.ofPlatform().daemon().name("mpc-blocks").start(task);
        return task;
    }

    private static Made assembled(Candidate candidate, Gates gates) {
        Block block = gates.block();
        CostMap.Profile profile =
                Attribution.of(gates.net, gates.inputs, gates.outputs, candidate.segment.executions());
        return new Made(block, candidate.sources, profile);
    }

    /** Takes the block that is being made on another thread: there is memory for one beside the next. */
    private void await() {
        if (running != null) {
            take(running.segment, get(running.task));
            running = null;
        }
    }

    private void take(Segment segment, Made done) {
        Block known = distinct.computeIfAbsent(done.block, b -> b);
        made.put(segment, new Made(known, done.inputs, done.profile));
    }

    private static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a block was made", interrupted);
        }
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
