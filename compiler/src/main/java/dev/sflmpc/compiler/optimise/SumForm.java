package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * A weighted sum as products of words and a rest.
 *
 * @param rest what is not in a product
 * @param products products of words
 * @param shared whether the products are added up in the columns of the rest
 */
record SumForm(WeightedSum rest, List<WordProduct> products, boolean shared) {

    /**
     * The bits of the sum.
     *
     * @param image the literal of a node in the netlist
     */
    int[] sum(Netlist net, IntUnaryOperator image) {
        ColumnSum sum = new ColumnSum(rest.width());
        rest.addTo(net, sum, image);
        for (WordProduct product : products) {
            product.addTo(net, sum, image, shared);
        }
        return sum.sum(net);
    }

    /** Calls once for every node that must be there before. */
    void forEachNode(IntConsumer action) {
        Set<Integer> seen = new HashSet<>();
        IntConsumer once = node -> {
            if (seen.add(node)) {
                action.accept(node);
            }
        };
        rest.forEachNode(once);
        products.forEach(product -> product.forEachNode(once));
    }
}
