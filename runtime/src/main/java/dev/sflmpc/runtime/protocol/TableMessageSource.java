package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.TableSource;
import java.io.IOException;

/** Receives garbled tables: messages of whole gates, in all as many as the program's AND gates. */
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
    private final GarblingScheme scheme;
    private long andsLeft;

    TableMessageSource(Messages messages, GarblingScheme scheme, long andCount) {
        this.messages = messages;
        this.scheme = scheme;
        this.andsLeft = andCount;
    }

    @Override
    public int next() throws IOException {
        if (andsLeft == 0) {
            throw new IllegalStateException("the walk has more AND gates than the program");
        }
        try {
            int most = (int) scheme.tableBytes(Math.min(andsLeft, scheme.ands(buffer.length)));
            int length = messages.receiveTable(MessageType.TABLES, buffer, most, scheme);
            andsLeft -= scheme.ands(length);
            return length;
        } catch (ProtocolException e) {
            throw new WrongTables(e);
        }
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
