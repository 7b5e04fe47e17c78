package dev.sflmpc.compiler.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The formats that are read or written. */
public enum CircuitFormat {
    BRISTOL_FASHION("Bristol Fashion"),
    BRISTOL_OLD("old Bristol"),
    BLIF("BLIF"),
    AIGER_ASCII("AIGER (ascii)"),
    AIGER_BINARY("AIGER (binary)"),
    /** For people's eyes: written only. */
    DOT("DOT");

    /** Comments before the first word of a file may be as long as this. */
    private static final int LOOKAHEAD_BYTES = 1 << 14;

    private final String title;

    CircuitFormat(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }

    /** What the file seems to hold, by its first word; the two Bristol formats count as the newer one. */
    public static Optional<CircuitFormat> detect(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return detect(in.readNBytes(LOOKAHEAD_BYTES));
        }
    }

    static Optional<CircuitFormat> detect(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        if (text.startsWith("aag ")) {
            return Optional.of(AIGER_ASCII);
        }
        if (text.startsWith("aig ")) {
            return Optional.of(AIGER_BINARY);
        }
        int at = firstWord(text);
        if (at == text.length()) {
            return Optional.empty();
        }
        char first = text.charAt(at);
        if (first == '.') {
            return Optional.of(BLIF);
        }
        return first >= '0' && first <= '9' ? Optional.of(BRISTOL_FASHION) : Optional.empty();
    }

    /** Where the first word begins that is not in a comment of BLIF. */
    private static int firstWord(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }
}
