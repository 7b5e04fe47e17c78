package dev.sflmpc.benchmarks.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        assertEquals(4, chart.getSeriesCollection().size());
        assertArrayEquals(
                new double[] {30, 30, 50, 35, 20}, chart.getSeries("SFL/mpc").getYData(), 1e-9);
        assertArrayEquals(
                new double[] {25, 25, 42.5, 19.5, 73},
                chart.getSeries("EMP-toolkit 0.3").getYData(),
                1e-9);
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
