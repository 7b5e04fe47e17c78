package dev.sflmpc.runtime.circuit;

import java.util.List;

/**
 * Checks a schedule step by step against the blocks and the wire memory it works on, so that a walk of it can neither leave
 * wire memory nor overflow a counter. Addresses are bounded by interval arithmetic over all values of the counters.
 */
final class ScheduleCheck {

    /** The largest number of loops around a call. */
    static final int MAX_LOOP_DEPTH = 64;

    /** The largest number of code words that a run executes; every count of a run, and its table bytes, fit a long. */
    private static final long MAX_WORK = 1L << 57;

    private final List<Block> blocks;
    private final int wireCount;
    private final long[] counts = new long[MAX_LOOP_DEPTH];
    private int depth;
    /** How often a step at this place of the schedule runs. */
    private final long[] runs = new long[MAX_LOOP_DEPTH + 1];

    private long work;

    ScheduleCheck(List<Block> blocks, int wireCount) {
        this.blocks = blocks;
        this.wireCount = wireCount;
        runs[0] = 1;
    }

    /** @throws IllegalArgumentException saying which step is wrong and why */
    void steps(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> call(call);
                case Step.Repeat repeat -> {
                    enter(repeat.count(), repeat.body().size());
                    steps(repeat.body());
                    leave();
                }
            }
        }
    }

    /** A loop begins. */
    void enter(long count, int bodySize) {
        if (count < 1 || bodySize < 1) {
            throw new IllegalArgumentException(count + " repetitions of " + bodySize + " steps");
        }
        if (depth == MAX_LOOP_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_LOOP_DEPTH + " loops in each other");
        }
        counts[depth] = count;
        runs[depth + 1] = product(runs[depth], count);
        depth++;
    }

    /** The loop that began last ends. */
    void leave() {
        depth--;
    }

    void call(Step.Call call) {
        if (call.block() < 0 || call.block() >= blocks.size()) {
            throw new IllegalArgumentException("a call of block " + call.block() + " of " + blocks.size());
        }
        Block block = blocks.get(call.block());
        long inputs = 0;
        for (Place place : call.inputs()) {
            place(place);
            inputs += place.length();
        }
        long outputs = 0;
        for (Place place : call.outputs()) {
            if (!(place instanceof Place.Wires)) {
                throw new IllegalArgumentException("block " + call.block() + " stores to a number");
            }
            place(place);
            outputs += place.length();
        }
        requireLengths(call.block(), "inputs", inputs, block.inputCount());
        requireLengths(call.block(), "outputs", outputs, block.outputSlots().length);
        work = sum(work, product(runs[depth], 1 + inputs + outputs + block.code().length));
        if (work > MAX_WORK) {
            throw new IllegalArgumentException("a schedule of more than 2^57 instructions");
        }
    }

    private static void requireLengths(int block, String what, long given, long expected) {
        if (given != expected) {
            throw new IllegalArgumentException(
                    "a call of block " + block + " with " + given + " " + what + " instead of " + expected);
        }
    }

    private void place(Place place) {
        long[] strides = place.strides();
        if (place.length() < 0 || strides.length > depth) {
            throw new IllegalArgumentException("a place of " + place.length() + " bits with " + strides.length
                    + " strides in " + depth + " loops");
        }
        long least = place.base();
        long most = place.base();
        for (int loop = 0; loop < strides.length; loop++) {
            long span = product(strides[loop], counts[loop] - 1);
            least = sum(least, Math.min(span, 0));
            most = sum(most, Math.max(span, 0));
        }
        if (place instanceof Place.Wires && (least < 0 || most > wireCount - (long) place.length())) {
            throw new IllegalArgumentException(
                    "wires " + least + " to " + sum(most, place.length()) + " of " + wireCount);
        }
    }

    private static long product(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a schedule that counts past 2^63", e);
        }
    }

    private static long sum(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a schedule that counts past 2^63", e);
        }
    }
}
