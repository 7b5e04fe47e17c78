package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import java.io.IOException;

/** Receives garbled tables: messages of whole rows, in all as many as the program's AND gates need. */
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
    private final long andCount;
    private long bytesLeft;

    TableMessageSource(Messages messages, long andCount) {
        this.messages = messages;
        this.andCount = andCount;
        this.bytesLeft = Math.multiplyExact(andCount, (long) TableSink.ROW_BYTES);
    }

    @Override
    public int next() throws IOException {
        int most = (int) Math.min(buffer.length, bytesLeft);
        if (most == 0) {
            throw new IllegalStateException("the walk has more AND gates than the program");
        }
        try {
            int length = messages.receiveRows(MessageType.TABLES, buffer, most, TableSink.ROW_BYTES);
            bytesLeft -= length;
            return length;
        } catch (ProtocolException e) {
            throw new WrongTables(e);
        }
    }

    /** AND gates whose tables were received. */
    long gates() {
        return andCount - bytesLeft / TableSink.ROW_BYTES;
    }

    /** Whether all tables were received. */
    boolean isExhausted() {
        return bytesLeft == 0;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public IOException endsWithinGate() {
        return new WrongTables(new ProtocolException("gates: the peer sent TABLES that end within a gate"));
    }
}
