package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {

    private static final byte[] SESSION = "trees test".getBytes(StandardCharsets.US_ASCII);

    @Test
    void trees_sameNodeInAnotherSession_giveOtherChildrenAndLeaves() {
        byte[] other = "another trees test".getBytes(StandardCharsets.US_ASCII);
        long[] values = outputs(new Trees(SESSION));
        long[] others = outputs(new Trees(other));
        for (int word = 0; word < values.length; word++) {
            assertNotEquals(values[word], others[word]);
        }
        assertArrayEquals(values, outputs(new Trees(SESSION)));
    }

    /** The children, the seed and the check value of one node. */
    private static long[] outputs(Trees trees) {
        long[] seed = new long[2];
        long[] check = new long[TreeShape.CHECK_WORDS];
        trees.leaf(new long[] {3, 5}, 0, seed, check);
        return Stream.of(trees.children(new long[] {3, 5}, 1), seed, check)
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    /** Place y of the sender has leaf y ^ alpha of the receiver, but for place 0, of which it has nothing. */
    @ParameterizedTest
    @ValueSource(ints = {4, 4, 4, 8})
    void puncturedTrees_anyDelta_haveAllLeavesButAlpha(int depth) throws ProtocolException {
        TreeShape shape = new TreeShape(depth);
        SecureRandom random = new SecureRandom();
        Delta delta = Delta.random();
        byte[] keys0 = new byte[16 * TreeShape.BASE_OTS];
        byte[] keys1 = new byte[16 * TreeShape.BASE_OTS];
        random.nextBytes(keys0);
        random.nextBytes(keys1);
        long[] choices = PuncturedTrees.choices(shape, delta);
        byte[] chosen = new byte[16 * TreeShape.BASE_OTS];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = Bits.get(choices, i / 16) == 0 ? keys0[i] : keys1[i];
        }
        FullTrees full = new FullTrees(SESSION, shape, keys0, keys1, random);
        PuncturedTrees punctured = new PuncturedTrees(SESSION, shape, delta, chosen, full.message());
        Set<Long> seen = new HashSet<>();
        for (int tree = 0; tree < shape.trees(); tree++) {
            int alpha = shape.alpha(delta, tree);
            for (int place = 0; place < shape.leaves(); place++) {
                int have = 2 * (tree * shape.leaves() + place);
                int leaf = 2 * (tree * shape.leaves() + (place ^ alpha));
                assertTrue(seen.add(full.seeds()[leaf]), "leaf " + leaf + " occurs twice");
                if (place == 0) {
                    assertEquals(0, punctured.seeds()[have] | punctured.seeds()[have + 1]);
                } else {
                    assertNotEquals(0, full.seeds()[leaf]);
                    assertEquals(full.seeds()[leaf], punctured.seeds()[have]);
                    assertEquals(full.seeds()[leaf + 1], punctured.seeds()[have + 1]);
                }
            }
        }
    }
}
