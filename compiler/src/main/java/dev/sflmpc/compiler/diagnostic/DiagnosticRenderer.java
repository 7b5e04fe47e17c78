package dev.sflmpc.compiler.diagnostic;

import java.util.Comparator;
import java.util.List;

/**
 * Writes a diagnostic as people read it: the place, what is wrong, the line, and marks under it.
 *
 * <pre>
 * risk.sfl:14:31: error: `reading[i]` is fixed&lt;32,16&gt; but `offset` is int&lt;16&gt;
 *     sum += reading[i] + offset;
 *            ~~~~~~~~~~   ^^^^^^ help: `offset as fixed&lt;32,16&gt;`
 * </pre>
 *
 * <p>Lines and columns are counted from 1, columns in code points. Tabs are shown as spaces and characters that would
 * act on the terminal as a replacement character, so that a source text cannot forge output.
 */
public final class DiagnosticRenderer {

    private static final String INDENT = "    ";
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String GREEN = "\u001B[32m";
    private static final String BOLD = "\u001B[1m";
    private static final String PLAIN = "\u001B[0m";

    private final boolean color;

    /** @param color whether to use ANSI colours */
    public DiagnosticRenderer(boolean color) {
        this.color = color;
    }

    /** All of them, one after the other, and a count of the errors that were not kept. */
    public String render(Diagnostics diagnostics) {
        StringBuilder text = new StringBuilder();
        inOrder(diagnostics.all()).forEach(diagnostic -> text.append(render(diagnostic)));
        int more = diagnostics.errorCount() - Diagnostics.MAX_ERRORS;
        if (more > 0) {
            text.append("and ").append(more).append(more == 1 ? " more error\n" : " more errors\n");
        }
        return text.toString();
    }

    /** By file, in the order in which the files were first spoken of, then by place. */
    private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
        List<SourceFile> files = diagnostics.stream()
                .map(diagnostic -> diagnostic.span().file())
                .distinct()
                .toList();
        return diagnostics.stream()
                .sorted(Comparator.comparingInt((Diagnostic diagnostic) ->
                                files.indexOf(diagnostic.span().file()))
                        .thenComparingInt(diagnostic -> diagnostic.span().start()))
                .toList();
    }

    /** One diagnostic, each line of it ended by a newline. */
    public String render(Diagnostic diagnostic) {
        boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
        String tone = error ? RED : YELLOW;
        Span span = diagnostic.span();
        SourceLine line = SourceLine.of(span);
        StringBuilder text = new StringBuilder();
        text.append(paint(BOLD, place(line) + ":"))
                .append(' ')
                .append(paint(tone, error ? "error:" : "warning:"))
                .append(' ')
                .append(SourceLine.harmless(diagnostic.message()))
                .append('\n');
        List<Span> near = diagnostic.related().stream().filter(line::holds).toList();
        SourceLine.View view = line.view(span, near);
        if (!view.text().isEmpty()) {
            text.append(INDENT).append(view.text()).append('\n');
            text.append(INDENT).append(paint(tone, view.marks()));
            diagnostic.help().ifPresent(help -> text.append(' ')
                    .append(paint(GREEN, "help: " + SourceLine.harmless(help))));
            text.append('\n');
        } else {
            diagnostic.help().ifPresent(help -> text.append(INDENT)
                    .append(paint(GREEN, "help: " + SourceLine.harmless(help)))
                    .append('\n'));
        }
        diagnostic.related().stream()
                .filter(related -> !line.holds(related))
                .forEach(related -> text.append(elsewhere(related, tone)));
        return text.toString();
    }

    private String elsewhere(Span related, String tone) {
        SourceLine line = SourceLine.of(related);
        SourceLine.View view = line.view(new Span(related.file(), related.start(), related.start()), List.of(related));
        String marks = view.marks().replace('^', '~');
        return INDENT + paint(BOLD, place(line) + ":") + "\n" + INDENT + view.text() + "\n" + INDENT
                + paint(tone, marks) + "\n";
    }

    private static String place(SourceLine line) {
        return SourceLine.harmless(line.file().name()) + ":" + line.number() + ":" + line.column();
    }

    private String paint(String tone, String text) {
        return color ? tone + text + PLAIN : text;
    }
}
