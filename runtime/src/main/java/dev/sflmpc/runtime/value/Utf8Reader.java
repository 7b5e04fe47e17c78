package dev.sflmpc.runtime.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strict UTF-8 with a place for what is not; a byte order mark at the beginning is skipped. */
final class Utf8Reader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13).flip();
    private boolean ended;
    private boolean started;
    private int line = 1;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /** The text stops being UTF-8 in this line. */
    static final class MalformedException extends CharacterCodingException {

        private static final long serialVersionUID = 1;

        final int line;
        final boolean utf16;

        MalformedException(int line, boolean utf16) {
            this.line = line;
            this.utf16 = utf16;
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                throw new MalformedException(
                        line + newlines(target, offset, chars.position()), !started && isUtf16Mark());
            }
            skipByteOrderMark(chars, target, offset);
            if (chars.position() == 0 && ended) {
                return -1;
            }
            if (result.isUnderflow() && chars.position() == 0) {
                fill();
            }
        }
        line += newlines(target, offset, chars.position());
        return chars.position();
    }

    private void skipByteOrderMark(CharBuffer chars, char[] target, int offset) {
        if (started || chars.position() == 0) {
            return;
        }
        started = true;
        if (target[offset] == BYTE_ORDER_MARK) {
            System.arraycopy(target, offset + 1, target, offset, chars.position() - 1);
            chars.position(chars.position() - 1);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private boolean isUtf16Mark() {
        if (bytes.remaining() < 2) {
            return false;
        }
        int first = bytes.get(bytes.position()) & 0xFF;
        int second = bytes.get(bytes.position() + 1) & 0xFF;
        return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    }

    private static int newlines(char[] text, int offset, int length) {
        int count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += text[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Wipes what was read; the stream below belongs to whoever opened it. */
    @Override
    public void close() {
        Arrays.fill(bytes.array(), (byte) 0);
    }
}
