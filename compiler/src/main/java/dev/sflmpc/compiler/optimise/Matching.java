package dev.sflmpc.compiler.optimise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the affine maps that turn one function into another: {@code f(x) = r(Mx + b) + c·x + d}.
 *
 * <p>In the Walsh domain such an equivalence is an affine bijection of the frequencies, {@code W_f(w) =
 * ±W_r(Q(w + c))} with {@code Q} the transposed inverse of {@code M}, and the sign is affine in <i>w</i>. The bijection
 * is found one dimension at a time; each choice is checked on all the frequencies that it settles. Starting from the
 * rarest magnitude keeps the search short.
 */
final class Matching {

    private static final int STEP_LIMIT = 200_000;

    private final int dimension;
    private final int[] f;
    private final int[] r;
    private final int[] frequency = new int[Spectra.POINTS];
    private final int[] image = new int[Spectra.POINTS];
    private final int[] directions = new int[Spectra.VARIABLES];
    private final int[] imageDirections = new int[Spectra.VARIABLES];
    private final int[][] signs = new int[Spectra.VARIABLES + 1][Spectra.VARIABLES + 1];
    private int steps;

    private Matching(int dimension, int[] f, int[] r) {
        this.dimension = dimension;
        this.f = f;
        this.r = r;
    }

    /**
     * The recipe of the function with spectrum {@code f}, made from one of spectrum {@code r}; null when the two are
     * not equivalent.
     */
    static @Nullable Recipe transform(int dimension, int[] f, int[] r, Recipe recipe) {
        Matching matching = new Matching(dimension, f, r);
        return matching.search() ? matching.result(recipe) : null;
    }

    private boolean search() {
        int points = 1 << dimension;
        int[] count = new int[Spectra.POINTS + 1];
        for (int w = 0; w < points; w++) {
            count[Math.abs(f[w])]++;
        }
        int origin = 0;
        for (int w = 1; w < points; w++) {
            origin = count[Math.abs(f[w])] < count[Math.abs(f[origin])] ? w : origin;
        }
        chooseDirections(origin, count, points);
        frequency[0] = origin;
        for (int p = 0; p < points; p++) {
            if (Math.abs(r[p]) == Math.abs(f[origin])) {
                image[0] = p;
                Arrays.fill(signs[0], 0);
                if (learn(signs[0], 0) && extend(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void chooseDirections(int origin, int[] count, int points) {
        int[] basis = new int[Spectra.VARIABLES];
        for (int i = 0; i < dimension; i++) {
            int best = -1;
            for (int w = 1; w < points; w++) {
                if (reduce(basis, w) != 0
                        && (best < 0 || count[Math.abs(f[origin ^ w])] < count[Math.abs(f[origin ^ best])])) {
                    best = w;
                }
            }
            directions[i] = best;
            int rest = reduce(basis, best);
            basis[Integer.numberOfTrailingZeros(rest)] = rest;
        }
    }

    private static int reduce(int[] basis, int vector) {
        int v = vector;
        for (int p = 0; p < Spectra.VARIABLES; p++) {
            if ((v >>> p & 1) != 0 && basis[p] != 0) {
                v ^= basis[p];
            }
        }
        return v;
    }

    private boolean extend(int depth) {
        if (depth == dimension) {
            return true;
        }
        int size = 1 << depth;
        for (int i = 0; i < size; i++) {
            frequency[size + i] = frequency[i] ^ directions[depth];
        }
        for (int q = 1; q < 1 << dimension; q++) {
            if (++steps > STEP_LIMIT) {
                return false;
            }
            if (fits(depth, q) && extend(depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(int depth, int q) {
        int size = 1 << depth;
        for (int i = 0; i < size; i++) {
            int p = image[i] ^ q;
            if (p == image[0] || Math.abs(r[p]) != Math.abs(f[frequency[size + i]])) {
                return false;
            }
            image[size + i] = p;
        }
        System.arraycopy(signs[depth], 0, signs[depth + 1], 0, signs[depth].length);
        for (int i = size; i < 2 * size; i++) {
            if (!learn(signs[depth + 1], i)) {
                return false;
            }
        }
        imageDirections[depth] = q;
        return true;
    }

    /**
     * Adds the equation {@code sign = β·w + s} of one frequency to an echelon system; false when it contradicts.
     *
     * <p>An equation is a mask: bit 0 the right side, bit 1 the coefficient of <i>s</i>, then those of β.
     */
    private boolean learn(int[] system, int index) {
        int a = f[frequency[index]];
        if (a == 0) {
            return true;
        }
        int equation = 2 | frequency[index] << 2 | (a != r[image[index]] ? 1 : 0);
        for (int i = 0; i < system.length; i++) {
            if ((equation >>> (i + 1) & 1) != 0) {
                if (system[i] == 0) {
                    system[i] = equation;
                    return true;
                }
                equation ^= system[i];
            }
        }
        return equation == 0;
    }

    private Recipe result(Recipe recipe) {
        int solution = solve(signs[dimension]);
        int beta = solution >>> 2;
        int[] inverse = inverse();
        int[] forms = new int[Spectra.VARIABLES];
        for (int i = 0; i < dimension; i++) {
            forms[i] = inverse[i] | (parity(inverse[i] & beta) == 0 ? 0 : Recipe.ONE);
        }
        int shift = frequency[0];
        for (int i = 0; i < dimension; i++) {
            shift ^= (image[0] >>> i & 1) == 0 ? 0 : inverse[i];
        }
        int constant = (solution >>> 1 & 1) ^ parity(beta & shift);
        return recipe.substitute(forms, shift | (constant == 0 ? 0 : Recipe.ONE));
    }

    /** Back substitution: bit 1 is <i>s</i>, the bits above are β; free unknowns are 0. */
    private static int solve(int[] system) {
        int solution = 0;
        for (int i = system.length - 1; i >= 0; i--) {
            if (system[i] != 0) {
                int bit = (system[i] & 1) ^ parity(system[i] & solution & -2);
                solution |= bit << (i + 1);
            }
        }
        return solution;
    }

    /** The images of the unit vectors under the map that takes {@code imageDirections} to {@code directions}. */
    private int[] inverse() {
        int[] from = Arrays.copyOf(imageDirections, dimension);
        int[] to = Arrays.copyOf(directions, dimension);
        for (int bit = 0; bit < dimension; bit++) {
            int pivot = bit;
            while ((from[pivot] >>> bit & 1) == 0) {
                pivot++;
            }
            exchange(from, bit, pivot);
            exchange(to, bit, pivot);
            for (int i = 0; i < dimension; i++) {
                if (i != bit && (from[i] >>> bit & 1) != 0) {
                    from[i] ^= from[bit];
                    to[i] ^= to[bit];
                }
            }
        }
        return to;
    }

    private static void exchange(int[] values, int i, int j) {
        int kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    private static int parity(int mask) {
        return Integer.bitCount(mask) & 1;
    }
}
