package dev.sflmpc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "-5, -5",
        "+5, 5",
        "1_000, 1000",
        "0x1F, 31",
        "-0b101, -5",
        "0.1, 1/10",
        "-2.50, -5/2",
        "1e3, 1000",
        "12.5e-1, 5/4",
        "1.0, 1",
        "007, 7",
        "true, true",
        "false, false"
    })
    void parse_literal_givesExactValue(String text, String expected) {
        assertEquals(expected, Literals.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "1x", "0x", "0b2", "0b_", "1.", ".5", "1e", "--1", "1e99999", "1 2", "True"})
    void parse_noLiteral_givesNothing(String text) {
        assertTrue(Literals.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 1_000_000})
    void parse_tooManyDigits_givesNothing(int digits) {
        assertTrue(Literals.parse("9".repeat(digits)).isEmpty());
    }
}
