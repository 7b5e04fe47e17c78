package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitSupply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Units of one kind in a store. One is set aside when this is made, so that two processes that begin at the same time go for
 * different ones; a small one is read at once, so that a run has not to wait for that.
 *
 * <p>Setting aside is a courtesy: it is the ledger that keeps a unit from being used twice.
 */
public final class StoredUnits implements UnitSupply, AutoCloseable {

    /** The largest file that is read ahead. */
    private static final long READ_AHEAD_BYTES = 1 << 23;

    private final UnitStore store;
    private final List<UnitHeader> units;
    private Optional<Aside> aside = Optional.empty();

    /**
     * The unit set aside.
     *
     * @param content already read; empty for a large unit
     */
    private record Aside(UnitHeader header, FileChannel channel, Optional<byte[]> content) {
        @Override
        public String toString() {
            return "Aside[" + header + "]";
        }
    }

    /**
     * @param units in the order in which they are to be used
     * @throws UnitFileException when the first that is free is damaged, or none is free
     */
    StoredUnits(UnitStore store, List<UnitHeader> units) throws IOException {
        this.store = store;
        this.units = new ArrayList<>(units);
        setAside();
    }

    private void setAside() throws IOException {
        List<UnitHeader> busy = new ArrayList<>();
        for (UnitHeader header : units) {
            FileChannel channel = openLocked(store.file(header.id()));
            if (channel != null) {
                aside = Optional.of(new Aside(header, channel, readAhead(header, channel)));
                units.removeAll(busy);
                units.remove(header);
                return;
            }
            busy.add(header);
        }
        throw new UnitFileException(
                store.folder(), "all units that fit are set aside by other sessions that run now: " + busy.size());
    }

    /** The unit's file, locked; null when another session has it, or has used it up. */
    private static @Nullable FileChannel openLocked(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (!isLocked(channel)) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another session of this process has it.
            return false;
        }
    }

    private Optional<byte[]> readAhead(UnitHeader header, FileChannel channel) throws IOException {
        if (channel.size() > READ_AHEAD_BYTES) {
            return Optional.empty();
        }
        // Closed only on failure: the file stays locked.
        SealedInput content = store.content(header, channel);
        try {
            return Optional.of(content.readAllBytes());
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    @Override
    public List<UnitId> available() {
        List<UnitId> ids = new ArrayList<>();
        aside.ifPresent(one -> ids.add(one.header().id()));
        units.stream().limit(MOST_NAMED - 1L).map(UnitHeader::id).forEach(ids::add);
        return ids;
    }

    @Override
    public InputStream claim(UnitId id) throws IOException {
        if (aside.isPresent() && aside.get().header().id().equals(id)) {
            return claim(aside.get());
        }
        for (UnitHeader header : units) {
            if (header.id().equals(id)) {
                units.remove(header);
                return claim(open(header));
            }
        }
        throw new IllegalArgumentException("unit " + id + " is not one of these");
    }

    private Aside open(UnitHeader header) throws IOException {
        Path file = store.file(header.id());
        try {
            return new Aside(header, FileChannel.open(file, StandardOpenOption.READ), Optional.empty());
        } catch (NoSuchFileException e) {
            throw new UnitFileException(file, "this unit is gone: another session uses it; run again", e);
        }
    }

    private InputStream claim(Aside one) throws IOException {
        try {
            store.claim(one.header().id());
        } catch (IOException e) {
            one.channel().close();
            throw e;
        }
        if (one.content().isEmpty()) {
            return store.content(one.header(), one.channel());
        }
        byte[] content = one.content().get();
        return new ByteArrayInputStream(content) {
            @Override
            public void close() throws IOException {
                Arrays.fill(content, (byte) 0);
                one.channel().close();
            }
        };
    }

    /** Gives back what was set aside and not claimed. */
    @Override
    public void close() throws IOException {
        if (aside.isPresent()) {
            aside.get().content().ifPresent(content -> Arrays.fill(content, (byte) 0));
            aside.get().channel().close();
        }
    }
}
