package dev.sflmpc.benchmarks.network;

import java.util.List;
import java.util.Locale;

/** The page of {@link NetworkTable}. */
final class NetworkPage {

    private static final String HEAD = """
            # Sessions over slow networks

            Two processes of `mpc` on one machine, TLS on, with a proxy between them that delays and slows down both directions
            (the second number is a round trip; no loss, no slow start). `docs/performance/networks` measures and writes this page.

            Seconds are those of the whole session: TCP, TLS, set-up, gates, results; starting Java is not in them. Line is
            how long the network would take for what the garbler sends if it were never idle.

            | network | program | AND gates | garbling, OT | bytes | line | session |
            |---|---|--:|---|--:|--:|--:|
            """;

    private NetworkPage() {}

    static String text(List<NetworkRow> rows) {
        StringBuilder page = new StringBuilder(HEAD);
        for (NetworkRow row : rows) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %s | %,d | %.2f s | %.2f s |\n",
                    row.link().name(),
                    row.program().title(),
                    row.result().ands(),
                    row.scenario().name(),
                    row.result().wireBytes(),
                    row.lineSeconds(),
                    row.result().totalSeconds()));
        }
        return page.toString();
    }
}
