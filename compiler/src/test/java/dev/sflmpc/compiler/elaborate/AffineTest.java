package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AffineTest {

    private static final Loop OUTER = new Loop(0, 4);
    private static final Loop MIDDLE = new Loop(1, 3);
    private static final Loop INNER = new Loop(2, 5);

    private static Affine random(Random random) {
        Affine affine = Affine.of(random.nextInt(21) - 10);
        for (Loop loop : List.of(OUTER, MIDDLE, INNER)) {
            if (random.nextBoolean()) {
                affine = affine.plus(Affine.counter(loop).times(random.nextInt(13) - 6));
            }
        }
        return affine;
    }

    private static long valueAt(Affine affine, Map<Loop, Long> counters) {
        long value = affine.constant();
        for (Affine.Term term : affine.terms()) {
            value += term.factor() * counters.getOrDefault(term.loop(), 0L);
        }
        return value;
    }

    private static LongStream everywhere(ToLongFunction<Map<Loop, Long>> value) {
        return LongStream.range(0, OUTER.count()).flatMap(a -> LongStream.range(0, MIDDLE.count())
                .flatMap(b -> LongStream.range(0, INNER.count()).map(c -> {
                    Map<Loop, Long> counters = new HashMap<>();
                    counters.put(OUTER, a);
                    counters.put(MIDDLE, b);
                    counters.put(INNER, c);
                    return value.applyAsLong(counters);
                })));
    }

    @Test
    void plusMinusTimes_randomSums_actOnValues() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Affine a = random(random);
            Affine b = random(random);
            long factor = random.nextInt(9) - 4L;
            Affine combined = a.minus(b.times(factor)).plus(b);
            long differences = everywhere(
                            at -> valueAt(combined, at) - (valueAt(a, at) - factor * valueAt(b, at) + valueAt(b, at)))
                    .filter(difference -> difference != 0)
                    .count();
            assertEquals(0, differences, "seed " + seed);
            assertTrue(combined.terms().stream().noneMatch(term -> term.factor() == 0), "seed " + seed);
        }
    }

    @Test
    void minAndMax_randomSums_areReached() {
        for (long seed = 0; seed < 200; seed++) {
            Affine affine = random(new Random(seed));
            assertEquals(everywhere(at -> valueAt(affine, at)).min().orElseThrow(), affine.min(), "seed " + seed);
            assertEquals(everywhere(at -> valueAt(affine, at)).max().orElseThrow(), affine.max(), "seed " + seed);
        }
    }

    @Test
    void alwaysDiffers_randomSums_neverClaimsTooMuch() {
        int claims = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Affine a = random(random);
            Affine b = random(random);
            if (a.alwaysDiffers(b)) {
                claims++;
                assertTrue(everywhere(at -> valueAt(a, at) - valueAt(b, at)).allMatch(d -> d != 0), "seed " + seed);
            }
        }
        assertTrue(claims > 200, claims + " claims");
    }

    @Test
    void alwaysDiffers_interleavedIndices_isTrue() {
        Affine even = Affine.counter(INNER).times(2);
        assertTrue(even.alwaysDiffers(Affine.counter(OUTER).times(4).plus(1)));
        assertTrue(even.plus(9).alwaysDiffers(Affine.ZERO));
        assertFalse(even.alwaysDiffers(even));
        assertFalse(even.alwaysDiffers(Affine.of(4)));
    }

    @Test
    void times_beyondLong_cannotBeRolled() {
        Affine large = Affine.counter(INNER).times(Long.MAX_VALUE);
        assertThrows(NotRollable.class, () -> large.times(2));
        assertThrows(NotRollable.class, large::max);
    }
}
