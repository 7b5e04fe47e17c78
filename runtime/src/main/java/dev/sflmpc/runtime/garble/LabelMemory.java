package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;

/**
 * Wire memory and slots of one walk, and how far the walk is: inputs, running, finished, closed.
 *
 * <p>A walk takes the program through {@code rows} evaluations at once. The label of wire {@code w} in row {@code r} is
 * number {@code w · rows + r}, two longs each. While a block runs in {@code lanes} lanes, a slot has {@code width = lanes ·
 * rows} labels: that of slot {@code s} in lane {@code l} and row {@code r} is number {@code s · width + l · rows + r}. So the
 * labels that one gate works on lie side by side.
 *
 * <p>Wires that nothing has written hold the label 0, which is the label of false for both parties.
 */
final class LabelMemory {

    private enum Phase {
        INPUTS,
        RUNNING,
        FINISHED,
        CLOSED
    }

    final long[] wires;
    long[] slots = new long[0];
    private final int rows;
    private int lanes = 1;
    private int lane;
    private Phase phase = Phase.INPUTS;

    /** @param rows a power of two, at most {@link LaneKernel#MAX_WIDTH} */
    LabelMemory(int wireCount, int rows) {
        if (Integer.bitCount(rows) != 1 || rows > LaneKernel.MAX_WIDTH) {
            throw new IllegalArgumentException(rows + " rows");
        }
        this.rows = rows;
        wires = Labels.allocate(Math.multiplyExact(wireCount, rows));
    }

    /** The most lanes of a block. */
    int maxLanes() {
        return Math.max(1, LaneKernel.BEST_WIDTH / rows);
    }

    void lanes(int count) {
        lanes = count;
    }

    void lane(int number) {
        lane = number;
    }

    /** Labels of a slot. */
    int width() {
        return lanes * rows;
    }

    /** A block begins; the constant true has the label {@code oneLow, oneHigh}. */
    void begin(Block block, long oneLow, long oneHigh) {
        if (phase != Phase.RUNNING) {
            require(Phase.INPUTS);
            phase = Phase.RUNNING;
        }
        int width = width();
        int labels = Math.multiplyExact(block.slotCount(), width);
        if (slots.length < 2 * labels) {
            Arrays.fill(slots, 0);
            slots = Labels.allocate(labels);
        }
        fill(Block.ZERO * width, width, 0, 0);
        fill(Block.ONE * width, width, oneLow, oneHigh);
        lane = 0;
    }

    void load(int slot, int wire, int length) {
        int width = width();
        if (lanes == 1) {
            System.arraycopy(wires, 2 * wire * rows, slots, 2 * slot * rows, 2 * length * rows);
            return;
        }
        for (int i = 0; i < length; i++) {
            copy(wires, (wire + i) * rows, slots, (slot + i) * width + lane * rows);
        }
    }

    /** The slot becomes a constant in this lane. */
    void loadConstant(int slot, long low, long high) {
        fill(slot * width() + lane * rows, rows, low, high);
    }

    void store(int wire, int[] outputSlots, int first, int length) {
        int width = width();
        for (int i = 0; i < length; i++) {
            copy(slots, outputSlots[first + i] * width + lane * rows, wires, (wire + i) * rows);
        }
    }

    /** Copies labels of inputs of one row into wire memory, before the walk begins. */
    void setInputs(int row, int wire, long[] labels, int first, int count) {
        requireInputs();
        for (int i = 0; i < count; i++) {
            int to = 2 * ((wire + i) * rows + row);
            wires[to] = labels[2 * (first + i)];
            wires[to + 1] = labels[2 * (first + i) + 1];
        }
    }

    /** Labels of outputs of one row, after the walk. */
    long[] outputs(int row, int wire, int count) {
        require(Phase.FINISHED);
        long[] labels = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int from = 2 * ((wire + i) * rows + row);
            labels[2 * i] = wires[from];
            labels[2 * i + 1] = wires[from + 1];
        }
        return labels;
    }

    void requireInputs() {
        require(Phase.INPUTS);
    }

    /** The walk is over; a program without a block never began. */
    void finish() {
        if (phase != Phase.INPUTS) {
            require(Phase.RUNNING);
        }
        phase = Phase.FINISHED;
    }

    void wipe() {
        phase = Phase.CLOSED;
        Arrays.fill(wires, 0);
        Arrays.fill(slots, 0);
    }

    /** Copies the labels of all rows, from label number {@code from} to label number {@code to}. */
    private void copy(long[] source, int from, long[] target, int to) {
        for (int i = 0; i < 2 * rows; i++) {
            target[2 * to + i] = source[2 * from + i];
        }
    }

    private void fill(int from, int count, long low, long high) {
        for (int i = from; i < from + count; i++) {
            slots[2 * i] = low;
            slots[2 * i + 1] = high;
        }
    }

    private void require(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException("garbling is " + phase + ", not " + expected + ": it is good for one walk");
        }
    }
}
