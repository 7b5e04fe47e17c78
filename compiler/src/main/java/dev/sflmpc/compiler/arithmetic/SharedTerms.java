package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A constant as a sum of shifted multiples of one word, where multiples that occur more than once are made once.
 *
 * <p>Sharing is Hartley's: the pair of terms that occurs most often at the same distance becomes a multiple of its own,
 * until none occurs twice ("Subexpression sharing in filters using canonic signed digit multipliers", 1996).
 *
 * @param multiples in the order in which they are made; number 0 is the word itself and not in the list
 * @param terms the sum
 */
record SharedTerms(List<Multiple> multiples, List<Term> terms) {

    /**
     * A multiple of the word, shifted left.
     *
     * @param multiple 0 for the word itself, else 1 + its place among the multiples
     */
    record Term(int multiple, int shift, boolean negative) {}

    /** The sum of two terms and its value as a number, which may be negative. */
    record Multiple(Term low, Term high, BigInteger value) {}

    /** What two terms have in common with others: {@code first} is the lower one. */
    private record Pattern(int first, int second, int distance, boolean opposite) {

        static Pattern of(Term low, Term high) {
            return new Pattern(
                    low.multiple(), high.multiple(), high.shift() - low.shift(), low.negative() != high.negative());
        }
    }

    private static final Comparator<Term> ORDER = Comparator.comparingInt(Term::shift)
            .thenComparingInt(Term::multiple)
            .thenComparing(Term::negative);

    SharedTerms(List<Term> terms) {
        this(List.of(), terms);
    }

    /** The digits of a constant below 2^width, in binary (of its absolute value) or in non-adjacent form. */
    static List<Term> digits(BigInteger constant, boolean signedDigits, int width) {
        List<Term> digits = new ArrayList<>();
        boolean negated = constant.signum() < 0;
        BigInteger rest = constant.abs();
        for (int shift = 0; rest.signum() != 0 && shift < width; shift++) {
            if (rest.testBit(0)) {
                boolean minus = signedDigits && rest.testBit(1);
                digits.add(new Term(0, shift, negated != minus));
                rest = minus ? rest.add(BigInteger.ONE) : rest.subtract(BigInteger.ONE);
            }
            rest = rest.shiftRight(1);
        }
        return digits;
    }

    static SharedTerms shared(List<Term> digits) {
        List<Term> terms = new ArrayList<>(digits);
        List<Multiple> multiples = new ArrayList<>();
        Set<Pattern> refused = new HashSet<>();
        for (Pattern best = mostFrequent(terms, refused); best != null; best = mostFrequent(terms, refused)) {
            List<Term> replaced = replace(terms, best, multiples.size() + 1);
            if (terms.size() - replaced.size() < 2) {
                refused.add(best);
                continue;
            }
            multiples.add(multiple(best, multiples));
            terms = replaced;
        }
        return new SharedTerms(List.copyOf(multiples), terms);
    }

    private static @Nullable Pattern mostFrequent(List<Term> terms, Set<Pattern> refused) {
        Map<Pattern, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                counts.merge(Pattern.of(terms.get(i), terms.get(j)), 1, Integer::sum);
            }
        }
        Pattern best = null;
        int most = 1;
        for (Map.Entry<Pattern, Integer> entry : counts.entrySet()) {
            boolean better = entry.getValue() > most
                    || (best != null
                            && entry.getValue() == most
                            && entry.getKey().distance() < best.distance());
            if (better && !refused.contains(entry.getKey())) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    /** The terms with every pair of the pattern, from the lowest on and none used twice, replaced by one. */
    private static List<Term> replace(List<Term> terms, Pattern pattern, int multiple) {
        List<Term> result = new ArrayList<>();
        boolean[] used = new boolean[terms.size()];
        for (int i = 0; i < used.length; i++) {
            for (int j = i + 1; j < used.length && !used[i]; j++) {
                if (!used[j] && Pattern.of(terms.get(i), terms.get(j)).equals(pattern)) {
                    used[i] = true;
                    used[j] = true;
                    // the higher term of the multiple is positive and decides the sign
                    result.add(new Term(
                            multiple, terms.get(i).shift(), terms.get(j).negative()));
                }
            }
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                result.add(terms.get(i));
            }
        }
        result.sort(ORDER);
        return result;
    }

    private static Multiple multiple(Pattern pattern, List<Multiple> multiples) {
        Term low = new Term(pattern.first(), 0, pattern.opposite());
        Term high = new Term(pattern.second(), pattern.distance(), false);
        BigInteger lowValue = value(pattern.first(), multiples);
        BigInteger highValue = value(pattern.second(), multiples).shiftLeft(pattern.distance());
        return new Multiple(low, high, pattern.opposite() ? highValue.subtract(lowValue) : highValue.add(lowValue));
    }

    private static BigInteger value(int multiple, List<Multiple> multiples) {
        return multiple == 0 ? BigInteger.ONE : multiples.get(multiple - 1).value();
    }
}
