package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums of the same products and terms in another order, as on both sides of the diagonal of a Gram matrix. */
final class EqualSums {

    private static final Comparator<int[]> ORDER = Arrays::compare;

    private EqualSums() {}

    /** One proposal that makes each sum once. */
    static List<Proposal> find(WordLog log) {
        Map<List<Object>, int[]> known = new HashMap<>();
        List<Replacement> parts = new ArrayList<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof SumOfProducts sum) {
                int[] first = known.putIfAbsent(key(sum), sum.result());
                if (first != null && !Arrays.equals(first, sum.result())) {
                    parts.add(new Replacement(first, sum.result(), (net, inputs) -> inputs));
                }
            }
        }
        return parts.isEmpty() ? List.of() : List.of(new Proposal(parts));
    }

    private static List<Object> key(SumOfProducts sum) {
        List<int[]> products = new ArrayList<>();
        for (Product product : sum.products()) {
            boolean inOrder = ORDER.compare(product.left(), product.right()) <= 0;
            int[] sign = {product.negative() ? 1 : 0};
            products.add(Word.concat(
                    inOrder
                            ? List.of(sign, product.left(), product.right())
                            : List.of(sign, product.right(), product.left())));
        }
        products.sort(ORDER);
        Set<Object> multiples = new HashSet<>();
        sum.multiples().forEach(multiple -> multiples.add(List.of(new Word(multiple.bits()), multiple.factor())));
        List<Object> key = new ArrayList<>(List.of(sum.result().length, sum.constant(), multiples));
        products.forEach(product -> key.add(new Word(product)));
        return key;
    }
}
