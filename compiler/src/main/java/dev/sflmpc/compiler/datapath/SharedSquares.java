package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Narrow;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Sums of products in which words meet several partners, as in products of matrices, convolutions and outer products: made
 * by {@link SquaredProducts}, each word squared once.
 *
 * <p>A product is made so if what it saves is more than its part in the squares of its factors. Words that always occur
 * in the same company, as those of a row do, are squared and summed together.
 */
final class SharedSquares {

    /** Squares of words save nothing unless one of them is of use in three products, and the other in two. */
    private static final int FEWEST_PRODUCTS = 3;

    private final Map<Word, Integer> numbers = new HashMap<>();
    private final List<int[]> words = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();

    private SharedSquares() {}

    /** One proposal for all sums that have words in common. */
    static List<Proposal> find(WordLog log, IntPredicate isNeeded) {
        if (products(log) < FEWEST_PRODUCTS) {
            return List.of();
        }
        SharedSquares search = new SharedSquares();
        List<SumOfProducts> sums = new ArrayList<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof SumOfProducts sum
                    && Arrays.stream(sum.result()).anyMatch(literal -> isNeeded.test(literal >>> 1))) {
                sums.add(sum);
                search.join(sum);
            }
        }
        Map<Integer, List<SumOfProducts>> groups = new LinkedHashMap<>();
        for (SumOfProducts sum : sums) {
            int first = search.number(sum.products().getFirst().left());
            groups.computeIfAbsent(search.find(first), root -> new ArrayList<>())
                    .add(sum);
        }
        return groups.values().stream()
                .flatMap(group -> search.propose(group).stream())
                .toList();
    }

    private static long products(WordLog log) {
        long count = 0;
        for (WordOperation operation : log.operations()) {
            count += operation instanceof SumOfProducts sum ? sum.products().size() : 0;
        }
        return count;
    }

    private List<Proposal> propose(List<SumOfProducts> group) {
        Narrow narrow = group.stream()
                .flatMap(sum -> sum.products().stream())
                .filter(SharedSquares::isSecret)
                .flatMap(product -> Arrays.asList(product.left(), product.right()).stream())
                .map(Narrow::of)
                .reduce(new Narrow(1, false), Narrow::or);
        List<SquareSum> sums = SquareSum.of(group, narrow, this::number);
        if (sums.stream().allMatch(sum -> sum.bySquares().isEmpty())) {
            return List.of();
        }
        return List.of(new SquareSharing(words, this::number, narrow, sums).proposal());
    }

    static boolean isSecret(Product product) {
        return !Word.isConstant(product.left()) && !Word.isConstant(product.right());
    }

    /** Words of one sum, and so of one width, belong together. */
    private void join(SumOfProducts sum) {
        int first = find(number(sum.products().getFirst().left()));
        for (Product product : sum.products()) {
            for (int[] factor : new int[][] {product.left(), product.right()}) {
                if (!Word.isConstant(factor)) {
                    parents.set(find(number(factor)), find(first));
                }
            }
        }
    }

    private int number(int[] word) {
        return numbers.computeIfAbsent(new Word(word), key -> {
            words.add(word);
            parents.add(parents.size());
            return parents.size() - 1;
        });
    }

    private int find(int number) {
        int root = number;
        while (parents.get(root) != root) {
            parents.set(root, parents.get(parents.get(root)));
            root = parents.get(root);
        }
        return root;
    }
}
