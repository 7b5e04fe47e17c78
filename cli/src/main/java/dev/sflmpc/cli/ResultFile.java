package dev.sflmpc.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file with results of rows. What is written is on the disk before the peer hears that this side has it, so that a run
 * can go on after a crash: the complete lines say where.
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
     * Creates the file, or opens it behind its last complete line.
     *
     * @param resume whether it may hold results already
     */
    static ResultFile open(Path file, ResultLines form, boolean resume) throws Failure {
        String header = form.header().orElse("");
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Failure.ofFile(file, "is not an ordinary file; without --output results go to standard output");
        }
        try {
            Content content = Files.exists(file) ? content(file, header) : new Content(0, 0, 0);
            if (content.bytes() > header.getBytes(StandardCharsets.UTF_8).length && !resume) {
                throw Failure.ofFile(file, "holds results already; add --resume to go on, or name another file");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(content.lineBytes()).position(content.lineBytes());
            long headerLines = header.isEmpty() || content.lines() == 0 ? 0 : 1;
            ResultFile opened = new ResultFile(file, channel, content.lines() - headerLines);
            if (content.lines() == 0) {
                opened.append(header);
            }
            return opened;
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    private static Content content(Path file, String header) throws IOException, Failure {
        long lines = 0;
        long lineBytes = 0;
        long bytes = 0;
        byte[] begin = (header.isEmpty() ? "{" : header).getBytes(StandardCharsets.UTF_8);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
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
