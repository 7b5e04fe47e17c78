package dev.sflmpc.runtime.value;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of a file that stays as it was: after each read, its size and its time of change are looked at again. */
final class SteadyStream extends InputStream {

    /** What tells that a file is the same as before. */
    record State(long size, FileTime changed, @Nullable Object key) {

        /** @throws FileSystemException if it is not an ordinary file */
        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new FileSystemException(file.toString(), null, "is a directory, expected a file with rows");
            }
            if (!attributes.isRegularFile()) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "is not an ordinary file; rows are checked before the first is used, so they are read twice");
            }
            return new State(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    private final Path file;
    private final State state;
    private final InputStream in;

    SteadyStream(Path file, State state) throws IOException {
        this.file = file;
        this.state = state;
        in = Files.newInputStream(file);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (!Objects.equals(State.of(file), state)) {
            throw changed(file);
        }
        return count;
    }

    static FileSystemException changed(Path file) {
        return new FileSystemException(file.toString(), null, "was changed while it was being used");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
