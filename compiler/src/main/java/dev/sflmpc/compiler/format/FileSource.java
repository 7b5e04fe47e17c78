package dev.sflmpc.compiler.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a circuit's file, one after the other, with words and numbers on lines.
 *
 * <p>Blanks are space, tab and carriage return. Nothing here knows more of the file than one buffer of it.
 */
final class FileSource {

    static final int END = -1;

    /** Every reader's cap on inputs that a file declares without naming them one by one. */
    private static final long FREE_INPUTS = 1 << 20;

    /** The largest number of wires that a reader takes. */
    static final int MAX_WIRES = 1 << 29;

    private final String name;
    private final long sizeBytes;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long passed;
    private int line = 1;

    FileSource(String name, long sizeBytes, InputStream in) {
        this.name = name;
        this.sizeBytes = sizeBytes;
        this.in = in;
    }

    String name() {
        return name;
    }

    /** The whole file's size; what is counted in the file is measured against it. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** The line of the next byte, from 1. */
    int line() {
        return line;
    }

    /** A fault in the current line. */
    CircuitFormatException wrong(String what) {
        return wrong(line, what);
    }

    CircuitFormatException wrong(int atLine, String what) {
        return new CircuitFormatException(name + ":" + atLine, what);
    }

    /** A fault at the next byte of a part that has no lines. */
    CircuitFormatException wrongByte(String what) {
        return new CircuitFormatException(name + ", byte " + (passed + at), what);
    }

    int peek() throws IOException {
        return at < end ? buffer[at] & 0xff : fill();
    }

    private int fill() throws IOException {
        passed += end;
        at = 0;
        end = 0;
        int read = in.read(buffer, 0, buffer.length);
        if (read <= 0) {
            return END;
        }
        end = read;
        return buffer[0] & 0xff;
    }

    /** The next byte, or {@link #END}. */
    int next() throws IOException {
        int c = peek();
        if (c != END) {
            at++;
            if (c == '\n') {
                line++;
            }
        }
        return c;
    }

    /** The next byte of a part that has no lines, or {@link #END}. */
    int nextRaw() throws IOException {
        int c = peek();
        at += c == END ? 0 : 1;
        return c;
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Goes past blanks; the byte after them. */
    int skipBlanks() throws IOException {
        int c = peek();
        while (isBlank(c)) {
            at++;
            c = peek();
        }
        return c;
    }

    /** Whether nothing but blanks is left of the line. */
    boolean atLineEnd() throws IOException {
        int c = skipBlanks();
        return c == '\n' || c == END;
    }

    /** Goes to the next line. */
    void endLine(String expected) throws IOException, CircuitFormatException {
        if (!atLineEnd()) {
            throw wrong("`" + excerpt() + "`, expected " + expected);
        }
        next();
    }

    /** Goes past lines of nothing but blanks; whether something comes after them. */
    boolean skipBlankLines() throws IOException {
        int c = skipBlanks();
        while (c == '\n') {
            next();
            c = skipBlanks();
        }
        return c != END;
    }

    /** A number in decimal, of 0 to 2^31 - 1, and the blank or line end after it. */
    int number(String what) throws IOException, CircuitFormatException {
        int c = skipBlanks();
        if (!isDigit(c)) {
            throw wrong(c == END || c == '\n' ? "expected " + what : "`" + excerpt() + "`, expected " + what);
        }
        long value = 0;
        while (isDigit(c)) {
            value = 10 * value + (c - '0');
            if (value > Integer.MAX_VALUE) {
                throw wrong(what + " is more than 2^31 - 1");
            }
            at++;
            c = peek();
        }
        if (c != ' ' && c != '\n' && c != END && !isBlank(c)) {
            throw wrong("`" + excerpt() + "` after a number, expected " + what);
        }
        return (int) value;
    }

    /** Up to eight letters, packed with the first one highest; 0 when there are none. */
    long word() throws IOException, CircuitFormatException {
        int c = skipBlanks();
        long word = 0;
        while (c != END && c != '\n' && !isBlank(c)) {
            if (word >>> 56 != 0 || c >= 0x80 || c < ' ') {
                throw wrong("`" + unpack(word) + "…` is not a word of this format");
            }
            word = word << 8 | c;
            at++;
            c = peek();
        }
        return word;
    }

    static long pack(String word) {
        long packed = 0;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << 8 | word.charAt(i);
        }
        return packed;
    }

    static String unpack(long word) {
        StringBuilder text = new StringBuilder();
        for (int shift = 56; shift >= 0; shift -= 8) {
            int c = (int) (word >>> shift) & 0xff;
            if (c != 0) {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    /** Goes past a byte that is no line end. */
    void skipByte() {
        at++;
    }

    /** Whether the next byte is a backslash and the last of its line. */
    boolean continuesLine() throws IOException {
        if (end - at < 3) {
            refill();
        }
        int i = at + 1;
        if (i < end && buffer[i] == '\r') {
            i++;
        }
        return i >= end || buffer[i] == '\n';
    }

    /** Goes past a backslash and the line end after it; false if there is something between. */
    boolean skipContinuation() throws IOException {
        if (!continuesLine()) {
            return false;
        }
        int c = next();
        while (c != '\n' && c != END) {
            c = next();
        }
        return true;
    }

    /** Makes the buffer hold as much as it can from the next byte on. */
    private void refill() throws IOException {
        passed += at;
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        int read = 0;
        while (read >= 0 && end < buffer.length) {
            read = in.read(buffer, end, buffer.length - end);
            end += Math.max(0, read);
        }
    }

    /** Whether there is a letter in what is left of the line, or of its next 64 KiB. */
    boolean lineHasLetter() throws IOException {
        refill();
        for (int i = 0; i < end && buffer[i] != '\n'; i++) {
            if (buffer[i] >= 'A' && buffer[i] <= 'z') {
                return true;
            }
        }
        return false;
    }

    /** What comes next, for messages; moves past it. */
    String excerpt() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = peek();
        while (c != END && c != '\n' && !isBlank(c) && text.length() < 20) {
            text.append(c >= ' ' && c < 0x7f ? String.valueOf((char) c) : String.format("\\x%02x", c));
            at++;
            c = peek();
        }
        return text.toString();
    }

    /**
     * Refuses a count that the file cannot back.
     *
     * @param bytesEach fewest bytes that each takes in the file
     */
    void requireBacked(long count, int bytesEach, String what) throws CircuitFormatException {
        if (count > sizeBytes / bytesEach + 1) {
            throw wrong(count + " " + what + " in a file of " + sizeBytes + " bytes");
        }
    }

    /** Refuses more inputs than a file of this size may have without using them. */
    void requireInputs(long count) throws CircuitFormatException {
        if (count > FREE_INPUTS + 8 * sizeBytes || count > MAX_WIRES) {
            throw wrong(count + " input bits in a file of " + sizeBytes + " bytes");
        }
    }
}
