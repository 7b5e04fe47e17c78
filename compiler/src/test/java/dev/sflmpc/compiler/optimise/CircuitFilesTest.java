package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Circuits of the rewriting literature: no more ANDs than the best published result or, below
 * it, than a block of their kind takes, and still the same function.
 */
final class CircuitFilesTest {

    @ParameterizedTest
    @CsvSource({
        "bristol-old/adder_32bit, 32",
        "bristol-old/adder_64bit, 64",
        "bristol-old/comparator_32bit_unsigned_lt, 32",
        "bristol-old/mult_32x32, 1689",
        "bristol-fashion/FP-eq, 188",
        "bristol-fashion/FP-i2f, 1076",
        "bristol-fashion/FP-f2i, 1464",
        "bristol-fashion/mult2_64, 3318",
        "bristol-fashion/mult64, 2017",
        "bristol-fashion/ModAdd512, 1541",
        "bristol-fashion/LSSS_to_GC, 2241",
        "bristol-fashion/divide64, 4471"
    })
    void optimise_levelTwo_atMostThePublishedAnds(String name, int ands) throws IOException {
        check(name, 2, ands);
    }

    @ParameterizedTest
    @Tag("soak")
    @CsvSource({
        "bristol-fashion/FP-add, 5301", "bristol-fashion/FP-mul, 18716", "bristol-old/md5, 9367",
        "bristol-old/sha-1, 11515", "bristol-old/DES-non-expanded, 9048", "bristol-fashion/sha256, 22573",
        "bristol-fashion/aes_128, 6400", "bristol-fashion/mult64, 4033", "bristol-old/mult_32x32, 1689"
    })
    void optimise_levelThree_atMostThePublishedAnds(String name, int ands) throws IOException {
        check(name, 3, ands);
    }

    /** The depth that is reached with so many percent more ANDs than without balancing. */
    @ParameterizedTest
    @CsvSource({
        "bristol-old/adder_64bit, 1, 100, 128, 34",
        "bristol-old/adder_64bit, 1, 400, 260, 8",
        "bristol-old/comparator_32bit_unsigned_lt, 1, 100, 88, 6",
        "bristol-fashion/neg64, 1, 100, 124, 9",
        "bristol-fashion/sub64, 0, 100, 126, 34",
        "bristol-fashion/FP-i2f, 0, 0, 2394, 45",
        "bristol-fashion/FP-f2i, 0, 100, 2916, 24"
    })
    void optimise_balanced_depthWithinTheAnds(String name, int level, int percent, int ands, int depth)
            throws IOException {
        LiveGates gates = optimised(name, OptimiserOptions.ofLevel(level).withBalance(percent));
        assertTrue(gates.ands() <= ands && gates.depth() <= depth, name + ": " + gates);
    }

    private static void check(String name, int level, int ands) throws IOException {
        int reached = optimised(name, OptimiserOptions.ofLevel(level)).ands();
        assertTrue(reached <= ands, name + ": " + reached + " ANDs, " + ands + " are published");
    }

    private static LiveGates optimised(String name, OptimiserOptions options) throws IOException {
        Path file = file(name + ".txt");
        assumeTrue(Files.isReadable(file), "skipped: the circuit file " + name + " is not beside this checkout");
        Graph graph = BristolReader.read(file);
        Optimised result = Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), options);
        Equality.check(name, graph, new Graph(result.net(), result.inputs(), result.outputs()), 1);
        return result.statistics().after();
    }

    /** The file in the nearest folder above that has {@code shared/data}; a file that does not exist when none has. */
    private static Path file(String name) {
        Path relative = Path.of("shared", "data", "circuits").resolve(name);
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isReadable(folder.resolve(relative))) {
            folder = folder.getParent();
        }
        return folder.resolve(relative);
    }
}
