package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches, orders and choices that are spelled out by branches and flags cost what the operators for them do. */
class DecisionsTest {

    private static String program(String parameters, String results, String body) {
        return "program test;\nparty alice, bob;\nfn main(" + parameters + ") -> (" + results + ") {\n" + body
                + "\n}\n";
    }

    private static void assertCosts(int most, String program) {
        int ands = andCount(program);
        assertTrue(ands <= most, () -> ands + " ANDs, at most " + most + " expected: " + program);
        Shapes.assertEqualsInterpretation(program);
    }

    // ---- the first or the last hit

    private static String search(String body) {
        return program(
                "a: bool[40] from alice, b: bool[40] from bob",
                "place: i32 to all",
                "let mut place: i32 = -1; let mut found = false; for i in 0..40 { " + body + " } return place;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let set = a[i] != b[i]; if set && !found { place = i; } found = found || set;",
                "if a[i] != b[i] && !found { place = i; found = true; }",
                "if a[i] != b[i] { if !found { place = i; found = true; } }",
                "if place == -1 && a[i] != b[i] { place = i; }",
                "if a[i] != b[i] { place = i; }",
                "if a[i] != b[i] { return i; }"
            })
    void elaborate_placeOfAHit_costsAnAndPerCondition(String body) {
        assertCosts(39, search(body));
    }

    @Test
    void elaborate_wordsChosenByTheSameHits_costNothingMore() {
        assertCosts(
                6,
                program(
                        "a: bool[7] from alice, b: bool[7] from bob",
                        "place: i8 to all, v: i8 to all",
                        "let mut place: i8 = -1; let mut v: i8 = 100;"
                                + "for i in 0..7 { if a[i] != b[i] { place = i; v = 3 * i * i - 7; } } return (place, v);"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if a[i] { if place < 0 && b[i] { place = i; } else if place == 2 { place = 1; } }",
                "if !found { if a[i] != b[i] { place = i; found = true; } }",
                "if a[6 - i] != b[6 - i] { place = 6 - i; }",
                "if a[i] && place > 3 { place = 9 - i; } else if b[i] { place = i; found = a[i]; }",
                "if a[i] && !found { place = start; } else if b[i] { found = !found; place = 3; }"
            })
    void elaborate_stateThatIsSetInBranches_staysWhatItSays(String body) {
        Shapes.assertEqualsInterpretation(program(
                "a: bool[7] from alice, b: bool[7] from bob, start: i8 from bob",
                "place: i8 to all, f: bool to all",
                "let mut place: i8 = start; let mut found = false; for i in 0..7 { " + body
                        + " } return (place, found);"));
    }

    // ---- elements at a place that was found

    @Test
    void elaborate_leastByItsPlace_costsWhatItDoesByItsValue() {
        String byPlace = "let mut m: u32 = 0; for i in 1..12 { if x[i] < x[m] { m = i; } } return m;";
        String byValue = "let mut m: u32 = 0; let mut best = x[0];"
                + "for i in 1..12 { if x[i] < best { best = x[i]; m = i; } } return m;";
        String parameters = "x: u32[12] from alice, y: bool from bob";
        assertEquals(
                andCount(program(parameters, "m: u32 to all", byValue)),
                andCount(program(parameters, "m: u32 to all", byPlace)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let mut m: uint<4> = 0; for i in 1..5 { if x[i] < x[m] { m = i; } } return y[m];",
                "let mut m: uint<4> = 9; for i in 0..5 { if x[i] == y[0] { m = i; } } return y[m];",
                "let mut m: uint<4> = 0; let mut r: uint<4> = 0; if y[0] > 3 { for i in 1..5 { if x[i] < x[m] && y[i] > 2 "
                        + "{ m = i; } } r = x[m] + y[m]; } else { m = 2; } return r ^ y[m];",
                "let mut z = x; for i in 0..5 { let mut m: uint<4> = i; for j in i + 1..5 { if z[j] < z[m] { m = j; } } "
                        + "let t = z[m]; z[m] = z[i]; z[i] = t; } return z[2] ^ z[4];"
            })
    void elaborate_elementAtAPlaceFound_isThatElement(String body) {
        Shapes.assertEqualsInterpretation(
                program("x: uint<4>[5] from alice, y: uint<4>[5] from bob", "r: uint<4> to all", body));
    }

    // ---- the first difference

    private static String comparison(String type, int size, String body) {
        String all = "let mut less = false; let mut decided = false; for i in 0..N { " + body + " } return less;";
        return program(
                "a: " + type + "[" + size + "] from alice, b: " + type + "[" + size + "] from bob",
                "less: bool to all",
                all.replace("N", "" + size));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if a[i] < b[i] { return true; } if a[i] > b[i] { return false; }",
                "if a[i] != b[i] { return a[i] < b[i]; }",
                "if !decided && a[i] != b[i] { less = a[i] < b[i]; decided = true; }",
                "if !decided { if a[i] < b[i] { less = true; decided = true; } else if a[i] > b[i] { decided = true; } }",
                "if a[N - 1 - i] != b[N - 1 - i] { less = a[N - 1 - i] < b[N - 1 - i]; }",
                "let j = N - 1 - i; less = a[j] < b[j] || (a[j] == b[j] && less);",
                "less = less || (!decided && a[i] < b[i]); decided = decided || a[i] != b[i];"
            })
    void elaborate_firstDifference_isOneComparison(String body) {
        assertEquals(48, andCount(comparison("u8", 6, body)), body);
        assertEquals(48, andCount(comparison("i8", 6, body)), body);
        Shapes.assertEqualsInterpretation(comparison("uint<2>", 4, body));
        Shapes.assertEqualsInterpretation(comparison("int<2>", 4, body));
    }

    @Test
    void elaborate_numbersComparedBitByBit_areOneComparison() {
        assertCosts(
                16,
                program(
                        "a: u16 from alice, b: u16 from bob",
                        "less: bool to all",
                        "let mut less = false; let mut done = false; for i in 0..16 { let x = (a >> (15 - i)) & 1; "
                                + "let y = (b >> (15 - i)) & 1; if !done && x != y { less = y == 1; done = true; } } "
                                + "return less;"));
    }

    @Test
    void elaborate_threeWayComparison_isAnOrderAndAnEquality() {
        assertCosts(
                24 + 23,
                program(
                        "a: u8[3] from alice, b: u8[3] from bob",
                        "r: i32 to all",
                        "let mut r: i32 = 0; for i in 0..3 { if r == 0 { if a[i] < b[i] { r = -1; } "
                                + "else if a[i] > b[i] { r = 1; } } } return r;"));
    }

    @Test
    void elaborate_datesInMixedOrder_areOneComparison() {
        String body = "if a[0] < b[0] { return true; } if a[0] > b[0] { return false; }"
                + "if a[1] > b[1] { return true; } if a[1] < b[1] { return false; }"
                + "if a[2] <= b[2] && a[2] != b[2] { return false; } if a[2] == b[2] { return x; } return true;";
        assertCosts(
                9,
                program("a: int<3>[3] from alice, b: int<3>[3] from bob, x: bool from bob", "less: bool to all", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if a[i] == b[i] { less = a[0] > 1; } else if a[i] < b[i] { less = !less; }",
                "if a[i] < b[i] { less = decided; } else if a[i] > b[i] { decided = less; less = true; }",
                "if a[i] == b[i] || a[i] < b[(i + 1) % N] { less = !decided; } decided = a[i] < b[i];"
            })
    void elaborate_comparisonsThatAreNoOrder_stayWhatTheySay(String body) {
        Shapes.assertEqualsInterpretation(comparison("uint<2>", 4, body));
    }

    // ---- places in the order by nested branches

    private static String ofThree(String type, String results, String body) {
        String parameters = "a: " + type + " from alice, b: " + type + " from bob, c: " + type + " from bob";
        return program(parameters, results.replace("T", type), body);
    }

    private static final String MEDIAN = "if a < b { if b < c { return b; } if a < c { return c; } return a; }"
            + "if a < c { return a; } if b < c { return c; } return b;";

    @ParameterizedTest
    @ValueSource(
            strings = {
                MEDIAN,
                "return if (a < b) == (b < c) { b } else if (a < b) == (a < c) { c } else { a };",
                "if a <= b && b <= c || c <= b && b <= a { return b; } if b <= a && a <= c || c <= a && a <= b { return a; }"
                        + "return c;"
            })
    void elaborate_medianOfThreeByBranches_costsThatOfTheBlock(String body) {
        for (String type : new String[] {"int<4>", "uint<4>"}) {
            assertCosts(17, ofThree(type, "m: T to all", body));
        }
        assertEquals(157, andCount(ofThree("i32", "m: T to all", body)));
    }

    @Test
    void elaborate_almostAMedian_staysWhatItSays() {
        String almost = MEDIAN.replace("return c; } return b;", "return b; } return b;");
        assertTrue(andCount(ofThree("int<4>", "m: T to all", almost)) > 17);
        Shapes.assertEqualsInterpretation(ofThree("int<4>", "m: T to all", almost));
    }

    @Test
    void elaborate_sortOfThreeByBranches_costsThreeExchanges() {
        String body = "if a <= b { if b <= c { return (a, b, c); } if a <= c { return (a, c, b); } return (c, a, b); }"
                + "if a <= c { return (b, a, c); } if b <= c { return (b, c, a); } return (c, b, a);";
        assertCosts(3 * 7, ofThree("uint<4>", "x: T to all, y: T to all, z: T to all", body));
    }

    @Test
    void elaborate_greatestOfFourByNestedIfs_costsThreeMaxima() {
        String body = "return if a > b { if a > c { if a > d {a} else {d} } else { if c > d {c} else {d} } }"
                + "else { if b > c { if b > d {b} else {d} } else { if c > d {c} else {d} } };";
        String parameters = "a: int<4> from alice, b: int<4> from bob, c: int<4> from bob, d: int<4> from alice";
        assertCosts(3 * 7, program(parameters, "m: int<4> to all", body));
    }

    // ---- remainders

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return a - (a / b) * b;",
                "return a - b * (a / b);",
                "let q = a / b; let p = q * b; return a - p;",
                "return -(b * (a / b)) + a;"
            })
    void elaborate_dividendLessQuotientTimesDivisor_isTheRemainder(String body) {
        for (String type : new String[] {"uint<5>", "int<5>"}) {
            String parameters = "a: " + type + " from alice, b: " + type + " from bob";
            String result = "r: " + type + " to all";
            assertCosts(andCount(program(parameters, result, "return a % b;")), program(parameters, result, body));
        }
    }

    @Test
    void elaborate_quotientsInLoopsAndBranches_areDividedAsWritten() {
        Shapes.assertEqualsInterpretation(program(
                "a: int<4>[5] from alice, b: int<4>[5] from bob",
                "m: int<4> to all",
                "let mut s: int<4> = 0; for i in 0..5 { if b[i] > 1 { s += a[i] - (a[i] / b[i]) * b[i]; } "
                        + "else { let q = a[i] / s; s = a[i] + b[i] - q * s; } } return s;"));
    }
}
