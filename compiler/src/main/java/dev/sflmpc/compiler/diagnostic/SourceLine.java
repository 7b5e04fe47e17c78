package dev.sflmpc.compiler.diagnostic;

import java.util.List;

/**
 * The line of a text on which a place begins.
 *
 * @param number counted from 1
 * @param column of the place, in code points, counted from 1
 * @param start index of the line's first char
 * @param end index past its last char, without the line's end
 */
record SourceLine(SourceFile file, int number, int column, int start, int end) {

    /** The widest piece of a line that is shown. */
    private static final int MAX_COLUMNS = 110;

    private static final int TAB = 4;
    private static final int LEAD = 30;
    private static final String CUT = "…";

    /** A line ready to be shown, and the marks under it. */
    record View(String text, String marks) {}

    static SourceLine of(Span span) {
        String text = span.file().text();
        int at = Math.min(span.start(), text.length());
        int start = at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        int column = text.codePointCount(start, Math.max(start, Math.min(at, end))) + 1;
        return new SourceLine(span.file(), span.line(), column, start, end);
    }

    boolean holds(Span span) {
        return span.file().equals(file) && span.start() >= start && span.start() <= end;
    }

    /** The line without its indentation, {@code ^} under one place and {@code ~} under others. */
    View view(Span main, List<Span> others) {
        String text = file.text();
        int from = start;
        while (from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        from = cutStart(Math.min(from, main.start()), main.start());
        StringBuilder shown = new StringBuilder(from > start && !isBlank(start, from) ? CUT : "");
        StringBuilder marks = new StringBuilder(" ".repeat(shown.length()));
        int columns = shown.length();
        int at = from;
        while (at < end && columns < MAX_COLUMNS) {
            int codePoint = text.codePointAt(at);
            int width = width(codePoint, columns);
            shown.append(codePoint == '\t' ? " ".repeat(width) : harmless(Character.toString(codePoint)));
            marks.append(String.valueOf(mark(at, main, others)).repeat(width));
            columns += width;
            at += Character.charCount(codePoint);
        }
        if (at < end) {
            shown.append(CUT);
        } else if (main.start() >= end || main.end() <= main.start() && main.start() >= at) {
            marks.append('^');
        }
        return new View(shown.toString().stripTrailing(), marks.toString().stripTrailing());
    }

    private static int width(int codePoint, int column) {
        if (codePoint == '\t') {
            return TAB - column % TAB;
        }
        return PrintableText.isActive(codePoint) ? 1 : TextWidth.of(codePoint);
    }

    private static char mark(int at, Span main, List<Span> others) {
        if (at >= main.start() && (at < main.end() || at == main.start())) {
            return '^';
        }
        return others.stream().anyMatch(other -> at >= other.start() && at < other.end()) ? '~' : ' ';
    }

    /** Where to begin showing a line so that the place is seen. */
    private int cutStart(int first, int place) {
        String text = file.text();
        int columns = text.codePointCount(first, Math.max(first, Math.min(place, end)));
        if (columns < MAX_COLUMNS - LEAD) {
            return first;
        }
        return text.offsetByCodePoints(Math.min(place, end), -LEAD);
    }

    private boolean isBlank(int from, int to) {
        return file.text().substring(from, to).isBlank();
    }

    /** A text that cannot act on a terminal. */
    static String harmless(String text) {
        return PrintableText.of(text);
    }
}
