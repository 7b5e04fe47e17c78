package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records sorted by a key with loops become the best network, in which equal keys keep their order as they did. */
class KeyedSortsTest {

    private static final String BUBBLE = "for i in 0..N { for j in 0..(N - 1 - i) { EXCHANGE } }";
    private static final String INSERTION = "for i in 1..N { for m in 0..i { let j = i - 1 - m; EXCHANGE } }";
    private static final String SWAP = "if k[j] > k[j + 1] {"
            + " let t = k[j]; k[j] = k[j + 1]; k[j + 1] = t; let u = v[j]; v[j] = v[j + 1]; v[j + 1] = u; }";

    /** Sorts pairs that are in two arrays. */
    private static String arrays(String type, int size, String loops, String exchange) {
        return """
                program test;
                party alice, bob;
                const N = SIZE;
                fn main(keys: T[N] from alice, values: T[N] from bob) -> (x: T[N] to all, y: T[N] to all) {
                    let mut k = keys;
                    let mut v = values;
                    LOOPS
                    return (k, v);
                }
                """.replace("LOOPS", loops)
                .replace("EXCHANGE", exchange)
                .replace("SIZE", "" + size)
                .replace("T", type);
    }

    /** Sorts records of a key, a flag and a word. */
    private static String records(String type, int size, String loops, String exchange, String result) {
        return """
                program test;
                party alice, bob;
                const N = SIZE;
                struct Entry { key: T, flag: bool, word: T }
                fn main(given: Entry[N] from alice, mask: T from bob) -> (y: RESULT to all) {
                    let mut r = given;
                    r[1].key ^= mask;
                    LOOPS
                    return r[0..0];
                }
                """.replace("RESULT", result.equals("r") ? "Entry[N]" : result.startsWith("r[") ? "Entry" : "T[N]")
                .replace("r[0..0]", result)
                .replace("LOOPS", loops)
                .replace("EXCHANGE", exchange)
                .replace("SIZE", "" + size)
                .replace("T", type);
    }

    @Test
    void elaborate_16PairsByBubbleOrInsertionSort_costTheBestNetwork() {
        // 60 exchanges of 32 + 32 + 4 bits by keys of 32 + 4 bits, less what places that are known spare
        assertEquals(6064, andCount(arrays("u32", 16, BUBBLE, SWAP)));
        assertEquals(6064, andCount(arrays("u32", 16, INSERTION, SWAP)));
        String exchange = "if r[j + 1].key < r[j].key { (r[j], r[j + 1]) = (r[j + 1], r[j]); }";
        assertEquals(6064 + 60, andCount(records("u32", 16, BUBBLE, exchange, "r")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SWAP,
                "if k[j + 1] < k[j] { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                "if k[j] <= k[j + 1] { } else { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                "let swap = k[j] > k[j + 1]; let p = if swap { v[j + 1] } else { v[j] }; let q = if swap { v[j] } else { v[j + 1] };"
                        + "v[j] = p; v[j + 1] = q; let lo = min(k[j], k[j + 1]); k[j + 1] = max(k[j], k[j + 1]); k[j] = lo;"
            })
    void elaborate_anySpellingOfAnExchange_isOneAndKeepsTheOrderOfEqualKeys(String exchange) {
        for (String loops : new String[] {BUBBLE, INSERTION}) {
            // 19 exchanges of 8 + 8 + 3 bits by keys of 8 + 3 bits
            assertTrue(andCount(arrays("uint<8>", 8, loops, exchange)) < 19 * (11 + 19), exchange);
            for (String type : new String[] {"uint<2>", "int<2>"}) {
                Shapes.assertEqualsInterpretation(arrays(type, 8, loops, exchange));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // equal keys change places
                "if k[j] >= k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                // only the keys do not
                "if k[j] >= k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); } if k[j] > k[j + 1] { (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                // the words go the other way, or are changed on it
                "if k[j] > k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); } else { (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                "if k[j] > k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j] ^ 1); }",
                "if k[j] > k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); v[j] = v[j + 1]; }",
                // the last two by another order
                "if (if j < 6 { k[j] > k[j + 1] } else { k[j] >= k[j + 1] })"
                        + " { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }"
            })
    void elaborate_almostAnExchangeOfPairs_keepsItsMeaning(String exchange) {
        for (String loops : new String[] {BUBBLE, INSERTION}) {
            Shapes.assertEqualsInterpretation(arrays("uint<2>", 8, loops, exchange));
        }
    }

    /** An exchange sort passes over what lies in between, so it is not stable. */
    @Test
    void elaborate_exchangesOverOthers_keepTheirMeaning() {
        String loops = "for i in 0..N { for m in (i + 1)..N {"
                + " if k[i] > k[m] { (k[i], k[m]) = (k[m], k[i]); (v[i], v[m]) = (v[m], v[i]); } } }";
        Shapes.assertEqualsInterpretation(arrays("uint<2>", 8, loops, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"r", "r[0]", "r[3]", "[r[0].word, r[1].word, r[2].word, r[7].key, r[7].word, r[4].key, 0, 1]"})
    void elaborate_recordsOfWhichSomeAreWanted_keepTheirMeaning(String result) {
        String exchange = "if r[j + 1].key < r[j].key { (r[j], r[j + 1]) = (r[j + 1], r[j]); }";
        for (String type : new String[] {"uint<2>", "int<2>"}) {
            Shapes.assertEqualsInterpretation(records(type, 8, BUBBLE, exchange, result));
        }
    }

    @Test
    void elaborate_equalWordsAndConstantsAmongThem_keepTheirMeaning() {
        String loops = "k[1] = k[0]; v[2] = 1; v[3] = v[4]; k[5] = 2; " + BUBBLE;
        Shapes.assertEqualsInterpretation(arrays("uint<2>", 8, loops, SWAP));
    }
}
