package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.protocol.UnitShelf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A unit's file while it is written, under a name that nobody takes for a unit. */
final class UnitDraft implements UnitShelf.Draft {

    private final UnitHeader header;
    private final UnitLedger ledger;
    private final Path part;
    private final Path folder;
    private final FileChannel channel;
    private final SealedOutput content;

    /** @param folder exists */
    UnitDraft(UnitHeader header, StoreKey key, UnitLedger ledger, Path folder) throws IOException {
        this.header = header;
        this.ledger = ledger;
        this.folder = folder;
        this.part = folder.resolve(header.id() + UnitStore.PART);
        this.channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DurableFolder.ownerOnly());
        this.content = new SealedOutput(channel, new ChunkCipher(header.contentKey(key), true), part);
        try {
            write(ByteBuffer.wrap(header.encode()));
            write(ByteBuffer.wrap(header.code(key)));
        } catch (IOException e) {
            close();
            throw UnitFileException.ofWriting(part, e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public OutputStream content() {
        return content;
    }

    /** The unit is known before it is there: what is there and not known is never used. */
    @Override
    public void commit() throws IOException {
        content.finish();
        try {
            channel.force(true);
        } catch (IOException e) {
            throw UnitFileException.ofWriting(part, e);
        }
        ledger.make(header.id());
        Files.move(part, folder.resolve(header.id() + UnitStore.UNIT), StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(folder);
    }

    @Override
    public void close() throws IOException {
        content.close();
        channel.close();
        Files.deleteIfExists(part);
    }
}
