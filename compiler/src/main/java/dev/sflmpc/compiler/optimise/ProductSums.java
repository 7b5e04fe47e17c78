package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The atoms of each operand of a product in a sum, by its node. */
    private final int[] @Nullable [] forms;

    private int[] open = new int[MOST_VISITS + 2];
    private int[] leaves = new int[1 << 6];

    ProductSums(Graph graph) {
        net = graph.net();
        int[] fanouts = graph.fanouts();
        boolean[] inside = inside(fanouts);
        for (int node = 1; node < fanouts.length; node++) {
            if (net.isXor(node) && fanouts[node] > 0 && !inside[node]) {
                collect(node, inside);
            }
        }
        forms = new int[sums.isEmpty() ? 0 : fanouts.length][];
        boolean[] operands = operands();
        for (int node = 1; node < forms.length; node++) {
            if (operands[node]) {
                forms[node] = newForm(node);
            }
        }
    }

    List<Sum> sums() {
        return sums;
    }

    /** The atoms whose XOR an operand of a product is, without its complement; ascending. */
    int[] form(int literal) {
        int[] form = known(literal >>> 1);
        return form == null ? new int[] {literal >>> 1} : form;
    }

    private int @Nullable [] known(int node) {
        return forms.length == 0 ? null : forms[node];
    }

    /** Whether both operands of a gate are atoms. */
    boolean isOfAtoms(int node) {
        return isAtom(net.left(node) >>> 1) && isAtom(net.right(node) >>> 1);
    }

    private boolean isAtom(int node) {
        int[] form = known(node);
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
        open[0] = net.left(root) >>> 1;
        open[1] = net.right(root) >>> 1;
        int count = 2;
        int size = 0;
        int ands = 0;
        int products = 0;
        while (count > 0) {
            int node = open[--count];
            if (inside[node] && net.isXor(node)) {
                open = count + 2 > open.length ? Arrays.copyOf(open, 2 * open.length) : open;
                open[count++] = net.left(node) >>> 1;
                open[count++] = net.right(node) >>> 1;
            } else {
                leaves = size == leaves.length ? Arrays.copyOf(leaves, 2 * size) : leaves;
                leaves[size++] = node;
                ands += net.isAnd(node) ? 1 : 0;
                products += inside[node] && net.isAnd(node) ? 1 : 0;
            }
        }
        if (products > 0 && ands >= FEWEST_PRODUCTS) {
            sums.add(sum(root, size, inside, products, ands - products));
        }
    }

    private Sum sum(int root, int size, boolean[] inside, int products, int shared) {
        Arrays.sort(leaves, 0, size);
        Sum sum = new Sum(root, new int[products], new int[shared], new int[size - products - shared]);
        int product = 0;
        int other = 0;
        int rest = 0;
        for (int i = 0; i < size; i++) {
            int node = leaves[i];
            if (!net.isAnd(node)) {
                sum.rest[rest++] = node;
            } else if (inside[node]) {
                sum.products[product++] = node;
            } else {
                sum.shared[other++] = node;
            }
        }
        return sum;
    }

    private boolean[] operands() {
        boolean[] operands = new boolean[forms.length];
        for (Sum sum : sums) {
            mark(sum.products, operands);
            mark(sum.shared, operands);
        }
        return operands;
    }

    private void mark(int[] products, boolean[] operands) {
        for (int product : products) {
            operands[net.left(product) >>> 1] = true;
            operands[net.right(product) >>> 1] = true;
        }
    }

    private int[] newForm(int operand) {
        int[] atom = {operand};
        if (!net.isXor(operand)) {
            return atom;
        }
        open[0] = net.left(operand) >>> 1;
        open[1] = net.right(operand) >>> 1;
        int count = 2;
        int[] form = {};
        for (int visits = 0; count > 0; visits++) {
            int node = open[--count];
            int[] known = forms[node];
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
