package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Multiple;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Narrow;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Terms;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The circuits of sums that share squares.
 *
 * <p>The left factors of a sum are a set, and so are the right ones. A set of several sums is squared and summed once; a
 * word that is in several sets is squared on its own before. What two sums have in common is made for both of them, and
 * the netlist keeps it once.
 */
final class SquareSharing {

    private final List<int[]> words;
    private final ToIntFunction<int[]> number;
    private final List<SquareSum> sums;
    private final SquaredProducts blocks;
    private final Map<List<Integer>, Integer> setUses = new HashMap<>();
    private final Map<Integer, Integer> setsOfWord = new HashMap<>();

    /**
     * @param words by their numbers
     * @param number of a word
     */
    SquareSharing(List<int[]> words, ToIntFunction<int[]> number, Narrow narrow, List<SquareSum> sums) {
        this.words = words;
        this.number = number;
        this.sums = sums;
        int width = sums.getFirst().sum().result().length;
        int most = 1;
        for (SquareSum sum : sums) {
            most = Math.max(most, sum.sum().products().size());
            if (isSquares(sum)) {
                count(squared(sum));
            } else {
                sum.sides().forEach(this::count);
            }
        }
        blocks = new SquaredProducts(width, Math.min(width, narrow.width()), narrow.signed(), most);
    }

    private void count(List<Integer> set) {
        if (setUses.merge(set, 1, Integer::sum) == 1) {
            new TreeSet<>(set).forEach(word -> setsOfWord.merge(word, 1, Integer::sum));
        }
    }

    Proposal proposal() {
        List<Replacement> parts = new ArrayList<>();
        for (SquareSum sum : sums) {
            if (!sum.bySquares().isEmpty()) {
                parts.add(part(sum));
            } else if (isSquares(sum)) {
                squares(sum, parts);
            }
        }
        return new Proposal(parts);
    }

    private Replacement part(SquareSum sum) {
        List<int[]> inputs = new ArrayList<>();
        sum.bySquares().forEach(product -> {
            inputs.add(words.get(product.left()));
            inputs.add(words.get(product.right()));
        });
        sum.direct().forEach(product -> {
            inputs.add(product.left());
            inputs.add(product.right());
        });
        sum.sum().multiples().forEach(multiple -> inputs.add(multiple.bits()));
        int count = inputs.size();
        return new Replacement(
                Word.concat(inputs),
                sum.sum().result(),
                (net, given) ->
                        build(net, sum, List.of(Word.split(given, count)).iterator()));
    }

    private int[] build(Netlist net, SquareSum sum, Iterator<int[]> given) {
        Map<Integer, int[]> factors = new HashMap<>();
        List<Product> bySquares = new ArrayList<>();
        for (SquareSum.Pair pair : sum.bySquares()) {
            int[] left = given.next();
            int[] right = given.next();
            factors.put(pair.left(), left);
            factors.put(pair.right(), right);
            // one order, so that a sum and its mirror image are equal
            boolean inOrder = pair.left() <= pair.right();
            bySquares.add(new Product(inOrder ? left : right, inOrder ? right : left, pair.negative()));
        }
        List<Product> direct = sum.direct().stream()
                .map(product -> new Product(given.next(), given.next(), product.negative()))
                .toList();
        List<Multiple> multiples = sum.sum().multiples().stream()
                .map(multiple -> new Multiple(given.next(), multiple.factor()))
                .toList();
        return blocks.sum(
                net,
                new Terms(
                        bySquares,
                        squares(net, sum, true, factors),
                        squares(net, sum, false, factors),
                        direct,
                        multiples,
                        sum.sum().constant()));
    }

    /** The squares of the factors of negative or of other products. */
    private List<int[]> squares(Netlist net, SquareSum sum, boolean negative, Map<Integer, int[]> factors) {
        List<Integer> left = sum.lefts(negative);
        List<Integer> right = sum.rights(negative);
        boolean inOrder = left.toString().compareTo(right.toString()) <= 0;
        List<int[]> squares = new ArrayList<>();
        addSquares(net, inOrder ? left : right, factors, squares);
        addSquares(net, inOrder ? right : left, factors, squares);
        return squares;
    }

    private void addSquares(Netlist net, List<Integer> set, Map<Integer, int[]> factors, List<int[]> squares) {
        if (!set.isEmpty() && setUses.getOrDefault(set, 0) > 1) {
            squares.add(squares(net, set, factors));
        } else {
            set.forEach(word -> squares.add(blocks.squares(net, List.of(factors.get(word)), List.of())));
        }
    }

    private int[] squares(Netlist net, List<Integer> set, Map<Integer, int[]> factors) {
        List<int[]> alone = new ArrayList<>();
        List<int[]> made = new ArrayList<>();
        for (int word : set) {
            if (setsOfWord.getOrDefault(word, 0) > 1) {
                made.add(blocks.squares(net, List.of(factors.get(word)), List.of()));
            } else {
                alone.add(factors.get(word));
            }
        }
        return blocks.squares(net, alone, made);
    }

    /** Whether a sum is that of the squares of a set that others need. */
    private boolean isSquares(SquareSum sum) {
        return sum.sum().multiples().isEmpty()
                && sum.sum().constant().signum() == 0
                && sum.bySquares().isEmpty()
                && sum.direct().stream()
                        .allMatch(product -> !product.negative() && Arrays.equals(product.left(), product.right()));
    }

    private List<Integer> squared(SquareSum sum) {
        return sum.direct().stream()
                .map(product -> number.applyAsInt(product.left()))
                .sorted()
                .toList();
    }

    private void squares(SquareSum sum, List<Replacement> parts) {
        List<Integer> set = squared(sum);
        if (setUses.getOrDefault(set, 0) <= 1) {
            return;
        }
        int[] inputs = Word.concat(set.stream().map(words::get).toList());
        parts.add(new Replacement(inputs, sum.sum().result(), (net, given) -> {
            int[][] split = Word.split(given, set.size());
            Map<Integer, int[]> factors = new HashMap<>();
            for (int i = 0; i < split.length; i++) {
                factors.put(set.get(i), split[i]);
            }
            return blocks.sumOfSquares(net, squares(net, set, factors), Arrays.asList(split));
        }));
    }
}
