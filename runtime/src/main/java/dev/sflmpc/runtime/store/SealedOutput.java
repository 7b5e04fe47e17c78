package dev.sflmpc.runtime.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Writes sealed content to a file, a chunk at a time; {@link #finish} makes it whole. What fails is a {@link UnitFileException}, so
 * that nobody takes a full disk for a fault of the network.
 */
final class SealedOutput extends OutputStream {

    private final FileChannel channel;
    private final ChunkCipher cipher;
    private final Path file;
    private final byte[] plain = new byte[ChunkCipher.CHUNK_BYTES];
    private final byte[] sealed = new byte[ChunkCipher.CHUNK_BYTES + ChunkCipher.TAG_BYTES];
    private int filled;

    /**
     * @param channel where the content begins; stays the caller's
     * @param file its name, for failures
     */
    SealedOutput(FileChannel channel, ChunkCipher cipher, Path file) {
        this.file = file;
        this.channel = channel;
        this.cipher = cipher;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (filled == plain.length) {
                seal(false);
            }
            int part = Math.min(end - from, plain.length - filled);
            System.arraycopy(bytes, from, plain, filled, part);
            filled += part;
            from += part;
        }
    }

    /** Writes the last chunk. */
    void finish() throws IOException {
        seal(true);
    }

    private void seal(boolean last) throws IOException {
        try {
            ByteBuffer out = ByteBuffer.wrap(sealed, 0, cipher.next(plain, filled, last, sealed));
            while (out.hasRemaining()) {
                channel.write(out);
            }
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new UnitFileException(file, "this Java runtime cannot seal a unit", e);
        } catch (IOException e) {
            throw UnitFileException.ofWriting(file, e);
        }
    }

    /** Overwrites what is buffered. */
    @Override
    public void close() {
        Arrays.fill(plain, (byte) 0);
        filled = 0;
    }
}
