package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import java.io.IOException;

/** Receives garbled tables: as many messages, of the sizes, as the program's AND gates need. */
final class TableMessageSource implements TableSource {

    /** A {@link ProtocolException} on its way through the walk, which knows of {@link IOException} only. */
    static final class WrongTables extends IOException {
        private static final long serialVersionUID = 1;

        private final transient ProtocolException failure;

        WrongTables(ProtocolException failure) {
            super(failure);
            this.failure = failure;
        }

        ProtocolException protocolException() {
            return failure;
        }
    }

    private final Messages messages;
    private final byte[] buffer = new byte[Messages.MAX_BODY_BYTES];
    private long bytesLeft;

    TableMessageSource(Messages messages, long andCount) {
        this.messages = messages;
        this.bytesLeft = Math.multiplyExact(andCount, (long) TableSink.ROW_BYTES);
    }

    @Override
    public int next() throws IOException {
        int length = (int) Math.min(buffer.length, bytesLeft);
        if (length == 0) {
            throw new IllegalStateException("the walk has more AND gates than the program");
        }
        try {
            messages.receiveUnrecorded(MessageType.TABLES, buffer, length);
        } catch (ProtocolException e) {
            throw new WrongTables(e);
        }
        bytesLeft -= length;
        return length;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }
}
