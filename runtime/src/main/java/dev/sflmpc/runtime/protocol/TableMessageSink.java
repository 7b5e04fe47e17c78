package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.TableSink;
import java.io.IOException;

/** Sends garbled tables in messages of almost 64 KiB, the last one shorter, made where they are sent from. */
final class TableMessageSink implements TableSink {
    private final Messages messages;

    TableMessageSink(Messages messages) {
        this.messages = messages;
    }

    @Override
    public byte[] buffer() throws IOException {
        return messages.room();
    }

    @Override
    public int start() {
        return Messages.ROOM_START;
    }

    @Override
    public void full(byte[] full, int length) throws IOException {
        messages.sendRoom(MessageType.TABLES, full, length);
    }

    @Override
    public byte[] exchange(byte[] made, int length) throws IOException {
        return messages.exchange(MessageType.TABLES, made, length);
    }
}
