package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.SquareRoot;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Multiple;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Square roots and quotients that are found by trying a digit at a time, from the highest one down:
 * {@code t = r + 2^k; if t * t <= x { r = t }}, or {@code t * d <= x}, and as a binary search where that comes to the same.
 *
 * <p>A trial compares x with a product of t, which is a one at place k, zeros below, and above it the results of the trials
 * before. So the results are, from the highest one down, the digits of the greatest r of that many with {@code r * r <= x};
 * where x has no more than twice as many bits, that is the root. Likewise for {@code r * d <= x} and as many bits, the
 * quotient; all ones where d is 0, which is what {@link Divider} makes of it.
 */
final class TrialDigits {

    /** {@code fits} is whether {@code trial * factor <= bound}; a root has no factor of its own. */
    private record Trial(Word bound, int[] trial, Optional<Word> factor, int fits) {}

    /** What trials look for, and their results so far, from the lowest one, that for a place, up. */
    private record Digits(Word bound, Optional<Word> factor, int place, Word found) {}

    private final Set<Digits> chains = new HashSet<>();
    private final Map<Integer, List<Less>> orders = new HashMap<>();
    private final Map<Word, SumOfProducts> products = new HashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();

    private TrialDigits() {}

    /** A proposal for each root or quotient that was tried down to its lowest digit. */
    static List<Proposal> find(WordLog log) {
        TrialDigits trials = new TrialDigits();
        log.operations().forEach(trials::add);
        return trials.proposals;
    }

    private void add(WordOperation operation) {
        if (operation instanceof SumOfProducts sum
                && sum.constant().signum() == 0
                && sum.products().size() == 1) {
            if (sum.multiples().isEmpty()) {
                products.putIfAbsent(trimmed(sum.result()), sum);
            } else {
                addSign(sum);
            }
        } else if (operation instanceof Less less && isUnsigned(less)) {
            orders.computeIfAbsent(less.result(), literal -> new ArrayList<>(1)).add(less);
            SumOfProducts product = products.get(trimmed(less.right()));
            if (product != null && !product.products().getFirst().negative()) {
                int bits = product.result().length;
                add(trimmed(less.left()), product.products().getFirst(), bits, less.result() ^ 1);
            }
        }
    }

    private static boolean isUnsigned(Less less) {
        return !less.signed()
                || less.left()[less.left().length - 1] == Netlist.FALSE
                        && less.right()[less.right().length - 1] == Netlist.FALSE;
    }

    /** The sign of {@code x - a * b}. */
    private void addSign(SumOfProducts sum) {
        Product product = sum.products().getFirst();
        Multiple only = sum.multiples().getFirst();
        Word bound = trimmed(only.bits());
        int bits = sum.result().length - 1;
        if (sum.multiples().size() == 1
                && only.factor().equals(BigInteger.ONE)
                && product.negative()
                && bound.literals().length <= bits) {
            add(bound, product, bits, sum.result()[bits] ^ 1);
        }
    }

    /** @param bits so many the product may have without wrapping */
    private void add(Word bound, Product product, int bits, int fits) {
        Word left = trimmed(product.left());
        Word right = trimmed(product.right());
        if (left.literals().length + right.literals().length > bits) {
            return;
        }
        if (left.equals(right)) {
            add(new Trial(bound, left.literals(), Optional.empty(), fits));
        } else {
            add(new Trial(bound, left.literals(), Optional.of(right), fits));
            add(new Trial(bound, right.literals(), Optional.of(left), fits));
        }
    }

    private void add(Trial next) {
        int place = place(next.trial());
        int[] above = Arrays.copyOfRange(next.trial(), Math.min(place + 1, next.trial().length), next.trial().length);
        if (place < 0 || above.length == 0) {
            return;
        }
        Digits before = new Digits(next.bound(), next.factor(), place + 1, new Word(above));
        if (!chains.contains(before) && !(above.length == 1 && isFirst(before))) {
            return;
        }
        int[] found = new int[above.length + 1];
        found[0] = next.fits();
        System.arraycopy(above, 0, found, 1, above.length);
        Digits digits = new Digits(next.bound(), next.factor(), place, new Word(found));
        chains.add(digits);
        if (place == 0 && isWhole(digits)) {
            proposals.add(new Proposal(List.of(replacement(digits))));
        }
    }

    /** Where the only one below the results before is; -1 if the word is no trial. */
    private static int place(int[] trial) {
        int place = 0;
        while (place < trial.length && trial[place] == Netlist.FALSE) {
            place++;
        }
        return place < trial.length && trial[place] == Netlist.TRUE ? place : -1;
    }

    /** Whether a digit is the result of the first trial, of a power of two. */
    private boolean isFirst(Digits digits) {
        int[] least = digits.factor()
                .map(factor -> shifted(factor.literals(), digits.place()))
                .orElseGet(() -> shifted(new int[] {Netlist.TRUE}, 2 * digits.place()));
        return orders.getOrDefault(digits.found().literals()[0] ^ 1, List.of()).stream()
                .anyMatch(less -> trimmed(less.left()).equals(digits.bound())
                        && trimmed(less.right()).equals(new Word(least)));
    }

    private static int[] shifted(int[] word, int count) {
        int[] shifted = new int[word.length + count];
        System.arraycopy(word, 0, shifted, count, word.length);
        return shifted;
    }

    /** Whether no root or quotient has more digits. */
    private static boolean isWhole(Digits digits) {
        int count = digits.found().literals().length;
        return digits.bound().literals().length <= (digits.factor().isPresent() ? count : 2 * count);
    }

    private static Replacement replacement(Digits digits) {
        int[] bound = digits.bound().literals();
        int[] found = digits.found().literals();
        int[] factor = digits.factor().map(Word::literals).orElse(new int[0]);
        return new Replacement(Word.concat(List.of(bound, factor)), found, (net, given) -> {
            int[] x = Arrays.copyOf(given, bound.length);
            int[] d = Arrays.copyOfRange(given, bound.length, given.length);
            int[] made = digits.factor().isEmpty() ? SquareRoot.root(net, x) : quotient(net, x, d, found.length);
            return Arrays.copyOf(made, found.length);
        });
    }

    private static int[] quotient(Netlist net, int[] dividend, int[] divisor, int digits) {
        int width = Math.max(digits, divisor.length);
        return Divider.divide(net, Arrays.copyOf(dividend, width), Arrays.copyOf(divisor, width), false)
                .quotient();
    }

    private static Word trimmed(int[] word) {
        return new Word(DifferenceGraph.trimmed(word));
    }
}
