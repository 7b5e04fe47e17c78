package dev.sflmpc.cli;

import java.util.List;
import java.util.Locale;

/**
 * Two hosts and what is between them, for an estimate of how long a session takes.
 *
 * <p>Gates are garbled, sent and evaluated at the same time, so the slower of machine and network decides. Round trips are
 * those of connecting, TLS, set-up and results; labels of inputs and what TLS adds are left out.
 *
 * @param andsPerSecond what the slower machine does
 * @param latencyMillis of a round trip
 */
record Network(String name, double andsPerSecond, double bitsPerSecond, double latencyMillis) {

    /** What two processes on a machine with two cores do. */
    static final double ANDS_PER_SECOND = 10e6;

    static final int ROUND_TRIPS = 8;

    /** Networks that people have. */
    static List<Network> presets(double andsPerSecond) {
        return List.of(
                new Network("same machine", andsPerSecond, 20e9, 0),
                new Network("LAN, 1 Gbit/s", andsPerSecond, 1e9, 0.5),
                new Network("100 Mbit/s, 10 ms", andsPerSecond, 100e6, 10),
                new Network("10 Mbit/s, 40 ms", andsPerSecond, 10e6, 40));
    }

    /** Seconds for so many AND gates, whose tables are of so many bytes. */
    double seconds(long ands, long tableBytes) {
        return Math.max(ands / andsPerSecond, 8.0 * tableBytes / bitsPerSecond) + ROUND_TRIPS * latencyMillis / 1000;
    }

    /** {@code 0.4 ms}, {@code 12.3 s}, {@code 3 min 20 s}. */
    static String duration(double seconds) {
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.1f ms", 1000 * seconds);
        }
        if (seconds < 99.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 2 * 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
