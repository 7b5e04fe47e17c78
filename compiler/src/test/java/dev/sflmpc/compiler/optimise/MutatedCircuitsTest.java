package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fuzzer: textbook circuits with a few gates changed, optimised. What a pass recognises is almost there, so that a rule which
 * asks for too little takes it for the whole.
 */
final class MutatedCircuitsTest {

    private static final Deadline NEVER = new Deadline(Duration.ofDays(1));

    private static final List<Graph> CIRCUITS = List.of(
            PoorCircuits.adder(6),
            PoorCircuits.prefixAdder(8),
            PoorCircuits.lessTree(8),
            PoorCircuits.priority(16),
            PoorCircuits.decoder(4),
            PoorCircuits.rotator(3),
            PoorCircuits.divider(4),
            PoorCircuits.squareRoot(8),
            PoorCircuits.maximum(4, 4),
            PoorCircuits.arrayMultiplier(4),
            PoorCircuits.treeMultiplier(4),
            PoorCircuits.square(5),
            PoorCircuits.voter(15),
            PoorCircuits.table(new int[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3}, 4));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void optimise_mutated_equal(int level) {
        for (long seed = 0; seed < 28; seed++) {
            checkLevel(seed + 1_000 * level, level);
        }
    }

    @Test
    void passes_mutated_equal() {
        for (long seed = 10_000; seed < 10_150; seed++) {
            checkPasses(seed);
        }
    }

    @Test
    @Tag("soak")
    void optimise_manyMutated_equal() {
        for (long seed = 100_000; seed < 120_000; seed++) {
            checkPasses(seed);
            checkLevel(seed, (int) (seed % 4));
        }
    }

    private static void checkLevel(long seed, int level) {
        Graph graph = mutated(seed);
        Optimised result =
                Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), OptimiserOptions.ofLevel(level));
        check("level " + level, graph, new Graph(result.net(), result.inputs(), result.outputs()), seed);
    }

    /** Each pass on its own, and on what the one before has made, so that no other can hide its fault. */
    private static void checkPasses(long seed) {
        Graph graph = mutated(seed);
        LeastAnds least = new LeastAnds();
        Graph shaped = AdderShapes.run(graph, seed % 2 == 0);
        Equality.check("shapes", graph, shaped, seed);
        Equality.check("carries", graph, CarryRewriting.run(shaped), seed);
        Equality.check("sums", graph, AdderRewriting.run(shaped), seed);
        Equality.check("chains", graph, SelectChains.run(graph), seed);
        Equality.check("factors", graph, SharedFactors.run(graph), seed);
        Equality.check("windows", graph, WindowRewriting.run(graph, least, 4, 24, NEVER), seed);
        Equality.check("blocks", graph, BlockRewriting.run(graph, least, 10, NEVER), seed);
        Equality.check("collapsed", graph, Collapsing.run(graph), seed);
        Graph merged = FunctionalReduction.run(graph, 1_000, NEVER);
        check("merged", graph, merged, seed);
        check("resubstitution", graph, Resubstitution.run(graph, true, 1_000, NEVER), seed);
        check("resubstitution of merged", graph, Resubstitution.run(merged, true, 1_000, NEVER), seed);
        check("XORs", graph, XorSharing.run(merged, NEVER), seed);
    }

    private static void check(String what, Graph graph, Graph result, long seed) {
        Equality.check(what, graph, result, seed);
        int before = LiveGates.of(graph.net(), graph.outputs()).ands();
        int after = LiveGates.of(result.net(), result.outputs()).ands();
        assertTrue(after <= before, what + ", seed " + seed + ": " + before + " became " + after);
    }

    private static Graph mutated(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph circuit = CIRCUITS.get(random.nextInt(CIRCUITS.size()));
        return new Mutation(circuit, random).graph().swept();
    }

    /** A circuit copied with one to four gates changed. */
    private static final class Mutation {

        private final Graph graph;
        private final SplittableRandom random;
        private final Netlist fresh;
        private final int[] map;
        private final boolean[] changes;

        Mutation(Graph graph, SplittableRandom random) {
            this.graph = graph;
            this.random = random;
            fresh = graph.withInputs();
            map = new int[graph.net().nodeCount()];
            changes = new boolean[map.length];
            for (int i = 0; i <= random.nextInt(4); i++) {
                changes[1 + random.nextInt(map.length - 1)] = true;
            }
        }

        Graph graph() {
            for (int node = 1; node < map.length; node++) {
                if (graph.net().isInput(node)) {
                    map[node] = Graph.inputLiteral(graph.net().inputIndex(node));
                } else {
                    map[node] = changes[node] ? changed(node) : graph.copy(fresh, map, node);
                }
            }
            return graph.mapped(fresh, map);
        }

        private int changed(int node) {
            int a = operand(graph.net().left(node));
            int b = operand(graph.net().right(node));
            int other = map[random.nextInt(node)];
            return switch (random.nextInt(8)) {
                case 0 -> fresh.and(a ^ 1, b);
                case 1 -> fresh.or(a, b);
                case 2 -> fresh.xor(a, b);
                case 3 -> fresh.and(a, other);
                case 4 -> fresh.and(a, b) ^ 1;
                case 5 -> fresh.xor(graph.copy(fresh, map, node), other);
                case 6 -> fresh.mux(other, a, b);
                default -> random.nextInt(2);
            };
        }

        private int operand(int literal) {
            return map[literal >>> 1] ^ (literal & 1);
        }
    }
}
