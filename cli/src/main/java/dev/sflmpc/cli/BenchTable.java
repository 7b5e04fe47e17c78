package dev.sflmpc.cli;

import dev.sflmpc.cli.bench.BenchResult;
import dev.sflmpc.cli.bench.Figure;
import dev.sflmpc.cli.bench.GateRates;
import dev.sflmpc.cli.bench.OtRates;
import dev.sflmpc.cli.bench.WorkloadRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code mpc bench} prints for people. */
final class BenchTable {

    private static final String NONE = "";

    private BenchTable() {}

    static String of(BenchResult result) {
        List<String> paragraphs = new ArrayList<>();
        List<List<String>> gates = gates(result);
        if (!gates.isEmpty()) {
            gates.addFirst(List.of("circuit", "side by side", "AND gates", "garble", "evaluate", "of AES", "kernel"));
            paragraphs.add("M AND/s on one core: median (least to most)\n\n" + Columns.of(gates));
        }
        List<List<String>> rest = rest(result);
        if (!rest.isEmpty()) {
            paragraphs.add(Columns.of(rest));
        }
        return String.join("\n\n", paragraphs);
    }

    private static List<List<String>> gates(BenchResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (WorkloadRates workload : result.workloads()) {
            rows.add(row(workload.name(), workload.single()));
            workload.lanes().forEach(rates -> rows.add(row(NONE, rates)));
            workload.otherSchemes().forEach(rates -> rows.add(row(workload.name() + ", " + rates.scheme(), rates)));
        }
        result.lanes().ifPresent(lanes -> {
            rows.add(row("lanes (sha256)", lanes.single()));
            lanes.lanes().forEach(rates -> rows.add(row(NONE, rates)));
        });
        return rows;
    }

    private static List<String> row(String name, GateRates rates) {
        return List.of(
                name,
                Integer.toString(rates.rows()),
                Counts.of(rates.andCount()),
                millions(rates.garble()),
                millions(rates.evaluate()),
                String.format(Locale.ROOT, "%.0f %%", 100 * rates.garbleAesFraction()),
                rates.kernel());
    }

    private static List<List<String>> rest(BenchResult result) {
        List<List<String>> rows = new ArrayList<>();
        result.workloads().stream()
                .findFirst()
                .ifPresent(workload -> rows.add(List.of(
                        "bare AES",
                        figure(workload.single().garbleAesNanos(), "%.2f", 1)
                                + " ns a block, decrypting in CBC as gates do")));
        result.ot().ifPresent(ot -> rows.add(List.of("correlated OT", ot(ot))));
        result.plain().ifPresent(pair -> rows.add(List.of("two processes, TLS off", pair(pair))));
        result.tls().ifPresent(pair -> rows.add(List.of("two processes, TLS on", pair(pair))));
        result.session().ifPresent(session -> rows.add(session("session", session)));
        result.prepared().ifPresent(session -> rows.add(session("prepared session", session)));
        result.tinySeconds()
                .ifPresent(seconds ->
                        rows.add(List.of("tiny program, command to answer", figure(seconds, "%.2f", 1) + " s")));
        return rows;
    }

    private static List<String> session(String name, BenchResult.SessionTime session) {
        return List.of(
                name + " of " + Counts.of(session.andCount(), "AND gate"),
                figure(session.seconds(), "%.1f", 1e3) + " ms");
    }

    private static String ot(OtRates ot) {
        return millions(ot.perSecond()) + String.format(Locale.ROOT, " M/s, %.2f bytes each", ot.bytesPerOt());
    }

    private static String pair(BenchResult.PairRates pair) {
        return millions(pair.perSecond())
                + String.format(Locale.ROOT, " M AND/s, %.1f bytes an AND", pair.bytesPerAnd());
    }

    private static String millions(Figure figure) {
        return figure(figure, "%.1f", 1e-6);
    }

    private static String figure(Figure figure, String format, double scale) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                scale * figure.median(),
                scale * figure.min(),
                scale * figure.max());
    }
}
