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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Units of one kind in a store. One is set aside when this is opened: the ledger says so on the disk, so that claiming it
 * later costs no time while the peer waits, and no other session can have it. A small one is read and checked then too. If it
 * is not claimed it is given back.
 *
 * <p>A file is locked while its unit is set aside, so that sessions that begin at the same time go for different ones without
 * asking the ledger; that is a courtesy, it is the ledger that keeps a unit from being used twice.
 */
public final class StoredUnits implements UnitSupply, AutoCloseable {

    /** The largest file that is read ahead. */
    private static final long READ_AHEAD_BYTES = 1 << 23;

    private final UnitStore store;
    private final Consumer<UnitFileException> skipped;
    private final List<UnitHeader> units;
    private final List<UnitId> claimed = new ArrayList<>();
    private List<UnitId> available = List.of();
    private Optional<Aside> aside = Optional.empty();
    private int busy;

    /**
     * The unit set aside.
     *
     * @param content already read; empty for a large unit
     */
    private record Aside(UnitHeader header, FileChannel channel, Optional<byte[]> content) {
        void wipe() throws IOException {
            content.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
            channel.close();
        }

        @Override
        public String toString() {
            return "Aside[" + header + "]";
        }
    }

    /**
     * @param units in the order in which they are to be used
     * @param skipped hears of damaged files
     */
    StoredUnits(UnitStore store, List<UnitHeader> units, Consumer<UnitFileException> skipped) {
        this.store = store;
        this.units = new ArrayList<>(units);
        this.skipped = skipped;
    }

    /** Sets the first unit aside that is free and whole; false if there is none. */
    boolean setAside() throws IOException {
        while (aside.isEmpty() && !units.isEmpty()) {
            UnitHeader header = units.removeFirst();
            try {
                aside = setAside(header);
            } catch (UnitFileException e) {
                skipped.accept(e);
            }
        }
        List<UnitId> ids = new ArrayList<>();
        aside.ifPresent(one -> ids.add(one.header().id()));
        for (UnitHeader header : units.subList(0, Math.min(units.size(), MOST_NAMED - 1))) {
            ids.add(header.id());
        }
        available = List.copyOf(ids);
        return aside.isPresent();
    }

    /** How many units other sessions have. */
    int busy() {
        return busy;
    }

    /** Empty when another session has the unit. */
    private Optional<Aside> setAside(UnitHeader header) throws IOException {
        Path file = store.file(header.id());
        FileChannel channel = openLocked(file);
        if (channel != null) {
            Aside one = new Aside(header, channel, readAhead(header, channel));
            if (store.ledger().setAside(header.id())) {
                return Optional.of(one);
            }
            one.wipe();
        }
        busy++;
        return Optional.empty();
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
            throw UnitFileException.ofReading(store.file(header.id()), e);
        }
    }

    @Override
    public List<UnitId> available() {
        return available;
    }

    @Override
    public InputStream claim(UnitId id) throws IOException {
        if (claimed.contains(id)) {
            throw new UnitFileException(store.file(id), "this unit was used before, just now");
        }
        if (aside.isPresent() && aside.get().header().id().equals(id)) {
            claimed.add(id);
            return content(aside.get());
        }
        for (UnitHeader header : units) {
            if (header.id().equals(id)) {
                return content(claim(header));
            }
        }
        throw new IllegalArgumentException("unit " + id + " is not one of these");
    }

    private Aside claim(UnitHeader header) throws IOException {
        Path file = store.file(header.id());
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new UnitFileException(file, "this unit is gone: another session uses it; run again", e);
        }
        boolean used = false;
        try {
            store.ledger().use(header.id());
            claimed.add(header.id());
            used = true;
            return new Aside(header, channel, Optional.empty());
        } finally {
            if (!used) {
                channel.close();
            }
        }
    }

    private InputStream content(Aside one) {
        if (one.content().isEmpty()) {
            return store.content(one.header(), one.channel());
        }
        return new ByteArrayInputStream(one.content().get()) {
            @Override
            public void close() throws IOException {
                one.wipe();
            }
        };
    }

    /** Gives back what was set aside and not claimed, and deletes the files of what was claimed. */
    @Override
    public void close() throws IOException {
        if (aside.isPresent()) {
            Aside one = aside.get();
            aside = Optional.empty();
            UnitId id = one.header().id();
            try {
                if (claimed.contains(id)) {
                    store.ledger().use(id);
                } else {
                    store.ledger().giveBack(id);
                }
            } finally {
                one.wipe();
            }
        }
        for (UnitId id : claimed) {
            store.delete(id);
        }
    }
}
