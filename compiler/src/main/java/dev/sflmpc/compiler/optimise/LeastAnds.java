package dev.sflmpc.compiler.optimise;

import org.jspecify.annotations.Nullable;

/**
 * Circuits of few AND gates for functions of up to six variables.
 *
 * <p>Functions of up to five variables and those of six variables that four gates can make are in the classes. For other
 * functions of six variables a class is looked for at the distance of one or two products of sums, or on the two sides of
 * a hyperplane, {@code f = f0 + l·(f0 + f1)}. Answers are remembered.
 */
final class LeastAnds {

    /** No function of six variables needs more ANDs. */
    static final int MOST = 6;

    private final AffineClasses classes = AffineClasses.load();
    private final RecipeTable known = new RecipeTable();
    private final RecipeTable searched = new RecipeTable();

    /** A circuit of the fewest ANDs; null when the function is outside the classes: then it needs five or six. */
    @Nullable
    Recipe recipe(long table) {
        int slot = known.slot(table);
        if (known.holds(slot)) {
            return known.at(slot);
        }
        Core core = Core.of(table);
        Recipe recipe = expand(core, classes.find(core), table);
        known.put(table, recipe);
        return recipe;
    }

    /** A circuit of few ANDs for a function outside the classes; null when the search finds none. */
    @Nullable
    Recipe search(long table) {
        int slot = searched.slot(table);
        if (searched.holds(slot)) {
            return searched.at(slot);
        }
        Core core = Core.of(table);
        Recipe inner = addProduct(core.table());
        Recipe recipe = expand(core, inner == null ? splitCore(core.table()) : inner, table);
        searched.put(table, recipe);
        return recipe;
    }

    private static @Nullable Recipe expand(Core core, @Nullable Recipe inner, long table) {
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

    /** {@code f = g + l·m} with <i>g</i> in the classes and <i>l</i>, <i>m</i> linear. */
    @Nullable
    Recipe addProduct(long table) {
        for (int a = 1; a < Spectra.POINTS; a++) {
            for (int b = a + 1; b < Spectra.POINTS; b++) {
                if (b < (a ^ b)) {
                    long rest = table ^ Spectra.linear(a) & Spectra.linear(b);
                    Recipe recipe = classes.mayHold(Spectra.walsh(rest)) ? recipe(rest) : null;
                    if (recipe != null) {
                        return plusProduct(recipe, a, b);
                    }
                }
            }
        }
        return null;
    }

    private static Recipe plusProduct(Recipe recipe, int a, int b) {
        int gates = recipe.andCount();
        int[] sums = new int[2 * gates + 3];
        for (int i = 0; i < 2 * gates; i++) {
            sums[i] = recipe.sum(i);
        }
        sums[2 * gates] = a;
        sums[2 * gates + 1] = b;
        sums[2 * gates + 2] = recipe.sum(2 * gates) ^ 1 << (Recipe.FIRST_AND + gates);
        return new Recipe(sums);
    }

    private @Nullable Recipe splitCore(long table) {
        Recipe best = null;
        for (int plane = 1; plane < Spectra.POINTS && !isLeast(best); plane++) {
            best = splitAlong(table, plane, best);
            best = splitAlong(table, plane | Recipe.ONE, best);
        }
        return best;
    }

    private static boolean isLeast(@Nullable Recipe recipe) {
        return recipe != null && recipe.andCount() < MOST;
    }

    /**
     * {@code f = f0 + l·(f0 + f1)} where f0 is <i>f</i> on the plane {@code l = 0}; the second factor may use the gates of
     * f0 for free.
     */
    private @Nullable Recipe splitAlong(long table, int plane, @Nullable Recipe best) {
        int pivot = Integer.numberOfTrailingZeros(plane);
        long line = Spectra.linear(plane & Spectra.POINTS - 1) ^ ((plane & Recipe.ONE) == 0 ? 0 : -1L);
        long off = mirror(table & ~line, pivot);
        long difference = off ^ mirror(table & line, pivot);
        Recipe base = recipe(off);
        if (base == null) {
            return best;
        }
        long[] gates = base.gateTables();
        int limit = best == null ? Recipe.MOST_ANDS + 1 : best.andCount();
        Recipe result = best;
        for (int reused = 0; reused < 1 << gates.length; reused++) {
            long rest = difference;
            for (int i = 0; i < gates.length; i++) {
                rest ^= (reused >>> i & 1) == 0 ? 0 : gates[i];
            }
            Recipe other = recipe(rest);
            if (other != null && gates.length + other.andCount() + 1 < limit) {
                limit = gates.length + other.andCount() + 1;
                result = join(base, other, plane, reused);
            }
        }
        return result;
    }

    /** A function that is known on one of each pair of points that differ in a variable, made independent of it. */
    private static long mirror(long table, int variable) {
        int distance = 1 << variable;
        long low = ~Spectra.variable(variable);
        return table | (table & low) << distance | (table >>> distance) & low;
    }

    private static Recipe join(Recipe base, Recipe difference, int plane, int reused) {
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
        sums[2 * (first + second) + 1] = shifted(difference.sum(2 * second), first) ^ reused << Recipe.FIRST_AND;
        sums[2 * (first + second) + 2] = base.sum(2 * first) ^ 1 << (Recipe.FIRST_AND + first + second);
        return new Recipe(sums);
    }

    private static int shifted(int sum, int gates) {
        int low = sum & (Spectra.POINTS - 1 | Recipe.ONE);
        int high = sum & (Recipe.ONE - 1) & -Spectra.POINTS;
        return low | high << gates;
    }
}
