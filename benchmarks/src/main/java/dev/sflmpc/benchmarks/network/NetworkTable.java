package dev.sflmpc.benchmarks.network;

import dev.sflmpc.cli.bench.Launcher;
import dev.sflmpc.cli.bench.PairJob;
import dev.sflmpc.cli.bench.PairResult;
import dev.sflmpc.cli.bench.TwoProcesses;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs sessions between two processes over slow networks and writes {@code docs/performance/networks.md}.
 *
 * <p>Run in the folder of the project. An argument is a part of the names of the networks to measure; without one it takes
 * some five minutes.
 */
public final class NetworkTable {

    private static final Path PAGE = Path.of("docs", "performance", "networks.md");

    static final List<Link> LINKS = List.of(
            new Link("LAN: 1 Gbit/s, 0.2 ms", 1e9, Duration.ofNanos(200_000)),
            new Link("100 Mbit/s, 20 ms", 100e6, Duration.ofMillis(20)),
            new Link("10 Mbit/s, 100 ms", 10e6, Duration.ofMillis(100)));

    private final TwoProcesses processes;
    private final Path folder;
    private final PrintStream out;

    private NetworkTable(TwoProcesses processes, Path folder, PrintStream out) {
        this.processes = processes;
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        String part = arguments.length == 0 ? "" : arguments[0];
        Path folder = Files.createTempDirectory("mpc-networks");
        List<NetworkRow> rows = new ArrayList<>();
        try (TwoProcesses processes = new TwoProcesses(Launcher.ofThisProcess(System.getenv()))) {
            NetworkTable table = new NetworkTable(processes, folder, System.out);
            for (Link link : LINKS) {
                if (link.name().contains(part)) {
                    table.measure(link, rows);
                }
            }
        } finally {
            delete(folder);
        }
        Files.writeString(PAGE, NetworkPage.text(rows));
        System.out.println("wrote " + PAGE);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void measure(Link link, List<NetworkRow> rows) throws IOException {
        for (NetworkPrograms program : NetworkPrograms.values()) {
            PairJob job = program.job(link, folder);
            for (Scenario scenario : Scenario.all()) {
                PairResult result = run(link, job.with(scenario.options()));
                NetworkRow row = new NetworkRow(link, program, scenario, result);
                rows.add(row);
                out.printf(
                        Locale.ROOT,
                        "%s, %s, %s: %.2f s%n",
                        link.name(),
                        program.title(),
                        scenario.name(),
                        result.totalSeconds());
            }
        }
    }

    private PairResult run(Link link, PairJob job) throws IOException {
        List<ShapingProxy> proxies = new ArrayList<>();
        try {
            return processes.run(job.over(port -> {
                proxies.add(proxy(link, port));
                return proxies.getLast().port();
            }));
        } finally {
            for (ShapingProxy proxy : proxies) {
                proxy.close();
            }
        }
    }

    private static ShapingProxy proxy(Link link, int port) {
        try {
            return ShapingProxy.open(link, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
