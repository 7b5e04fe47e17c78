package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "1250, 1.3 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "32000000, 32.0 MB",
        "9223372036854775807, 9.2 EB",
    })
    void ofBytes_anyCount_hasThreeDigitsAndAUnit(long count, String expected) {
        assertEquals(expected, Counts.ofBytes(count));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; 0 AND gates", "1; 1 AND gate", "1234567; 1,234,567 AND gates"})
    void of_countAndNoun_agree(long count, String expected) {
        assertEquals(expected, Counts.of(count, "AND gate"));
    }
}
