package dev.sflmpc.benchmarks.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.cli.bench.PairJob;
import dev.sflmpc.cli.bench.PairResult;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTableTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(NetworkPrograms.class)
    void job_onTheSlowestLink_takesSecondsThere(NetworkPrograms program) throws Exception {
        Link slowest = NetworkTable.LINKS.getLast();
        PairJob job = program.job(slowest, folder);
        long ands = ProgramCost.of(ProgramFile.read(job.program()).program()).andCount();
        double seconds = slowest.nanos(32 * ands) / 1e9;
        assertTrue(ands > 0 && seconds < 4, seconds + " s");
    }

    @Test
    void text_ofARow_isALineOfTheTable() {
        NetworkRow row = new NetworkRow(
                NetworkTable.LINKS.getLast(),
                NetworkPrograms.GATES,
                new Scenario("half-gates, SoftSpoken-4", List.of()),
                new PairResult(1000, 1.5, 2.25, 2, 40_000, 1_250_000));
        String page = NetworkPage.text(List.of(row));
        assertEquals(
                "| 10 Mbit/s, 100 ms | 32-bit multiplications | 1,000 | half-gates, SoftSpoken-4 | 40,000 | 1.00 s | 2.25 s |",
                page.lines().toList().getLast());
        assertTrue(page.startsWith("# "));
    }

    @Test
    void scenarios_nameSchemesAndExtensions() {
        Stream<String> names = Scenario.all().stream().map(Scenario::name);
        assertTrue(names.anyMatch("half-gates, SoftSpoken-4"::equals));
        assertEquals(
                List.of("--garbling", "half-gates"), Scenario.all().getFirst().options());
    }
}
