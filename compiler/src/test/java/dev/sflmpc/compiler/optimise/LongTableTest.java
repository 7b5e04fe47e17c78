package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LongTableTest {

    @Test
    void add_numbersAlikeInTheirLowBits_asASetOfJava() {
        SplittableRandom random = new SplittableRandom(1);
        LongTable table = new LongTable(1_000);
        LongTable other = new LongTable(10);
        other.add(3);
        other.add(5);
        Set<Long> set = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            long number = 1 + random.nextInt(300) << 3 | (long) random.nextInt(3) << 40;
            table.add(number);
            set.add(number);
        }
        assertEquals(set.size(), table.count());
        for (long number = 1; number < 4_000; number++) {
            assertEquals(set.contains(number), table.contains(number));
        }
        // all in the table are multiples of 8
        other.add(set.iterator().next());
        assertEquals(2, other.countOutside(table));
    }
}
