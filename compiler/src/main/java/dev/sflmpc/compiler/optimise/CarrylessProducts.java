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
    private static final long STEPS_PER_NODE = 500;
    private static final int MOST_PAIRS = 1 << 22;
    private static final long[] NOTHING = {};

    private final Graph graph;
    private final Netlist old;
    private final ProductSums analysis;
    private final List<Sum> sums;

    /** The variables' products that each sum has, by its number. */
    private final List<long[]> pairs = new ArrayList<>();

    private final int[] group;
    private final CarrylessMultiplier multiplier = new CarrylessMultiplier();

    /** By root. */
    private final Map<Integer, Replacement> replacements = new HashMap<>();

    private @Nullable Set<Long> singles;
    private long steps;

    /** A sum, and the parts of it that are made anew. */
    private record Replacement(Sum sum, Set<Integer> products, List<Part> parts) {}

    /** The coefficients of a product that a sum adds up. */
    private record Part(Factors factors, List<Integer> coefficients) {}

    /** The two words of a product; {@code made} are its coefficients once they are there. */
    private static final class Factors {

        private final int[] left;
        private final int[] right;
        private final boolean isLow;
        private int[] made = {};

        Factors(int[] left, int[] right, boolean isLow) {
            this.left = left;
            this.right = right;
            this.isLow = isLow;
        }
    }

    private CarrylessProducts(Graph graph, ProductSums analysis) {
        this.graph = graph;
        this.analysis = analysis;
        old = graph.net();
        sums = analysis.sums();
        group = new int[sums.size()];
        steps = STEPS_PER_NODE * old.nodeCount();
    }

    /** A pass over a graph without dead gates; the graph itself when there is nothing to gain. */
    static Graph run(Graph graph, ProductSums analysis) {
        CarrylessProducts pass = new CarrylessProducts(graph, analysis);
        pass.find();
        return pass.replacements.isEmpty() ? graph : Rebuilding.run(graph, pass::rebuilt);
    }

    // --- groups of sums
    // -------------------------------------------------------------------------------------------------

    private void find() {
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
            pairs.add(expanded(sums.get(i)));
        }
        join();
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            groups.computeIfAbsent(find(i), key -> new ArrayList<>()).add(i);
        }
        groups.values().forEach(this::split);
    }

    /** The products of variables that a sum has an odd number of times; none when that takes too many steps. */
    private long[] expanded(Sum sum) {
        long size = 0;
        for (int product : sum.products()) {
            size += (long) left(product).length * right(product).length;
        }
        steps -= size;
        if (steps < 0 || size > MOST_PAIRS) {
            return NOTHING;
        }
        long[] pairs = new long[(int) size];
        int count = 0;
        for (int product : sum.products()) {
            for (int a : left(product)) {
                for (int b : right(product)) {
                    pairs[count++] = pair(a, b);
                }
            }
        }
        return odd(pairs);
    }

    private int[] left(int product) {
        return analysis.form(old.left(product));
    }

    private int[] right(int product) {
        return analysis.form(old.right(product));
    }

    private static long[] odd(long[] values) {
        Arrays.sort(values);
        int count = 0;
        for (long value : values) {
            if (count > 0 && values[count - 1] == value) {
                count--;
            } else {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private static int low(long pair) {
        return (int) (pair >>> 32);
    }

    private static int high(long pair) {
        return (int) pair;
    }

    /** Joins sums one of which has products of the words that the products of the other are of. */
    private void join() {
        Map<Long, Integer> owners = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            for (long pair : pairs.get(i)) {
                Integer owner = owners.putIfAbsent(pair, i);
                if (owner != null) {
                    group[find(i)] = find(owner);
                }
            }
        }
        for (int i = 0; i < group.length; i++) {
            int[] rows = Arrays.stream(pairs.get(i))
                    .mapToInt(CarrylessProducts::low)
                    .distinct()
                    .toArray();
            int[] columns = Arrays.stream(pairs.get(i))
                    .mapToInt(CarrylessProducts::high)
                    .distinct()
                    .toArray();
            steps -= (long) rows.length * columns.length;
            for (int row : steps > 0 ? rows : new int[0]) {
                for (int column : columns) {
                    Integer owner = owners.get(pair(row, column));
                    if (owner != null) {
                        group[find(i)] = find(owner);
                    }
                }
            }
        }
    }

    private int find(int sum) {
        int root = sum;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }

    // --- words
    // ----------------------------------------------------------------------------------------------------------

    /** Splits the variables of a group into pairs of words. */
    private void split(List<Integer> members) {
        Map<Integer, List<Integer>> neighbours = new TreeMap<>();
        for (int member : members) {
            for (int product : sums.get(member).products()) {
                int[] left = left(product);
                int[] right = right(product);
                Arrays.stream(right).forEach(other -> link(neighbours, left[0], other));
                Arrays.stream(left).forEach(other -> link(neighbours, right[0], other));
            }
        }
        Map<Integer, Boolean> sides = new HashMap<>();
        for (int start : neighbours.keySet()) {
            if (!sides.containsKey(start)) {
                NavigableMap<Integer, Boolean> part = new TreeMap<>();
                if (colour(start, neighbours, part)) {
                    replace(members, part);
                }
                sides.putAll(part);
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

    private void replace(List<Integer> members, NavigableMap<Integer, Boolean> part) {
        int[] left = side(part, true);
        int[] right = side(part, false);
        if (left.length < FEWEST_BITS || right.length < FEWEST_BITS) {
            return;
        }
        Map<Integer, List<Integer>> straight = coefficients(members, left, right, part.lastKey());
        int[] reversed = reversed(right);
        Map<Integer, List<Integer>> turned = coefficients(members, left, reversed, part.lastKey());
        if (turned.size() > straight.size()) {
            replace(turned, left, reversed);
        } else {
            replace(straight, left, right);
        }
    }

    private static int[] side(Map<Integer, Boolean> part, boolean which) {
        return part.entrySet().stream()
                .filter(entry -> entry.getValue() == which)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private static int[] reversed(int[] word) {
        int[] result = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            result[i] = word[word.length - 1 - i];
        }
        return result;
    }

    /**
     * The coefficients that each sum adds up, by its number, of sums that add up nothing else of these words.
     *
     * @param last the last variable: a sum before it may be what a variable is made of
     */
    private Map<Integer, List<Integer>> coefficients(List<Integer> members, int[] left, int[] right, int last) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < left.length; i++) {
            places.put(left[i], i);
        }
        for (int i = 0; i < right.length; i++) {
            places.put(right[i], i);
        }
        Map<Integer, List<Integer>> result = new LinkedHashMap<>();
        for (int member : members) {
            List<Integer> found = coefficients(pairs.get(member), places, left.length, right.length);
            if (!found.isEmpty() && sums.get(member).root() > last) {
                result.put(member, found);
            }
        }
        return result;
    }

    private static List<Integer> coefficients(long[] pairs, Map<Integer, Integer> places, int n, int m) {
        int[] counts = new int[n + m - 1];
        for (long pair : pairs) {
            Integer i = places.get(low(pair));
            Integer j = places.get(high(pair));
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
    private void replace(Map<Integer, List<Integer>> coefficients, int[] left, int[] right) {
        int most = 0;
        Set<Integer> word = Arrays.stream(left).boxed().collect(Collectors.toSet());
        Map<Integer, Set<Integer>> products = new HashMap<>();
        long removed = corners(left, right);
        for (Map.Entry<Integer, List<Integer>> entry : coefficients.entrySet()) {
            Set<Integer> own = products(sums.get(entry.getKey()), word);
            products.put(entry.getKey(), own);
            removed += own.size();
            most = Math.max(most, entry.getValue().getLast());
        }
        int n = left.length;
        boolean isLow = n == right.length && most < n && multiplier.andsOfLow(n) < multiplier.ands(n, n);
        if ((isLow ? multiplier.andsOfLow(n) : multiplier.ands(n, right.length)) >= removed) {
            return;
        }
        Factors factors = new Factors(left, right, isLow);
        coefficients.forEach((member, powers) -> {
            Sum sum = sums.get(member);
            Replacement replacement = replacements.computeIfAbsent(
                    sum.root(), key -> new Replacement(sum, new HashSet<>(), new ArrayList<>()));
            replacement.products.addAll(products.getOrDefault(member, Set.of()));
            replacement.parts.add(new Part(factors, powers));
        });
    }

    /** The products of a sum that have a factor of variables of a word; the other factor then is of the other word. */
    private Set<Integer> products(Sum sum, Set<Integer> word) {
        return Arrays.stream(sum.products())
                .filter(product -> word.contains(left(product)[0]) || word.contains(right(product)[0]))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** How many of the products of the lowest and of the highest bits are there anyway. */
    private int corners(int[] left, int[] right) {
        Set<Long> single = singles();
        long lowest = pair(left[0], right[0]);
        long highest = pair(left[left.length - 1], right[right.length - 1]);
        return (single.contains(lowest) ? 1 : 0) + (single.contains(highest) ? 1 : 0);
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
                    known.add(pair(old.left(node) >>> 1, old.right(node) >>> 1));
                }
            }
            singles = known;
        }
        return known;
    }

    // --- rebuilding
    // -----------------------------------------------------------------------------------------------------

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
            int[] left = mapped(map, factors.left);
            int[] right = mapped(map, factors.right);
            factors.made =
                    factors.isLow ? multiplier.multiplyLow(net, left, right) : multiplier.multiply(net, left, right);
        }
        return factors.made;
    }

    private static int[] mapped(int[] map, int[] nodes) {
        int[] result = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            result[i] = map[nodes[i]];
        }
        return result;
    }
}
