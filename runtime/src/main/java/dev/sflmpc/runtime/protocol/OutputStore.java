package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;
import java.util.List;

/** The labels of a party's outputs in all rows of a chunk, row by row, in the order of the program's outputs. */
final class OutputStore {

    /** Labels that one message is for. */
    static final int MESSAGE_LABELS = 2048;

    /** Gives labels of one row, as backends do. */
    @FunctionalInterface
    interface RowLabels {
        long[] outputs(int wire, int count);
    }

    private final List<Program.Output> outputs;
    private final int widthBits;
    private final long firstIndex;
    private final long[] labels;
    private int filled;

    /** @param party whose outputs they are */
    OutputStore(SessionProgram program, String party, Chunk chunk) {
        outputs = program.outputs(party);
        widthBits = Math.toIntExact(program.outputBits(party));
        firstIndex = chunk.firstRow() * widthBits;
        labels = Labels.allocate(Math.multiplyExact(widthBits, chunk.rows()));
    }

    /** Takes the labels of the next rows, which are those of a tile. */
    void add(Tile tile, RowsBackend backend) {
        for (int row = 0; row < tile.rows(); row++) {
            int at = row;
            add((wire, count) -> backend.outputs(at, wire, count));
        }
    }

    /** Takes the labels of the next row. */
    void add(RowLabels row) {
        for (Program.Output output : outputs) {
            int width = output.type().widthBits();
            long[] own = row.outputs(output.base(), width);
            System.arraycopy(own, 0, labels, 2 * filled, own.length);
            Arrays.fill(own, 0);
            filled += width;
        }
    }

    /** Takes the labels of all rows as {@link #labels} of another store gave them. */
    void addAll(long[] all) {
        System.arraycopy(all, 0, labels, 0, labels.length);
        filled = count();
    }

    /** Labels in all rows. */
    int count() {
        return labels.length / 2;
    }

    /** Labels of the message that begins with label {@code first}. */
    int messageCount(int first) {
        return Math.min(MESSAGE_LABELS, count() - first);
    }

    /** A copy of {@code count} labels from label {@code first}. */
    long[] labels(int first, int count) {
        return Arrays.copyOfRange(labels, 2 * first, 2 * (first + count));
    }

    /** The number of label {@code label} among those of all outputs of the session that go to this party. */
    long index(int label) {
        return firstIndex + label;
    }

    void wipe() {
        Arrays.fill(labels, 0);
    }
}
