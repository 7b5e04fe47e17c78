package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.interpret.ProgramGenerator;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.CostMapCheck;
import dev.sflmpc.runtime.circuit.CostReport;
import dev.sflmpc.runtime.circuit.ProgramCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every AND gate belongs to a line and a call path, and all of them add up to what the program costs. */
class AttributionTest {

    private static final String HEAD = "program test;\nparty alice, bob;\n";

    private static void assertAddsUp(Compiled compiled, String name) {
        CostMapCheck.check(compiled.cost(), compiled.program());
        long ands = ProgramCost.of(compiled.program()).andCount();
        CostReport report = CostReport.of(compiled.program(), compiled.cost());
        assertEquals(ands, report.andCount(), name);
        assertEquals(
                ands, report.lines().stream().mapToLong(CostReport.Line::ands).sum(), name + ", lines");
        assertEquals(ands, report.root().totalAnds(), name + ", call paths");
        assertEquals(0, report.unattributed(), name + ", of no line");
    }

    private static Compiled compile(String body, ElaborationLimits limits) {
        return compile(body, limits, 0);
    }

    private static Compiled compile(String body, ElaborationLimits limits, int level) {
        TypedProgram typed = Differential.check(HEAD + body);
        return Elaborator.elaborate(typed, OptimiserOptions.ofLevel(level), new Diagnostics(), limits)
                .orElseThrow();
    }

    /** ANDs by line, counted from the first line of {@code body}. */
    private static Map<Integer, Long> lines(String body, ElaborationLimits limits) {
        Compiled compiled = compile(body, limits);
        assertAddsUp(compiled, body);
        Map<Integer, Long> ands = new TreeMap<>();
        CostReport.of(compiled.program(), compiled.cost()).lines().stream()
                .filter(line -> line.ands() > 0)
                .forEach(line -> ands.put(line.line() - 2, line.ands()));
        return ands;
    }

    private static List<String> paths(String body, ElaborationLimits limits) {
        return paths(body, compile(body, limits));
    }

    private static List<String> paths(String body, Compiled compiled) {
        assertAddsUp(compiled, body);
        return CostReport.of(compiled.program(), compiled.cost()).root().paths(100).stream()
                .map(path -> path.ands() + " "
                        + path.frames().stream()
                                .map(frame -> frame.function() + ":" + frame.line())
                                .collect(Collectors.joining(" > ")))
                .toList();
    }

    @Test
    void cost_generatedPrograms_addsUpInAllShapes() {
        for (long seed = 0; seed < 100; seed++) {
            TypedProgram typed =
                    Differential.check(ProgramGenerator.generate(seed).text());
            for (Shapes.Shape shape : Shapes.of(seed)) {
                assertAddsUp(Shapes.compiled(typed, shape), "seed " + seed + ", " + shape);
            }
        }
    }

    /** A sample's program has the name of its folder; other sources there are imported. Large ones have tests of their own. */
    private static boolean isProgram(Path file) {
        Path folder = file.getParent();
        return folder != null
                && String.valueOf(file.getFileName()).equals(folder.getFileName() + ".sfl")
                && !folder.endsWith("ed25519-sign");
    }

    @Test
    void cost_samples_addsUp() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "samples"))) {
            List<Path> samples = files.filter(AttributionTest::isProgram).toList();
            assertFalse(samples.isEmpty());
            for (Path sample : samples) {
                CompileResult result = SflCompiler.compile(sample, CompileOptions.defaults());
                CostMap cost = result.cost().orElseThrow();
                assertAddsUp(new Compiled(result.program().orElseThrow(), cost), sample.toString());
                assertEquals(
                        String.valueOf(sample.getFileName()),
                        cost.sources().getFirst().name());
            }
        }
    }

    @Test
    void cost_statements_haveTheirOwn() {
        String body = """
                fn main(a: u8 from alice, b: u8 from bob, c: u8 from alice) -> (r: bool to all) {
                    let x = a & b;
                    let y = x + c;
                    return y == b;
                }
                """;
        assertEquals(Map.of(2, 8L, 3, 7L, 4, 7L), lines(body, ElaborationLimits.DEFAULTS));
    }

    @Test
    void cost_expressionOfSeveralLines_isThatOfEachLine() {
        String body = """
                fn main(a: u8 from alice, b: u8 from bob, c: u8 from bob) -> (r: u8 to all) {
                    return (a & b)
                        ^ (a +
                           c);
                }
                """;
        Map<Integer, Long> lines = lines(body, ElaborationLimits.DEFAULTS);
        assertEquals(8L, lines.get(2));
        assertEquals(7L, lines.get(3));
    }

    @Test
    void cost_rolledLoop_countsItsPasses() {
        String body = """
                fn main(a: u8[40] from alice, b: u8 from bob) -> (r: u8 to all) {
                    let mut x: u8 = b;
                    for i in 0..40 {
                        x = x ^ (a[i] & x);
                    }
                    return x;
                }
                """;
        assertEquals(Map.of(4, 320L), lines(body, ElaborationLimits.DEFAULTS));
        assertEquals(Map.of(4, 320L), lines(body, Shapes.ROLLED));
    }

    @Test
    void cost_ifUnderSecretCondition_isThatOfTheIf() {
        String body = """
                fn main(a: u8 from alice, b: u8 from bob, c: bool from bob) -> (r: u8 to all) {
                    let mut x: u8 = a;
                    if c {
                        x = b;
                    }
                    return x;
                }
                """;
        assertEquals(Map.of(3, 8L), lines(body, ElaborationLimits.DEFAULTS));
    }

    @Test
    void cost_termsOfOneSum_areDividedAmongTheirLines() {
        String body = """
                fn main(a: u8 from alice, b: u8 from bob, c: u8 from alice, d: u8 from bob) -> (r: u8 to all) {
                    let mut x: u8 = a;
                    x += b;
                    x += c;
                    x += d;
                    return x;
                }
                """;
        assertEquals(Map.of(3, 7L, 4, 7L, 5, 6L), lines(body, ElaborationLimits.DEFAULTS));
    }

    @Test
    void cost_workMovedOutOfALoop_staysOfItsLineOnce() {
        String body = """
                fn main(a: u8[40] from alice, b: u8 from bob, c: u8 from alice) -> (r: u8 to all) {
                    let mut x: u8 = 0;
                    for i in 0..40 {
                        let y = b & c;
                        x = x ^ (a[i] & y);
                    }
                    return x;
                }
                """;
        assertEquals(Map.of(4, 8L, 5, 320L), lines(body, Shapes.ROLLED));
    }

    @Test
    void cost_functionsCalledTwice_areToldApartByTheirCalls() {
        String body = """
                fn inner(x: u8, y: u8) -> u8 { return x & y; }
                fn outer(x: u8, y: u8) -> u8 { return inner(x, y) ^ inner(x, y + 1); }
                fn main(a: u8 from alice, b: u8 from bob) -> (p: u8 to all, q: u8 to all) {
                    let p = outer(a, b);
                    let q = outer(p, b ^ 1);
                    return (p, q);
                }
                """;
        assertEquals(
                List.of(
                        "14 main:6 > outer:4 > inner:3",
                        "14 main:7 > outer:4 > inner:3",
                        "6 main:6 > outer:4",
                        "5 main:7 > outer:4"),
                paths(body, ElaborationLimits.DEFAULTS));
        assertEquals(
                List.of(
                        "16 main:6 > outer:4 > inner:3",
                        "16 main:7 > outer:4 > inner:3",
                        "6 main:6 > outer:4",
                        "6 main:7 > outer:4"),
                paths(body, Shapes.ROLLED),
                "templates do not see what their arguments share");
    }

    @Test
    void cost_gatesRewrittenTogether_belongToTheLinesThatTheyReplace() {
        String body = """
                fn inner(x: u8, y: u8) -> u8 { return x & y; }
                fn main(a: u8 from alice, b: u8 from bob, c: u8 from bob) -> (p: u8 to all) {
                    let q = inner(a, b) & ~c;
                    return inner(b, c) ^ q;
                }
                """;
        Set<String> written = Set.of("main:5 > inner:3", "main:5", "main:6 > inner:3", "main:6");
        for (int level = 0; level <= OptimiserOptions.MOST_LEVEL; level++) {
            List<String> paths = paths(body, compile(body, ElaborationLimits.DEFAULTS, level));
            int ands = paths.stream()
                    .mapToInt(path -> Integer.parseInt(path.substring(0, path.indexOf(' '))))
                    .sum();
            assertEquals(level == 0 ? 24 : 16, ands, String.join("\n", paths));
            for (String path : paths) {
                assertTrue(written.contains(path.substring(path.indexOf(' ') + 1)), path);
            }
        }
    }

    @Test
    void cost_imports_nameTheirFile(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/ops.sfl"), "fn both(x: u8, y: u8) -> u8 {\n    return x & y;\n}\n");
        Path main = folder.resolve("main.sfl");
        Files.writeString(main, """
                program test;
                import "lib/ops.sfl";
                party alice, bob;
                fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) { return both(a, b); }
                """);
        CompileResult result = SflCompiler.compile(main, CompileOptions.defaults());
        CostReport report =
                CostReport.of(result.program().orElseThrow(), result.cost().orElseThrow());
        assertEquals(
                List.of("lib/ops.sfl:2 8"),
                report.lines().stream()
                        .filter(line -> line.ands() > 0)
                        .map(line -> report.sources().get(line.source()).name() + ":" + line.line() + " " + line.ands())
                        .toList());
    }
}
