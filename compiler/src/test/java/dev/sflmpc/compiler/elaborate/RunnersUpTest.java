package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the second of a list, found word by word. */
class RunnersUpTest {

    private static final String ELSE_MAX =
            "if x > first { second = first; first = x; place = i; } else { second = max(second, x); }";
    private static final String ELSE_IF =
            "if x > first { second = first; first = x; place = i; } else if x > second { second = x; }";
    private static final String NOT_LESS =
            "if first > x { if second <= x { second = x; } } else { second = first; first = x; place = i; }";

    private static String program(String type, int size, String start, String step, String result) {
        return """
                program test;
                party alice, bob;
                fn main(a: T[SIZE] from alice, b: T from bob) -> (place: u8 to all, y: T to all) {
                    START
                    let mut place: u8 = 0;
                    for i in 0..SIZE {
                        let x = a[i];
                        STEP
                    }
                    return (RESULT);
                }
                """.replace("START", start)
                .replace("STEP", step)
                .replace("RESULT", result)
                .replace("SIZE", "" + size)
                .replace("T", type);
    }

    @ParameterizedTest
    @ValueSource(strings = {ELSE_MAX, ELSE_IF, NOT_LESS})
    void elaborate_secondOfEight_comparesTheLoserOfEachExchange(String step) {
        String start = "let mut first: T = 0; let mut second: T = 0;";
        // 7 comparisons and exchanges of 32 bits, and but for the first one as many maxima
        int most = 7 * 64 + 6 * 63 + 11;
        int found = andCount(program("u32", 8, start, step, "place, second"));
        assertTrue(found <= most, step + " costs " + found);
        Shapes.assertEqualsInterpretation(program("uint<3>", 4, start, step, "place, second"));
        Shapes.assertEqualsInterpretation(program("uint<3>", 4, start, step, "place, first - second"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"b | b", "b + 1 | b", "max(a[0], b) | min(a[0], b)", "3 | -4"})
    void elaborate_signedWordsAndOtherBeginnings_keepTheirMeaning(String first, String second) {
        String start = "let mut first: T = " + first + "; let mut second: T = " + second + ";";
        Shapes.assertEqualsInterpretation(program("int<3>", 4, start, ELSE_MAX, "place, second"));
        String least = ELSE_IF.replace('>', '<');
        Shapes.assertEqualsInterpretation(program("int<3>", 4, start, least, "place, second"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if x > first { second = first; first = x; } else { second = min(second, x); }",
                "if x > second { second = first; first = x; } else { second = max(second, x); }",
                "if x > first { second = first; first = x ^ 1; } else { second = max(second, x); }",
                "if x > first { second = first; } else { second = max(second, x); }"
            })
    void elaborate_almostTheSecond_keepsItsMeaning(String step) {
        String start = "let mut first: T = 0; let mut second: T = 0;";
        Shapes.assertEqualsInterpretation(program("uint<3>", 4, start, step, "place, second ^ first"));
        Shapes.assertEqualsInterpretation(
                program("uint<3>", 4, start.replace("second: T = 0", "second: T = 5"), step, "place, second ^ first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uint<8>", "int<8>"})
    void elaborate_twoLeast_costAsMuchAsTwoGreatest(String type) {
        String start = "let mut first: T = a[0]; let mut second: T = a[0];"
                + " if a[1] < a[0] { first = a[1]; } else { second = a[1]; }";
        String least = "if i > 1 { if x < first { second = first; first = x; } else { second = min(second, x); } }";
        String greatest = least.replace("x < first", "x > first").replace("min", "max");
        assertEquals(
                andCount(program(type, 8, start.replace("a[1] < a[0]", "a[1] > a[0]"), greatest, "0, second")),
                andCount(program(type, 8, start, least, "0, second")));
        assertTrue(andCount(program(type, 8, start, least, "0, second")) <= 13 * 16);
    }
}
