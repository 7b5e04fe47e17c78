package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The XORs of a graph that sum up several ANDs, one at least of which nothing else uses: polynomials of degree two over GF(2).
 *
 * <p>Their variables, the <i>atoms</i>, are operands of these ANDs; an operand that is an XOR of earlier ones is no atom of its
 * own. So the rows of a product modulo a polynomial, each of which is the one before it, shifted and reduced, come back to the
 * bits of the factor.
 */
final class ProductSums {

    private static final int MOST_VISITS = 64;
    private static final int MOST_ATOMS = 256;
    private static final int FEWEST_PRODUCTS = 2;

    /**
     * A tree of XORs.
     *
     * @param root the XOR that is used elsewhere
     * @param products its ANDs that are used nowhere else
     * @param shared its ANDs that are
     * @param rest its other leaves
     */
    record Sum(int root, int[] products, int[] shared, int[] rest) {}

    private final Netlist net;
    private final List<Sum> sums = new ArrayList<>();
    private final Map<Integer, int[]> forms = new HashMap<>();

    ProductSums(Graph graph) {
        net = graph.net();
        int[] fanouts = graph.fanouts();
        boolean[] inside = inside(fanouts);
        for (int node = 1; node < fanouts.length; node++) {
            if (net.isXor(node) && fanouts[node] > 0 && !inside[node]) {
                collect(node, inside);
            }
        }
        operands().forEach(operand -> forms.put(operand, newForm(operand)));
    }

    List<Sum> sums() {
        return sums;
    }

    /** The atoms whose XOR an operand of a product is, without its complement; ascending. */
    int[] form(int literal) {
        return forms.getOrDefault(literal >>> 1, new int[] {literal >>> 1});
    }

    /** Whether both operands of a gate are atoms. */
    boolean isOfAtoms(int node) {
        return isAtom(net.left(node) >>> 1) && isAtom(net.right(node) >>> 1);
    }

    private boolean isAtom(int node) {
        int[] form = forms.get(node);
        return form != null && form[0] == node;
    }

    /** What a single XOR uses and nothing else. */
    private boolean[] inside(int[] fanouts) {
        boolean[] inside = new boolean[fanouts.length];
        for (int node = 1; node < fanouts.length; node++) {
            if (net.isXor(node) && fanouts[node] > 0) {
                inside[net.left(node) >>> 1] = fanouts[net.left(node) >>> 1] == 1;
                inside[net.right(node) >>> 1] = fanouts[net.right(node) >>> 1] == 1;
            }
        }
        return inside;
    }

    private void collect(int root, boolean[] inside) {
        IntStream.Builder products = IntStream.builder();
        IntStream.Builder shared = IntStream.builder();
        IntStream.Builder rest = IntStream.builder();
        int[] open = {net.left(root) >>> 1, net.right(root) >>> 1};
        int count = 2;
        while (count > 0) {
            int node = open[--count];
            if (inside[node] && net.isXor(node)) {
                open = count + 2 > open.length ? Arrays.copyOf(open, 2 * open.length) : open;
                open[count++] = net.left(node) >>> 1;
                open[count++] = net.right(node) >>> 1;
            } else if (net.isAnd(node)) {
                (inside[node] ? products : shared).add(node);
            } else {
                rest.add(node);
            }
        }
        Sum sum = new Sum(root, ascending(products), ascending(shared), ascending(rest));
        if (sum.products.length > 0 && sum.products.length + sum.shared.length >= FEWEST_PRODUCTS) {
            sums.add(sum);
        }
    }

    private static int[] ascending(IntStream.Builder nodes) {
        return nodes.build().sorted().toArray();
    }

    private IntStream operands() {
        return sums.stream()
                .flatMapToInt(sum -> IntStream.concat(Arrays.stream(sum.products), Arrays.stream(sum.shared)))
                .flatMap(product -> IntStream.of(net.left(product) >>> 1, net.right(product) >>> 1))
                .sorted()
                .distinct();
    }

    private int[] newForm(int operand) {
        int[] atom = {operand};
        if (!net.isXor(operand)) {
            return atom;
        }
        int[] open = new int[MOST_VISITS + 2];
        open[0] = net.left(operand) >>> 1;
        open[1] = net.right(operand) >>> 1;
        int count = 2;
        int[] form = {};
        for (int visits = 0; count > 0; visits++) {
            int node = open[--count];
            int[] known = forms.get(node);
            if (known != null && form.length + known.length <= MOST_ATOMS) {
                form = NodeSets.difference(form, known);
            } else if (known == null && net.isXor(node) && visits < MOST_VISITS && count < MOST_VISITS) {
                open[count++] = net.left(node) >>> 1;
                open[count++] = net.right(node) >>> 1;
            } else {
                return atom;
            }
        }
        return form.length == 0 ? atom : form;
    }
}
