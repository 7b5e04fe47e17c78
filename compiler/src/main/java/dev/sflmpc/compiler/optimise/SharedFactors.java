package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes products with a common factor from each other: where a factor <i>h</i> meets several partners and another partner is
 * an XOR of these, of <i>h</i> and of the constant 1, the product is the XOR of their products and costs no AND.
 *
 * <p>So the last output of a decoder follows from the others: {@code h·l_n = h + h·l_1 + ... + h·l_(n-1)} when the
 * <i>l</i> are one-hot. All that is used is that AND distributes over XOR.
 *
 * <p>Layout: sets are {@link NodeSets} of the new netlist; in sets of products 0 stands for the constant 1. Per factor there is an
 * echelon basis of the partners' sets, keyed by their highest node.
 */
final class SharedFactors {

    private static final int MOST_ATOMS = 64;
    private static final int MOST_ROWS = 1 << 10;
    private static final int LEAST_USES = 3;
    private static final long STEPS_PER_NODE = 2_000;

    private static final int[] NOTHING = {};
    private static final int[] ONE = {0};

    /** A sum of partners and the sum of their products with the factor. */
    private record Row(int[] partners, int[] products) {}

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final int[] map;
    private final int[] uses;
    private final Map<Integer, Map<Integer, Row>> factors = new HashMap<>();
    private int[][] forms = new int[1 << 10][];
    private int known;
    private long steps;

    private SharedFactors(Graph graph) {
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        map = new int[old.nodeCount()];
        uses = uses();
        steps = STEPS_PER_NODE * map.length;
    }

    /** A pass over a graph without dead gates. */
    static Graph run(Graph graph) {
        return new SharedFactors(graph).rebuild();
    }

    /** How many AND gates use each node. */
    private int[] uses() {
        int[] result = new int[map.length];
        for (int node = 1; node < result.length; node++) {
            if (old.isAnd(node)) {
                result[old.left(node) >>> 1]++;
                result[old.right(node) >>> 1]++;
            }
        }
        return result;
    }

    private Graph rebuild() {
        for (int node = 1; node < map.length; node++) {
            net.setOrigin(old.origin(node));
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            } else {
                boolean shared = old.isAnd(node) && (isShared(old.left(node)) || isShared(old.right(node)));
                map[node] = shared ? product(node) : graph.copy(net, map, node);
            }
        }
        return graph.mapped(net, map).swept();
    }

    private boolean isShared(int literal) {
        return uses[literal >>> 1] >= LEAST_USES && steps > 0;
    }

    /** {@code (l + c)(r + d) = l·r + d·l + c·r + c·d} for nodes <i>l</i>, <i>r</i> and constants <i>c</i>, <i>d</i>. */
    private int product(int node) {
        int left = image(old.left(node));
        int right = image(old.right(node));
        if (left <= Netlist.TRUE || right <= Netlist.TRUE) {
            return net.and(left, right);
        }
        Row first = isShared(old.left(node)) ? reduced(left >>> 1, right >>> 1) : null;
        Row second = isShared(old.right(node)) ? reduced(right >>> 1, left >>> 1) : null;
        int plain;
        if (first != null && first.partners.length == 0) {
            plain = total(first.products);
        } else if (second != null && second.partners.length == 0) {
            plain = total(second.products);
        } else {
            int made = net.and(left, right);
            plain = net.xor(made, correction(left, right));
        }
        enter(left >>> 1, first, plain);
        enter(right >>> 1, second, plain);
        return net.xor(plain, correction(left, right));
    }

    private int image(int literal) {
        return map[literal >>> 1] ^ (literal & 1);
    }

    private int correction(int left, int right) {
        int byLeft = (right & 1) == 0 ? Netlist.FALSE : left & ~1;
        int byRight = (left & 1) == 0 ? Netlist.FALSE : right & ~1;
        return net.xor(byLeft, byRight) ^ left & right & 1;
    }

    /** A partner with the basis taken off; null when sets become too long. */
    private @Nullable Row reduced(int factor, int partner) {
        Map<Integer, Row> basis = factors.computeIfAbsent(factor, this::basis);
        int[] partners = form(partner);
        int[] products = NOTHING;
        while (partners.length > 0) {
            Row row = basis.get(partners[partners.length - 1]);
            if (row == null) {
                return basis.size() > MOST_ROWS ? null : new Row(partners, products);
            }
            partners = difference(partners, row.partners);
            products = difference(products, row.products);
            if (partners.length > MOST_ATOMS || products.length > MOST_ROWS || steps <= 0) {
                return null;
            }
        }
        return new Row(partners, products);
    }

    /** A factor's product with itself is itself. */
    private Map<Integer, Row> basis(int factor) {
        Map<Integer, Row> basis = new HashMap<>();
        int[] form = form(factor);
        basis.put(form[form.length - 1], new Row(form, new int[] {factor}));
        return basis;
    }

    private int total(int[] products) {
        int sum = Netlist.FALSE;
        for (int product : products) {
            sum = net.xor(sum, product == 0 ? Netlist.TRUE : 2 * product);
        }
        return sum;
    }

    private void enter(int factor, @Nullable Row rest, int plain) {
        if (rest != null && rest.partners.length > 0) {
            int highest = rest.partners[rest.partners.length - 1];
            int[] product = plain <= Netlist.TRUE ? NOTHING : new int[] {plain >>> 1};
            int[] products = difference(difference(rest.products, product), (plain & 1) == 0 ? NOTHING : ONE);
            factors.computeIfAbsent(factor, this::basis).put(highest, new Row(rest.partners, products));
        }
    }

    /** The XOR of AND gates and inputs that a node is; itself where there are too many. */
    private int[] form(int node) {
        for (; known < net.nodeCount(); known++) {
            if (known == forms.length) {
                forms = Arrays.copyOf(forms, 2 * known);
            }
            forms[known] = new int[] {known};
            if (net.isXor(known)) {
                int[] sum = difference(forms[net.left(known) >>> 1], forms[net.right(known) >>> 1]);
                if (sum.length > 0 && sum.length <= MOST_ATOMS) {
                    forms[known] = sum;
                }
            }
        }
        return forms[node];
    }

    private int[] difference(int[] a, int[] b) {
        steps -= a.length + b.length;
        return NodeSets.difference(a, b);
    }
}
