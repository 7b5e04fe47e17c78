package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of a word that ask for its first bit, or for the number of its ones, however they are spelled. */
class BitFunctionsTest {

    private static final String CLEAR_LOWEST =
            "let mut n: u8 = 0; while x != 0 max W { x &= x - 1; n += 1; } return n;";
    private static final String HALVES =
            "let mut n: u8 = 0; for k in 0..L { let s = W >> (k + 1); if x >> (W - s) == 0 { n += s; x <<= s; } }"
                    + " if x >> (W - 1) == 0 { n += 1; } return n;";
    private static final String HALVES_FROM_BELOW =
            "let mut n: u8 = 0; for k in 0..L { let s = W >> (k + 1); if x << (W - s) == 0 { n += s; x >>= s; } }"
                    + " if x & 1 == 0 { n += 1; } return n;";
    private static final String LOG_BY_HALVES =
            "let mut n: u8 = 0; for k in 0..L { let s = W >> (k + 1); if x >> s != 0 { n += s; x >>= s; } } return n;";
    private static final String SHIFTS = "let mut n: u8 = 0; while x > 1 max W - 1 { x >>= 1; n += 1; } return n;";
    private static final String SMEARED = "for k in 0..L { x |= x >> (1 << k); } ";
    private static final String NORMALISED = "for i in 0..W { if x >> (W - 1) == 0 { x <<= 1; } }";
    private static final String NORMALISED_FROM_BELOW = "for i in 0..W { if x & 1 == 0 { x >>= 1; } }";
    private static final String NORMALISED_BY_COUNT = "x <<= leading_zeros(x);";
    private static final String NORMALISED_IN_PART = "for i in 0..5 { if x >> (W - 1) == 0 { x <<= 1; } }";
    private static final String POWER = "return if x != 0 && x & (x - 1) == 0 { 1 } else { 0 };";

    private static String program(int width, String body) {
        return program(width, 8, body);
    }

    private static String program(int width, int resultWidth, String body) {
        String text = body.replace("W", Integer.toString(width))
                .replace("L", Integer.toString(31 - Integer.numberOfLeadingZeros(width)));
        return "program test;\nparty alice, bob;\nfn main(a: uint<" + width + "> from alice, b: uint<" + width
                + "> from bob) -> (r: uint<" + resultWidth + "> to all) { let mut x = a ^ b; " + text + " }";
    }

    private static void check(String body, int width, int most) {
        check(body, width, 8, most);
    }

    private static void check(String body, int width, int resultWidth, int most) {
        int count = Shapes.andCount(program(width, resultWidth, body));
        assertTrue(count <= most, body + " costs " + count);
    }

    /** n ANDs find the first of n bits, and tell zero apart. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void elaborate_firstBitInAnySpelling_costsAnAndForEachBit(int width) {
        check(HALVES, width, width);
        check(HALVES_FROM_BELOW, width, width);
        check(LOG_BY_HALVES, width, width);
        check(SHIFTS, width, width);
    }

    /** n − weight(n) ANDs count n bits. */
    @ParameterizedTest
    @CsvSource({"16, 15", "32, 31", "64, 63"})
    void elaborate_onesThatAreClearedOneByOne_costTheirCount(int width, int count) {
        check(CLEAR_LOWEST, width, count);
    }

    /** All ones below the highest one, the highest one, the next power and what is counted there: n ANDs at most. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void elaborate_onesSpreadDownwards_costAnAndForEachBit(int width) {
        check(SMEARED + "return x;", width, width, width);
        check(SMEARED + "return x ^ x >> 1;", width, width, width);
        check(SMEARED + "return x + 1;", width, width, width);
        check(SMEARED + "return W - popcount(x);", width, width, width);
    }

    /** The place of the first one, and one shift by it. */
    @ParameterizedTest
    @CsvSource({"16, 4", "32, 5", "64, 6"})
    void elaborate_shiftUntilTheFirstOneIsInFront_costsOneShift(int width, int stages) {
        for (String body : new String[] {NORMALISED, NORMALISED_FROM_BELOW, NORMALISED_BY_COUNT}) {
            check(body + "return x;", width, width, width - 1 + stages * width);
        }
        check(NORMALISED_IN_PART + "return x;", width, width, 4 + 3 * width);
    }

    /** That it has one bit is its count and an equality, or less. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void elaborate_powerOfTwo_costsTheCountAndAnEquality(int width) {
        check(POWER, width, width - 1 + 31 - Integer.numberOfLeadingZeros(width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLEAR_LOWEST,
                HALVES,
                HALVES_FROM_BELOW,
                LOG_BY_HALVES,
                SHIFTS,
                POWER,
                SMEARED + "return (x + 1) as u8 ^ popcount(x) as u8;",
                NORMALISED + "return x as u8;",
                NORMALISED_FROM_BELOW + "return x as u8;",
                NORMALISED_IN_PART + "return x as u8;",
                "let mut n: u8 = 0; for i in 0..W { if x >> i > 1 { n = i; } } return n ^ (x & 3) as u8;",
                "if x == 0 { return 77; } while x & 1 == 0 max W { x >>= 1; } return x as u8;",
                "let mut n: u8 = 0; for i in 0..W { if x & (1 << i) == 0 { return n; } n += 3; } return 1;",
                "let mut n: u8 = 0; while x != 0 max W { x &= x - 1; n += 1; } return if n % 3 == 1 { n } else { a as u8 };",
            })
    void elaborate_functionsOfEightBits_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program(8, body));
    }
}
