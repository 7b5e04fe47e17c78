package dev.sflmpc.compiler.optimise;

import org.jspecify.annotations.Nullable;

/**
 * Recipes by the function that was asked for, and which functions are known to have none.
 *
 * <p>Open addressing over longs: a function of five variables has the same bits in both halves of its table, for which boxed
 * keys would all have one hash.
 */
final class RecipeTable {

    private static final int LEAST_SLOTS = 1 << 8;

    private long[] keys = new long[LEAST_SLOTS];
    private boolean[] taken = new boolean[LEAST_SLOTS];
    private @Nullable Recipe[] recipes = new @Nullable Recipe[LEAST_SLOTS];
    private int count;

    /** Where a function is or has to go; to be used before the next {@link #put}. */
    int slot(long table) {
        int mask = keys.length - 1;
        int slot = hash(table) & mask;
        while (taken[slot] && keys[slot] != table) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Whether the function of a {@link #slot} was put there. */
    boolean holds(int slot) {
        return taken[slot];
    }

    /** The recipe at a slot; null when the function there has none. */
    @Nullable
    Recipe at(int slot) {
        return recipes[slot];
    }

    /** Remembers what a function that is not there yet has. */
    void put(long table, @Nullable Recipe recipe) {
        int slot = slot(table);
        keys[slot] = table;
        taken[slot] = true;
        recipes[slot] = recipe;
        count++;
        if (2 * count > keys.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        boolean[] oldTaken = taken;
        @Nullable Recipe[] oldRecipes = recipes;
        keys = new long[2 * oldKeys.length];
        taken = new boolean[keys.length];
        recipes = new @Nullable Recipe[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTaken[i]) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                taken[slot] = true;
                recipes[slot] = oldRecipes[i];
            }
        }
    }

    private static int hash(long table) {
        long h = table * 0x9E3779B97F4A7C15L;
        return (int) ((h ^ h >>> 29) * 0xBF58476D1CE4E5B9L >>> 32);
    }
}
