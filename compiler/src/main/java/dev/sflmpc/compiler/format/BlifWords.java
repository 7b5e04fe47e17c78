package dev.sflmpc.compiler.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words of a BLIF file, one after the other: a backslash at the end of a line joins it to the next one, {@code #} begins
 * a comment.
 */
final class BlifWords {

    private final FileSource in;
    private byte[] word = new byte[256];
    private int length;

    BlifWords(FileSource in) {
        this.in = in;
    }

    /** The next byte; a backslash at the end of a line, with it, and a comment are blanks. */
    int peek() throws IOException, CircuitFormatException {
        int c = in.skipBlanks();
        while (c == '\\' || c == '#') {
            if (c == '#') {
                while (c != '\n' && c != FileSource.END) {
                    in.skipByte();
                    c = in.peek();
                }
                return c;
            }
            if (!in.skipContinuation()) {
                return c;
            }
            c = in.skipBlanks();
        }
        return c;
    }

    /** Goes to the next line that has something on it; false at the end of the file. */
    boolean nextLine() throws IOException, CircuitFormatException {
        int c = peek();
        while (c == '\n') {
            in.next();
            c = peek();
        }
        return c != FileSource.END;
    }

    /** Reads the next word of the line; false when there is none. */
    boolean next() throws IOException, CircuitFormatException {
        int c = peek();
        length = 0;
        while (c != '\n' && c != FileSource.END && !FileSource.isBlank(c) && c != '#') {
            if (c < ' ' || c == 0x7f) {
                throw in.wrong("a control character in a name");
            }
            if (length == word.length) {
                word = Arrays.copyOf(word, 2 * length);
            }
            word[length++] = (byte) c;
            in.skipByte();
            c = in.peek();
            if (c == '\\' && in.continuesLine()) {
                break;
            }
        }
        return length > 0;
    }

    void next(String expected) throws IOException, CircuitFormatException {
        if (!next()) {
            throw in.wrong("expected " + expected);
        }
    }

    /** Leaves out the rest of the line. */
    void skipLine() throws IOException, CircuitFormatException {
        while (next()) {
            length = 0;
        }
    }

    void requireLineEnd() throws IOException, CircuitFormatException {
        if (next()) {
            throw in.wrong("`" + text() + "`, expected the end of the line");
        }
    }

    /** The word read last. */
    String text() {
        return new String(word, 0, length, StandardCharsets.UTF_8);
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return word[index];
    }

    /** Where a letter first is in the word read last; -1 when it is not in it. */
    int indexOf(char letter) {
        for (int i = 0; i < length; i++) {
            if (word[i] == letter) {
                return i;
            }
        }
        return -1;
    }

    /** The number in {@code names} of a part of the word read last. */
    int number(NameTable names, int from, int to) {
        return names.number(word, from, to - from);
    }

    /** Copies the word read last. */
    void copyTo(byte[] to, int at) {
        System.arraycopy(word, 0, to, at, length);
    }
}
