package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A function of degree at most two of some nodes, as one row of {@link Equations}: the constant, the nodes, then the products
 * of two of the first {@link #factors}.
 *
 * <p>A quadratic form over GF(2) is a sum of as many products of linear forms as half the rank of its alternating matrix,
 * and no fewer ANDs will do: Mirwald, Schnorr, "The multiplicative complexity of quadratic Boolean forms" (1992).
 */
final class Combination {

    /** With more factors the unknowns do not fit. */
    static final int MOST_FACTORS = 10;

    private final int linear;
    private final int factors;
    private final int[] first;
    private final int[] second;

    /** @param linear nodes; the first {@code factors} of them may be multiplied */
    Combination(int linear, int factors) {
        this.linear = linear;
        this.factors = factors;
        int products = factors * (factors - 1) / 2;
        first = new int[products];
        second = new int[products];
        int at = 0;
        for (int j = 1; j < factors; j++) {
            for (int i = 0; i < j; i++) {
                first[at] = i;
                second[at++] = j;
            }
        }
    }

    int linear() {
        return linear;
    }

    int products() {
        return first.length;
    }

    int first(int product) {
        return first[product];
    }

    int second(int product) {
        return second[product];
    }

    static boolean hasConstant(long unknowns) {
        return (unknowns & 1) != 0;
    }

    static boolean hasNode(long unknowns, int node) {
        return (unknowns >>> 1 + node & 1) != 0;
    }

    boolean hasProduct(long unknowns, int product) {
        return (unknowns >>> 1 + linear + product & 1) != 0;
    }

    /** The nodes that a solution needs, as a mask. */
    long support(long unknowns) {
        long nodes = unknowns >>> 1 & (1L << linear) - 1;
        for (int i = 0; i < first.length; i++) {
            if (hasProduct(unknowns, i)) {
                nodes |= 1L << first[i] | 1L << second[i];
            }
        }
        return nodes;
    }

    /** The equation of one sample: what the unknowns are multiplied with. */
    long equation(long nodeValues, boolean value) {
        long row = 1 | nodeValues << 1;
        for (int i = 0; i < first.length; i++) {
            row |= (nodeValues >>> first[i] & nodeValues >>> second[i] & 1) << 1 + linear + i;
        }
        return value ? row | 1L << Equations.VALUE : row;
    }

    /** For each factor those that it is multiplied with. */
    private int[] matrix(long unknowns) {
        int[] matrix = new int[factors];
        for (int i = 0; i < first.length; i++) {
            if (hasProduct(unknowns, i)) {
                matrix[first[i]] |= 1 << second[i];
                matrix[second[i]] |= 1 << first[i];
            }
        }
        return matrix;
    }

    /** How many ANDs a solution takes. */
    int ands(long unknowns) {
        int[] matrix = matrix(unknowns);
        int ands = 0;
        for (int i = 0; i < factors; i++) {
            while (matrix[i] != 0) {
                split(matrix, i);
                ands++;
            }
        }
        return ands;
    }

    /**
     * Takes the product of two linear forms out of a quadratic form.
     *
     * @return the forms and the squares left over, as masks of factors
     */
    private static int[] split(int[] matrix, int i) {
        int j = Integer.numberOfTrailingZeros(matrix[i]);
        int u = matrix[j];
        int v = matrix[i];
        int squares = 0;
        for (int m = 0; m < matrix.length; m++) {
            int row = ((u >>> m & 1) == 0 ? 0 : v) ^ ((v >>> m & 1) == 0 ? 0 : u);
            squares |= (u & v) & 1 << m;
            matrix[m] ^= row;
        }
        return new int[] {u, v, squares};
    }

    /** Makes a solution of the nodes for the definition of a gate; its literal. */
    int build(long unknowns, MutableGraph graph, Divisors nodes, int target) {
        int[] matrix = matrix(unknowns);
        int sum = hasConstant(unknowns) ? Netlist.TRUE : Netlist.FALSE;
        long single = unknowns >>> 1 & (1L << linear) - 1;
        for (int i = 0; i < factors; i++) {
            while (matrix[i] != 0) {
                int[] forms = split(matrix, i);
                single ^= forms[2];
                int u = sum(forms[0], Netlist.FALSE, graph, nodes, target);
                int v = sum(forms[1], Netlist.FALSE, graph, nodes, target);
                sum = graph.gate(false, sum, graph.gate(true, u, v, target), target);
            }
        }
        return sum(single, sum, graph, nodes, target);
    }

    private static int sum(long mask, int start, MutableGraph graph, Divisors nodes, int target) {
        int sum = start;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int node = nodes.node(Long.numberOfTrailingZeros(rest));
            sum = graph.gate(false, sum, 2 * node, target);
        }
        return sum;
    }
}
