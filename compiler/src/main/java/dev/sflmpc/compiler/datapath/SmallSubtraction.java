package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.Differences.Bounds;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Differences of thermometers of which only some pairs of values occur. Each bit of the result is looked for as an affine
 * function of the bits of both, plus a product of two such functions: that is all it takes when the values go together
 * closely. Otherwise it is the sum over all values of the second one.
 */
final class SmallSubtraction {

    private static final int MOST_VARIABLES = 6;

    private record Key(int firstMin, int firstBits, int secondMin, int secondBits, Joint joint) {}

    /** A bit of the result: an affine function, products of earlier bits, and a new product of affine functions. */
    private record Recipe(int affine, List<Integer> products, int left, int right) {
        boolean hasProduct() {
            return left != 0;
        }
    }

    private final Map<Key, List<Recipe>> known = new HashMap<>();

    /** The first less the second. */
    Thermometer subtract(Netlist net, Thermometer first, Thermometer second, Joint joint) {
        Bounds bounds = joint.bounds();
        int variables = first.bits().length + second.bits().length;
        if (variables > MOST_VARIABLES) {
            return bySums(net, first, second, bounds);
        }
        Key key = new Key(first.min(), first.bits().length, second.min(), second.bits().length, joint);
        List<Recipe> recipes = known.computeIfAbsent(key, k -> search(first, second, joint));
        int[] inputs = Word.concat(List.of(first.bits(), second.bits()));
        Thermometer sums = bySums(net, first, second, bounds);
        List<Integer> products = new ArrayList<>();
        int[] bits = new int[recipes.size()];
        for (int i = 0; i < bits.length; i++) {
            Recipe recipe = recipes.get(i);
            if (recipe.affine < 0) {
                bits[i] = sums.bits()[i];
                continue;
            }
            if (recipe.hasProduct()) {
                products.add(net.and(affine(net, recipe.left, inputs), affine(net, recipe.right, inputs)));
            }
            bits[i] = affine(net, recipe.affine, inputs);
            for (int product : recipe.products) {
                bits[i] = net.xor(bits[i], products.get(product));
            }
        }
        return new Thermometer(bounds.min(), bits);
    }

    /** The XOR of the inputs in a mask; one bit above them negates. */
    private static int affine(Netlist net, int mask, int[] inputs) {
        int sum = mask >>> inputs.length & 1;
        for (int i = 0; i < inputs.length; i++) {
            if ((mask >>> i & 1) != 0) {
                sum = net.xor(sum, inputs[i]);
            }
        }
        return sum;
    }

    private static Thermometer bySums(Netlist net, Thermometer first, Thermometer second, Bounds bounds) {
        int[] bits = new int[bounds.max() - bounds.min()];
        for (int i = 0; i < bits.length; i++) {
            for (int value = second.min(); value <= second.max(); value++) {
                int isValue = net.xor(second.atLeast(value), second.atLeast(value + 1));
                bits[i] = net.xor(bits[i], net.and(isValue, first.atLeast(value + bounds.min() + i + 1)));
            }
        }
        return new Thermometer(bounds.min(), bits);
    }

    private static List<Recipe> search(Thermometer first, Thermometer second, Joint joint) {
        List<Joint.Pair> pairs = List.copyOf(joint.pairs());
        int variables = first.bits().length + second.bits().length;
        long[] affine = affineFunctions(pairs, first, second, variables);
        Map<Long, Integer> byTable = new HashMap<>();
        for (int mask = affine.length - 1; mask >= 0; mask--) {
            byTable.put(affine[mask], mask);
        }
        List<Long> products = new ArrayList<>();
        List<Recipe> recipes = new ArrayList<>();
        Bounds bounds = joint.bounds();
        for (int threshold = bounds.min() + 1; threshold <= bounds.max(); threshold++) {
            long target = 0;
            for (int i = 0; i < pairs.size(); i++) {
                boolean reached = pairs.get(i).word() - pairs.get(i).neighbour() >= threshold;
                target |= reached ? 1L << i : 0;
            }
            recipes.add(recipe(target, affine, byTable, products));
        }
        return recipes;
    }

    /** Entry {@code mask}: the values of that affine function, bit {@code i} for pair {@code i}. */
    private static long[] affineFunctions(
            List<Joint.Pair> pairs, Thermometer first, Thermometer second, int variables) {
        long[] affine = new long[2 << variables];
        for (int i = 0; i < pairs.size(); i++) {
            int assignment = 1 << variables;
            for (int bit = 0; bit < variables; bit++) {
                boolean ofFirst = bit < first.bits().length;
                int above = ofFirst
                        ? pairs.get(i).word() - first.min() - bit
                        : pairs.get(i).neighbour() - second.min() - (bit - first.bits().length);
                assignment |= above > 0 ? 1 << bit : 0;
            }
            for (int mask = 0; mask < affine.length; mask++) {
                affine[mask] |= (long) (Integer.bitCount(mask & assignment) & 1) << i;
            }
        }
        return affine;
    }

    private static Recipe recipe(long target, long[] affine, Map<Long, Integer> byTable, List<Long> products) {
        Integer linear = byTable.get(target);
        if (linear != null) {
            return new Recipe(linear, List.of(), 0, 0);
        }
        for (int i = 0; i < products.size(); i++) {
            Integer rest = byTable.get(target ^ products.get(i));
            if (rest != null) {
                return new Recipe(rest, List.of(i), 0, 0);
            }
        }
        for (int left = 1; left < affine.length; left++) {
            for (int right = 1; right < left; right++) {
                Integer rest = byTable.get(target ^ (affine[left] & affine[right]));
                if (rest != null) {
                    products.add(affine[left] & affine[right]);
                    return new Recipe(rest, List.of(products.size() - 1), left, right);
                }
            }
        }
        return new Recipe(-1, List.of(), 0, 0);
    }
}
