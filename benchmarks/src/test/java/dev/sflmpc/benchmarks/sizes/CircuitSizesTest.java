package dev.sflmpc.benchmarks.sizes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the comparison's page to what the compiler does now. */
class CircuitSizesTest {

    private static final Path PAGE = Path.of("..", "docs", "circuit-sizes.md");

    private final Measurement measurement = new Measurement(Path.of(System.getProperty("sfl.shared", "../../shared")));

    static Stream<Row> quickRows() {
        return Resources.rows().stream().filter(row -> !row.slow());
    }

    static Stream<Row> slowRows() {
        return Resources.rows().stream().filter(row -> row.slow() && !row.isCircuit());
    }

    private void assertAtMostStated(Row row) throws IOException {
        Long stated = Report.figures(Files.readString(PAGE)).get(row.name());
        assertNotNull(stated, "docs/circuit-sizes.md does not have " + row.name());
        long ours = measurement.ands(row).orElseThrow();
        assertTrue(ours <= stated, row.name() + ": " + ours + " AND gates, docs/circuit-sizes.md states " + stated);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quickRows")
    void ands_ofAQuickRow_areAtMostAsStated(Row row) throws IOException {
        assertAtMostStated(row);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowRows")
    void ands_ofASlowRow_areAtMostAsStated(Row row) throws IOException {
        assertAtMostStated(row);
    }

    @Test
    void rows_all_haveNamesOfTheirOwn() {
        Set<String> names = new HashSet<>();
        Resources.rows().forEach(row -> assertTrue(names.add(row.name()), row.name()));
    }

    @Test
    void page_writtenAndRead_hasTheSameFigures() {
        List<Row> rows = Resources.rows().subList(0, 2);
        Map<String, Long> ands = Map.of(rows.get(0).name(), 12_345L, rows.get(1).name(), 7L);
        assertEquals(ands, Report.figures(Report.text(rows, ands)));
    }

    @Test
    void parse_expression_becomesAProgram() {
        Row row = Row.parse("t", "sum | 9 | us | 8 | | a: u8, b: u8 -> (u8, bool) = checked_add(a, b)");
        assertEquals(OptionalLong.of(8), row.target());
        assertEquals("""
                program expression;
                party alice, bob;
                fn main(a: u8 from alice, b: u8 from bob) -> (result0: u8 to all, result1: bool to all) {
                    return checked_add(a, b);
                }
                """, row.text());
    }
}
