package dev.sflmpc.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.parse.SourceLoader;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import dev.sflmpc.compiler.typed.TypedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each program of {@code resources/check} gives exactly the diagnostics in the file of the same name with {@code .err};
 * without such a file it is accepted without a word. {@code -Dgolden.rewrite=true} writes the files anew, to be read
 * before they are committed.
 */
class GoldenDiagnosticsTest {

    private static final Path PROGRAMS = Path.of("src", "test", "resources", "check");
    private static final String OPTION = "// options: -D ";

    @TestFactory
    List<DynamicTest> check_program_givesExpectedDiagnostics() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            List<Path> programs = files.filter(path -> path.toString().endsWith(".sfl"))
                    .sorted()
                    .toList();
            assertTrue(programs.size() >= 60, "programs found in " + PROGRAMS.toAbsolutePath());
            return programs.stream()
                    .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> compare(path)))
                    .toList();
        }
    }

    private static void compare(Path path) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        SyntaxProgram program = SourceLoader.load(path, diagnostics);
        Optional<TypedProgram> checked = Checker.check(program, options(path), diagnostics);
        String found = new DiagnosticRenderer(false)
                .render(diagnostics)
                .replace(PROGRAMS.toString().replace('\\', '/') + "/", "");
        assertEquals(!diagnostics.hasErrors(), checked.isPresent(), "accepted unless there are errors");
        Path golden = Path.of(path.toString().replaceAll("\\.sfl$", ".err"));
        if (Boolean.getBoolean("golden.rewrite")) {
            rewrite(golden, found);
            return;
        }
        assertEquals(Files.exists(golden) ? Files.readString(golden) : "", found);
    }

    private static void rewrite(Path golden, String found) throws IOException {
        if (found.isEmpty()) {
            assertFalse(golden.toString().isEmpty());
            Files.deleteIfExists(golden);
        } else {
            Files.writeString(golden, found);
        }
    }

    private static Map<String, String> options(Path path) throws IOException {
        Map<String, String> params = new HashMap<>();
        for (String line : Files.readString(path).split("\n")) {
            if (line.startsWith(OPTION)) {
                String[] parts = line.substring(OPTION.length()).strip().split("=", 2);
                params.put(parts[0], parts[1]);
            }
        }
        return params;
    }
}
