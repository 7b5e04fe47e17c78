package dev.sflmpc.benchmarks.sizes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of this package. */
final class Resources {

    private Resources() {}

    static String text(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of the comparison, in order. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String table = "";
        for (String line : text("rows.txt").lines().toList()) {
            if (line.startsWith("## ")) {
                table = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(Row.parse(table, line));
            }
        }
        return rows;
    }
}
