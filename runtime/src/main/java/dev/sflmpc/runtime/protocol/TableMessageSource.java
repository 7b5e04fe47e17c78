package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.net.Channel;
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
    private final byte[] spare = new byte[Messages.MAX_BODY_BYTES];
    private Channel.Piece table = new Channel.Piece(spare, 0);
    private final GarblingScheme scheme;
    private long andCount;
    private long andsLeft;

    TableMessageSource(Messages messages, GarblingScheme scheme) {
        this.messages = messages;
        this.scheme = scheme;
    }

    /** From now on the tables of {@code ands} more AND gates are to come; those before have come. No message has gates of both. */
    void expect(long ands) {
        if (andsLeft > 0) {
            throw new IllegalStateException("the walk has fewer AND gates than the program");
        }
        andCount += ands;
        andsLeft = ands;
    }

    @Override
    public int next() throws IOException {
        if (andsLeft == 0) {
            throw new IllegalStateException("the walk has more AND gates than the program");
        }
        try {
            int most = (int) scheme.tableBytes(Math.min(andsLeft, scheme.ands(spare.length)));
            int length = messages.receiveTable(MessageType.TABLES, most, scheme);
            table = messages.take(length, spare);
            andsLeft -= scheme.ands(length);
            return length;
        } catch (ProtocolException e) {
            throw new WrongTables(e);
        }
    }

    /** AND gates whose tables were received. */
    long gates() {
        return andCount - andsLeft;
    }

    /** Whether all tables were received. */
    boolean isExhausted() {
        return andsLeft == 0;
    }

    @Override
    public byte[] buffer() {
        return table.bytes();
    }

    @Override
    public int start() {
        return table.offset();
    }

    @Override
    public IOException endsWithinGate() {
        return new WrongTables(new ProtocolException("gates: the peer sent TABLES that end within a gate"));
    }
}
