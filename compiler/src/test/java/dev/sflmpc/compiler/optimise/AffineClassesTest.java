package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The resource is what {@link ClassSearch} finds. */
final class AffineClassesTest {

    @Test
    void resource_upToThreeAnds_isTheExhaustiveSearch() throws IOException {
        ClassSearch search = new ClassSearch();
        search.exhaust();
        List<String> found = search.found().stream().map(AffineClasses::line).toList();
        assertEquals(found, lines().subList(0, found.size()));
        assertEquals(29, found.size(), "1 class without AND gates, 1 of one, 3 of two and 24 of three");
    }

    @Test
    void resource_fourAnds_eachLineIsItsOwnHashesAndCircuit() throws IOException {
        for (String line : lines().subList(29, lines().size())) {
            Recipe recipe = Recipe.parse(line.split(" ", 3)[2]);
            assertEquals(4, recipe.andCount(), line);
            assertEquals(AffineClasses.line(recipe), line);
        }
    }

    @Test
    void resource_coresOfUpToFiveVariables_are48Classes() throws IOException {
        int[] cores = new int[Spectra.VARIABLES + 1];
        AffineClasses distinct = new AffineClasses();
        for (String line : lines()) {
            Recipe recipe = Recipe.parse(line.split(" ", 3)[2]);
            Core core = Core.of(recipe.table());
            if (core.dimension() < Spectra.VARIABLES) {
                assertTrue(distinct.add(core, recipe), "a class twice: " + line);
            }
            cores[core.dimension()]++;
        }
        for (int dimension = 0; dimension < Spectra.VARIABLES; dimension++) {
            assertEquals(ClassSearch.CORES[dimension], cores[dimension], "classes of dimension " + dimension);
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream stream = AffineClasses.class.getResourceAsStream("affine-classes.txt")) {
            assertTrue(stream != null, "the resource is missing");
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}
