package dev.sflmpc.runtime.ot;

/**
 * Multiples of points of P-256 by secret scalars: 64 digits of four bits, each a look-up that reads all 16 entries, so that
 * neither time nor addresses depend on the scalar.
 *
 * <p>Scalars are 32 bytes, highest first.
 */
final class P256Multiples {

    private static final int DIGIT_BITS = 4;
    private static final int DIGITS = 8 * P256Field.BYTES / DIGIT_BITS;
    private static final int ENTRIES = 1 << DIGIT_BITS;

    private final long[][][] tables;

    /** Precomputes multiples of a point of which many are needed. Safe for use by several threads. */
    P256Multiples(P256Point point) {
        P256Sum sum = new P256Sum();
        tables = new long[DIGITS][][];
        long[] base = point.coordinates();
        for (int digit = 0; digit < DIGITS; digit++) {
            tables[digit] = table(sum, base);
            base = tables[digit][ENTRIES - 1].clone();
            sum.add(base, tables[digit][1], base);
        }
    }

    /** {@code scalar · point}. */
    P256Point multiply(byte[] scalar) {
        P256Sum sum = new P256Sum();
        long[] total = P256Point.infinity().coordinates();
        long[] entry = new long[P256Sum.LIMBS];
        for (int digit = 0; digit < DIGITS; digit++) {
            select(tables[digit], digit(scalar, digit), entry);
            sum.add(total, entry, total);
        }
        return P256Point.of(total);
    }

    /** {@code scalar · point} for a point of which one multiple is needed. */
    static P256Point multiply(P256Point point, byte[] scalar) {
        P256Sum sum = new P256Sum();
        long[][] table = table(sum, point.coordinates());
        long[] total = P256Point.infinity().coordinates();
        long[] entry = new long[P256Sum.LIMBS];
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            for (int bit = 0; bit < DIGIT_BITS; bit++) {
                sum.twice(total, total);
            }
            select(table, digit(scalar, digit), entry);
            sum.add(total, entry, total);
        }
        return P256Point.of(total);
    }

    /** Digit {@code index} from the lowest. */
    private static int digit(byte[] scalar, int index) {
        return (scalar[P256Field.BYTES - 1 - index / 2] >> (DIGIT_BITS * (index & 1))) & (ENTRIES - 1);
    }

    /** 0, 1, … 15 times the point. */
    private static long[][] table(P256Sum sum, long[] point) {
        long[][] table = new long[ENTRIES][P256Sum.LIMBS];
        table[0] = P256Point.infinity().coordinates();
        for (int i = 1; i < ENTRIES; i++) {
            sum.add(table[i - 1], point, table[i]);
        }
        return table;
    }

    private static void select(long[][] table, int digit, long[] entry) {
        for (int limb = 0; limb < entry.length; limb++) {
            entry[limb] = 0;
        }
        for (int i = 0; i < ENTRIES; i++) {
            long mask = ((long) (i ^ digit) - 1) >> 63;
            long[] candidate = table[i];
            for (int limb = 0; limb < entry.length; limb++) {
                entry[limb] |= candidate[limb] & mask;
            }
        }
    }
}
