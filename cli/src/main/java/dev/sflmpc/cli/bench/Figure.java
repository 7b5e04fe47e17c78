package dev.sflmpc.cli.bench;

import java.util.Arrays;

/**
 * The median of several measurements of one thing, and the extremes.
 *
 * @param samples how many measurements there were
 */
public record Figure(double median, double min, double max, int samples) {

    static Figure of(double... measurements) {
        if (measurements.length == 0) {
            throw new IllegalArgumentException("no measurement");
        }
        double[] sorted = measurements.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
