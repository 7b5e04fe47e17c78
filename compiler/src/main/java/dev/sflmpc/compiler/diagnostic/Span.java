package dev.sflmpc.compiler.diagnostic;

/**
 * A range of a source text.
 *
 * @param start index of the first char
 * @param end index past the last char
 */
public record Span(SourceFile file, int start, int end) {

    /** The place of what no source text says. */
    public static final Span NOWHERE = new Span(new SourceFile("", ""), 0, 0);

    /** From the start of this to the end of {@code last}. */
    public Span to(Span last) {
        return new Span(file, start, last.end);
    }

    /** Line number, counted from 1. */
    public int line() {
        int line = 1;
        String text = file.text();
        for (int i = 0; i < start && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
