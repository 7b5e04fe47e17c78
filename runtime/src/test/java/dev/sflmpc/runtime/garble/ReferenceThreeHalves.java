package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Three-halves garbling gate by gate, from the matrices of the paper and without any simplification: all four rows are worked out,
 * and what makes three words enough for them is asserted. Branches and looks up as it likes.
 */
final class ReferenceThreeHalves {

    /** The columns are A.L, A.R, B.L, B.R; the rows the halves of the output. */
    private static final int[][] S1 = {{1, 1, 1, 0}, {1, 0, 0, 1}};

    private static final int[][] S2 = {{1, 0, 0, 1}, {0, 1, 1, 1}};

    /** For colours (i, j), at 2i + j. */
    private static final int[][][] FIXED = {
        {{0, 0, 1, 0}, {0, 1, 0, 0}},
        {{0, 0, 1, 0}, {0, 0, 0, 0}},
        {{0, 0, 0, 0}, {0, 1, 0, 0}},
        {{0, 0, 0, 0}, {0, 0, 0, 0}}
    };

    /** A label in two words. */
    record Label(long low, long high) {
        Label xor(Label other) {
            return new Label(low ^ other.low, high ^ other.high);
        }

        Label times(int bit) {
            return bit == 0 ? new Label(0, 0) : this;
        }

        int colour() {
            return (int) low & 1;
        }
    }

    /** A word and a bit of a hash. */
    record Hashed(long word, int bit) {}

    /** {@code tweak} is 3g for A of gate g, 3g + 1 for B, 3g + 2 for A ^ B. */
    interface Hash {
        Hashed hash(Label label, long tweak);
    }

    /** @param z bits z0 to z4 */
    record Gate(long[] rows, int z, Label zeroLabel) {}

    /** What an evaluator gets, and the control bits that it saw. */
    record Evaluated(Label label, int control) {}

    private ReferenceThreeHalves() {}

    static Gate garble(Hash hash, long gate, Label a0, Label b0, Label delta, int rho1, int rho2) {
        int a = 1 ^ a0.colour();
        int b = 1 ^ b0.colour();
        Label[] as = {a0.xor(delta.times(1 ^ a)), a0.xor(delta.times(a))};
        Label[] bs = {b0.xor(delta.times(1 ^ b)), b0.xor(delta.times(b))};
        Label x = as[0].xor(bs[0]);
        Hashed[] ha = {hash.hash(as[0], 3 * gate), hash.hash(as[1], 3 * gate)};
        Hashed[] hb = {hash.hash(bs[0], 3 * gate + 1), hash.hash(bs[1], 3 * gate + 1)};
        Hashed[] hx = {hash.hash(x, 3 * gate + 2), hash.hash(x.xor(delta), 3 * gate + 2)};
        long[] left = new long[4];
        long[] right = new long[4];
        for (int row = 0; row < 4; row++) {
            int i = row >> 1;
            int j = row & 1;
            int r1 = rho1 ^ (i & a) ^ ((i ^ j) & (a ^ b));
            int r2 = rho2 ^ (j & b) ^ ((i ^ j) & (a ^ b));
            Label linear = linear(i, j, r1, r2, as[i], bs[j]);
            Label truth = delta.times(i == a && j == b ? 1 : 0);
            left[row] = ha[i].word ^ hx[i ^ j].word ^ linear.low ^ truth.low;
            right[row] = hb[j].word ^ hx[i ^ j].word ^ linear.high ^ truth.high;
        }
        assertEquals(left[1] ^ left[0], right[2] ^ right[0], "one G2 for both halves");
        assertEquals(0, left[0] ^ left[1] ^ left[2] ^ left[3]);
        assertEquals(0, right[0] ^ right[1] ^ right[2] ^ right[3]);
        int z0 = rho1 ^ ha[0].bit ^ hx[0].bit;
        int z1 = rho2 ^ hb[0].bit ^ hx[0].bit;
        int z2 = a ^ ha[0].bit ^ ha[1].bit;
        int z3 = b ^ hb[0].bit ^ hb[1].bit;
        int z4 = a ^ b ^ hx[0].bit ^ hx[1].bit;
        return new Gate(
                new long[] {left[3] ^ left[0], right[3] ^ right[0], left[1] ^ left[0]},
                z0 | z1 << 1 | z2 << 2 | z3 << 3 | z4 << 4,
                new Label(left[0], right[0]));
    }

    static Evaluated evaluate(Hash hash, long gate, Label a, Label b, long[] rows, int z) {
        int i = a.colour();
        int j = b.colour();
        int k = i ^ j;
        Hashed ha = hash.hash(a, 3 * gate);
        Hashed hb = hash.hash(b, 3 * gate + 1);
        Hashed hx = hash.hash(a.xor(b), 3 * gate + 2);
        int r1 = (z & 1) ^ (i & z >> 2) ^ (k & z >> 4) ^ ha.bit ^ hx.bit;
        int r2 = (z >> 1 & 1) ^ (j & z >> 3) ^ (k & z >> 4) ^ hb.bit ^ hx.bit;
        Label linear = linear(i, j, r1, r2, a, b);
        long left = ha.word ^ hx.word ^ i * rows[0] ^ k * rows[2] ^ linear.low;
        long right = hb.word ^ hx.word ^ j * rows[1] ^ k * rows[2] ^ linear.high;
        return new Evaluated(new Label(left, right), r1 | r2 << 1 | i << 2 | j << 3);
    }

    private static Label linear(int i, int j, int r1, int r2, Label a, Label b) {
        long[] columns = {a.low, a.high, b.low, b.high};
        long[] halves = new long[2];
        for (int half = 0; half < 2; half++) {
            for (int column = 0; column < 4; column++) {
                int control = r1 * S1[half][column] ^ r2 * S2[half][column] ^ FIXED[2 * i + j][half][column];
                halves[half] ^= control * columns[column];
            }
        }
        return new Label(halves[0], halves[1]);
    }
}
