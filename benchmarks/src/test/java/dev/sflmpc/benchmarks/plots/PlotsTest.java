package dev.sflmpc.benchmarks.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;

class PlotsTest {

    private static final String RATES = "\"garble_and_per_second\": 3e7, \"evaluate_and_per_second\": 5e7";
    private static final String WORKLOAD = "{" + RATES + ", \"side_by_side_16\": {" + RATES + "}}";

    private static final String BENCH =
            "{\"ot_per_second\": 2e7, \"end_to_end_and_per_second\": 3.5e7, \"workloads\": {\"aes128\": " + WORKLOAD
                    + ", \"sha256\": " + WORKLOAD + ", \"lanes\": {\"curve\": [{\"side_by_side\": 1, " + RATES
                    + "}, {\"side_by_side\": 2, " + RATES + "}]}}}";

    @TempDir
    Path folder;

    @Test
    void main_outputOfBench_drawsBoth() throws Exception {
        Path bench = Files.writeString(folder.resolve("bench.json"), BENCH);
        Plots.main(new String[] {bench.toString(), folder.toString()});
        for (String name : new String[] {"rates.png", "lanes.png"}) {
            BufferedImage drawn = ImageIO.read(folder.resolve(name).toFile());
            assertTrue(colours(drawn) > 5, name);
        }
    }

    @Test
    void rates_outputOfBench_areInMillionsBesideTheReferences() throws Exception {
        JsonNode bench = new ObjectMapper().readTree(BENCH);
        CategoryChart chart = Plots.rates(bench, References.load());
        assertEquals(
                List.of("SFL/mpc", "SFL/mpc, 16 side by side", "EMP-toolkit 0.3", "mpc (Go)"),
                List.copyOf(chart.getSeriesMap().keySet()));
        assertEquals(
                List.of(30.0, 30.0, 50.0, 35.0, 20.0),
                List.copyOf(chart.getSeriesMap().get("SFL/mpc").getYData()));
        assertEquals(
                List.of(25.0, 25.0, 42.5, 19.5, 73.0),
                List.copyOf(chart.getSeriesMap().get("EMP-toolkit 0.3").getYData()));
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }

    @Test
    void main_withoutFiles_saysWhatItExpects() {
        assertThrows(IllegalArgumentException.class, () -> Plots.main(new String[0]));
    }
}
