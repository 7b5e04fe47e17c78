package dev.sflmpc.cli;

import java.util.Locale;

/** Numbers for people. */
final class Counts {

    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Counts() {}

    /** {@code 1,234,567}. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 error}, {@code 2 errors}. */
    static String of(long count, String noun) {
        return of(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 999 bytes}, {@code 1.5 kB}, {@code 32.0 MB}: units are powers of a thousand. */
    static String ofBytes(long count) {
        if (count < 1000) {
            return count + (count == 1 ? " byte" : " bytes");
        }
        double scaled = count;
        int unit = 0;
        while (scaled >= 999.95 && unit < BYTE_UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, BYTE_UNITS[unit]);
    }
}
