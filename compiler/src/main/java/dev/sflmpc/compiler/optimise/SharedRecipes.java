package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Circuits for several functions of the same six variables, built one after the other: each may add gates of the earlier
 * ones to its output for free.
 */
final class SharedRecipes {

    /** One output: a recipe, and the earlier gates that are added to it. */
    private record Part(Recipe recipe, List<Integer> added) {}

    private static final int COMBINATIONS = 1 << 8;
    private static final int PRODUCT_TRIES = 40;

    private final List<Part> parts = new ArrayList<>();
    private final List<Long> gates = new ArrayList<>();

    private SharedRecipes() {}

    /** Circuits for the functions; null when one of them is too hard. */
    static @Nullable SharedRecipes of(LeastAnds least, long[] tables) {
        SharedRecipes result = new SharedRecipes();
        for (long table : tables) {
            if (!result.append(least, table)) {
                return null;
            }
        }
        return result;
    }

    int andCount() {
        return gates.size();
    }

    private boolean append(LeastAnds least, long table) {
        int free = Math.min(gates.size(), Integer.numberOfTrailingZeros(COMBINATIONS));
        int bestChoice = 0;
        Recipe best = null;
        for (int choice = 0; choice < 1 << free; choice++) {
            Recipe recipe = least.recipe(table ^ combination(choice));
            if (recipe != null && (best == null || recipe.andCount() < best.andCount())) {
                best = recipe;
                bestChoice = choice;
            }
        }
        for (int choice = 0; best == null && choice < Math.min(1 << free, PRODUCT_TRIES); choice++) {
            best = least.addProduct(table ^ combination(choice));
            bestChoice = choice;
        }
        if (best == null) {
            best = least.search(table);
            bestChoice = 0;
        }
        if (best == null) {
            return false;
        }
        parts.add(new Part(best, members(bestChoice)));
        for (long gate : best.gateTables()) {
            gates.add(gate);
        }
        return true;
    }

    /** The sum of the youngest gates that a mask chooses. */
    private long combination(int choice) {
        long sum = 0;
        for (int index : members(choice)) {
            sum ^= gates.get(index);
        }
        return sum;
    }

    private List<Integer> members(int choice) {
        List<Integer> members = new ArrayList<>();
        for (int rest = choice; rest != 0; rest &= rest - 1) {
            members.add(gates.size() - 1 - Integer.numberOfTrailingZeros(rest));
        }
        return members;
    }

    /** Builds all outputs over the leaves, in their order. */
    int[] build(Netlist net, int[] leaves) {
        int[] terms = new int[Recipe.FIRST_AND + Recipe.MOST_ANDS];
        System.arraycopy(leaves, 0, terms, 0, leaves.length);
        int[] built = new int[gates.size()];
        int count = 0;
        int[] outputs = new int[parts.size()];
        for (int i = 0; i < outputs.length; i++) {
            Part part = parts.get(i);
            outputs[i] = part.recipe.build(net, terms);
            for (int index : part.added) {
                outputs[i] = net.xor(outputs[i], built[index]);
            }
            for (int gate = 0; gate < part.recipe.andCount(); gate++) {
                built[count++] = terms[Recipe.FIRST_AND + gate];
            }
        }
        return outputs;
    }
}
