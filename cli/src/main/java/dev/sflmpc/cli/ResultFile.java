package dev.sflmpc.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file with results of rows. What is written is on the disk before the peer hears that this side has it, so that a run
 * can go on after a crash: the complete lines say where. One run at a time writes to it.
 */
final class ResultFile implements ResultTarget {

    private final Path file;
    private final FileChannel channel;
    private final long rows;

    private ResultFile(Path file, FileChannel channel, long rows) {
        this.file = file;
        this.channel = channel;
        this.rows = rows;
    }

    /**
     * What a file holds.
     *
     * @param lines complete ones
     * @param lineBytes of these
     * @param bytes in all
     */
    private record Content(long lines, long lineBytes, long bytes) {}

    /**
     * Creates the file, or opens it behind its last complete line. No other run can write to it until it is closed, or this
     * process has ended in whatever way.
     *
     * @param resume whether it may hold results already
     */
    static ResultFile open(Path file, ResultLines form, boolean resume) throws Failure {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Failure.ofFile(file, "is not an ordinary file; without --output results go to standard output");
        }
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(file, channel);
                return begin(file, channel, form.header().orElse(""), resume);
            } catch (IOException | Failure e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    /** Before anything is read: what the file holds says where to go on. */
    private static void lock(Path file, FileChannel channel) throws IOException, Failure {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        }
        if (lock == null) {
            throw Failure.ofFile(file, "another run is writing its results there; wait for it, or name another file");
        }
    }

    private static ResultFile begin(Path file, FileChannel channel, String header, boolean resume)
            throws IOException, Failure {
        Content content = content(file, channel, header);
        if (content.bytes() > header.getBytes(StandardCharsets.UTF_8).length && !resume) {
            throw Failure.ofFile(file, "holds results already; add --resume to go on, or name another file");
        }
        channel.truncate(content.lineBytes()).position(content.lineBytes());
        long headerLines = header.isEmpty() || content.lines() == 0 ? 0 : 1;
        ResultFile opened = new ResultFile(file, channel, content.lines() - headerLines);
        if (content.lines() == 0) {
            opened.append(header);
        }
        return opened;
    }

    /** Reads the file. Not closed: to close any stream of a file gives up this process's locks of it, on POSIX systems. */
    private static Content content(Path file, FileChannel channel, String header) throws IOException, Failure {
        long lines = 0;
        long lineBytes = 0;
        long bytes = 0;
        byte[] begin = (header.isEmpty() ? "{" : header).getBytes(StandardCharsets.UTF_8);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (bytes < begin.length && c != (begin[(int) bytes] & 0xFF)) {
                throw Failure.ofFile(file, "is there already and holds no results of this program");
            }
            bytes++;
            if (c == '\n') {
                lines++;
                lineBytes = bytes;
            }
        }
        return new Content(lines, lineBytes, bytes);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void write(String lines) throws OwnFault {
        try {
            append(lines);
            channel.force(false);
        } catch (IOException e) {
            throw new OwnFault(Failure.ofFile(file, e));
        }
    }

    private void append(String lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            int written = channel.write(bytes);
            assert written > 0;
        }
    }

    @Override
    public void close() throws OwnFault {
        try {
            channel.close();
        } catch (IOException e) {
            throw new OwnFault(Failure.ofFile(file, e));
        }
    }
}
