package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.CarrylessMultiplier;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.ProductSums.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds products of polynomials over GF(2), and makes them anew with fewer ANDs: carry-less multiplications, and
 * multiplications in fields of characteristic two, whatever they are reduced by.
 *
 * <p>Such a product is a group of sums whose variables are two words, and in which the coefficient of {@code a_i b_j} depends on
 * {@code i + j} only (on {@code i - j}, if one of them is reversed). How the sums weigh the coefficients of the product does
 * not matter: that is linear.
 */
final class CarrylessProducts {

    private static final int FEWEST_BITS = 2;

    /** Longer words are not multiplied anew: the price of it would take long to find. */
    private static final int MOST_BITS = 1 << 12;

    private final Graph graph;
    private final Netlist old;
    private final ProductSums analysis;
    private final List<Sum> sums;
    private final SumGroups groups;
    private final CarrylessMultiplier multiplier;

    /** By root. */
    private final Map<Integer, Replacement> replacements = new HashMap<>();

    private @Nullable Set<Long> singles;

    /** A sum, and the parts of it that are made anew. */
    private record Replacement(Sum sum, Set<Integer> products, List<Part> parts) {}

    /** Variables that meet in products, each on one of two sides, and what sums have of them, by the sums' numbers. */
    private static final class Component {

        private final NavigableMap<Integer, Boolean> sides = new TreeMap<>();
        private final Map<Integer, long[]> pairs = new LinkedHashMap<>();
        private final Map<Integer, Set<Integer>> products = new HashMap<>();

        Set<Integer> products(int member) {
            return products.getOrDefault(member, Set.of());
        }
    }

    /** The coefficients of a product that a sum adds up. */
    private record Part(Factors factors, List<Integer> coefficients) {}

    /** The two words of a product; {@code made} are its coefficients once they are there. */
    private static final class Factors {

        private final List<int[]> left;
        private final List<int[]> right;
        private final boolean isLow;
        private int[] made = {};

        Factors(List<int[]> left, List<int[]> right, boolean isLow) {
            this.left = left;
            this.right = right;
            this.isLow = isLow;
        }
    }

    private CarrylessProducts(Graph graph, ProductSums analysis, CarrylessMultiplier multiplier) {
        this.graph = graph;
        this.analysis = analysis;
        this.multiplier = multiplier;
        old = graph.net();
        sums = analysis.sums();
        groups = new SumGroups(old, analysis);
    }

    /** A pass over a graph without dead gates; the graph itself when there is nothing to gain. */
    static Graph run(Graph graph, ProductSums analysis, CarrylessMultiplier multiplier) {
        CarrylessProducts pass = new CarrylessProducts(graph, analysis, multiplier);
        pass.groups.groups().forEach(pass::split);
        return pass.replacements.isEmpty() ? graph : Rebuilding.run(graph, pass::rebuilt);
    }

    /** Splits the variables of a group into pairs of words. */
    private void split(List<Integer> members) {
        Map<Integer, List<Integer>> neighbours = neighbours(members);
        Map<Integer, Component> components = new HashMap<>();
        List<Component> candidates = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int start : neighbours.keySet()) {
            if (!seen.contains(start)) {
                Component component = new Component();
                boolean proper = colour(start, neighbours, component.sides);
                seen.addAll(component.sides.keySet());
                if (proper && component.sides.size() >= 2 * FEWEST_BITS) {
                    candidates.add(component);
                    component.sides.keySet().forEach(variable -> components.put(variable, component));
                }
            }
        }
        members.forEach(member -> distribute(member, components));
        candidates.forEach(this::replace);
    }

    private Map<Integer, List<Integer>> neighbours(List<Integer> members) {
        Map<Integer, List<Integer>> neighbours = new TreeMap<>();
        for (int member : members) {
            for (int product : sums.get(member).products()) {
                int[] left = groups.left(product);
                int[] right = groups.right(product);
                Arrays.stream(right).forEach(other -> link(neighbours, left[0], other));
                Arrays.stream(left).forEach(other -> link(neighbours, right[0], other));
            }
        }
        return neighbours;
    }

    /** Gives components, by their variables, what a sum has of them: one variable tells. */
    private void distribute(int member, Map<Integer, Component> components) {
        Map<Component, LongStream.Builder> pairs = new LinkedHashMap<>();
        for (long pair : groups.pairs(member)) {
            Component component = components.get(SumGroups.low(pair));
            if (component != null) {
                pairs.computeIfAbsent(component, key -> LongStream.builder()).add(pair);
            }
        }
        pairs.forEach(
                (component, own) -> component.pairs.put(member, own.build().toArray()));
        for (int product : sums.get(member).products()) {
            Component component = components.get(groups.left(product)[0]);
            if (component != null) {
                component
                        .products
                        .computeIfAbsent(member, key -> new HashSet<>())
                        .add(product);
            }
        }
    }

    private static void link(Map<Integer, List<Integer>> neighbours, int a, int b) {
        neighbours.computeIfAbsent(a, key -> new ArrayList<>()).add(b);
        neighbours.computeIfAbsent(b, key -> new ArrayList<>()).add(a);
    }

    /** False when a variable meets itself or another one of its word. */
    private static boolean colour(int start, Map<Integer, List<Integer>> neighbours, Map<Integer, Boolean> part) {
        List<Integer> queue = new ArrayList<>(List.of(start));
        part.put(start, true);
        boolean proper = true;
        for (int next = 0; next < queue.size(); next++) {
            int node = queue.get(next);
            boolean side = part.getOrDefault(node, true);
            for (int other : neighbours.getOrDefault(node, List.of())) {
                Boolean known = part.putIfAbsent(other, !side);
                if (known == null) {
                    queue.add(other);
                } else {
                    proper &= known != side;
                }
            }
        }
        return proper;
    }

    private void replace(Component component) {
        List<int[]> left = word(component, true);
        List<int[]> right = word(component, false);
        if (left.size() < FEWEST_BITS || right.size() < FEWEST_BITS) {
            return;
        }
        Map<Integer, List<Integer>> straight = coefficients(component, left, right);
        Map<Integer, List<Integer>> turned = coefficients(component, left, right.reversed());
        if (turned.size() > straight.size()) {
            replace(component, turned, left, right.reversed());
        } else {
            replace(component, straight, left, right);
        }
    }

    /** The bits of a word: each is a variable, or the sum of those that have the same products everywhere. */
    private static List<int[]> word(Component component, boolean side) {
        Map<Integer, List<Long>> uses = new TreeMap<>();
        component.pairs.forEach((member, pairs) -> {
            for (long pair : pairs) {
                int low = SumGroups.low(pair);
                int high = SumGroups.high(pair);
                int own = component.sides.getOrDefault(low, false) == side ? low : high;
                uses.computeIfAbsent(own, key -> new ArrayList<>()).add((long) member << 32 | (low ^ high ^ own));
            }
        });
        Map<List<Long>, List<Integer>> bits = new LinkedHashMap<>();
        uses.forEach((variable, own) ->
                bits.computeIfAbsent(own, key -> new ArrayList<>()).add(variable));
        return bits.values().stream()
                .map(bit -> bit.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The coefficients that each sum adds up, by its number, of sums that add up nothing else of these words. */
    private Map<Integer, List<Integer>> coefficients(Component component, List<int[]> left, List<int[]> right) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < left.size(); i++) {
            places.put(left.get(i)[0], i);
        }
        for (int i = 0; i < right.size(); i++) {
            places.put(right.get(i)[0], i);
        }
        Map<Integer, List<Integer>> result = new LinkedHashMap<>();
        component.pairs.forEach((member, pairs) -> {
            List<Integer> found = coefficients(pairs, places, left.size(), right.size());
            // a sum before the last variable may be what that is made of
            if (!found.isEmpty() && sums.get(member).root() > component.sides.lastKey()) {
                result.put(member, found);
            }
        });
        return result;
    }

    private static List<Integer> coefficients(long[] pairs, Map<Integer, Integer> places, int n, int m) {
        int[] counts = new int[n + m - 1];
        for (long pair : pairs) {
            Integer i = places.get(SumGroups.low(pair));
            Integer j = places.get(SumGroups.high(pair));
            if (i != null && j != null) {
                counts[i + j]++;
            }
        }
        List<Integer> result = new ArrayList<>();
        for (int power = 0; power < counts.length; power++) {
            int all = Math.min(Math.min(power + 1, n + m - 1 - power), Math.min(n, m));
            if (counts[power] == all) {
                result.add(power);
            } else if (counts[power] != 0) {
                return List.of();
            }
        }
        return result;
    }

    /** Notes what is to be made anew, if that saves ANDs. */
    private void replace(
            Component component, Map<Integer, List<Integer>> coefficients, List<int[]> left, List<int[]> right) {
        int most = 0;
        int removed = corners(left, right);
        for (Map.Entry<Integer, List<Integer>> entry : coefficients.entrySet()) {
            removed += component.products(entry.getKey()).size();
            most = Math.max(most, entry.getValue().getLast());
        }
        int n = left.size();
        int m = right.size();
        if (Math.max(n, m) > Math.min(removed, MOST_BITS)) {
            return;
        }
        boolean isLow = n == m && most < n && multiplier.andsOfLow(n) < multiplier.ands(n, n);
        if ((isLow ? multiplier.andsOfLow(n) : multiplier.ands(n, m)) >= removed) {
            return;
        }
        Factors factors = new Factors(left, right, isLow);
        coefficients.forEach((member, powers) -> {
            Sum sum = sums.get(member);
            Replacement replacement = replacements.computeIfAbsent(
                    sum.root(), key -> new Replacement(sum, new HashSet<>(), new ArrayList<>()));
            replacement.products.addAll(component.products(member));
            replacement.parts.add(new Part(factors, powers));
        });
    }

    /** How many of the products of the lowest and of the highest bits are there anyway. */
    private int corners(List<int[]> left, List<int[]> right) {
        int lowest = isSingle(left.getFirst(), right.getFirst()) ? 1 : 0;
        return lowest + (isSingle(left.getLast(), right.getLast()) ? 1 : 0);
    }

    private boolean isSingle(int[] left, int[] right) {
        return left.length == 1 && right.length == 1 && singles().contains(SumGroups.pair(left[0], right[0]));
    }

    /** ANDs of two variables that are in no sum. */
    private Set<Long> singles() {
        Set<Long> known = singles;
        if (known == null) {
            Set<Integer> summed = sums.stream()
                    .flatMapToInt(sum -> Arrays.stream(sum.products()))
                    .boxed()
                    .collect(Collectors.toSet());
            known = new HashSet<>();
            for (int node = 1; node < old.nodeCount(); node++) {
                if (old.isAnd(node) && !summed.contains(node) && analysis.isOfAtoms(node)) {
                    known.add(SumGroups.pair(old.left(node) >>> 1, old.right(node) >>> 1));
                }
            }
            singles = known;
        }
        return known;
    }

    private int rebuilt(Netlist net, int[] map, int node) {
        Replacement replacement = replacements.get(node);
        return replacement == null ? graph.copy(net, map, node) : made(net, map, replacement);
    }

    private int made(Netlist net, int[] map, Replacement replacement) {
        int result = sum(net, map, replacement.sum.rest());
        result = net.xor(result, sum(net, map, replacement.sum.shared()));
        for (int product : replacement.sum.products()) {
            boolean isNew = replacement.products.contains(product);
            result = net.xor(result, isNew ? correction(net, map, product) : map[product]);
        }
        for (Part part : replacement.parts) {
            int[] coefficients = coefficients(net, map, part.factors);
            for (int power : part.coefficients) {
                result = net.xor(result, coefficients[power]);
            }
        }
        return result;
    }

    private static int sum(Netlist net, int[] map, int[] nodes) {
        int result = Netlist.FALSE;
        for (int node : nodes) {
            result = net.xor(result, map[node]);
        }
        return result;
    }

    /** What {@code (l + c)(r + d)} is more than {@code l·r}, for nodes <i>l</i>, <i>r</i> and constants <i>c</i>, <i>d</i>. */
    private int correction(Netlist net, int[] map, int product) {
        int left = old.left(product);
        int right = old.right(product);
        int byLeft = (right & 1) == 0 ? Netlist.FALSE : map[left >>> 1];
        int byRight = (left & 1) == 0 ? Netlist.FALSE : map[right >>> 1];
        return net.xor(byLeft, byRight) ^ (left & right & 1);
    }

    private int[] coefficients(Netlist net, int[] map, Factors factors) {
        if (factors.made.length == 0) {
            int[] left = word(net, map, factors.left);
            int[] right = word(net, map, factors.right);
            factors.made =
                    factors.isLow ? multiplier.multiplyLow(net, left, right) : multiplier.multiply(net, left, right);
        }
        return factors.made;
    }

    private static int[] word(Netlist net, int[] map, List<int[]> bits) {
        return bits.stream().mapToInt(bit -> sum(net, map, bit)).toArray();
    }
}
