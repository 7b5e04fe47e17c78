package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches in arrays at secret indices. */
class SearchProgramsTest {

    private static final String LOWER_BOUND = "let mut lo: u8 = 0; let mut hi: u8 = %d; while lo < hi max %d {"
            + " let m = (lo + hi) / 2; if a[m] < x { lo = m + 1; } else { hi = m; } } return lo;";
    private static final String FIND = "let mut lo: i8 = 0; let mut hi: i8 = %d - 1; let mut found = false;"
            + " for k in 0..%d { if lo <= hi && !found { let m = (lo + hi) / 2; if a[m] == x { found = true; }"
            + " else { if a[m] < x { lo = m + 1; } else { hi = m - 1; } } } } return if found { 1 } else { 0 };";

    private static String program(String element, int length, String body) {
        return "program test;\nparty alice, bob;\nfn main(a: " + element + "[" + length + "] from alice, x: " + element
                + " from bob, i: uint<4> from bob, j: uint<4> from bob) -> (r: u8 to all) { "
                + String.format(body, length, 32 - Integer.numberOfLeadingZeros(length)) + " }";
    }

    @ParameterizedTest(name = "{0} bits, {1} elements")
    @CsvSource({"32, 16", "16, 16", "64, 8"})
    void elaborate_binarySearch_comparesEachElementOnceAndReadsBits(int width, int length) {
        int reads = 32 - Integer.numberOfLeadingZeros(length);
        int count = Shapes.andCount(program("uint<" + width + ">", length, LOWER_BOUND));
        assertTrue(count <= length * width + 2 * reads * length, "costs " + count);
    }

    @Test
    void elaborate_binarySearchForEquality_asksTwoQuestionsOfEachElement() {
        int count = Shapes.andCount(program("u32", 16, FIND));
        assertTrue(count <= 16 * (32 + 31) + 2 * 5 * 16, "costs " + count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uint<3>", "int<3>"})
    void elaborate_searchesOfFewElements_areWhatTheProgramSays(String element) {
        Shapes.assertEqualsInterpretation(program(element, 5, LOWER_BOUND));
        Shapes.assertEqualsInterpretation(program(element, 5, FIND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // in no range, and in one that the branch says
                "let mut n: u8 = 0; if a[i] < x { n += 1; } if a[j] < x { n += 2; } if x < a[i & j] { n += 4; } return n;",
                "let mut n: u8 = 0; if i < 5 { if a[i] == x { n += 1; } if a[i ^ 1] <= x { n += 2; } } return n;",
                "let mut n: u8 = 0; if i >= 2 && i < 5 && j < 5 { if a[i] > x { n += 1; } if a[j] > x { n += 2; } } return n;",
                "let mut n: u8 = 0; if a[i] < a[j] { n += 1; } if a[j] < a[i] { n += 2; } if a[i] < x { n += 4; } return n;",
            })
    void elaborate_comparedReads_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program("int<3>", 5, body));
    }
}
