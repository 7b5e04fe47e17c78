package dev.sflmpc.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;

/** Reads sealed content from a file, a chunk at a time; nothing is given out that was not authenticated. */
final class SealedInput extends InputStream {

    private final FileChannel channel;
    private final ChunkCipher cipher;
    private final Path file;
    private final byte[] sealed = new byte[ChunkCipher.CHUNK_BYTES + ChunkCipher.TAG_BYTES];
    private final byte[] plain = new byte[ChunkCipher.CHUNK_BYTES + ChunkCipher.TAG_BYTES];
    private long position;
    private int at;
    private int filled;
    private boolean ended;

    /**
     * @param channel closed with this
     * @param position where the content begins
     */
    SealedInput(FileChannel channel, long position, ChunkCipher cipher, Path file) {
        this.channel = channel;
        this.position = position;
        this.cipher = cipher;
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? plain[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int part = Math.min(length, filled - at);
        System.arraycopy(plain, at, bytes, offset, part);
        at += part;
        return part;
    }

    private boolean hasMore() throws IOException {
        while (at == filled && !ended) {
            open();
        }
        return at < filled;
    }

    private void open() throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(sealed);
        while (chunk.hasRemaining()) {
            int length = channel.read(chunk, position + chunk.position());
            if (length < 0) {
                break;
            }
        }
        position += chunk.position();
        ended = position >= channel.size();
        at = 0;
        filled = 0;
        try {
            filled = cipher.next(sealed, chunk.position(), ended, plain);
        } catch (GeneralSecurityException e) {
            ended = true;
            throw new UnitFileException(
                    file, "this unit is damaged: its file was changed, cut or put together from others; delete it", e);
        }
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        at = 0;
        filled = 0;
        ended = true;
        channel.close();
    }
}
