package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
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
    private static String arrays(String key, String value, int size, String loops, String exchange) {
        return """
                program test;
                party alice, bob;
                const N = SIZE;
                fn main(keys: KEY[N] from alice, values: VALUE[N] from bob) -> (x: KEY[N] to all, y: VALUE[N] to all) {
                    let mut k = keys;
                    let mut v = values;
                    LOOPS
                    return (k, v);
                }
                """.replace("LOOPS", loops)
                .replace("EXCHANGE", exchange)
                .replace("SIZE", "" + size)
                .replace("KEY", key)
                .replace("VALUE", value);
    }

    /** Six pairs with keys of two bits, many of which are equal, and words so wide that fewer exchanges pay. */
    private static String pairs(String loops, String exchange) {
        return arrays("uint<2>", "uint<24>", 6, loops, exchange);
    }

    /** Sorts records of a key, a flag and a word; the result is what comes after {@code return}. */
    private static String records(String key, String value, int size, String type, String result) {
        return """
                program test;
                party alice, bob;
                const N = SIZE;
                struct Entry { key: KEY, flag: bool, word: VALUE }
                fn main(given: Entry[N] from alice, mask: KEY from bob) -> (y: TYPE to all) {
                    let mut r = given;
                    r[1].key ^= mask;
                    for i in 0..N { for j in 0..(N - 1 - i) {
                        if r[j + 1].key < r[j].key { (r[j], r[j + 1]) = (r[j + 1], r[j]); }
                    } }
                    return RESULT;
                }
                """.replace("TYPE", type)
                .replace("RESULT", result)
                .replace("SIZE", "" + size)
                .replace("KEY", key)
                .replace("VALUE", value);
    }

    @Test
    void elaborate_16PairsByBubbleOrInsertionSort_costTheBestNetwork() {
        // 60 exchanges of 32 + 32 + 4 bits by keys of 32 + 4 bits, less what places that are known spare
        int most = 60 * (35 + 68) - 100;
        for (String loops : new String[] {BUBBLE, INSERTION}) {
            int ands = andCount(arrays("u32", "u32", 16, loops, SWAP));
            assertTrue(ands <= most, ands + " ANDs");
        }
        int ands = andCount(records("u32", "u32", 16, "Entry[N]", "r"));
        assertTrue(ands <= most + 60, ands + " ANDs");
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
        // 15 exchanges of neighbours cost 2 + 2 + 24 each
        int ands = andCount(pairs(BUBBLE, exchange));
        assertTrue(ands < 400, exchange + " costs " + ands);
        Shapes.assertEqualsInterpretation(pairs(BUBBLE, exchange));
    }

    @Test
    void elaborate_insertionSortOfSignedKeys_keepsTheOrderOfEqualOnes() {
        Shapes.assertEqualsInterpretation(arrays("int<2>", "uint<24>", 6, INSERTION, SWAP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // equal keys change places
                "if k[j] >= k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                // only the keys do
                "if k[j] >= k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); } if k[j] > k[j + 1] { (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                // the words go the other way, or are changed on it
                "if k[j] > k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); } else { (v[j], v[j + 1]) = (v[j + 1], v[j]); }",
                "if k[j] > k[j + 1] { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j] ^ 1); }",
                // the last two by another order
                "if (if j < 4 { k[j] > k[j + 1] } else { k[j] >= k[j + 1] })"
                        + " { (k[j], k[j + 1]) = (k[j + 1], k[j]); (v[j], v[j + 1]) = (v[j + 1], v[j]); }"
            })
    void elaborate_almostAnExchangeOfPairs_keepsItsMeaning(String exchange) {
        Shapes.assertEqualsInterpretation(pairs(BUBBLE, exchange));
    }

    /** An exchange sort passes over what lies in between, so it is not stable. */
    @Test
    void elaborate_exchangesOverOthers_keepTheirMeaning() {
        String loops = "for i in 0..N { for m in (i + 1)..N {"
                + " if k[i] > k[m] { (k[i], k[m]) = (k[m], k[i]); (v[i], v[m]) = (v[m], v[i]); } } }";
        Shapes.assertEqualsInterpretation(pairs(loops, ""));
    }

    @Test
    void elaborate_recordsOfWhichSomeAreWanted_keepTheirMeaning() {
        Shapes.assertEqualsInterpretation(records("uint<2>", "uint<24>", 6, "Entry", "r[3]"));
        Shapes.assertEqualsInterpretation(records(
                "int<2>",
                "uint<24>",
                6,
                "(uint<24>, uint<24>, bool, int<2>)",
                "(r[0].word, r[1].word, r[4].flag, r[5].key)"));
    }

    @Test
    void elaborate_equalWordsAndConstantsAmongThem_keepTheirMeaning() {
        Shapes.assertEqualsInterpretation(pairs("k[1] = k[0]; v[2] = 1; v[3] = v[4]; k[5] = 2; " + BUBBLE, SWAP));
    }
}
