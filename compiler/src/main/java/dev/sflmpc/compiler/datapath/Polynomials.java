package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Multiple;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products with powers written out: Horner's rule takes out the word that most terms
 * have, {@code a*x*x + b*x + c = (a*x + b)*x + c}, and goes on with what is left of them.
 */
final class Polynomials {

    private static final int MOST_TERMS = 1 << 5;
    private static final int MOST_FACTORS = 1 << 4;

    /** A number times words, each as often as it is a factor. */
    private record Term(BigInteger number, List<Word> factors) {

        /** Without one of its factors. */
        Term without(Word factor) {
            List<Word> rest = new ArrayList<>(factors);
            rest.remove(factor);
            return new Term(number, rest);
        }

        Term times(Term other) {
            List<Word> all = new ArrayList<>(factors);
            all.addAll(other.factors);
            return new Term(number.multiply(other.number), all);
        }

        /** Whether it has a power that a product of two words is not. */
        boolean hasPower() {
            return factors.size() > 2 && new LinkedHashSet<>(factors).size() < factors.size();
        }

        Term negatedIf(boolean condition) {
            return condition ? new Term(number.negate(), factors) : this;
        }
    }

    /** Words that are products of others, and of how many bits the products are. */
    private record Power(Term term, int width, boolean isExact) {}

    private final Map<Word, Power> powers = new HashMap<>();

    private Polynomials() {}

    /** Proposals, those of words further up first. */
    static List<Proposal> find(WordLog log) {
        Polynomials search = new Polynomials();
        List<Proposal> proposals = new ArrayList<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof SumOfProducts sum) {
                search.proposal(sum).ifPresent(proposals::add);
            }
        }
        return proposals.reversed();
    }

    private Optional<Proposal> proposal(SumOfProducts sum) {
        int width = sum.result().length;
        List<Term> terms = new ArrayList<>();
        for (Product product : sum.products()) {
            Term left = term(product.left(), width);
            terms.add(left.times(term(product.right(), width)).negatedIf(product.negative()));
        }
        for (Multiple multiple : sum.multiples()) {
            Term term = term(multiple.bits(), width);
            terms.add(new Term(term.number.multiply(multiple.factor()), term.factors));
        }
        if (terms.stream().anyMatch(term -> term.factors.size() > MOST_FACTORS)) {
            return Optional.empty();
        }
        if (terms.size() == 1 && sum.constant().signum() == 0) {
            note(sum.products().getFirst(), terms.getFirst(), sum.result());
        }
        boolean hasPowers = terms.stream().anyMatch(Term::hasPower);
        if (!hasPowers || terms.size() < 2 || terms.size() > MOST_TERMS) {
            return Optional.empty();
        }
        terms.add(new Term(sum.constant(), List.of()));
        return Optional.of(proposal(terms, sum.result()));
    }

    private void note(Product product, Term term, int[] result) {
        int bits = DifferenceGraph.trimmed(product.left()).length + DifferenceGraph.trimmed(product.right()).length;
        boolean isExact = !product.negative() && bits <= result.length;
        powers.putIfAbsent(new Word(DifferenceGraph.trimmed(result)), new Power(term, result.length, isExact));
    }

    /** A word as a term modulo 2^width. */
    private Term term(int[] word, int width) {
        int[] bits = DifferenceGraph.trimmed(word);
        if (Word.isConstant(bits)) {
            BigInteger number = BigInteger.ZERO;
            for (int i = 0; i < bits.length; i++) {
                number = bits[i] == Netlist.TRUE ? number.setBit(i) : number;
            }
            return new Term(number, List.of());
        }
        Power power = powers.get(new Word(bits));
        return power != null && (power.isExact || power.width >= width)
                ? power.term
                : new Term(BigInteger.ONE, List.of(new Word(bits)));
    }

    private static Proposal proposal(List<Term> terms, int[] result) {
        Set<Word> words = new LinkedHashSet<>();
        terms.forEach(term -> words.addAll(term.factors));
        int[] inputs = Word.concat(words.stream().map(Word::literals).toList());
        return new Proposal(List.of(new Replacement(inputs, result, (net, given) -> {
            Map<Word, int[]> images = new HashMap<>();
            int at = 0;
            for (Word word : words) {
                int length = word.literals().length;
                images.put(word, Arrays.copyOf(Arrays.copyOfRange(given, at, at + length), result.length));
                at += length;
            }
            return new Construction(net, result.length, images).sum(terms);
        })));
    }

    /** The gates of one polynomial. */
    private record Construction(Netlist net, int width, Map<Word, int[]> images) {

        int[] sum(List<Term> terms) {
            if (terms.size() == 1 && terms.getFirst().number.equals(BigInteger.ONE)) {
                return product(terms.getFirst().factors);
            }
            ColumnSum columns = new ColumnSum(width);
            List<Term> left = terms;
            for (Word factor = mostShared(left); factor != null; factor = mostShared(left)) {
                Word shared = factor;
                List<Term> having = left.stream()
                        .filter(term -> term.factors.contains(shared))
                        .toList();
                int[] other =
                        sum(having.stream().map(term -> term.without(shared)).toList());
                Multiplier.addProduct(net, columns, image(shared), other);
                left = left.stream()
                        .filter(term -> !term.factors.contains(shared))
                        .toList();
            }
            left.forEach(term -> add(columns, term));
            return columns.sum(net);
        }

        private void add(ColumnSum columns, Term term) {
            if (term.factors.isEmpty()) {
                columns.addConstant(term.number);
            } else if (term.number.abs().equals(BigInteger.ONE) && term.factors.size() > 1) {
                int[] others = product(term.factors.subList(1, term.factors.size()));
                if (term.number.signum() > 0) {
                    Multiplier.addProduct(net, columns, image(term.factors.getFirst()), others);
                } else {
                    Multiplier.subtractProduct(net, columns, image(term.factors.getFirst()), others);
                }
            } else if (term.number.abs().equals(BigInteger.ONE)) {
                columns.addNumber(product(term.factors), term.number.signum() < 0, 0);
            } else {
                Multiplier.addMultiple(net, columns, product(term.factors), term.number);
            }
        }

        private int[] product(List<Word> factors) {
            return factors.stream()
                    .map(this::image)
                    .reduce((a, b) -> Multiplier.multiply(net, a, b))
                    .orElseGet(() -> Word.constant(BigInteger.ONE, width));
        }

        private int[] image(Word word) {
            return images.getOrDefault(word, word.literals());
        }

        /** The factor of most terms, if it is one of two or more. */
        private static @Nullable Word mostShared(List<Term> terms) {
            Map<Word, Integer> counts = new LinkedHashMap<>();
            for (Term term : terms) {
                new LinkedHashSet<>(term.factors).forEach(word -> counts.merge(word, 1, Integer::sum));
            }
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue() > 1)
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }
    }
}
