package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that are filled with what a condition lets through are compacted, however that is written. */
class CompactionsTest {

    private static final String FILL = "for i in 0..N { if a[i] > lo { out[n] = a[i]; n += 1; } }";

    private static String program(String type, int count, int room, String body, String results) {
        return """
                program test;
                party alice, bob;
                fn main(a: T[N] from alice, b: T[N] from bob, lo: T from bob) -> (RESULTS) {
                    let mut out: T[ROOM] = [0; ROOM];
                    let mut other: T[ROOM] = [1; ROOM];
                    let mut n: u8 = 0;
                    BODY
                    return (NAMES);
                }
                """.replace("BODY", body)
                .replace("NAMES", results)
                .replace(
                        "RESULTS",
                        results.replace("n", "n: u8 to all")
                                .replace("out", "out: T[ROOM] to all")
                                .replace("other", "other: T[ROOM] to all"))
                .replace("ROOM", "" + room)
                .replace("T", type)
                .replace("N", "" + count);
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 'out, n'", "32, 32, 'out, n'", "32, 32, out", "12, 5, 'n, out'", "100, 100, out"})
    void elaborate_arrayThatIsFilled_isCompacted(int count, int room, String results) {
        int ands = andCount(program("u32", count, room, FILL, results));
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        int most = count * 32 + room * 32 + count * levels * 35 / 2 + 4 * count;
        assertTrue(ands <= most, ands + " ANDs, more than " + most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FILL,
                "for i in 0..N { if a[i] <= lo { } else { out[n] = b[i]; other[n] = i; n += 1; } }",
                "for i in 0..N { if a[i] > lo { out[n] = a[i]; n += 1; } else { other[n] = b[i]; } }",
                "for i in 0..N { if a[i] > lo { n += 1; out[n] = a[i]; } }",
                "for i in 0..N { if a[i] > lo { out[n] = a[i]; n += 1; } if b[i] > lo { out[n] = b[i]; n += 1; } }",
                "for i in 0..N { if a[i] > lo { out[n] = out[n] + a[i]; n += 1; } }",
                "for i in 0..N { if a[i] > lo { out[n] = a[i]; other[n] = b[i]; } n += (a[i] > lo) as u8; }",
                "for i in 0..N { if a[i] > lo { out[n] = a[i]; } n += (b[i] > lo) as u8; }"
            })
    void elaborate_arrayThatIsFilled_holdsWhatTheTextSays(String body) {
        Shapes.assertEqualsInterpretation(program("uint<3>", 5, 5, body, "out, other, n"));
        Shapes.assertEqualsInterpretation(program("uint<3>", 7, 6, body, "out"));
    }
}
