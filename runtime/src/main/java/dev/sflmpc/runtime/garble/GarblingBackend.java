package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;

/**
 * The garbler's walk: wire memory and slots hold zero-labels, every AND gives 32 bytes to the sink.
 *
 * <p>Good for one walk: set the inputs, walk, {@link #finish()}, read the outputs, close. Not thread-safe.
 */
public final class GarblingBackend implements GateBackend, AutoCloseable {

    private final LabelMemory memory;
    private final DeltaWords delta;
    private final GateHash hash;
    private final TableSink sink;
    private byte[] rows;
    private int filled;

    /**
     * @param wireCount size of wire memory, at most {@link Labels#MAX_COUNT}
     * @param delta stays the caller's, who closes it when the session ends
     * @param hash of the session; the gates of this walk take the numbers that follow {@link GateHash#andIndex()}
     */
    public GarblingBackend(int wireCount, Delta delta, GateHash hash, TableSink sink) {
        this.memory = new LabelMemory(wireCount);
        this.delta = new DeltaWords(delta);
        this.hash = hash;
        this.sink = sink;
        this.rows = sink.buffer();
    }

    /**
     * Sets the zero-labels of {@code count} wires from {@code wire}.
     *
     * @param zeroLabels two longs each, from label {@code first}
     */
    public void setInputs(int wire, long[] zeroLabels, int first, int count) {
        memory.setInputs(wire, zeroLabels, first, count);
    }

    /**
     * Sets {@code count} wires from {@code wire} to the garbler's own {@code bits}, from bit {@code firstBit}.
     *
     * <p>The active labels are the next of {@code active}, whatever the bits; the zero-labels are those xor bit·delta.
     * Since the active labels are uniform and independent of delta and bits, they may be known: when both parties derive
     * {@code active} from a common random value, the garbler's inputs cost no bytes at all.
     */
    public void setOwnInputs(int wire, long[] bits, int firstBit, int count, LabelStream active) {
        memory.requireInputs();
        active.next(memory.wires, wire, count);
        for (int i = 0; i < count; i++) {
            int bit = firstBit + i;
            long mask = -((bits[bit >> 6] >>> bit) & 1);
            memory.wires[2 * (wire + i)] ^= delta.low & mask;
            memory.wires[2 * (wire + i) + 1] ^= delta.high & mask;
        }
    }

    @Override
    public void begin(Block block) {
        memory.begin(block, delta.low, delta.high);
    }

    @Override
    public void load(int slot, int wire, int length) {
        memory.load(slot, wire, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        memory.slots[2 * slot] = bit ? delta.low : 0;
        memory.slots[2 * slot + 1] = bit ? delta.high : 0;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        XorKernel.xor(memory.slots, code, from, to);
    }

    @Override
    public void and(int[] code, int from, int count) throws IOException {
        int p = from;
        int left = count;
        while (left > 0) {
            int room = (rows.length - filled) / TableSink.ROW_BYTES;
            if (room == 0) {
                flush();
                continue;
            }
            int batch = hash.batch(Math.min(left, room));
            hash.garble(memory.slots, code, p, batch, delta, rows, filled);
            filled += batch * TableSink.ROW_BYTES;
            p += batch * Block.AND_WORDS;
            left -= batch;
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        memory.store(wire, outputSlots, first, length);
    }

    /** The walk is over: gives the last rows to the sink. Outputs can be read from now on. */
    public void finish() throws IOException {
        memory.finish();
        if (filled > 0) {
            sink.full(rows, filled);
            filled = 0;
        }
    }

    /** The zero-labels of {@code count} wires from {@code wire}, after {@link #finish()}. Secret. */
    public long[] outputs(int wire, int count) {
        return memory.outputs(wire, count);
    }

    /** Overwrites all labels. */
    @Override
    public void close() {
        memory.wipe();
        delta.wipe();
        hash.wipe();
    }

    private void flush() throws IOException {
        sink.full(rows, filled);
        filled = 0;
        rows = sink.buffer();
        if (rows.length < TableSink.ROW_BYTES) {
            throw new IllegalStateException("sink gave a buffer of " + rows.length + " bytes");
        }
    }
}
