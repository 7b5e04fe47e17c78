package dev.sflmpc.compiler.elaborate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code constant + Σ factor · counter} over the counters of loops of the schedule.
 *
 * <p>Arithmetic throws {@link NotRollable} when it leaves the range of a long.
 *
 * @param terms by ascending loop id, no factor 0
 */
record Affine(long constant, List<Term> terms) implements Known {

    static final Affine ZERO = of(0);

    /** {@code factor · counter}. */
    record Term(Loop loop, long factor) {}

    static Affine of(long constant) {
        return new Affine(constant, List.of());
    }

    static Affine counter(Loop loop) {
        return new Affine(0, List.of(new Term(loop, 1)));
    }

    boolean isConstant() {
        return terms.isEmpty();
    }

    Affine plus(long offset) {
        return exactly(() -> new Affine(Math.addExact(constant, offset), terms));
    }

    Affine plus(Affine other) {
        if (other.isConstant()) {
            return plus(other.constant);
        }
        return exactly(() -> {
            List<Term> sum = new ArrayList<>(terms.size() + other.terms.size());
            int i = 0;
            int j = 0;
            while (i < terms.size() || j < other.terms.size()) {
                int a = i < terms.size() ? terms.get(i).loop.id() : Integer.MAX_VALUE;
                int b = j < other.terms.size() ? other.terms.get(j).loop.id() : Integer.MAX_VALUE;
                if (a < b) {
                    sum.add(terms.get(i++));
                } else if (b < a) {
                    sum.add(other.terms.get(j++));
                } else {
                    long factor = Math.addExact(terms.get(i).factor, other.terms.get(j).factor);
                    if (factor != 0) {
                        sum.add(new Term(terms.get(i).loop, factor));
                    }
                    i++;
                    j++;
                }
            }
            return new Affine(Math.addExact(constant, other.constant), List.copyOf(sum));
        });
    }

    Affine minus(Affine other) {
        return plus(other.times(-1));
    }

    Affine times(long factor) {
        if (factor == 0) {
            return ZERO;
        }
        return exactly(() -> new Affine(
                Math.multiplyExact(constant, factor),
                terms.stream()
                        .map(term -> new Term(term.loop, Math.multiplyExact(term.factor, factor)))
                        .toList()));
    }

    /** The least value over all counters. */
    long min() {
        return bound(false);
    }

    /** The greatest value over all counters. */
    long max() {
        return bound(true);
    }

    /** Whether this and {@code other} differ for all counters. */
    boolean alwaysDiffers(Affine other) {
        Affine difference = minus(other);
        if (difference.min() > 0 || difference.max() < 0) {
            return true;
        }
        long divisor = 0;
        for (Term term : difference.terms) {
            divisor = gcd(divisor, Math.abs(term.factor));
        }
        return divisor > 1 && difference.constant % divisor != 0;
    }

    private long bound(boolean upper) {
        return exactly(() -> {
            long bound = constant;
            for (Term term : terms) {
                if (term.factor > 0 == upper) {
                    bound = Math.addExact(bound, Math.multiplyExact(term.factor, term.loop.count() - 1));
                }
            }
            return bound;
        });
    }

    static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static <T> T exactly(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ArithmeticException overflow) {
            throw new NotRollable("a public value out of range", overflow);
        }
    }
}
