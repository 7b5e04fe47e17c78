package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeastAndsTest {

    private final LeastAnds least = new LeastAnds();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void recipe_randomFunctionOfUpToFiveVariables_rightAndWithinTheBound(int variables) {
        SplittableRandom random = new SplittableRandom(variables);
        for (int i = 0; i < 2_000; i++) {
            long table = function(random, variables);
            Recipe recipe = least.recipe(table);
            assertNotNull(recipe, Long.toHexString(table));
            assertEquals(table, recipe.table());
            assertTrue(recipe.andCount() < variables, Long.toHexString(table));
        }
    }

    @Test
    void recipe_productOfAllVariables_oneAndLess() {
        long product = -1L;
        for (int variables = 1; variables <= 5; variables++) {
            product &= Spectra.variable(variables - 1);
            assertEquals(variables - 1, recipe(product).andCount());
        }
    }

    @Test
    void recipe_quadraticForm_halfItsRank() {
        long x = Spectra.variable(0);
        long y = Spectra.variable(1);
        long z = Spectra.variable(2);
        assertEquals(1, recipe(x & y ^ x & z ^ y & z).andCount());
        assertEquals(2, recipe(x & y ^ z & Spectra.variable(3)).andCount());
        assertEquals(
                3,
                recipe(x & y ^ z & Spectra.variable(3) ^ Spectra.variable(4) & Spectra.variable(5))
                        .andCount());
    }

    @Test
    void recipe_affineFunction_noAnd() {
        assertEquals(0, recipe(0).andCount());
        assertEquals(0, recipe(-1L).andCount());
        assertEquals(0, recipe(~Spectra.linear(0b101101)).andCount());
    }

    @Test
    void search_randomFunctionOfSixVariables_right() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 20; i++) {
            long table = random.nextLong();
            Recipe recipe = least.recipe(table) == null ? least.search(table) : least.recipe(table);
            assertNotNull(recipe, Long.toHexString(table));
            assertEquals(table, recipe.table());
            assertTrue(recipe.andCount() <= Recipe.MOST_ANDS);
        }
    }

    private Recipe recipe(long table) {
        Recipe recipe = least.recipe(table);
        assertNotNull(recipe, Long.toHexString(table));
        assertEquals(table, recipe.table());
        return recipe;
    }

    private static long function(SplittableRandom random, int variables) {
        long table = random.nextLong();
        for (int i = variables; i < Spectra.VARIABLES; i++) {
            long low = table & ~Spectra.variable(i);
            table = low | low << (1 << i);
        }
        return table;
    }
}
