package dev.sflmpc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    private static final DiagnosticRenderer PLAIN = new DiagnosticRenderer(false);

    private static Span span(SourceFile file, String part) {
        int start = file.text().indexOf(part);
        return new Span(file, start, start + part.length());
    }

    @Test
    void render_relatedOnSameLine_underlinesBoth() {
        SourceFile file = new SourceFile("risk.sfl", "\n    sum += reading[i] + offset;\n");
        Diagnostic diagnostic = Diagnostic.error(span(file, "offset"), "types differ", "`offset as fixed<32,16>`")
                .withRelated(span(file, "reading[i]"));
        assertEquals("""
                risk.sfl:2:25: error: types differ
                    sum += reading[i] + offset;
                           ~~~~~~~~~~   ^^^^^^ help: `offset as fixed<32,16>`
                """, PLAIN.render(diagnostic));
    }

    @Test
    void render_relatedOnOtherLine_showsThatLineToo() {
        SourceFile file = new SourceFile("a.sfl", "const A = 1;\nconst B = 2;");
        Diagnostic diagnostic = Diagnostic.error(span(file, "B"), "again").withRelated(span(file, "A"));
        assertEquals("""
                a.sfl:2:7: error: again
                    const B = 2;
                          ^
                    a.sfl:1:7:
                    const A = 1;
                          ~
                """, PLAIN.render(diagnostic));
    }

    @Test
    void render_tabs_marksStayUnderThePlace() {
        SourceFile file = new SourceFile("a.sfl", "\tlet\ta\t= b;");
        assertEquals("""
                a.sfl:1:10: error: unknown
                    let a   = b;
                              ^
                """, PLAIN.render(Diagnostic.error(span(file, "b"), "unknown")));
    }

    @Test
    void render_wideAndCombiningCharacters_marksStayUnderThePlace() {
        SourceFile file = new SourceFile("a.sfl", "数字 + e\u0301t + 😀 + x;");
        assertEquals(
                "a.sfl:1:16: error: unknown\n    数字 + e\u0301t + 😀 + x;\n                     ^\n",
                PLAIN.render(Diagnostic.error(span(file, "x"), "unknown")));
    }

    @Test
    void render_crLf_leavesTheLineEndOut() {
        SourceFile file = new SourceFile("a.sfl", "let a\r\nlet b\r\n");
        Span end = new Span(file, 5, 5);
        assertEquals("a.sfl:1:6: error: e\n    let a\n         ^\n", PLAIN.render(Diagnostic.error(end, "e")));
    }

    @Test
    void render_charactersThatActOnTerminals_areReplaced() {
        SourceFile file = new SourceFile("a.sfl", "x \u001B[31m \u202E y\u0000");
        String text = PLAIN.render(Diagnostic.error(span(file, "y"), "here \u001B[0m"));
        assertFalse(text.contains("\u001B") || text.contains("\u202E") || text.contains("\u0000"), text);
    }

    @Test
    void render_longLine_showsThePieceAroundThePlace() {
        SourceFile file = new SourceFile("a.sfl", "x + ".repeat(100) + "wrong" + " + x".repeat(100));
        String text = PLAIN.render(Diagnostic.error(span(file, "wrong"), "e"));
        String[] lines = text.split("\n");
        assertEquals(lines[1].indexOf("wrong"), lines[2].indexOf("^^^^^"), text);
        assertEquals("a.sfl:1:401: error: e", lines[0]);
        assertFalse(lines[1].codePointCount(0, lines[1].length()) > 120, text);
    }

    @Test
    void render_placeOverSeveralLines_marksTheFirst() {
        SourceFile file = new SourceFile("a.sfl", "f(\n  x)");
        assertEquals(
                "a.sfl:1:1: error: e\n    f(\n    ^^\n", PLAIN.render(Diagnostic.error(span(file, "f(\n  x)"), "e")));
    }

    @Test
    void render_emptyFile_showsTheMessageAlone() {
        SourceFile file = new SourceFile("a.sfl", "");
        Diagnostic diagnostic = Diagnostic.error(new Span(file, 0, 0), "nothing here", "write something");
        assertEquals("""
                a.sfl:1:1: error: nothing here
                    help: write something
                """, PLAIN.render(diagnostic));
    }

    @Test
    void render_color_paintsSeverityPlaceAndHelp() {
        SourceFile file = new SourceFile("a.sfl", "x");
        Diagnostic diagnostic =
                new Diagnostic(Diagnostic.Severity.WARNING, new Span(file, 0, 1), "e", List.of(), Optional.of("h"));
        String[] lines = new DiagnosticRenderer(true).render(diagnostic).split("\n");
        assertEquals("\u001B[1ma.sfl:1:1:\u001B[0m \u001B[1;33mwarning:\u001B[0m e", lines[0]);
        assertEquals("    \u001B[1;33m^\u001B[0m \u001B[32mhelp: h\u001B[0m", lines[2]);
    }

    @Test
    void render_all_sortsByPlaceAndCountsWhatIsLeftOut() {
        SourceFile file = new SourceFile("a.sfl", "x".repeat(30));
        Diagnostics diagnostics = new Diagnostics();
        for (int i = 29; i >= 0; i--) {
            diagnostics.report(Diagnostic.error(new Span(file, i, i + 1), "e" + i));
        }
        String[] lines = PLAIN.render(diagnostics).split("\n");
        assertEquals("a.sfl:1:11: error: e10", lines[0]);
        assertEquals("and 10 more errors", lines[lines.length - 1]);
    }
}
