package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * The one implementation of the schedule: takes a backend through a program, call by call and layer by layer.
 *
 * <p>Everything that runs programs (plain bits, garbling, evaluating, counting) is a {@link GateBackend} under this walk,
 * so that they all see the same gates in the same order. The walk allocates nothing per call; its cost per call is a few
 * calls of the backend, its cost per layer two. It trusts its program: one that comes from a file has been checked by
 * {@link ProgramFile}.
 *
 * <p>A loop whose repetitions are independent of each other ({@link LanePlan}) goes through a backend that has lanes in
 * tiles: as many repetitions side by side as the backend can take, for the rest a smaller power of two, and so on. How a
 * loop is tiled depends on the program and {@link GateBackend#maxLanes} only, so that two parties see the same gates in the
 * same order.
 */
public final class Walk {

    /** ANDs after which a block that is still running reports progress. */
    private static final int PROGRESS_ANDS = 1 << 14;

    /** Hears how far a walk has come; called on the walking thread, so it must be quick. */
    @FunctionalInterface
    public interface Listener {

        /** Hears nothing. */
        Listener NONE = andCount -> {};

        /**
         * After each call of a block, and now and then within a large one.
         *
         * @param andCount AND gates executed since the walk began
         */
        void progress(long andCount);
    }

    private final Program program;
    private final GateBackend backend;
    private final Listener listener;
    private final Thread thread = Thread.currentThread();
    private final long[] counters;
    private final LanePlan plan;
    private long andCount;

    private Walk(Program program, GateBackend backend, Listener listener) {
        this.program = program;
        this.backend = backend;
        this.listener = listener;
        this.counters = new long[loopDepth(program.schedule())];
        this.plan = LanePlan.of(program, backend.maxLanes());
    }

    /** {@link #walk(Program, GateBackend, Listener)} that tells nobody. */
    public static void walk(Program program, GateBackend backend) throws IOException {
        walk(program, backend, Listener.NONE);
    }

    /**
     * Executes the schedule of {@code program} on {@code backend}. Inputs and random bits are already in the backend's wire
     * memory; outputs are there afterwards.
     *
     * @throws InterruptedIOException if the thread is interrupted; seen between two calls and within large blocks, and the
     *     thread stays interrupted
     * @throws IOException what the backend throws
     */
    public static void walk(Program program, GateBackend backend, Listener listener) throws IOException {
        new Walk(program, backend, listener).steps(program.schedule(), 0);
    }

    /** The largest number of loops around a call. */
    static int loopDepth(List<Step> steps) {
        int depth = 0;
        for (Step step : steps) {
            if (step instanceof Step.Repeat repeat) {
                depth = Math.max(depth, 1 + loopDepth(repeat.body()));
            }
        }
        return depth;
    }

    private void steps(List<Step> steps, int depth) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Call call -> call(call);
                case Step.Repeat repeat -> repeat(repeat, depth);
            }
        }
    }

    private void repeat(Step.Repeat repeat, int depth) throws IOException {
        int lanes = plan.lanes(repeat);
        if (lanes > 1 && repeat.body().getFirst() instanceof Step.Call call) {
            tiles(call, repeat.count(), depth, lanes);
        } else {
            for (long k = 0; k < repeat.count(); k++) {
                counters[depth] = k;
                steps(repeat.body(), depth + 1);
            }
        }
        counters[depth] = 0;
    }

    /** Runs {@code call} {@code count} times, {@code most} at once, and what is left in ever smaller tiles. */
    private void tiles(Step.Call call, long count, int depth, int most) throws IOException {
        int lanes = most;
        for (long k = 0; k < count; k += lanes) {
            lanes = (int) Math.min(lanes, Long.highestOneBit(count - k));
            backend.lanes(lanes);
            tile(call, k, depth, lanes);
        }
        backend.lanes(1);
    }

    private void tile(Step.Call call, long first, int depth, int lanes) throws IOException {
        Block block = program.blocks().get(call.block());
        backend.begin(block);
        for (int lane = 0; lane < lanes; lane++) {
            counters[depth] = first + lane;
            backend.lane(lane);
            load(call.inputs());
        }
        layers(block, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            counters[depth] = first + lane;
            backend.lane(lane);
            store(call.outputs(), block.outputSlots());
        }
        report();
    }

    private void call(Step.Call call) throws IOException {
        Block block = program.blocks().get(call.block());
        backend.begin(block);
        load(call.inputs());
        layers(block, 1);
        store(call.outputs(), block.outputSlots());
        report();
    }

    private void load(List<Place> inputs) {
        int slot = Block.FIRST_INPUT;
        for (int i = 0; i < inputs.size(); i++) {
            Place place = inputs.get(i);
            long at = place.at(counters);
            switch (place) {
                case Place.Wires wires -> backend.load(slot, Math.toIntExact(at), wires.length());
                case Place.Number number -> loadNumber(slot, at, number.length());
            }
            slot += place.length();
        }
    }

    private void loadNumber(int slot, long value, int length) {
        for (int i = 0; i < length; i++) {
            backend.loadConstant(slot + i, (value >> Math.min(i, Long.SIZE - 1) & 1) != 0);
        }
    }

    private void layers(Block block, int lanes) throws IOException {
        int[] code = block.code();
        int[] runs = block.serialRuns();
        int run = 0;
        long reportAt = andCount + PROGRESS_ANDS;
        int at = 0;
        while (at < code.length) {
            int ands = code[at];
            if (at == runs[run]) {
                ands = runs[run + 2];
                at = runs[run + 1];
                backend.serial(code, runs[run], at);
                run += SerialRuns.WORDS;
            } else {
                at = backend.layer(code, at);
            }
            andCount += (long) ands * lanes;
            if (andCount >= reportAt) {
                report();
                reportAt = andCount + PROGRESS_ANDS;
            }
        }
    }

    private void store(List<Place> outputs, int[] outputSlots) {
        int first = 0;
        for (int i = 0; i < outputs.size(); i++) {
            Place place = outputs.get(i);
            switch (place) {
                case Place.Wires wires ->
                    backend.store(Math.toIntExact(wires.at(counters)), outputSlots, first, wires.length());
                case Place.Number number ->
                    throw new IllegalArgumentException("a store to the number " + number.base());
            }
            first += place.length();
        }
    }

    private void report() throws InterruptedIOException {
        if (thread.isInterrupted()) {
            throw new InterruptedIOException("interrupted after " + andCount + " AND gates");
        }
        listener.progress(andCount);
    }
}
