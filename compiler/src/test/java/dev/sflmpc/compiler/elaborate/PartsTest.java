package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("ReferenceEquality") // what is shared is the same object
class PartsTest {

    private static Value part() {
        return new Value.Undefined(new ValueType.Bool());
    }

    private static void assertHolds(List<Value> expected, Parts parts) {
        assertEquals(expected.size(), parts.size());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), parts.get(i), "part " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 1023, 1024, 1025, 32768, 32769})
    void with_randomParts_changesOnePartOfTheCopyOnly(int size) {
        Random random = new Random(size);
        List<Value> model = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            model.add(part());
        }
        Parts parts = Parts.of(size, model::get);
        assertHolds(model, parts);
        for (int i = 0; i < 50; i++) {
            int index = random.nextInt(size);
            Value before = model.get(index);
            Parts changed = parts.with(index, part());
            assertSame(before, parts.get(index));
            parts = changed;
            model.set(index, changed.get(index));
        }
        assertHolds(model, parts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 1024, 1500})
    void combine_copies_visitsOnlyWhatDiffers(int size) {
        Random random = new Random(size);
        Parts base = Parts.of(size, i -> part());
        Parts a = base;
        Parts b = base;
        for (int i = 0; i < 5; i++) {
            a = a.with(random.nextInt(size), part());
            b = b.with(random.nextInt(size), part());
        }
        List<Value> expected = new ArrayList<>();
        int differing = 0;
        for (int i = 0; i < size; i++) {
            boolean same = a.get(i) == b.get(i);
            differing += same ? 0 : 1;
            expected.add(same ? a.get(i) : b.get(i));
        }
        int[] visits = new int[1];
        Parts combined = a.combine(b, (x, y) -> {
            visits[0]++;
            return y;
        });
        assertHolds(expected, combined);
        assertEquals(differing, visits[0]);
        assertSame(a, a.combine(a, (x, y) -> part()));
    }
}
