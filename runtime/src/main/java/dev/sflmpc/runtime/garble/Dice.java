package dev.sflmpc.runtime.garble;

/**
 * The dicing bits of a table: five for each AND gate, z0 in the lowest bit of a byte while gates are worked on, without
 * gaps on the wire.
 *
 * <p>On the wire, bit b of gate n is bit {@code 5n + b} of what follows the rows, lowest bits of a byte first; the last byte is filled
 * up with 0, or with what the reader does not look at.
 */
final class Dice {

    private static final int BITS = 5;
    private static final int GROUP = 8;

    private Dice() {}

    /** The bytes that an array needs to hold the bits of {@code ands} gates. */
    static int room(int ands) {
        return (ands + GROUP - 1) / GROUP * GROUP;
    }

    /** Writes the bits of the first {@code ands} gates to {@code table[at …]}. */
    static void pack(byte[] dice, int ands, byte[] table, int at) {
        for (int i = ands; i < room(ands); i++) {
            dice[i] = 0;
        }
        int end = at + (BITS * ands + 7) / 8;
        int to = at;
        for (int i = 0; i < ands; i += GROUP) {
            long group = joined(LongBytes.get(dice, i));
            for (int b = 0; b < BITS && to < end; b++) {
                table[to++] = (byte) (group >>> (8 * b));
            }
        }
    }

    /** Reads the bits of the first {@code ands} gates from {@code table[at …]}. */
    static void unpack(byte[] table, int at, int ands, byte[] dice) {
        int end = at + (BITS * ands + 7) / 8;
        int from = at;
        for (int i = 0; i < ands; i += GROUP) {
            long group = 0;
            for (int b = 0; b < BITS && from < end; b++) {
                group |= (table[from++] & 0xffL) << (8 * b);
            }
            LongBytes.put(dice, i, separated(group));
        }
    }

    /** From five bits in each of eight bytes to forty bits: pairs, then fours, then all. */
    private static long joined(long bytes) {
        long pairs = (bytes & 0x001F_001F_001F_001FL) | ((bytes & 0x1F00_1F00_1F00_1F00L) >>> 3);
        long fours = (pairs & 0x0000_03FF_0000_03FFL) | ((pairs & 0x03FF_0000_03FF_0000L) >>> 6);
        return (fours & 0x0000_0000_000F_FFFFL) | ((fours & 0x000F_FFFF_0000_0000L) >>> 12);
    }

    private static long separated(long bits) {
        long fours = (bits & 0x0000_0000_000F_FFFFL) | ((bits & 0x0000_00FF_FFF0_0000L) << 12);
        long pairs = (fours & 0x0000_03FF_0000_03FFL) | ((fours & 0x000F_FC00_000F_FC00L) << 6);
        return (pairs & 0x001F_001F_001F_001FL) | ((pairs & 0x03E0_03E0_03E0_03E0L) << 3);
    }
}
