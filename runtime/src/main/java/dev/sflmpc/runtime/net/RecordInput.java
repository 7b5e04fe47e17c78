package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Reads TLS records from TCP as many at a time as are there, and tells whether the next one is. For one thread. */
final class RecordInput extends InputStream {
    static final int HEADER_BYTES = 5;

    /** Records with 2^14 bytes of data and what TLS 1.3 may add at most (RFC 8446, section 5.2), as many as fill a chunk. */
    static final int BUFFER_BYTES = (ChunkRing.CHUNK_BYTES >> 14) * (HEADER_BYTES + (1 << 14) + 256);

    private final InputStream raw;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private final AtomicLong received = new AtomicLong();
    private Wire.Action beforeWait = () -> {};

    RecordInput(InputStream raw) {
        this.raw = raw;
    }

    /** What is to be done before a read that may have to wait for the peer. */
    void beforeWait(Wire.Action action) {
        beforeWait = action;
    }

    /** Whether a whole record is here already, so that a read of its data will most probably not wait. */
    boolean holdsRecord() {
        int held = end - position;
        return held >= HEADER_BYTES
                && held - HEADER_BYTES >= ((buffer[position + 3] & 0xff) << 8 | buffer[position + 4] & 0xff);
    }

    /** Bytes that came, TLS included. For any thread. */
    long received() {
        return received.get();
    }

    @Override
    public int read() throws IOException {
        return position == end && !fill() ? -1 : buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (position == end && !fill()) {
            return -1;
        }
        int part = Math.min(length, end - position);
        System.arraycopy(buffer, position, bytes, offset, part);
        position += part;
        return part;
    }

    @Override
    public int available() throws IOException {
        return end - position + raw.available();
    }

    private boolean fill() throws IOException {
        beforeWait.run();
        int length = raw.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(length, 0);
        received.addAndGet(end);
        return length >= 0;
    }
}
