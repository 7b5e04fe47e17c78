package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;

/**
 * The evaluator's walk: wire memory and slots hold active labels, every AND takes rows from the source.
 *
 * <p>Several rows at once as in {@link GarblingBackend}. Good for one walk: set the inputs, walk, {@link #finish()}, read the
 * outputs, close. Not thread-safe.
 */
public final class EvaluatingBackend implements RowsBackend {

    private final LabelMemory memory;
    private final GateHash hash;
    private final KernelChoice kernels;
    private final TableSource source;
    private byte[] table = new byte[0];
    private int start;
    private int evaluated;
    private int evaluatedSerially;
    private int present;

    /**
     * @param wireCount size of wire memory; times {@code rows}, at most {@link Labels#MAX_COUNT}
     * @param rows evaluations at once, as many as the garbler's
     * @param hash of the session; the gates of this walk take the numbers that follow {@link GateHash#andIndex()}
     */
    public EvaluatingBackend(int wireCount, int rows, GateHash hash, TableSource source) {
        this.memory = new LabelMemory(wireCount, rows);
        this.hash = hash;
        this.kernels = KernelChoice.ofEvaluator(hash.scheme());
        this.source = source;
    }

    /**
     * Sets the active labels of {@code count} wires from {@code wire} in a row.
     *
     * @param activeLabels two longs each, from label {@code first}
     */
    public void setInputs(int row, int wire, long[] activeLabels, int first, int count) {
        memory.setInputs(row, wire, activeLabels, first, count);
    }

    /**
     * Sets {@code count} wires from {@code wire} in a row to the garbler's input.
     *
     * @param active gives the same labels as the garbler's, see {@link GarblingBackend#setOwnInputs}
     */
    public void setGarblerInputs(int row, int wire, int count, LabelStream active) {
        long[] labels = new long[2 * count];
        active.next(labels, 0, count);
        memory.setInputs(row, wire, labels, 0, count);
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
        memory.begin(block, 0, 0);
    }

    @Override
    public void load(int slot, int wire, int length) {
        memory.load(slot, wire, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        memory.loadConstant(slot, 0, 0);
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
            if (evaluated == present) {
                refill();
            }
            int whole = (present - evaluated) / width;
            if (whole == 0) {
                throw source.endsWithinGate();
            }
            int batch = hash.batch(Math.min(left, whole), width);
            hash.evaluate(memory.slots, code, p, batch, width, table, start + evaluated * rowBytes);
            evaluated += batch * width;
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
            int row = start + evaluated * hash.scheme().rowBytes();
            int next = hash.evaluateSerial(memory.slots, code, at, to, present - evaluated, table, row);
            int ands = (int) (hash.andIndex() - before);
            evaluated += ands;
            evaluatedSerially += ands;
            at = next > at ? next : layer(code, at);
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        memory.store(wire, outputSlots, first, length);
    }

    /** The walk is over. Outputs can be read from now on. */
    @Override
    public void finish() {
        memory.finish();
        if (evaluated != present) {
            throw new IllegalStateException(
                    "source gave " + (present - evaluated) + " AND gates more than the walk took");
        }
    }

    /** The active labels of {@code count} wires from {@code wire} in a row, after {@link #finish()}. */
    @Override
    public long[] outputs(int row, int wire, int count) {
        return memory.outputs(row, wire, count);
    }

    /** Overwrites all labels. */
    @Override
    public void close() {
        memory.wipe();
        hash.wipe();
    }

    private void refill() throws IOException {
        int length = source.next();
        table = source.buffer();
        start = source.start();
        GarblingScheme scheme = hash.scheme();
        if (length <= 0 || length > table.length - start || scheme.tableBytes(scheme.ands(length)) != length) {
            throw new IllegalStateException("source gave " + length + " bytes in a buffer of " + table.length);
        }
        present = scheme.ands(length);
        evaluated = 0;
        kernels.worked(memory.width(), present);
        kernels.workedSerially(evaluatedSerially);
        evaluatedSerially = 0;
        hash.open(table, start, present);
    }
}
