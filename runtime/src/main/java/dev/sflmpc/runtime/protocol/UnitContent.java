package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.primitive.Labels;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Labels and bytes of prepared units in streams. */
final class UnitContent {
    private static final int LABELS_AT_ONCE = 4096;

    private UnitContent() {}

    static void write(OutputStream out, long[] labels) throws IOException {
        byte[] bytes = new byte[LABELS_AT_ONCE * Labels.BYTES];
        int total = labels.length / 2;
        for (int first = 0; first < total; first += LABELS_AT_ONCE) {
            int count = Math.min(LABELS_AT_ONCE, total - first);
            Labels.toBytes(labels, first, count, bytes, 0);
            out.write(bytes, 0, count * Labels.BYTES);
        }
        Arrays.fill(bytes, (byte) 0);
    }

    static long[] read(InputStream in, int total) throws IOException {
        long[] labels = Labels.allocate(total);
        byte[] bytes = new byte[Math.min(total, LABELS_AT_ONCE) * Labels.BYTES];
        for (int first = 0; first < total; first += LABELS_AT_ONCE) {
            int count = Math.min(LABELS_AT_ONCE, total - first);
            fill(in, bytes, count * Labels.BYTES);
            Labels.fromBytes(bytes, 0, labels, first, count);
        }
        Arrays.fill(bytes, (byte) 0);
        return labels;
    }

    static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        fill(in, bytes, count);
        return bytes;
    }

    /** Fills the first {@code count} bytes. */
    static void fill(InputStream in, byte[] bytes, int count) throws IOException {
        if (in.readNBytes(bytes, 0, count) != count) {
            throw new EOFException("a prepared unit is shorter than the program needs");
        }
    }

    /** Closes what a side has read from; what matters was read or has failed before. */
    static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // The file is gone from its folder already; there is nothing left to keep.
            return;
        }
    }

    static void requireEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("a prepared unit is longer than the program needs");
        }
    }
}
