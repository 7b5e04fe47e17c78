package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.ProductSums.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes single sums of products with as few ANDs as there can be.
 *
 * <p>A polynomial of degree two over GF(2) in which the pairs of variables make a matrix of rank 2h takes h ANDs: while there is
 * a pair u·v, all that has u or v in it, {@code u·v + u·A + v·B}, is {@code (u + B)(v + A) + A·B}. Dickson, "Linear groups"
 * (1901); that there is no better way, for a single polynomial: Mirwald, Schnorr, "The multiplicative complexity of quadratic
 * Boolean forms" (Theoretical Computer Science 102, 1992).
 */
final class QuadraticForms {

    private static final int MOST_SHARED = 16;
    private static final int MOST_VARIABLES = 1 << 10;
    private static final long STEPS_PER_NODE = 500;

    private final Graph graph;
    private final Netlist old;
    private final ProductSums analysis;
    /** By root. */
    private final @Nullable Replacement[] replacements;

    private boolean gains;
    private int[] gathered = new int[1 << 6];
    private long steps;

    /** A product of two sums of variables. */
    private record Product(BitSet left, BitSet right) {}

    /** What a sum is made of instead: products, single variables, and nodes that stay. */
    private record Replacement(int[] rest, int[] variables, List<Product> products, BitSet linear, boolean isOdd) {}

    private QuadraticForms(Graph graph, ProductSums analysis) {
        this.graph = graph;
        this.analysis = analysis;
        old = graph.net();
        replacements = new Replacement[old.nodeCount()];
        steps = STEPS_PER_NODE * old.nodeCount();
    }

    /** A pass over a graph without dead gates; the graph itself when there is nothing to gain. */
    static Graph run(Graph graph, ProductSums analysis) {
        QuadraticForms pass = new QuadraticForms(graph, analysis);
        analysis.sums().forEach(pass::reduce);
        return !pass.gains ? graph : Rebuilding.run(graph, pass::rebuilt);
    }

    /** ANDs that are used elsewhere, too, need not be when they are in one form with the others: one day nothing may use them. */
    private void reduce(Sum sum) {
        if (sum.shared().length > 0 && sum.shared().length <= MOST_SHARED) {
            int[] all = Arrays.copyOf(sum.products(), sum.products().length + sum.shared().length);
            System.arraycopy(sum.shared(), 0, all, sum.products().length, sum.shared().length);
            reduce(sum, all, sum.products().length);
        }
        if (replacements[sum.root()] == null) {
            reduce(sum, sum.products(), sum.products().length - 1);
        }
    }

    /** Notes how to make some of a sum's ANDs anew, if that takes few enough. */
    private void reduce(Sum sum, int[] ands, int most) {
        int count = gather(ands);
        int[] variables = distinct(count);
        steps -= (long) variables.length * variables.length;
        // products of no common variables are as few as there can be
        if (steps < 0 || variables.length > MOST_VARIABLES || variables.length == count) {
            return;
        }
        Polynomial polynomial = new Polynomial(variables.length);
        for (int product : ands) {
            int left = old.left(product);
            int right = old.right(product);
            polynomial.add(set(left, variables), (left & 1) != 0, set(right, variables), (right & 1) != 0);
        }
        List<Product> products = polynomial.products();
        if (products.size() <= most) {
            int[] kept = ands.length > sum.products().length ? new int[0] : sum.shared();
            int[] rest = IntStream.concat(IntStream.of(kept), IntStream.of(sum.rest()))
                    .toArray();
            gains = true;
            replacements[sum.root()] = new Replacement(rest, variables, products, polynomial.linear, polynomial.isOdd);
        }
    }

    /** Puts the variables of all operands into {@link #gathered}, in ascending order; how many these are. */
    private int gather(int[] ands) {
        int count = 0;
        for (int product : ands) {
            count = gather(analysis.form(old.left(product)), count);
            count = gather(analysis.form(old.right(product)), count);
        }
        Arrays.sort(gathered, 0, count);
        return count;
    }

    private int gather(int[] form, int count) {
        if (count + form.length > gathered.length) {
            gathered = Arrays.copyOf(gathered, 2 * (count + form.length));
        }
        System.arraycopy(form, 0, gathered, count, form.length);
        return count + form.length;
    }

    private int[] distinct(int count) {
        int[] variables = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || gathered[i] != gathered[i - 1]) {
                variables[size++] = gathered[i];
            }
        }
        return Arrays.copyOf(variables, size);
    }

    private BitSet set(int literal, int[] variables) {
        BitSet set = new BitSet(variables.length);
        for (int atom : analysis.form(literal)) {
            set.set(Arrays.binarySearch(variables, atom));
        }
        return set;
    }

    /** A polynomial of degree two; {@code rows[i]} are the variables that variable <i>i</i> has a product with. */
    private static final class Polynomial {

        private final BitSet[] rows;
        private final BitSet linear = new BitSet();
        private boolean isOdd;

        Polynomial(int variables) {
            rows = new BitSet[variables];
            Arrays.setAll(rows, i -> new BitSet(variables));
        }

        /** Adds {@code (left + c)(right + d)}. */
        void add(BitSet left, boolean c, BitSet right, boolean d) {
            add(left, right);
            if (c) {
                linear.xor(right);
            }
            if (d) {
                linear.xor(left);
            }
            isOdd ^= c && d;
        }

        private void add(BitSet left, BitSet right) {
            left.stream().forEach(i -> rows[i].xor(right));
            right.stream().forEach(i -> rows[i].xor(left));
            BitSet squares = (BitSet) left.clone();
            squares.and(right);
            linear.xor(squares);
        }

        /** Takes all products of variables out, as few products of sums. */
        List<Product> products() {
            List<Product> products = new ArrayList<>();
            for (int u = 0; u < rows.length; u++) {
                while (!rows[u].isEmpty()) {
                    int v = rows[u].nextSetBit(0);
                    BitSet left = (BitSet) rows[v].clone();
                    BitSet right = (BitSet) rows[u].clone();
                    products.add(new Product(left, right));
                    add(left, right);
                }
            }
            return products;
        }
    }

    private int rebuilt(Netlist net, int[] map, int node) {
        Replacement replacement = replacements[node];
        return replacement == null ? graph.copy(net, map, node) : made(net, map, replacement);
    }

    private static int made(Netlist net, int[] map, Replacement replacement) {
        int result = sum(net, map, replacement.variables, replacement.linear) ^ (replacement.isOdd ? 1 : 0);
        for (int node : replacement.rest) {
            result = net.xor(result, map[node]);
        }
        for (Product product : replacement.products) {
            int left = sum(net, map, replacement.variables, product.left);
            int right = sum(net, map, replacement.variables, product.right);
            result = net.xor(result, net.and(left, right));
        }
        return result;
    }

    private static int sum(Netlist net, int[] map, int[] variables, BitSet members) {
        int result = Netlist.FALSE;
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            result = net.xor(result, map[variables[i]]);
        }
        return result;
    }
}
