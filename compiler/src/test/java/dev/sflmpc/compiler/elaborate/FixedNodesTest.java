package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.CurrentOrigin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedNodesTest {

    private static final int NODES = 500;

    private final Segment[] segments = {segment(1), segment(2)};
    private final FixedNodes fixed = new FixedNodes();
    private final Map<Integer, Map<Integer, Integer>> expected = Map.of(0, new HashMap<>(), 1, new HashMap<>());
    private final Deque<int[]> added = new ArrayDeque<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrder_ofChanges_isWhatAMapSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            int segment = random.nextInt(2);
            int node = 1 + random.nextInt(NODES);
            int value = random.nextInt(2);
            if (i % 2000 > 1400 && !added.isEmpty()) {
                removeLast();
            } else if (expected.get(segment).containsKey(node)) {
                fixed.replace(segments[segment], node, value);
                expected.get(segment).put(node, value);
            } else {
                fixed.add(segments[segment], node, value);
                expected.get(segment).put(node, value);
                added.push(new int[] {segment, node});
            }
            check(random.nextInt(2), 1 + random.nextInt(NODES));
        }
    }

    private void removeLast() {
        int[] last = added.pop();
        fixed.removeLast(segments[last[0]]);
        expected.get(last[0]).remove(last[1]);
    }

    private void check(int segment, int node) {
        Map<Integer, Integer> known = expected.get(segment);
        assertEquals(known.getOrDefault(node, FixedNodes.NONE), fixed.get(segments[segment], node));
        assertEquals(
                known.keySet().stream().min(Integer::compare).orElse(Integer.MAX_VALUE),
                fixed.oldest(segments[segment]));
        assertEquals(added.isEmpty(), fixed.isEmpty());
    }

    private static Segment segment(int number) {
        return new Segment(new Region(number, 0, null), new CurrentOrigin());
    }
}
