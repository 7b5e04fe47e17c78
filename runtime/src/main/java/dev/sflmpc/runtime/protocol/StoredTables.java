package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.TableSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Garbled tables in a unit's content: as they came in messages, each with its length (4 bytes, big-endian) in front. */
final class StoredTables implements TableSource {

    private final InputStream in;
    private final byte[] length = new byte[Integer.BYTES];
    private final byte[] buffer = new byte[Messages.MAX_BODY_BYTES];

    /** @param in stays the caller's */
    StoredTables(InputStream in) {
        this.in = in;
    }

    /** Stores what one message held. */
    static void store(OutputStream out, byte[] rows, int start, int length) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        out.write(rows, start, length);
    }

    @Override
    public int next() throws IOException {
        UnitContent.fill(in, length, length.length);
        int count = ByteBuffer.wrap(length).getInt();
        if (count <= 0 || count > buffer.length) {
            throw new IOException("a prepared unit has tables of " + count + " bytes");
        }
        UnitContent.fill(in, buffer, count);
        return count;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public IOException endsWithinGate() {
        return new IOException("the peer prepared tables that end within a gate");
    }
}
