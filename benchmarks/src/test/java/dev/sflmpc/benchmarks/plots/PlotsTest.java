package dev.sflmpc.benchmarks.plots;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {

    private static final String RATES = "\"garble_and_per_second\": 3e7, \"evaluate_and_per_second\": 5e7";
    private static final String WORKLOAD = "{" + RATES + ", \"side_by_side_16\": {" + RATES + "}}";

    @TempDir
    Path folder;

    @Test
    void main_outputOfBench_drawsBoth() throws Exception {
        Path bench = Files.writeString(
                folder.resolve("bench.json"),
                "{\"ot_per_second\": 2e7, \"end_to_end_and_per_second\": 3e7, \"workloads\": {\"aes128\": " + WORKLOAD
                        + ", \"sha256\": " + WORKLOAD + ", \"lanes\": {\"curve\": [{\"side_by_side\": 1, " + RATES
                        + "}, {\"side_by_side\": 2, " + RATES + "}]}}}");
        Plots.main(new String[] {bench.toString(), folder.toString()});
        String rates = Files.readString(folder.resolve("rates.svg"));
        assertTrue(rates.contains("<svg") && rates.contains("EMP-toolkit 0.3"), rates);
        assertTrue(Files.readString(folder.resolve("lanes.svg")).contains("evaluations side by side"));
    }

    @Test
    void main_withoutFiles_saysWhatItExpects() {
        assertThrows(IllegalArgumentException.class, () -> Plots.main(new String[0]));
    }
}
