package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts.Narrow;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Which products of a sum are made by squares.
 *
 * @param bySquares products made so
 * @param direct the other products
 */
record SquareSum(SumOfProducts sum, List<Pair> bySquares, List<Product> direct) {

    /** A product of two words by their numbers. */
    record Pair(int left, int right, boolean negative) {}

    /** The left factors of negative products or of the others, sorted. */
    List<Integer> lefts(boolean negative) {
        return bySquares.stream()
                .filter(pair -> pair.negative == negative)
                .map(Pair::left)
                .sorted()
                .toList();
    }

    /** The right factors of negative products or of the others, sorted. */
    List<Integer> rights(boolean negative) {
        return bySquares.stream()
                .filter(pair -> pair.negative == negative)
                .map(Pair::right)
                .sorted()
                .toList();
    }

    /** The sets of factors whose squares are needed together. */
    List<List<Integer>> sides() {
        return Stream.of(lefts(false), rights(false), lefts(true), rights(true))
                .filter(set -> !set.isEmpty())
                .toList();
    }

    /** Chooses for sums that share words; the choice for one product depends on those for all others. */
    static List<SquareSum> of(List<SumOfProducts> sums, Narrow narrow, ToIntFunction<int[]> number) {
        int width = sums.getFirst().result().length;
        Set<Long> chosen = new HashSet<>();
        Map<Integer, Integer> squares = new HashMap<>();
        for (SumOfProducts sum : sums) {
            for (Product product : sum.products()) {
                if (Arrays.equals(product.left(), product.right())) {
                    squares.merge(number.applyAsInt(product.left()), 1, Integer::sum);
                } else if (SharedSquares.isSecret(product)) {
                    chosen.add(pair(number.applyAsInt(product.left()), number.applyAsInt(product.right())));
                }
            }
        }
        int before;
        do {
            before = chosen.size();
            Map<Integer, Integer> uses = new HashMap<>(squares);
            for (long pair : chosen) {
                uses.merge((int) (pair >>> 32), 1, Integer::sum);
                uses.merge((int) pair, 1, Integer::sum);
            }
            chosen.removeIf(pair -> !pays(
                    narrow, width, uses.getOrDefault((int) (pair >>> 32), 0), uses.getOrDefault((int) (long) pair, 0)));
        } while (chosen.size() < before);
        List<SquareSum> result = new ArrayList<>();
        for (SumOfProducts sum : sums) {
            SquareSum split = new SquareSum(sum, new ArrayList<>(), new ArrayList<>());
            for (Product product : sum.products()) {
                int left = number.applyAsInt(product.left());
                int right = number.applyAsInt(product.right());
                if (chosen.contains(pair(left, right))) {
                    split.bySquares.add(new Pair(left, right, product.negative()));
                } else {
                    split.direct.add(product);
                }
            }
            result.add(split);
        }
        return result;
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    /** Roughly: a square costs half of a product, and each of the two other squares is shared by so many products. */
    private static boolean pays(Narrow narrow, int width, int leftUses, int rightUses) {
        double bits = narrow.width();
        double square =
                2 * bits <= width ? bits * bits / 2 : bits * bits / 2 - (2 * bits - width) * (2 * bits - width) / 4;
        return square > square / leftUses + square / rightUses + 2 * bits;
    }
}
