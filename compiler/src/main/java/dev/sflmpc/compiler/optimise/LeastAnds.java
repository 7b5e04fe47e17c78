package dev.sflmpc.compiler.optimise;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Circuits of few AND gates for functions of up to six variables.
 *
 * <p>Functions of up to five variables and those of six variables that the classes hold get the least number. Other
 * functions of six variables are split along a hyperplane, {@code f = f0 + l·(f0 + f1)}, where <i>l</i> may be any sum
 * of variables. Answers are remembered.
 */
final class LeastAnds {

    private static final AffineClasses CLASSES = AffineClasses.load();

    private final Map<Long, Recipe> known = new HashMap<>();
    private final boolean split;

    /** @param split whether functions outside the classes are worth the longer search */
    LeastAnds(boolean split) {
        this.split = split;
    }

    /** A circuit of the function; null when none is known. */
    @Nullable Recipe recipe(long table) {
        Long key = table;
        Recipe recipe = known.get(key);
        if (recipe == null && !known.containsKey(key)) {
            recipe = make(table);
            known.put(key, recipe);
        }
        return recipe;
    }

    private @Nullable Recipe make(long table) {
        Core core = Core.of(table);
        Recipe inner = CLASSES.find(core);
        if (inner == null && split) {
            inner = splitCore(core.table());
        }
        if (inner == null) {
            return null;
        }
        int[] forms = new int[Spectra.VARIABLES];
        System.arraycopy(core.forms(), 0, forms, 0, core.dimension());
        Recipe recipe = inner.substitute(forms, core.added());
        if (recipe.table() != table) {
            throw new AssertionError("a wrong circuit for " + Long.toHexString(table));
        }
        return recipe;
    }

    private @Nullable Recipe splitCore(long table) {
        Recipe best = null;
        for (int plane = 1; plane < Spectra.POINTS; plane++) {
            best = fewer(best, splitAlong(table, plane));
            best = fewer(best, splitAlong(table, plane | Recipe.ONE));
        }
        return best;
    }

    /** {@code f = f0 + l·(f0 + f1)} where f0 is <i>f</i> on the plane {@code l = 0}. */
    private @Nullable Recipe splitAlong(long table, int plane) {
        int pivot = Integer.numberOfTrailingZeros(plane);
        long line = Spectra.linear(plane & Spectra.POINTS - 1) ^ ((plane & Recipe.ONE) == 0 ? 0 : -1L);
        long off = mirror(table & ~line, pivot);
        long on = mirror(table & line, pivot);
        Recipe base = recipe(off);
        Recipe difference = base == null ? null : recipe(off ^ on);
        if (base == null || difference == null || base.andCount() + difference.andCount() >= Recipe.MOST_ANDS) {
            return null;
        }
        return join(base, difference, plane);
    }

    /** A function that is known on one of each pair of points that differ in a variable, made independent of it. */
    private static long mirror(long table, int variable) {
        int distance = 1 << variable;
        long low = ~Spectra.variable(variable);
        return table | (table & low) << distance | (table >>> distance) & low;
    }

    private static Recipe join(Recipe base, Recipe difference, int plane) {
        int first = base.andCount();
        int second = difference.andCount();
        int[] sums = new int[2 * (first + second + 1) + 1];
        for (int i = 0; i < 2 * first; i++) {
            sums[i] = base.sum(i);
        }
        for (int i = 0; i < 2 * second; i++) {
            sums[2 * first + i] = shifted(difference.sum(i), first);
        }
        sums[2 * (first + second)] = plane;
        sums[2 * (first + second) + 1] = shifted(difference.sum(2 * second), first);
        sums[2 * (first + second) + 2] = base.sum(2 * first) ^ 1 << (Recipe.FIRST_AND + first + second);
        return new Recipe(sums);
    }

    private static int shifted(int sum, int gates) {
        int low = sum & (Spectra.POINTS - 1 | Recipe.ONE);
        int high = sum & (Recipe.ONE - 1) & -Spectra.POINTS;
        return low | high << gates;
    }

    private static @Nullable Recipe fewer(@Nullable Recipe a, @Nullable Recipe b) {
        if (a == null || (b != null && b.andCount() < a.andCount())) {
            return b;
        }
        return a;
    }
}
