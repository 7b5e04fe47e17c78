package dev.sflmpc.benchmarks.sizes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compiles every program of the comparison and writes {@code docs/circuit-sizes.md}.
 *
 * <p>Run in the folder of the project. An argument is a part of the names of the rows to measure; the others keep the figures
 * of the page. The exit code is 1 when a row got worse than the page says.
 */
public final class CircuitSizes {

    private static final Path PAGE = Path.of("docs", "circuit-sizes.md");

    private final Map<String, Long> stated;
    private final Map<String, Long> ands = new LinkedHashMap<>();
    private final PrintStream out;
    private boolean worse;

    private CircuitSizes(Map<String, Long> stated, PrintStream out) {
        this.stated = stated;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Long> stated = Files.exists(PAGE) ? Report.figures(Files.readString(PAGE)) : Map.of();
        String part = arguments.length == 0 ? "" : arguments[0];
        CircuitSizes sizes = new CircuitSizes(stated, System.out);
        List<Row> rows = Resources.rows();
        Measurement measurement = new Measurement(Path.of(System.getProperty("sfl.shared", "../shared")));
        for (Row row : rows) {
            if (row.name().contains(part)) {
                sizes.measure(row, measurement);
            } else {
                sizes.keep(row);
            }
        }
        Files.writeString(PAGE, Report.text(rows, sizes.ands));
        sizes.out.println("wrote " + PAGE);
        if (sizes.worse) {
            System.exit(1);
        }
    }

    private void keep(Row row) {
        Long figure = stated.get(row.name());
        if (figure != null) {
            ands.put(row.name(), figure);
        }
    }

    private void measure(Row row, Measurement measurement) throws IOException {
        long start = System.nanoTime();
        OptionalLong count = measurement.ands(row);
        if (count.isEmpty()) {
            out.println(row.name() + ": skipped, there is no " + row.source());
            keep(row);
            return;
        }
        long ours = count.getAsLong();
        ands.put(row.name(), ours);
        Long before = stated.get(row.name());
        String change =
                before == null || before == ours ? "" : ours > before ? "  WORSE than " + before : "  was " + before;
        worse |= before != null && ours > before;
        OptionalLong target = row.target();
        String missed = target.isPresent() && ours > target.getAsLong() ? "  above " + target.getAsLong() : "";
        out.printf("%-55s %,9d  %.1f s%s%s%n", row.name(), ours, (System.nanoTime() - start) / 1e9, missed, change);
    }
}
