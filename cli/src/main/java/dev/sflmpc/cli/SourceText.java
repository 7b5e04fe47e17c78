package dev.sflmpc.cli;

import java.util.List;

/**
 * A source file as a profile shows it.
 *
 * @param lines of the text, safe to print; empty when there is none
 * @param problem why there is no text; empty when there is one
 */
record SourceText(String name, List<String> lines, String problem) {

    SourceText {
        lines = List.copyOf(lines);
    }

    /** A line counted from 1, without the blanks around it; empty when it is not known. */
    String stripped(int line) {
        return line(line).strip();
    }

    /** A line counted from 1; empty when it is not known. */
    String line(int line) {
        return line <= lines.size() ? lines.get(line - 1) : "";
    }
}
