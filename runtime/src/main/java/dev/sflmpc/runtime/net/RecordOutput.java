package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes TLS records to TCP: each at once, but between {@link #gather} and {@link #send} as many at a time as fit.
 *
 * <p>The thread that gathers is not the only one that writes: TLS also answers on the thread that reads.
 */
final class RecordOutput extends OutputStream {
    private final OutputStream raw;
    private final byte[] buffer = new byte[RecordInput.BUFFER_BYTES];
    private int length;
    private boolean gathering;
    private final AtomicLong sent = new AtomicLong();

    RecordOutput(OutputStream raw) {
        this.raw = raw;
    }

    /** From now on a flush does nothing. */
    synchronized void gather() {
        gathering = true;
    }

    /** Sends what was gathered; from now on a flush does so too. */
    synchronized void send() throws IOException {
        gathering = false;
        drain();
    }

    /** Bytes that were sent, TLS included. For any thread, also while another one waits in a write. */
    long sent() {
        return sent.get();
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (length == buffer.length) {
            drain();
        }
        buffer[length++] = (byte) b;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (count > buffer.length - length) {
            drain();
        }
        if (count > buffer.length) {
            raw.write(bytes, offset, count);
            sent.addAndGet(count);
            return;
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    @Override
    public synchronized void flush() throws IOException {
        if (!gathering) {
            drain();
        }
    }

    private void drain() throws IOException {
        int count = length;
        length = 0;
        if (count > 0) {
            raw.write(buffer, 0, count);
            sent.addAndGet(count);
        }
    }
}
