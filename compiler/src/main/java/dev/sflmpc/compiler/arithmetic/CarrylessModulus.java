package dev.sflmpc.compiler.arithmetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a polynomial over GF(2) is reduced by: {@code degree} linear sums of its coefficients.
 *
 * @param kind how it is reduced
 * @param degree how many coefficients are left
 * @param polynomial an irreducible one, bit k the coefficient of x^k; 0 of the other kinds
 */
record CarrylessModulus(Kind kind, int degree, int polynomial) {

    static final int MOST_DEGREE = 10;

    private static final List<List<CarrylessModulus>> IRREDUCIBLE = irreducible();

    enum Kind {
        /** x^degree: the low coefficients. */
        ZERO,
        /** (x + 1)^degree: the low coefficients in powers of x + 1. */
        ONE,
        /** The high coefficients, highest first. */
        INFINITY,
        /** An irreducible polynomial other than x and x + 1. */
        IRREDUCIBLE
    }

    static CarrylessModulus point(Kind kind, int degree) {
        return new CarrylessModulus(kind, degree, 0);
    }

    /** All irreducible polynomials of a degree of 2 to {@link #MOST_DEGREE}. */
    static List<CarrylessModulus> ofDegree(int degree) {
        return IRREDUCIBLE.get(degree);
    }

    private static List<List<CarrylessModulus>> irreducible() {
        List<List<CarrylessModulus>> all = new ArrayList<>(List.of(List.of(), List.of()));
        for (int degree = 2; degree <= MOST_DEGREE; degree++) {
            List<CarrylessModulus> found = new ArrayList<>();
            for (int polynomial = (1 << degree) + 1; polynomial < 2 << degree; polynomial += 2) {
                if (isIrreducible(polynomial, degree)) {
                    found.add(new CarrylessModulus(Kind.IRREDUCIBLE, degree, polynomial));
                }
            }
            all.add(List.copyOf(found));
        }
        return List.copyOf(all);
    }

    private static boolean isIrreducible(int polynomial, int degree) {
        for (int divisor = 2; divisor < 2 << degree / 2; divisor++) {
            if (remainder(polynomial, divisor) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int remainder(int dividend, int divisor) {
        int length = Integer.SIZE - Integer.numberOfLeadingZeros(divisor);
        int rest = dividend;
        for (int top = Integer.SIZE - length; top >= 0; top--) {
            if ((rest >>> top + length - 1 & 1) != 0) {
                rest ^= divisor << top;
            }
        }
        return rest;
    }

    /** For each coefficient that is left, those of a polynomial of {@code length} coefficients that it is the sum of. */
    BitSet[] sums(int length) {
        BitSet[] sums = new BitSet[degree];
        for (int i = 0; i < degree; i++) {
            sums[i] = new BitSet(length);
        }
        int power = 1;
        for (int k = 0; k < length; k++) {
            for (int i = 0; i < degree; i++) {
                sums[i].set(
                        k,
                        switch (kind) {
                            case ZERO -> k == i;
                            // Lucas: the binomial coefficient of k and i is odd
                            case ONE -> (k & i) == i;
                            case INFINITY -> k == length - 1 - i;
                            case IRREDUCIBLE -> (power >>> i & 1) != 0;
                        });
            }
            power <<= 1;
            power ^= (power >>> degree) * polynomial;
        }
        return sums;
    }
}
