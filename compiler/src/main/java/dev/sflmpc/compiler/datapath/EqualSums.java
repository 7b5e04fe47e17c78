package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of the same products and terms in another order, as on both sides of the diagonal of a Gram matrix. */
final class EqualSums {

    private static final Comparator<int[]> ORDER = Arrays::compare;

    private EqualSums() {}

    /** One proposal that makes each sum once. */
    static List<Proposal> find(WordLog log) {
        Map<List<Word>, int[]> known = new HashMap<>();
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

    private static List<Word> key(SumOfProducts sum) {
        List<int[]> terms = new ArrayList<>();
        for (Product product : sum.products()) {
            boolean inOrder = ORDER.compare(product.left(), product.right()) <= 0;
            terms.add(Word.concat(
                    inOrder ? List.of(product.left(), product.right()) : List.of(product.right(), product.left())));
        }
        terms.sort(ORDER);
        List<int[]> addends = new ArrayList<>();
        sum.addends()
                .forEach(addend ->
                        addends.add(Word.concat(List.of(new int[] {addend.negative() ? 1 : 0}, addend.bits()))));
        addends.sort(ORDER);
        List<Word> key = new ArrayList<>();
        key.add(new Word(new int[] {sum.result().length, terms.size()}));
        terms.forEach(term -> key.add(new Word(term)));
        addends.forEach(addend -> key.add(new Word(addend)));
        return key;
    }
}
