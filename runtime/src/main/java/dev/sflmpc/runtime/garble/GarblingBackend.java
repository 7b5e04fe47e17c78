package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.util.Arrays;

/**
 * The garbler's walk: wire memory and slots hold zero-labels, every AND gives rows to the sink.
 *
 * <p>The walk may take the program through several <i>rows</i> at once: evaluations on inputs of their own. Good for one
 * walk: set the inputs, walk, {@link #finish()}, read the outputs, close. Not thread-safe.
 */
public final class GarblingBackend implements RowsBackend {

    private final LabelMemory memory;
    private final DeltaWords delta;
    private final GateHash hash;
    private final KernelChoice kernels;
    private final TableSink sink;
    private byte[] table = new byte[0];
    private int start;
    private int capacity;
    private int garbled;
    private int garbledSerially;

    /**
     * @param wireCount size of wire memory; times {@code rows}, at most {@link Labels#MAX_COUNT}
     * @param rows evaluations at once: a power of two, at most {@link GateHash#MAX_ROWS}
     * @param delta stays the caller's, who closes it when the session ends
     * @param hash of the session; the gates of this walk take the numbers that follow {@link GateHash#andIndex()}
     */
    public GarblingBackend(int wireCount, int rows, Delta delta, GateHash hash, TableSink sink) {
        this.memory = new LabelMemory(wireCount, rows);
        this.delta = new DeltaWords(delta);
        this.hash = hash;
        this.kernels = KernelChoice.ofGarbler(hash.scheme());
        this.sink = sink;
    }

    /**
     * Sets the zero-labels of {@code count} wires from {@code wire} in a row.
     *
     * @param zeroLabels two longs each, from label {@code first}
     */
    public void setInputs(int row, int wire, long[] zeroLabels, int first, int count) {
        memory.setInputs(row, wire, zeroLabels, first, count);
    }

    /**
     * Sets {@code count} wires from {@code wire} in a row to the garbler's own {@code bits}, from bit {@code firstBit}.
     *
     * <p>The active labels are the next of {@code active}, whatever the bits; the zero-labels are those xor bit·delta.
     * Since the active labels are uniform and independent of delta and bits, they may be known: when both parties derive
     * {@code active} from a common random value, the garbler's inputs cost no bytes at all.
     */
    public void setOwnInputs(int row, int wire, long[] bits, int firstBit, int count, LabelStream active) {
        long[] labels = new long[2 * count];
        active.next(labels, 0, count);
        for (int i = 0; i < count; i++) {
            int bit = firstBit + i;
            long mask = -((bits[bit >> 6] >>> bit) & 1);
            labels[2 * i] ^= delta.low & mask;
            labels[2 * i + 1] ^= delta.high & mask;
        }
        memory.setInputs(row, wire, labels, 0, count);
        Arrays.fill(labels, 0);
    }

    @Override
    public int maxLanes() {
        return memory.maxLanes();
    }

    @Override
    public void lanes(int lanes) {
        memory.lanes(lanes);
    }

    @Override
    public void lane(int lane) {
        memory.lane(lane);
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
        memory.loadConstant(slot, bit ? delta.low : 0, bit ? delta.high : 0);
    }

    @Override
    public void xor(int[] code, int from, int to) {
        int width = memory.width();
        kernels.current(width).xor(memory.slots, code, from, to, width);
    }

    @Override
    public void and(int[] code, int from, int count) throws IOException {
        int width = memory.width();
        int rowBytes = hash.scheme().rowBytes();
        int p = from;
        int left = count;
        while (left > 0) {
            int room = (capacity - garbled) / width;
            if (room == 0) {
                flush();
                makeRoom(width);
                continue;
            }
            int batch = hash.batch(Math.min(left, room), width);
            hash.garble(memory.slots, code, p, batch, width, delta, table, start + garbled * rowBytes);
            garbled += batch * width;
            p += batch * Block.AND_WORDS;
            left -= batch;
        }
    }

    @Override
    public void serial(int[] code, int from, int to) throws IOException {
        if (memory.width() > 1) {
            RowsBackend.super.serial(code, from, to);
            return;
        }
        int at = from;
        while (at < to) {
            long before = hash.andIndex();
            int row = start + garbled * hash.scheme().rowBytes();
            int next = hash.garbleSerial(memory.slots, code, at, to, capacity - garbled, delta, table, row);
            int ands = (int) (hash.andIndex() - before);
            garbled += ands;
            garbledSerially += ands;
            at = next > at ? next : layer(code, at);
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        memory.store(wire, outputSlots, first, length);
    }

    /** The walk is over: gives the last rows to the sink. Outputs can be read from now on. */
    @Override
    public void finish() throws IOException {
        memory.finish();
        flush();
    }

    /** The zero-labels of {@code count} wires from {@code wire} in a row, after {@link #finish()}. Secret. */
    @Override
    public long[] outputs(int row, int wire, int count) {
        return memory.outputs(row, wire, count);
    }

    /** Overwrites all labels. */
    @Override
    public void close() {
        memory.wipe();
        delta.wipe();
        hash.wipe();
    }

    private void flush() throws IOException {
        if (garbled > 0) {
            hash.seal(table, start, garbled);
            sink.full(table, Math.toIntExact(hash.scheme().tableBytes(garbled)));
            kernels.worked(memory.width(), garbled);
            kernels.workedSerially(garbledSerially);
            garbled = 0;
            garbledSerially = 0;
            capacity = 0;
        }
    }

    private void makeRoom(int ands) throws IOException {
        table = sink.buffer();
        start = sink.start();
        capacity = hash.scheme().ands(table.length - start);
        if (capacity < ands) {
            throw new IllegalStateException("sink gave a buffer of " + table.length + " bytes");
        }
    }
}
