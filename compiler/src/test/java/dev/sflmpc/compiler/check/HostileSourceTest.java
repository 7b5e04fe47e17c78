package dev.sflmpc.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.parse.SourceLoader;
import dev.sflmpc.compiler.typed.TypedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the front end accepts it or says why not; it never fails. */
class HostileSourceTest {

    private static final int PROGRAMS = 300;

    private static final String[] PIECES = {
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ";",
        ",",
        "<",
        ">",
        ">>",
        "=",
        "..",
        ".",
        ":",
        "->",
        "fn ",
        "let ",
        "if ",
        "else ",
        "for ",
        "while ",
        "return ",
        "match ",
        "x",
        "0",
        "1.5",
        "-",
        "!",
        "&&",
        "as u8",
        "mut ",
        "struct ",
        "\"",
        "/*",
        "//",
        "\u0000",
        "\uD800",
        "random<",
        "f<1>(",
        "max ",
        "5u8",
        "const ",
        "N",
        "i8",
        "party ",
        "import \"x\"",
        "{ a: 1 }"
    };

    private static boolean accepts(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<TypedProgram> checked =
                Checker.check(SourceLoader.parse("test.sfl", text, diagnostics), Map.of(), diagnostics);
        assertEquals(checked.isEmpty(), diagnostics.hasErrors());
        assertEquals(
                diagnostics.all().isEmpty(),
                new DiagnosticRenderer(true).render(diagnostics).isEmpty());
        return checked.isPresent();
    }

    private static List<String> programs() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "check"))) {
            for (Path path : files.filter(path -> path.toString().endsWith(".sfl"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(path);
                if (text.length() < 4000) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void check_damagedPrograms_areAcceptedOrExplained(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> texts = programs();
        int rejected = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            String text = damaged(texts, random);
            try {
                rejected += accepts(text) ? 0 : 1;
            } catch (RuntimeException | StackOverflowError failed) {
                throw new AssertionError("seed " + seed + ", program " + i + ":\n" + text, failed);
            }
        }
        assertTrue(rejected > PROGRAMS / 2, "rejected " + rejected);
    }

    private static String damaged(List<String> texts, Random random) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && text.length() > 2; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                default -> {
                    String other = texts.get(random.nextInt(texts.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
                }
            }
        }
        return text.toString();
    }

    private static String main(String body) {
        return "program p; party a, b; fn main(x: u8 from a, c: bool from b) -> (r: u8 to all) {" + body
                + " return x; }";
    }

    @Test
    void check_deepNesting_isRefused() {
        int deep = 10_000;
        String[] bodies = {
            "let y = " + "(".repeat(deep) + "x" + ")".repeat(deep) + ";",
            "let y = " + "[".repeat(deep) + "x" + "]".repeat(deep) + ";",
            "let y = " + "-".repeat(deep) + "x;",
            "let y = " + "!".repeat(deep) + "c;",
            "{".repeat(deep) + "}".repeat(deep),
            "(".repeat(deep),
            "let y = x" + " + x".repeat(deep) + ";",
            "let y = x" + " as u8".repeat(deep) + ";",
            "let y = x" + "[0]".repeat(deep) + ";",
            "let y = c" + " && c".repeat(deep) + ";",
            "let y: u8" + "[1]".repeat(deep) + " = x;",
            "let y: " + "(".repeat(deep) + "u8" + ")".repeat(deep) + " = x;",
            "if c { }" + " else if c { }".repeat(deep),
            "let y = " + "if c { x } else ".repeat(deep) + "{ x };",
            "let y = " + "f(".repeat(deep) + "x" + ")".repeat(deep) + ";",
            "let y = " + "f<".repeat(deep) + "x" + ">(1)".repeat(deep) + ";",
            "let y: " + "int<".repeat(deep) + "8" + ">".repeat(deep) + " = x;"
        };
        for (String body : bodies) {
            assertFalse(accepts(main(body)), body.substring(0, 40));
        }
    }

    @Test
    void check_nestingWithinTheLimit_isAccepted() {
        assertTrue(accepts(main("let _y = " + "(".repeat(200) + "x" + ")".repeat(200) + ";")));
        assertTrue(accepts(main("let _y = x" + " + x".repeat(450) + ";")));
        assertTrue(accepts(main("if c { }" + " else if c { }".repeat(200))));
        assertTrue(accepts(main("{".repeat(200) + "}".repeat(200))));
    }

    @Test
    void check_hugeNumbers_areRefused() {
        assertFalse(accepts(main("let y: u8 = " + "9".repeat(20_000) + ";")));
        assertFalse(accepts(main("let y: u8 = 1e4000000000;")));
        assertFalse(accepts(main("let y = 1 << 1000000000;")));
        assertFalse(accepts(main("let y: u8[99999999999999999999] = 0;")));
        assertFalse(accepts(main("let y = [[[[x; 9999]; 9999]; 9999]; 9999];")));
        assertFalse(accepts(main("let y = [[[[1; 999]; 999]; 999]; 999];")));
        assertFalse(accepts(main("let y = x." + "9".repeat(30) + ";")));
        assertFalse(accepts(main("for i in 0..1000000000000 { let y: u8[i] = 0; }")));
    }

    @Test
    void check_nothingAtAll_isExplained() {
        assertFalse(accepts(""));
        assertFalse(accepts(" \t\r\n\f"));
        assertFalse(accepts("\uFEFF"));
        assertFalse(accepts("\u0000"));
        assertFalse(accepts("\uD83D"));
        assertFalse(accepts("// only a comment"));
        assertFalse(accepts("/* not even"));
    }
}
