package dev.sflmpc.compiler.optimise;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes products of words out of a polynomial.
 *
 * <p>Bits that meet in products are neighbours; a connected part of this graph is a product of two words when its
 * coefficients are {@code s(x) 2^p(x) * s(y) 2^p(y)} and none that is below the modulus is missing, and a square when
 * they are twice that.
 */
final class ProductSearch {

    /** Least number of bit products that are worth a product of words. */
    private static final int LEAST_PRODUCTS = 6;

    private final WeightedSum sum;
    private final Map<Integer, Map<Integer, BigInteger>> neighbours = new LinkedHashMap<>();
    private final Map<Integer, Integer> power = new HashMap<>();
    private final Map<Integer, Integer> sign = new HashMap<>();

    private ProductSearch(WeightedSum sum) {
        this.sum = sum;
        sum.products().forEach((pair, coefficient) -> {
            link(pair.low(), pair.high(), coefficient);
            link(pair.high(), pair.low(), coefficient);
        });
    }

    private void link(int from, int to, BigInteger coefficient) {
        neighbours.computeIfAbsent(from, key -> new TreeMap<>()).put(to, coefficient);
    }

    /** Finds products and subtracts them from the polynomial. */
    static List<WordProduct> take(WeightedSum sum) {
        ProductSearch search = new ProductSearch(sum);
        List<WordProduct> found = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int start : List.copyOf(search.neighbours.keySet())) {
            if (!seen.contains(start)) {
                List<Integer> left = new ArrayList<>();
                List<Integer> right = new ArrayList<>();
                boolean bipartite = search.colour(start, left, right, seen);
                WordProduct product = bipartite ? search.product(left, right) : search.square(left, right);
                if (product != null) {
                    product.subtractFrom(sum);
                    product.addOffsetsTo(sum);
                    found.add(product);
                }
            }
        }
        return found;
    }

    /** Splits a connected part in two; false when a product is within one of them. */
    private boolean colour(int start, List<Integer> left, List<Integer> right, Set<Integer> seen) {
        Map<Integer, Boolean> side = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        side.put(start, true);
        boolean proper = true;
        while (!queue.isEmpty()) {
            int node = queue.remove();
            boolean isLeft = side.getOrDefault(node, true);
            seen.add(node);
            (isLeft ? left : right).add(node);
            for (int other : of(node).keySet()) {
                Boolean known = side.putIfAbsent(other, !isLeft);
                if (known == null) {
                    queue.add(other);
                } else {
                    proper &= known != isLeft;
                }
            }
        }
        return proper;
    }

    private Map<Integer, BigInteger> of(int node) {
        return neighbours.getOrDefault(node, Map.of());
    }

    private @Nullable WordProduct product(List<Integer> left, List<Integer> right) {
        if ((long) left.size() * right.size() < LEAST_PRODUCTS || left.size() < 2 || right.size() < 2) {
            return null;
        }
        if (!spread(left.getFirst(), left.size() + right.size())) {
            return null;
        }
        int leastLeft = left.stream().mapToInt(this::power).min().orElse(0);
        left.forEach(node -> power.merge(node, -leastLeft, Integer::sum));
        right.forEach(node -> power.merge(node, leastLeft, Integer::sum));
        WordProduct product = new WordProduct(word(left), word(right), false);
        return product.isMostlyIn(sum) ? product : null;
    }

    /** Gives every bit its power and sign; signs come from products whose coefficient has one. */
    private boolean spread(int start, int count) {
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        power.put(start, 0);
        sign.put(start, 1);
        Set<Integer> done = new HashSet<>(Set.of(start));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (Map.Entry<Integer, BigInteger> entry : of(node).entrySet()) {
                int exponent = exponent(entry.getValue());
                if (exponent < 0) {
                    return false;
                }
                if (exponent < sum.width() - 1 && done.add(entry.getKey())) {
                    power.put(entry.getKey(), exponent - power(node));
                    sign.put(entry.getKey(), entry.getValue().signum() * sign(node));
                    queue.add(entry.getKey());
                }
            }
        }
        return done.size() == count || spreadTop(done, count);
    }

    /** Reaches the bits that only have products of the highest weight, where the sign does not matter. */
    private boolean spreadTop(Set<Integer> done, int count) {
        for (int node : List.copyOf(done)) {
            for (Map.Entry<Integer, BigInteger> entry : of(node).entrySet()) {
                if (done.add(entry.getKey())) {
                    power.put(entry.getKey(), exponent(entry.getValue()) - power(node));
                    sign.put(entry.getKey(), 1);
                }
            }
        }
        return done.size() == count;
    }

    private int power(int node) {
        return power.getOrDefault(node, 0);
    }

    private int sign(int node) {
        return sign.getOrDefault(node, 1);
    }

    /** The exponent of a power of two with any sign; −1 for other numbers. */
    private static int exponent(BigInteger value) {
        BigInteger size = value.abs();
        return size.bitCount() == 1 ? size.getLowestSetBit() : -1;
    }

    private @Nullable WordProduct square(List<Integer> left, List<Integer> right) {
        List<Integer> bits = new ArrayList<>(left);
        bits.addAll(right);
        if (bits.size() < 4 || !solveSquare(bits)) {
            return null;
        }
        WordProduct product = new WordProduct(word(bits), word(bits), true);
        return product.isMostlyIn(sum) ? product : null;
    }

    /** {@code 2^(1 + p(x) + p(y))} for every pair: three bits of middle weight give the first power. */
    private boolean solveSquare(List<Integer> bits) {
        List<Integer> order = bits.stream()
                .sorted(Comparator.comparingInt(this::lowestExponent).thenComparingInt(bit -> bit))
                .toList();
        int middle = Math.min(order.size() / 2, order.size() - 3);
        int x = order.get(middle);
        int y = order.get(middle + 1);
        int z = order.get(middle - 1);
        int twice = pairExponent(x, y) + pairExponent(x, z) - pairExponent(y, z) - 1;
        if (pairExponent(x, y) < 0 || pairExponent(x, z) < 0 || pairExponent(y, z) < 0 || twice < 0 || twice % 2 != 0) {
            return false;
        }
        power.put(x, twice / 2);
        sign.put(x, 1);
        for (int node : bits) {
            if (node != x) {
                int exponent = pairExponent(x, node);
                if (exponent - 1 - twice / 2 < 0) {
                    return false;
                }
                power.put(node, exponent - 1 - twice / 2);
                sign.put(node, 1);
            }
        }
        return true;
    }

    private int lowestExponent(int node) {
        return of(node).values().stream()
                .mapToInt(ProductSearch::exponent)
                .min()
                .orElse(0);
    }

    private int pairExponent(int a, int b) {
        BigInteger coefficient = of(a).get(b);
        return coefficient == null ? -1 : exponent(coefficient);
    }

    private List<WordProduct.Digit> word(List<Integer> bits) {
        return bits.stream()
                .map(node -> new WordProduct.Digit(node, power(node), sign(node) < 0))
                .sorted((a, b) -> Integer.compare(a.power(), b.power()))
                .toList();
    }
}
