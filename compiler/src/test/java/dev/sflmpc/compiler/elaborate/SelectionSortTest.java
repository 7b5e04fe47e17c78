package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts that look for the place of the least, or of the greatest, and swap. */
class SelectionSortTest {

    private static final String BY_PLACE = "for i in 0..N - 1 { let mut m: uint<5> = i; for j in i + 1..N {"
            + " if x[j] < x[m] { m = j; } } let t = x[i]; x[i] = x[m]; x[m] = t; }";
    private static final String BY_VALUE_AND_PLACE = "for i in 0..N { let mut v = x[i]; let mut m: u32 = i;"
            + " for j in i + 1..N { if x[j] < v { v = x[j]; m = j; } } x[m] = x[i]; x[i] = v; }";
    private static final String GREATEST_LAST = "for k in 1..N { let i = N - k; let mut m: uint<5> = i; for j in 0..i {"
            + " if x[j] > x[m] { m = j; } } let t = x[m]; x[m] = x[i]; x[i] = t; }";

    private static String program(String element, int length, String body) {
        return "program test;\nparty alice, bob;\nfn main(a: " + element + "[" + length + "] from alice, b: " + element
                + " from bob) -> (r: " + element + "[" + length + "] to all) { let mut x = a; "
                + body.replace("N", Integer.toString(length)) + " return x; }";
    }

    /** 60 exchanges sort 16 words, 2 w − 1 ANDs each. */
    @ParameterizedTest
    @CsvSource({"32, 16, 60", "8, 8, 19", "16, 4, 5"})
    void elaborate_selectionSort_costsASortingNetwork(int width, int length, int exchanges) {
        String type = "uint<" + width + ">";
        int most = exchanges * (2 * width - 1);
        for (String body : new String[] {BY_PLACE, BY_VALUE_AND_PLACE, GREATEST_LAST}) {
            int count = Shapes.andCount(program(type, length, body));
            assertTrue(count <= most, body + " costs " + count);
        }
    }

    @Test
    void elaborate_firstOfASelectionSort_costsMinima() {
        String first = BY_PLACE.replace("in 0..N - 1", "in 0..1") + " let mut y = a; y[0] = x[0]; x = y;";
        assertEquals(7 * 63, Shapes.andCount(program("u32", 8, first)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BY_PLACE,
                BY_VALUE_AND_PLACE,
                GREATEST_LAST,
                // these do not sort: the place is that of another order, or another one moves
                "for i in 0..N - 1 { let mut m: uint<5> = i; for j in i + 1..N { if x[j] < b { m = j; } }"
                        + " let t = x[i]; x[i] = x[m]; x[m] = t; }",
                "for i in 0..N - 1 { let mut m: uint<5> = i; for j in i + 1..N { if x[j] < x[m] { m = j; } }"
                        + " let t = x[N - 1]; x[i] = x[m]; x[m] = t; }",
                "for i in 0..N - 1 { let mut m: uint<5> = i; for j in i + 1..N { if x[j] < x[m] { m = j; } }"
                        + " x[m] = b; x[i] = x[m]; }",
                "for i in 0..N - 1 { let mut m: uint<5> = i; for j in 0..N { if x[j] < x[m] { m = j; } }"
                        + " if x[m] != b { let t = x[i]; x[i] = x[m]; x[m] = t; } }",
            })
    void elaborate_sortsOfFewElements_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program("int<3>", 4, body));
    }
}
