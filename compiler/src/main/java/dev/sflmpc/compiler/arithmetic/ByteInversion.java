package dev.sflmpc.compiler.arithmetic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Recognises permutations of bytes that are the inversion in GF(2^8) between affine maps, as the S-boxes of AES (and its
 * inverse), Camellia and SM4 are.
 *
 * <p>{@code S(x) = B(I(A(x + a))) + b} with linear maps A and B. Differences tell which input goes to I(0) = 0, then A is
 * guessed on two vectors, the first of which may go to 1 since I(cx) = I(x)/c. What A is on a space says what the inverse of B is
 * on the images, and the other way round, until both are known or contradict themselves: Biryukov, De Cannière, Braeken,
 * Preneel, "A Toolbox for Cryptanalysis: Linear and Affine Equivalence Algorithms" (Eurocrypt 2003), section 3.
 *
 * <p>{@code a} is A, {@code m} the inverse of B.
 */
final class ByteInversion {

    private static final int POINTS = 256;
    private static final int POLYNOMIAL = 0x11B;
    private static final int UNKNOWN = -1;

    private static final int[] INVERSES = inverses();

    private final int[] s = new int[POINTS];
    private final int[] inverseOfS = new int[POINTS];
    private final Partial a = new Partial();
    private final Partial m = new Partial();
    private final Deque<int[]> open = new ArrayDeque<>();

    /**
     * The maps of a permutation.
     *
     * @param input A on the eight unit vectors
     * @param inputShift the byte that is added before A
     * @param output B on the eight unit vectors
     * @param outputShift the byte that is added after B
     */
    record Maps(int[] input, int inputShift, int[] output, int outputShift) {}

    private ByteInversion() {}

    /** The inverse in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1; 0 for 0. */
    static int invert(int value) {
        return INVERSES[value];
    }

    /** The maps that make this permutation from the inversion; null when there are none. */
    static @Nullable Maps find(int[] table) {
        if (!isPermutation(table) || !isDifferentiallyLikeInversion(table)) {
            return null;
        }
        ByteInversion search = new ByteInversion();
        int shift = zero(table);
        return shift >= 0 && search.solve(table, shift) ? search.maps(shift, table[shift]) : null;
    }

    /**
     * The input that goes to I(0), −1 if there is none: {@code I(x) + I(x + d) = 1/d} for x = 0, d and two others, so it is
     * among the four inputs of that output difference which occurs four times, for every input difference.
     */
    private static int zero(int[] table) {
        boolean[] possible = new boolean[POINTS];
        Arrays.fill(possible, true);
        for (int difference = 1; difference < POINTS; difference++) {
            int[] counts = new int[POINTS];
            for (int x = 0; x < POINTS; x++) {
                counts[table[x] ^ table[x ^ difference]]++;
            }
            for (int x = 0; x < POINTS; x++) {
                possible[x] &= counts[table[x] ^ table[x ^ difference]] == 4;
            }
        }
        for (int x = 0; x < POINTS; x++) {
            if (possible[x]) {
                return x;
            }
        }
        return -1;
    }

    private static boolean isPermutation(int[] table) {
        return table.length == POINTS && Arrays.stream(table).distinct().count() == POINTS;
    }

    /** For every input difference one output difference occurs four times and 126 occur twice. */
    private static boolean isDifferentiallyLikeInversion(int[] table) {
        for (int difference = 1; difference < POINTS; difference++) {
            int[] counts = new int[POINTS];
            int fours = 0;
            for (int x = 0; x < POINTS; x++) {
                int count = ++counts[table[x] ^ table[x ^ difference]];
                fours += count == 3 ? 1 : 0;
                if (count > 4 || fours > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean solve(int[] table, int shift) {
        for (int x = 0; x < POINTS; x++) {
            s[x] = table[x ^ shift] ^ table[shift];
            inverseOfS[s[x]] = x;
        }
        for (int guess = 2; guess < POINTS; guess++) {
            a.reset();
            m.reset();
            if (learn(1, 1) && learn(2, guess) && isComplete()) {
                return true;
            }
        }
        return false;
    }

    private boolean isComplete() {
        for (int x = 0; x < POINTS; x++) {
            if (a.value[x] == UNKNOWN || m.value[s[x]] != INVERSES[a.value[x]]) {
                return false;
            }
        }
        return true;
    }

    /** Takes A(x) as known and draws all conclusions; false when they contradict. */
    private boolean learn(int x, int value) {
        open.clear();
        open.add(new int[] {x, value, 0});
        while (!open.isEmpty()) {
            int[] known = open.remove();
            boolean fits = known[2] == 0 ? extend(a, s, m, known, 1) : extend(m, inverseOfS, a, known, 0);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** A linear map as far as it is known: on a space, whose points are listed. */
    private static final class Partial {

        private final int[] value = new int[POINTS];
        private final int[] points = new int[POINTS];
        private int count;

        Partial() {
            Arrays.fill(value, UNKNOWN);
        }

        void reset() {
            for (int i = 0; i < count; i++) {
                value[points[i]] = UNKNOWN;
            }
            points[0] = 0;
            value[0] = 0;
            count = 1;
        }

        /** Makes the space larger by a vector; false when the map would not be one to one. */
        boolean extend(int vector, int image) {
            int before = count;
            for (int i = 0; i < before; i++) {
                int sum = value[points[i]] ^ image;
                if (sum == 0) {
                    return false;
                }
                points[count] = points[i] ^ vector;
                value[points[count++]] = sum;
            }
            return true;
        }
    }

    /** Adds a vector to the space where one map is known; its new points say what the other map is on their images. */
    private boolean extend(Partial map, int[] image, Partial other, int[] known, int nextMap) {
        if (map.value[known[0]] != UNKNOWN) {
            return map.value[known[0]] == known[1];
        }
        int before = map.count;
        if (!map.extend(known[0], known[1])) {
            return false;
        }
        for (int i = before; i < map.count; i++) {
            int target = image[map.points[i]];
            int inverse = INVERSES[map.value[map.points[i]]];
            if (other.value[target] == UNKNOWN) {
                open.add(new int[] {target, inverse, nextMap});
            } else if (other.value[target] != inverse) {
                return false;
            }
        }
        return true;
    }

    private Maps maps(int inputShift, int outputShift) {
        int[] input = new int[8];
        int[] output = new int[8];
        for (int i = 0; i < 8; i++) {
            input[i] = a.value[1 << i];
        }
        for (int y = 0; y < POINTS; y++) {
            if (Integer.bitCount(m.value[y]) == 1) {
                output[Integer.numberOfTrailingZeros(m.value[y])] = y;
            }
        }
        return new Maps(input, inputShift, output, outputShift);
    }

    private static int[] inverses() {
        int[] inverses = new int[POINTS];
        for (int x = 1; x < POINTS; x++) {
            int power = 1;
            for (int i = 0; i < POINTS - 2; i++) {
                power = multiply(power, x);
            }
            inverses[x] = power;
        }
        return inverses;
    }

    private static int multiply(int x, int y) {
        int product = 0;
        for (int i = 7; i >= 0; i--) {
            product = product << 1 ^ ((product & 0x80) == 0 ? 0 : POLYNOMIAL) ^ ((y >>> i & 1) == 0 ? 0 : x);
        }
        return product;
    }
}
