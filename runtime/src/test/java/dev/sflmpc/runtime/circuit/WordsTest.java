package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void toArray_afterShorterAndLongerUses_isWhatWasAddedSince() {
        Words words = new Words();
        for (int count : new int[] {3, 0, 65_536, 65_537, 200_000, 131_072, 5}) {
            words.clear();
            int[] expected = IntStream.range(0, count).map(i -> i * i + count).toArray();
            for (int word : expected) {
                assertTrue(words.add(word));
            }
            assertArrayEquals(expected, words.toArray());
        }
    }
}
