package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts and selections written by hand become the best network known; what is none stays what it says. */
class OrderStatisticsTest {

    private static final String BUBBLE = "for i in 0..N { for j in 0..(N - 1 - i) { EXCHANGE(j, j + 1) } }";
    private static final String INSERTION = "for i in 1..N { for j in 0..i { EXCHANGE(i - 1 - j, i - j) } }";
    private static final String SELECTION = "for i in 0..N { for j in (i + 1)..N { EXCHANGE(i, j) } }";
    private static final String ODD_EVEN =
            "for r in 0..N { for j in 0..((N - r % 2) / 2) " + "{ EXCHANGE(2 * j + r % 2, 2 * j + 1 + r % 2) } }";

    private static final String SWAP = "if a[I] > a[J] { let t = a[I]; a[I] = a[J]; a[J] = t; }";
    private static final String MIN_MAX = "let lo = min(a[I], a[J]); a[J] = max(a[I], a[J]); a[I] = lo;";

    /** The text of a loop with its exchanges written out. */
    private static String network(String loops, String exchange, int size) {
        StringBuilder text = new StringBuilder();
        String rest = loops.replaceAll("\\bN\\b", "" + size);
        for (int at = rest.indexOf("EXCHANGE("); at >= 0; at = rest.indexOf("EXCHANGE(")) {
            int end = rest.indexOf(") }", at);
            String[] lines = rest.substring(at + "EXCHANGE(".length(), end).split(", ");
            text.append(rest, 0, at)
                    .append(exchange.replaceAll("\\bI\\b", lines[0]).replaceAll("\\bJ\\b", lines[1]));
            rest = rest.substring(end + 1);
        }
        return text + rest;
    }

    /** A program that runs statements on an array {@code a} and returns something. */
    private static String program(String type, int size, String statements, String resultType, String result) {
        return "program test;\nparty alice, bob;\nfn main(x: " + type + "[" + size + "] from alice, k: " + type
                + " from bob) -> (y: " + resultType + " to all) {\nlet mut a = x;\n" + statements + "\nreturn " + result
                + ";\n}\n";
    }

    private static String sort(String type, int size, String loops, String exchange) {
        return program(type, size, network(loops, exchange, size), type + "[" + size + "]", "a");
    }

    @ParameterizedTest
    @CsvSource({"2, 63", "3, 189", "4, 315", "5, 567", "16, 3780", "32, 11655"})
    void elaborate_bubbleSort_costsTheBestNetwork(int size, int ands) {
        assertEquals(ands, andCount(sort("uint<32>", size, BUBBLE, SWAP)));
    }

    @ParameterizedTest
    @ValueSource(strings = {BUBBLE, INSERTION, SELECTION})
    void elaborate_64Words_costTheBestNetworkWhateverTheLoops(String loops) {
        assertEquals(531 * 63, andCount(sort("int<32>", 64, loops, SWAP)));
    }

    @ParameterizedTest
    @ValueSource(strings = {BUBBLE, INSERTION, SELECTION, ODD_EVEN})
    void elaborate_networksThatSort_costTheSameAndSort(String loops) {
        for (String type : new String[] {"uint<4>", "int<4>"}) {
            String text = sort(type, 6, loops, SWAP);
            assertTrue(andCount(text) <= 12 * 7, text);
            Shapes.assertEqualsInterpretation(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SWAP,
                MIN_MAX,
                "if a[J] < a[I] { (a[I], a[J]) = (a[J], a[I]); }",
                "if a[I] <= a[J] { } else { (a[I], a[J]) = (a[J], a[I]); }",
                "if a[I] >= a[J] { (a[J], a[I]) = (a[I], a[J]); }",
                "if a[I] < a[J] { (a[J], a[I]) = (a[I], a[J]); }",
                "let lo = if a[I] < a[J] { a[I] } else { a[J] };"
                        + " let hi = if a[I] < a[J] { a[J] } else { a[I] }; a[I] = lo; a[J] = hi;",
                "let less = a[J] >= a[I]; let p = a[I]; let q = a[J];"
                        + " a[I] = if less { p } else { q }; a[J] = if less { q } else { p };"
            })
    void elaborate_anySpellingOfAnExchange_isOne(String exchange) {
        String text = sort("uint<4>", 7, BUBBLE, exchange);
        assertTrue(andCount(text) <= 16 * 7, text);
        Shapes.assertEqualsInterpretation(text);
    }

    @ParameterizedTest
    @CsvSource({
        "3, a[1], 157", // a median of three
        "5, a[2], 504",
        "9, a[4], 1260",
        "16, a[0], 945",
        "16, a[15], 945",
        "16, a[0] ^ a[15], 1386", // pairs first
        "16, a[0] ^ a[1] ^ a[2] ^ a[3], 2709",
        "16, a[8], 3213"
    })
    void elaborate_fewPlacesOfASort_costOnlyThose(int size, String result, int ands) {
        String statements = network(BUBBLE, SWAP, size);
        assertEquals(ands, andCount(program("uint<32>", size, statements, "uint<32>", result)));
        Shapes.assertEqualsInterpretation(program("uint<3>", size, statements, "uint<3>", result));
    }

    @Test
    void elaborate_leastAndGreatestInOneLoop_comparePairsFirst() {
        String statements = """
                let mut lo = a[0];
                let mut hi = a[0];
                for i in 1..9 { if a[i] < lo { lo = a[i]; } if a[i] > hi { hi = a[i]; } }
                """;
        assertEquals(12 * 63, andCount(program("int<32>", 9, statements, "int<32>", "hi ^ lo")));
        Shapes.assertEqualsInterpretation(program("int<3>", 9, statements, "int<3>", "hi - lo"));
    }

    @Test
    void elaborate_leastOfLimit_isTheLeast() {
        String statements = "let mut lo: uint<32> = 0xFFFFFFFF; for i in 0..8 { lo = min(lo, a[i]); }";
        assertEquals(7 * 63, andCount(program("uint<32>", 8, statements, "uint<32>", "lo")));
        Shapes.assertEqualsInterpretation(
                program("int<3>", 8, "let mut lo: int<3> = 3; for x in a { lo = min(lo, x); }", "int<3>", "lo"));
    }

    @Test
    void elaborate_sortOfSortedParts_isOneSort() {
        String statements = """
                for i in 0..4 { for j in 0..(3 - i) {
                    if a[j] > a[j + 1] { (a[j], a[j + 1]) = (a[j + 1], a[j]); }
                    if a[4 + j] > a[5 + j] { (a[4 + j], a[5 + j]) = (a[5 + j], a[4 + j]); }
                } }
                """ + network(BUBBLE, SWAP, 8);
        assertEquals(19 * 63, andCount(program("uint<32>", 8, statements, "uint<32>[8]", "a")));
        Shapes.assertEqualsInterpretation(program("uint<3>", 8, statements, "uint<3>[8]", "a"));
    }

    @Test
    void elaborate_sortWhoseResultIsUsedInAnotherExtremum_isStillFound() {
        String statements = network(BUBBLE, SWAP, 8) + " a[3] = max(a[3], k);";
        assertEquals(20 * 63, andCount(program("uint<32>", 8, statements, "uint<32>[8]", "a")));
        Shapes.assertEqualsInterpretation(program("uint<3>", 8, statements, "uint<3>[8]", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 0..5 { for j in 0..(5 - i) { EXCHANGE(j, j + 1) } }", // too few passes of 8 words
                "for i in 0..8 { for j in 0..(7 - i) { EXCHANGE(j + 1, j) } } a[0] = a[3];",
                "for i in 0..8 { for j in 0..4 { EXCHANGE(2 * j, 2 * j + 1) } }"
            })
    void elaborate_networksThatDoNotSort_keepTheirMeaning(String loops) {
        Shapes.assertEqualsInterpretation(sort("uint<3>", 8, loops, SWAP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if a[I] > a[J] { let t = a[I]; a[I] = a[J]; a[J] = t ^ 1; }",
                "if a[I] > a[J] { a[I] = a[J]; }",
                "if a[I] + 1 > a[J] { (a[I], a[J]) = (a[J], a[I]); }",
                "if (a[I] as int<3>) > (a[J] as int<3>) { (a[I], a[J]) = (a[J], a[I]); }",
                "if a[I] > a[J] && a[I] != k { (a[I], a[J]) = (a[J], a[I]); }"
            })
    void elaborate_almostAnExchange_keepsItsMeaning(String exchange) {
        Shapes.assertEqualsInterpretation(sort("uint<3>", 6, BUBBLE, exchange));
    }

    @Test
    void elaborate_intermediateStateThatIsAnOutput_staysAndIsPaidFor() {
        String statements = network(
                BUBBLE.replace("EXCHANGE(j, j + 1) }", "EXCHANGE(j, j + 1) } b ^= a[0]; b = b + a[3];"), SWAP, 6);
        String text = program("uint<4>", 6, "let mut b = k;" + statements + " a[5] = b;", "uint<4>[6]", "a");
        Shapes.assertEqualsInterpretation(text);
    }

    @Test
    void elaborate_equalWordsAtSeveralPlaces_keepTheirMeaning() {
        String statements = "a[1] = a[0]; a[4] = 5; a[5] = a[2]; a[3] = a[3] & 3;" + network(BUBBLE, SWAP, 7);
        Shapes.assertEqualsInterpretation(program("uint<3>", 7, statements, "uint<3>[7]", "a"));
    }

    @Test
    void elaborate_wordsMadeWhileTheyAreSorted_areNoHindrance() {
        String statements = """
                for i in 0..7 {
                    a[i] = a[i] * k + i;
                    for j in 0..i { if a[i - 1 - j] > a[i - j] { (a[i - j], a[i - 1 - j]) = (a[i - 1 - j], a[i - j]); } }
                }
                """;
        Shapes.assertEqualsInterpretation(program("uint<3>", 7, statements, "uint<3>[7]", "a"));
        int products = andCount(program("uint<32>", 7, "for i in 0..7 { a[i] = a[i] * k + i; }", "uint<32>[7]", "a"));
        assertTrue(andCount(program("uint<32>", 7, statements, "uint<32>[7]", "a")) <= products + 16 * 63);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a[0] = min(a[0], a[1]); | 63",
                "if a[0] > a[1] { a[0] = a[1]; } | 63",
                "a[0] = max(a[0], a[1]) - min(a[0], a[1]); | 62",
                // the payload of equal keys stays
                "if a[0] > a[1] { (a[0], a[1]) = (a[1], a[0]); (a[2], a[3]) = (a[3], a[2]); } | 96",
                // here the comparison is a result
                "let less = a[1] < a[0]; if less { a[0] = a[1]; } a[1] = less as u32; | 64",
                // a network of five words that finds no place but the greatest
                "for i in 0..4 { if a[i] > a[i + 1] { (a[i], a[i + 1]) = (a[i + 1], a[i]); } } | 252"
            })
    void elaborate_extremumOfTwo_isIndifferentToTiesWhereItMayBe(String statements, int ands) {
        assertEquals(ands, andCount(program("u32", 5, statements, "u32[5]", "a")), statements);
        for (String type : new String[] {"uint<3>", "int<3>"}) {
            Shapes.assertEqualsInterpretation(program(type, 5, statements.replace("u32", type), type + "[5]", "a"));
        }
    }
}
