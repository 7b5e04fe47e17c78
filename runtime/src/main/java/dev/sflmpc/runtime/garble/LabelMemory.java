package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;

/**
 * Wire memory and slots of one walk, and how far the walk is: inputs, running, finished, closed.
 *
 * <p>Wire {@code w} is {@code wires[2w]}, {@code wires[2w+1]}; slots likewise. Wires that nothing has written hold the
 * label 0, which is the label of false for both parties.
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
    private Phase phase = Phase.INPUTS;

    LabelMemory(int wireCount) {
        wires = Labels.allocate(wireCount);
    }

    /** A block begins; the constant true has the label {@code oneLow, oneHigh}. */
    void begin(Block block, long oneLow, long oneHigh) {
        if (phase != Phase.RUNNING) {
            require(Phase.INPUTS);
            phase = Phase.RUNNING;
        }
        if (slots.length < 2 * block.slotCount()) {
            Arrays.fill(slots, 0);
            slots = Labels.allocate(block.slotCount());
        }
        slots[2 * Block.ZERO] = 0;
        slots[2 * Block.ZERO + 1] = 0;
        slots[2 * Block.ONE] = oneLow;
        slots[2 * Block.ONE + 1] = oneHigh;
    }

    void load(int slot, int wire, int length) {
        System.arraycopy(wires, 2 * wire, slots, 2 * slot, 2 * length);
    }

    void store(int wire, int[] outputSlots, int first, int length) {
        for (int i = 0; i < length; i++) {
            int slot = outputSlots[first + i];
            wires[2 * (wire + i)] = slots[2 * slot];
            wires[2 * (wire + i) + 1] = slots[2 * slot + 1];
        }
    }

    /** Copies labels of inputs into wire memory, before the walk begins. */
    void setInputs(int wire, long[] labels, int first, int count) {
        requireInputs();
        System.arraycopy(labels, 2 * first, wires, 2 * wire, 2 * count);
    }

    /** Labels of outputs, after the walk. */
    long[] outputs(int wire, int count) {
        require(Phase.FINISHED);
        return Arrays.copyOfRange(wires, 2 * wire, 2 * (wire + count));
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

    private void require(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException("garbling is " + phase + ", not " + expected + ": it is good for one walk");
        }
    }
}
