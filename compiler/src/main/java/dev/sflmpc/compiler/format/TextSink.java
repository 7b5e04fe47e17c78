package dev.sflmpc.compiler.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text and numbers to a stream, through a buffer. {@link #flush} ends it. */
final class TextSink {

    private static final int LONGEST_NUMBER = 12;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int at;

    TextSink(OutputStream out) {
        this.out = out;
    }

    TextSink put(char c) throws IOException {
        reserve(1);
        buffer[at++] = (byte) c;
        return this;
    }

    TextSink putByte(int octet) throws IOException {
        reserve(1);
        buffer[at++] = (byte) octet;
        return this;
    }

    TextSink put(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > buffer.length) {
            drain();
            out.write(bytes);
            return this;
        }
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
        return this;
    }

    /** A number that is not negative. */
    TextSink put(int number) throws IOException {
        reserve(LONGEST_NUMBER);
        int digits = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
        return this;
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }

    private void reserve(int count) throws IOException {
        if (at + count > buffer.length) {
            drain();
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }
}
