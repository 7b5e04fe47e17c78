package dev.sflmpc.benchmarks.plots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws {@code rates.png} and {@code lanes.png} from the output of {@code mpc bench --json}.
 *
 * <p>Arguments: the file with that output, and the folder for the drawings.
 */
public final class Plots {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final String OWN = "SFL/mpc";
    private static final String EMP = "EMP-toolkit 0.3";
    private static final String GO = "mpc (Go)";
    private static final List<String> QUANTITIES =
            List.of("garble AES-128", "garble SHA-256", "evaluate SHA-256", "two processes", "correlated OT");

    private Plots() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected the output of mpc bench --json, and a folder");
        }
        JsonNode bench = new ObjectMapper().readTree(Files.readString(Path.of(arguments[0])));
        Path folder = Path.of(arguments[1]);
        write(rates(bench, References.load()), folder.resolve("rates.png"));
        write(lanes(bench), folder.resolve("lanes.png"));
    }

    private static void write(CategoryChart chart, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, out, "png");
        }
    }

    /** Ours beside what others reach. */
    static CategoryChart rates(JsonNode bench, References references) {
        CategoryChart chart = chart("Million AND gates (OTs) per second, one core for each party", "");
        chart.getStyler().setLabelsVisible(true);
        chart.addSeries(OWN, QUANTITIES, own(bench));
        chart.addSeries(OWN + ", 16 side by side", QUANTITIES, sideBySide(bench));
        for (String system : List.of(EMP, GO)) {
            chart.addSeries(system, QUANTITIES, theirs(references, system));
        }
        return chart;
    }

    private static List<Double> own(JsonNode bench) {
        JsonNode workloads = bench.required("workloads");
        return List.of(
                millions(workloads.required("aes128"), "garble_and_per_second"),
                millions(workloads.required("sha256"), "garble_and_per_second"),
                millions(workloads.required("sha256"), "evaluate_and_per_second"),
                millions(bench, "end_to_end_and_per_second"),
                millions(bench, "ot_per_second"));
    }

    /** No bar where there is nothing to put side by side. */
    private static List<Double> sideBySide(JsonNode bench) {
        JsonNode workloads = bench.required("workloads");
        JsonNode aes128 = workloads.required("aes128").required("side_by_side_16");
        JsonNode sha256 = workloads.required("sha256").required("side_by_side_16");
        return Arrays.asList(
                millions(aes128, "garble_and_per_second"),
                millions(sha256, "garble_and_per_second"),
                millions(sha256, "evaluate_and_per_second"),
                null,
                null);
    }

    private static List<Double> theirs(References references, String system) {
        return List.of(
                references.millions(system, "garble"),
                references.millions(system, "garble"),
                references.millions(system, "evaluate"),
                references.millions(system, "end_to_end"),
                references.millions(system, "ot"));
    }

    /** What evaluations side by side gain. */
    static CategoryChart lanes(JsonNode bench) {
        List<String> widths = new ArrayList<>();
        List<Double> garble = new ArrayList<>();
        List<Double> evaluate = new ArrayList<>();
        for (JsonNode point : bench.required("workloads").required("lanes").required("curve")) {
            widths.add(point.required("side_by_side").asText());
            garble.add(millions(point, "garble_and_per_second"));
            evaluate.add(millions(point, "evaluate_and_per_second"));
        }
        CategoryChart chart = chart("SHA-256, million AND gates per second on one core", "evaluations side by side");
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        chart.getStyler().setOverlapped(true);
        chart.addSeries("garble", widths, garble);
        chart.addSeries("evaluate", widths, evaluate);
        return chart;
    }

    private static CategoryChart chart(String title, String below) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(below)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setDecimalPattern("#,##0.#");
        return chart;
    }

    private static Double millions(JsonNode node, String name) {
        return node.required(name).asDouble() / 1e6;
    }
}
