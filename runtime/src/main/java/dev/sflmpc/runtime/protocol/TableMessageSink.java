package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.TableSink;
import java.io.IOException;

/** Sends garbled tables in messages of at most 64 KiB, while garbling goes on. */
final class TableMessageSink implements TableSink {
    private final Messages messages;
    private final byte[] buffer = new byte[Messages.MAX_BODY_BYTES];

    TableMessageSink(Messages messages) {
        this.messages = messages;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public void full(byte[] full, int length) throws IOException {
        messages.sendUnrecorded(MessageType.TABLES, full, length);
    }
}
