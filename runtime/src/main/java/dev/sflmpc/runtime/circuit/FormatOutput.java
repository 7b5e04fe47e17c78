package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes the primitives of the program format: bytes, unsigned and signed varints (LEB128 of the least length, signed ones
 * in zigzag), and strings as a length in bytes and UTF-8. Buffered; keeps a CRC-32C of what it has written.
 */
final class FormatOutput {

    private static final int MAX_VARINT_BYTES = 10;

    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[1 << 16];
    private int count;

    FormatOutput(OutputStream out) {
        this.out = out;
    }

    void unsigned(long value) throws IOException {
        if (count + MAX_VARINT_BYTES > buffer.length) {
            drain();
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[count++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[count++] = (byte) rest;
    }

    /** Writes {@code values[from] … values[to - 1]}, none of them negative. */
    void unsigned(int[] values, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + (buffer.length - count) / MAX_VARINT_BYTES);
            if (end == at) {
                drain();
            }
            int next = count;
            for (; at < end; at++) {
                int rest = values[at];
                while ((rest & ~0x7F) != 0) {
                    buffer[next++] = (byte) (rest | 0x80);
                    rest >>>= 7;
                }
                buffer[next++] = (byte) rest;
            }
            count = next;
        }
    }

    void signed(long value) throws IOException {
        unsigned(value << 1 ^ value >> 63);
    }

    void string(String text) throws IOException {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name that is no Unicode text", e);
        }
        byte[] utf8 = new byte[bytes.remaining()];
        bytes.get(utf8);
        unsigned(utf8.length);
        bytes(utf8, utf8.length);
    }

    void bytes(byte[] bytes, int length) throws IOException {
        drain();
        crc.update(bytes, 0, length);
        out.write(bytes, 0, length);
    }

    /** Ends the file with the checksum of all before it, 4 bytes, least significant first. */
    void checksum() throws IOException {
        drain();
        int sum = (int) crc.getValue();
        out.write(new byte[] {(byte) sum, (byte) (sum >> 8), (byte) (sum >> 16), (byte) (sum >> 24)});
    }

    /** Passes on everything written so far. */
    void drain() throws IOException {
        crc.update(buffer, 0, count);
        out.write(buffer, 0, count);
        count = 0;
    }
}
