package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * A polynomial of degree two over the bits of nodes, modulo 2^width: a constant, nodes and products of two nodes with
 * integer coefficients.
 */
final class WeightedSum {

    /** Two different nodes, the lower one first. */
    record Pair(int low, int high) {

        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    private static final int MOST_LOW_BITS = 8;

    private final int width;
    private final BigInteger modulus;
    private final Map<Integer, BigInteger> linear = new LinkedHashMap<>();
    private final Map<Pair, BigInteger> products = new LinkedHashMap<>();
    private BigInteger constant = BigInteger.ZERO;

    WeightedSum(int width) {
        this.width = width;
        modulus = BigInteger.ONE.shiftLeft(width);
    }

    int width() {
        return width;
    }

    /** Receives the product of two literals. */
    interface Terms {
        void accept(int a, int b, BigInteger coefficient);
    }

    WeightedSum copy() {
        WeightedSum copy = new WeightedSum(width);
        copy.linear.putAll(linear);
        copy.products.putAll(products);
        copy.constant = constant;
        return copy;
    }

    BigInteger constant() {
        return constant;
    }

    /** Whether there are products and all have even coefficients, as in a square. */
    boolean isTwiceProducts() {
        return !products.isEmpty() && products.values().stream().noneMatch(coefficient -> coefficient.testBit(0));
    }

    /** Calls for each node, the second factor being TRUE, and for each product. */
    void forEachTerm(Terms action) {
        linear.forEach((node, coefficient) -> action.accept(2 * node, Netlist.TRUE, coefficient));
        products.forEach((pair, coefficient) -> action.accept(2 * pair.low(), 2 * pair.high(), coefficient));
    }

    /** The products with coefficients between −2^(width−1) and 2^(width−1). */
    Map<Pair, BigInteger> products() {
        return products;
    }

    BigInteger linear(int node) {
        return linear.getOrDefault(node, BigInteger.ZERO);
    }

    void addConstant(BigInteger value) {
        constant = constant.add(value);
    }

    /** Adds a literal. */
    void add(int literal, BigInteger coefficient) {
        BigInteger sign = (literal & 1) == 0 ? coefficient : coefficient.negate();
        if ((literal & 1) != 0) {
            constant = constant.add(coefficient);
        }
        if (literal >>> 1 != 0) {
            merge(linear, literal >>> 1, sign);
        }
    }

    /** Adds the product of two literals. */
    void addProduct(int a, int b, BigInteger coefficient) {
        if ((a & 1) != 0) {
            add(b, coefficient);
            addProduct(a ^ 1, b, coefficient.negate());
        } else if ((b & 1) != 0) {
            add(a, coefficient);
            addProduct(a, b ^ 1, coefficient.negate());
        } else if (a == b) {
            add(a, coefficient);
        } else if (a != Netlist.FALSE && b != Netlist.FALSE) {
            merge(products, Pair.of(a >>> 1, b >>> 1), coefficient);
        }
    }

    private <K> void merge(Map<K, BigInteger> map, K key, BigInteger coefficient) {
        BigInteger sum = map.getOrDefault(key, BigInteger.ZERO).add(coefficient).mod(modulus);
        if (sum.testBit(width - 1) && width > 1) {
            sum = sum.subtract(modulus);
        }
        if (sum.signum() == 0) {
            map.remove(key);
        } else {
            map.put(key, sum);
        }
    }

    /**
     * Removes the terms that are no multiples of 2^shift; false when they do not add up to a number between −2^shift and
     * 0, so that the bits from <i>shift</i> on of what this is added to would change.
     */
    boolean dropBelow(int shift) {
        if (shift == 0) {
            return true;
        }
        WeightedSum low = new WeightedSum(width);
        linear.forEach((node, coefficient) -> {
            if (coefficient.getLowestSetBit() < shift) {
                low.linear.put(node, coefficient);
            }
        });
        products.forEach((pair, coefficient) -> {
            if (coefficient.getLowestSetBit() < shift) {
                low.products.put(pair, coefficient);
            }
        });
        linear.keySet().removeAll(low.linear.keySet());
        products.keySet().removeAll(low.products.keySet());
        low.constant = constant.negate().mod(BigInteger.ONE.shiftLeft(shift)).negate();
        constant = constant.subtract(low.constant);
        return low.isBetween(BigInteger.ONE.shiftLeft(shift).negate(), BigInteger.ZERO);
    }

    /** Whether all values are more than the one and at most the other number, by trying all assignments of few bits. */
    private boolean isBetween(BigInteger below, BigInteger most) {
        TreeSet<Integer> nodes = new TreeSet<>();
        forEachNode(nodes::add);
        if (nodes.size() > MOST_LOW_BITS) {
            return false;
        }
        List<Integer> order = List.copyOf(nodes);
        for (int assignment = 0; assignment < 1 << order.size(); assignment++) {
            BigInteger value = value(order, assignment);
            if (value.compareTo(below) <= 0 || value.compareTo(most) > 0) {
                return false;
            }
        }
        return true;
    }

    private BigInteger value(List<Integer> order, int assignment) {
        BigInteger value = constant;
        for (Map.Entry<Integer, BigInteger> term : linear.entrySet()) {
            value = isOne(order, assignment, term.getKey()) ? value.add(term.getValue()) : value;
        }
        for (Map.Entry<Pair, BigInteger> term : products.entrySet()) {
            boolean one = isOne(order, assignment, term.getKey().low())
                    && isOne(order, assignment, term.getKey().high());
            value = one ? value.add(term.getValue()) : value;
        }
        return value;
    }

    private static boolean isOne(List<Integer> order, int assignment, int node) {
        return (assignment >>> Collections.binarySearch(order, node) & 1) != 0;
    }

    /**
     * Puts constants, nodes and products into columns; each product costs an AND.
     *
     * @param image the literal of a node in the netlist
     */
    void addTo(Netlist net, ColumnSum sum, IntUnaryOperator image) {
        sum.addConstant(constant);
        linear.forEach((node, coefficient) -> addDigits(sum, image.applyAsInt(node), coefficient));
        products.forEach((pair, coefficient) -> {
            int product = net.and(image.applyAsInt(pair.low()), image.applyAsInt(pair.high()));
            addDigits(sum, product, coefficient);
        });
    }

    /** Calls for every node that {@link #addTo} needs. */
    void forEachNode(IntConsumer action) {
        linear.keySet().forEach(action::accept);
        products.keySet().forEach(pair -> {
            action.accept(pair.low());
            action.accept(pair.high());
        });
    }

    /** Adds a coefficient in its signed digits, of which no two neighbours are not 0. */
    private void addDigits(ColumnSum sum, int literal, BigInteger coefficient) {
        BigInteger rest = coefficient;
        for (int i = 0; i < width && rest.signum() != 0; i++) {
            if (rest.testBit(0)) {
                boolean minus = rest.testBit(1);
                sum.addBit(literal ^ (minus ? 1 : 0), i);
                if (minus) {
                    sum.addConstant(BigInteger.ONE.shiftLeft(i).negate());
                }
                rest = minus ? rest.add(BigInteger.ONE) : rest.subtract(BigInteger.ONE);
            }
            rest = rest.shiftRight(1);
        }
    }
}
