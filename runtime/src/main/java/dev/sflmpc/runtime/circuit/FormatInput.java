package dev.sflmpc.runtime.circuit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads the primitives that {@link FormatOutput} writes, and nothing else: each value has one encoding. Knows its offset;
 * keeps a CRC-32C of what it has given out. Memory grows with the bytes that are there, not with announced lengths.
 */
final class FormatInput {

    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[CHUNK_BYTES];
    private int position;
    private int limit;
    /** Offset of {@code buffer[0]}. */
    private long bufferOffset;

    FormatInput(InputStream in) {
        this.in = in;
    }

    long offset() {
        return bufferOffset + position;
    }

    ProgramFormatException wrong(String what) {
        return new ProgramFormatException(what, offset());
    }

    int octet() throws IOException, ProgramFormatException {
        if (position == limit && !fill()) {
            throw wrong("the file is cut off");
        }
        return buffer[position++] & 0xFF;
    }

    long unsigned() throws IOException, ProgramFormatException {
        int octet = octet();
        long value = octet & 0x7F;
        for (int shift = 7; octet >= 0x80; shift += 7) {
            octet = octet();
            if (octet == 0 || (shift == 63 && octet > 1)) {
                throw wrong("a number that is not in its shortest form or too large");
            }
            value |= (octet & 0x7FL) << shift;
        }
        return value;
    }

    long signed() throws IOException, ProgramFormatException {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** An unsigned number from {@code least} to {@code most}. */
    int integer(String what, int least, int most) throws IOException, ProgramFormatException {
        long start = offset();
        long value = unsigned();
        if (value < least || value > most) {
            throw new ProgramFormatException(
                    what + " " + Long.toUnsignedString(value) + ", expected " + least + " to " + most, start);
        }
        return (int) value;
    }

    String string(String what, int maxBytes) throws IOException, ProgramFormatException {
        int length = integer("length of " + what, 0, maxBytes);
        long start = offset();
        byte[] bytes = bytes(length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            ProgramFormatException wrong = new ProgramFormatException(what + " is not UTF-8", start);
            wrong.initCause(e);
            throw wrong;
        }
    }

    byte[] bytes(int length) throws IOException, ProgramFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(length, CHUNK_BYTES));
        int missing = length;
        while (missing > 0) {
            if (position == limit && !fill()) {
                throw wrong("the file is cut off");
            }
            int part = Math.min(missing, limit - position);
            bytes.write(buffer, position, part);
            position += part;
            missing -= part;
        }
        return bytes.toByteArray();
    }

    /** Reads the checksum, compares it with the bytes so far, and requires the file to end. */
    void checksumAndEnd() throws IOException, ProgramFormatException {
        crc.update(buffer, 0, position);
        int expected = (int) crc.getValue();
        long start = offset();
        int sum = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum |= octet() << shift;
        }
        if (sum != expected) {
            throw new ProgramFormatException("the checksum does not fit: the file is damaged", start);
        }
        end();
    }

    /** Requires that nothing is left. */
    void end() throws IOException, ProgramFormatException {
        if (position < limit || fill()) {
            throw wrong("the file goes on after its end");
        }
    }

    private boolean fill() throws IOException {
        crc.update(buffer, 0, limit);
        bufferOffset += limit;
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
