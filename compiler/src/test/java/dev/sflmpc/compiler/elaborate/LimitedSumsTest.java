package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums that stay at a limit, in the spellings that people use. */
class LimitedSumsTest {

    private static final String SATURATING = "s = saturating_add(s, x);";
    private static final String WRAPPED = "let t = s + x; if t < s { s = ~(0 as Word); } else { s = t; }";
    private static final String WRAPPED_IN_PLACE = "s += x; if s < x { s = ~(0 as Word); }";
    private static final String ROOM = "if s > ~x { s = ~(0 as Word); } else { s += x; }";
    private static final String ROOM_BY_DIFFERENCE = "if x > MOST - s { s = MOST; } else { s += x; }";
    private static final String CHECKED =
            "let (t, over) = checked_add(s, x); if over { s = ~(0 as Word); } else { s = t; }";
    private static final String WIDE =
            "let t = s as uint<20> + x as uint<20>; if t > MOST { s = MOST; } else { s = t as Word; }";
    private static final String LESSER = "s = min(s as uint<20> + x as uint<20>, LIMIT) as Word;";
    private static final String CUT =
            "let mut t = s as uint<20> + x as uint<20>; if t >= LIMIT { t = LIMIT; } s = t as Word;";

    private static String program(int width, int count, int limit, String result, String step) {
        String text = """
                program test;
                party alice, bob;
                param N = COUNT;
                type Word = uint<WIDTH>;
                fn main(a: Word[N] from alice, b: Word[N] from bob) -> (r: Word to all) {
                    let mut s = a[0] ^ b[0];
                    let mut total: Word = 0;
                    for i in 1..N {
                        let x = a[i] ^ b[i];
                        STEP
                        total ^= s;
                    }
                    return RESULT;
                }
                """;
        return text.replace("STEP", step)
                .replace("RESULT", result)
                .replace("COUNT", Integer.toString(count))
                .replace("WIDTH", Integer.toString(width))
                .replace("MOST", Integer.toString((1 << width) - 1))
                .replace("LIMIT", Integer.toString(limit));
    }

    /** 128 bits are added up to 19, the highest three of which limit the others: half of what each addition takes alone. */
    @ParameterizedTest
    @ValueSource(strings = {SATURATING, WRAPPED, WRAPPED_IN_PLACE, ROOM, ROOM_BY_DIFFERENCE, CHECKED, WIDE})
    void elaborate_sumUpToTheGreatestNumber_isOneSumAndOneLimit(String step) {
        int count = Shapes.andCount(program(16, 8, 0, "s", step));
        assertTrue(count <= 130, step + " costs " + count);
    }

    @ParameterizedTest
    @ValueSource(strings = {LESSER, CUT})
    void elaborate_sumUpToALimit_isOneSumAndOneLimit(String step) {
        int count = Shapes.andCount(program(16, 8, 50_000, "s", step));
        assertTrue(count <= 148, step + " costs " + count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SATURATING,
                WRAPPED,
                WRAPPED_IN_PLACE,
                ROOM,
                ROOM_BY_DIFFERENCE,
                CHECKED,
                WIDE,
                LESSER,
                CUT,
                SATURATING + " if i == 3 { s += total; }",
                "if i == 2 { s = min(s, 3); } s = saturating_add(s, x);",
                "s = if s < 5 { saturating_add(s, x) } else { min(s, 6) };",
            })
    void elaborate_sumsWithALimit_areWhatTheProgramSays(String step) {
        Shapes.assertEqualsInterpretation(program(3, 5, 5, "s", step));
    }

    /** What a sum is compared with is not known: no limit. */
    @ParameterizedTest
    @ValueSource(strings = {"if wide > s as uint<20>", "if wide >= s as uint<20>", "if (s as uint<20>) < wide"})
    void elaborate_sumThatIsZeroAboveAWord_isNotZero(String condition) {
        String step = "let mut wide = s as uint<20> + x as uint<20> + 1; CONDITION { wide = 0; } s = wide as Word;";
        Shapes.assertEqualsInterpretation(program(3, 3, 5, "s", step.replace("CONDITION", condition)));
    }
}
