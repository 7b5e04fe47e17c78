package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTreeTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void evaluate_anyConditions_isTheLeafOfTheirPath(int depth) {
        int leaves = 1 << depth;
        Check.computes(
                (net, w) -> DecisionTree.evaluate(net, complete(w[0], 0, leaves, i -> Words.slice(w[1], i, i + 1))),
                v -> Check.bit(v[1].testBit(leafOf(v[0], depth))),
                Math.max(1, leaves - 1),
                leaves);
        Check.computes(
                (net, w) -> DecisionTree.paths(net, complete(w[0], 0, leaves, i -> new int[] {Netlist.TRUE})),
                v -> BigInteger.ONE.shiftLeft(leafOf(v[0], depth)),
                Math.max(1, leaves - 1));
    }

    @Test
    void andCount_constantLeaves_isOnePerInnerNodeBelowTheRoot() {
        Random random = new Random(5);
        Check.costs(
                62,
                (net, w) ->
                        DecisionTree.evaluate(net, complete(w[0], 0, 64, i -> Check.constant(random.nextInt(256), 8))),
                63);
    }

    @Test
    void evaluate_singleLeaf_isItsWord() {
        assertArrayEquals(
                new int[] {1, 0}, DecisionTree.evaluate(new Netlist(), new DecisionTree.Leaf(new int[] {1, 0})));
    }

    private interface Leaves {
        int[] word(int index);
    }

    /** Conditions in heap order. */
    private static DecisionTree complete(int[] conditions, int node, int leaves, Leaves words) {
        if (node >= leaves - 1) {
            return new DecisionTree.Leaf(words.word(node - (leaves - 1)));
        }
        DecisionTree whenFalse = complete(conditions, 2 * node + 1, leaves, words);
        return new DecisionTree.Choice(conditions[node], complete(conditions, 2 * node + 2, leaves, words), whenFalse);
    }

    private static int leafOf(BigInteger conditions, int depth) {
        int node = 0;
        for (int i = 0; i < depth; i++) {
            node = 2 * node + 1 + (conditions.testBit(node) ? 1 : 0);
        }
        return node - ((1 << depth) - 1);
    }
}
