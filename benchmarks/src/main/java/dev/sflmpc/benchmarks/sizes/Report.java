package dev.sflmpc.benchmarks.sizes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The comparison as a page of the documentation, written and read. */
final class Report {

    private static final String HEAD = """
            # Circuit sizes

            AND gates, the price of a secure computation, of programs written the way people write them, next to the best that is
            published. *Built* is what our own models of a circuit reach, *ratio* is ours over the better of the two. The sources are in
            `benchmarks/src/main/resources/dev/sflmpc/benchmarks/sizes`; one-line programs stand in `rows.txt` there.
            Programs are compiled at the default level, circuits optimised at the default level of `mpc optimize`.

            ```
            mvn -q -pl benchmarks -am -DskipTests package
            java -cp benchmarks/target/benchmarks.jar dev.sflmpc.benchmarks.sizes.CircuitSizes
            ```

            writes this page anew and lists the rows that got worse.
            """;

    private static final String COLUMNS = """
            | circuit | ours | published | by | built | ratio |
            |---|--:|--:|---|--:|--:|
            """;

    private Report() {}

    /** @param ands what each row has, by its name; rows that are not there are left out */
    static String text(List<Row> rows, Map<String, Long> ands) {
        StringBuilder text = new StringBuilder(HEAD);
        String table = "";
        for (Row row : rows) {
            Long ours = ands.get(row.name());
            if (ours == null) {
                continue;
            }
            if (!row.table().equals(table)) {
                table = row.table();
                text.append("\n## ").append(table).append("\n\n").append(COLUMNS);
            }
            text.append("| ").append(String.join(" | ", cells(row, ours))).append(" |\n");
        }
        return text.toString();
    }

    private static List<String> cells(Row row, long ours) {
        return List.of(
                row.name(),
                number(OptionalLong.of(ours)),
                number(row.published()),
                row.who(),
                number(row.built()),
                row.target().isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.2f",
                                ours / (double) row.target().getAsLong()));
    }

    private static String number(OptionalLong count) {
        return count.isEmpty() ? "" : String.format(Locale.ROOT, "%,d", count.getAsLong());
    }

    /** The figures of a page, by the names of their rows. */
    static Map<String, Long> figures(String page) {
        Map<String, Long> figures = new LinkedHashMap<>();
        for (String line : page.lines().toList()) {
            List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
            if (cells.size() > 2 && cells.get(2).strip().matches("[0-9,]+")) {
                figures.put(
                        cells.get(1).strip(), Long.valueOf(cells.get(2).strip().replace(",", "")));
            }
        }
        return figures;
    }
}
