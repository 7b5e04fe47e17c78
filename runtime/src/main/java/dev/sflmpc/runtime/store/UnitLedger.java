package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.KeyFiles;
import dev.sflmpc.runtime.protocol.UnitId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which units this side made and which it used: a file that only grows, a line for each event.
 *
 * <p>{@code +NAME}: the unit was made, or was set aside and not used. {@code ?NAME}: somebody set it aside and alone may use
 * it. {@code -NAME}: it is used, whatever follows. A unit whose owner crashed stays aside for ever: nobody else can know
 * whether it was used.
 *
 * <p>A line is written under a lock that excludes other processes, and forced to the disk before anybody acts on it. What a
 * crash left of a line is cut off by the next writer: its event did not happen.
 */
final class UnitLedger {

    /** What the ledger says of a unit. */
    enum State {
        UNKNOWN,
        MADE,
        ASIDE,
        USED
    }

    private static final int LINE_BYTES = 1 + 2 * UnitId.BYTES + 1;
    private static final int READ_LINES = 2048;

    private static final String DAMAGED =
            "the ledger of used units is damaged, so that no unit can be used safely; delete it, run `mpc units remove`, and"
                    + " `mpc prepare` again together with the peer";

    /**
     * File locks exclude other processes; threads of this one exclude each other, those that only read too: on POSIX systems, closing any
     * channel of a file gives up all locks that the process has on it.
     */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private final Path file;
    private final Set<UnitId> made = new HashSet<>();
    private final Set<UnitId> aside = new HashSet<>();
    private final Set<UnitId> used = new HashSet<>();

    /** Units that were set aside by this object. */
    private final Set<UnitId> own = new HashSet<>();

    private long read;

    private UnitLedger(Path file) {
        this.file = file;
    }

    /** Reads the ledger; an empty one when there is no file. */
    static UnitLedger open(Path file) throws KeyFileException, IOException {
        UnitLedger ledger = new UnitLedger(file);
        LOCK.lock();
        try {
            if (Files.exists(file)) {
                KeyFiles.requireOwnerOnly(file, KeyFiles.PRIVATE);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    ledger.catchUp(channel, channel.size() / LINE_BYTES * LINE_BYTES);
                }
            }
        } finally {
            LOCK.unlock();
        }
        return ledger;
    }

    State state(UnitId id) {
        if (used.contains(id)) {
            return State.USED;
        }
        if (aside.contains(id)) {
            return State.ASIDE;
        }
        return made.contains(id) ? State.MADE : State.UNKNOWN;
    }

    /** Remembers that a unit was made. */
    void make(UnitId id) throws IOException {
        exclusively(channel -> append(channel, '+', List.of(id)));
    }

    /**
     * Sets a unit aside. When this returns true no other use, by any process and after any crash, gets through here.
     *
     * @return false when the unit is not there to be used, or no longer
     */
    boolean setAside(UnitId id) throws IOException {
        exclusively(channel -> {
            if (state(id) == State.MADE) {
                append(channel, '?', List.of(id));
                own.add(id);
            }
        });
        return own.contains(id);
    }

    /** Gives back a unit that was set aside here, of which nothing was said to anybody; others may use it. */
    void giveBack(UnitId id) throws IOException {
        exclusively(channel -> {
            if (own.remove(id) && state(id) == State.ASIDE) {
                append(channel, '+', List.of(id));
            }
        });
    }

    /**
     * Remembers that a unit is used. When this returns no other use, by any process and after any crash, gets through here.
     *
     * @throws UnitFileException when the unit was used, never made, or set aside by somebody else
     */
    void use(UnitId id) throws IOException {
        exclusively(channel -> {
            State state = state(id);
            if (state != State.MADE && !(state == State.ASIDE && own.contains(id))) {
                throw new UnitFileException(file, "unit " + id + refusal(state));
            }
            append(channel, '-', List.of(id));
        });
    }

    private static String refusal(State state) {
        return switch (state) {
            case UNKNOWN -> " is not known here; it is not used";
            case ASIDE -> " was set aside by another session, which runs now or was killed";
            case MADE, USED -> " was used before, maybe just now";
        };
    }

    /** Remembers that units will never be used. */
    void retire(Collection<UnitId> ids) throws IOException {
        exclusively(channel -> append(
                channel, '-', ids.stream().filter(id -> state(id) != State.USED).toList()));
    }

    private interface Work {
        void on(FileChannel channel) throws IOException;
    }

    private void exclusively(Work work) throws IOException {
        LOCK.lock();
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            long whole = channel.size() / LINE_BYTES * LINE_BYTES;
            if (whole < read) {
                throw new UnitFileException(file, "the ledger became shorter while it was in use");
            }
            channel.truncate(whole);
            catchUp(channel, whole);
            work.on(channel);
        } finally {
            LOCK.unlock();
        }
    }

    private FileChannel open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.exists(file) && folder != null) {
            DurableFolder.create(folder);
            try (FileChannel fresh = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DurableFolder.ownerOnly())) {
                fresh.force(true);
            }
            DurableFolder.force(folder);
        }
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void append(FileChannel channel, char event, List<UnitId> ids) throws IOException {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(event).append(id).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, read + bytes.position());
            }
            channel.force(false);
        } catch (IOException e) {
            throw UnitFileException.ofWriting(file, e);
        }
        catchUp(channel, channel.size());
    }

    /** Reads the lines up to {@code end}. */
    private void catchUp(FileChannel channel, long end) throws IOException {
        while (read < end) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(READ_LINES * LINE_BYTES, end - read));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, read + bytes.position()) < 0) {
                    throw new UnitFileException(file, DAMAGED);
                }
            }
            String lines = new String(bytes.array(), StandardCharsets.US_ASCII);
            for (int at = 0; at < lines.length(); at += LINE_BYTES) {
                take(lines.substring(at, at + LINE_BYTES));
            }
            read += lines.length();
        }
    }

    private void take(String line) throws UnitFileException {
        String name = line.substring(1, LINE_BYTES - 1);
        if (line.charAt(LINE_BYTES - 1) != '\n' || !UnitId.isName(name)) {
            throw new UnitFileException(file, DAMAGED);
        }
        UnitId id = UnitId.parse(name);
        switch (line.charAt(0)) {
            case '+' -> {
                made.add(id);
                aside.remove(id);
            }
            case '?' -> aside.add(id);
            case '-' -> used.add(id);
            default -> throw new UnitFileException(file, DAMAGED);
        }
    }
}
