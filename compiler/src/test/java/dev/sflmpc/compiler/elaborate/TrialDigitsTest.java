package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots and quotients that are found by trying digits cost what the operators for them do. */
class TrialDigitsTest {

    private static String program(String type, String body) {
        return """
                program test;
                party alice, bob;
                fn main(x: TYPE from alice, d: TYPE from bob) -> (r: TYPE to all) {
                    let mut r: TYPE = 0;
                    BODY
                    return r;
                }
                """.replace("BODY", body).replace("TYPE", type);
    }

    /** With the number of digits for {@code BITS}, and the greatest number of as many bits for {@code MOST}. */
    private static String with(int digits, String body) {
        return body.replace("BITS", "" + digits).replace("MOST", "" + ((1L << digits) - 1));
    }

    private static void assertCosts(int most, String text) {
        int ands = andCount(text);
        assertTrue(ands <= most, () -> ands + " ANDs, at most " + most + " expected: " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for k in BITS - 1..-1 step -1 { let t = r + (1 << k); if t * t <= x { r = t; } }",
                "for k in BITS - 1..-1 step -1 { let t = r | (1 << k); if x >= t * t { r = t; } }",
                "for k in BITS - 1..-1 step -1 { r += 1 << k; if r * r > x { r -= 1 << k; } }",
                "for k in 0..BITS { let t = r ^ (1 << (BITS - 1 - k)); let q = t * t; r = if q <= x { t } else { r }; }",
                "let mut hi: TYPE = MOST; for k in 0..BITS { let m = (r + hi + 1) / 2; if m * m <= x { r = m; } else { hi = m - 1; } }"
            })
    void elaborate_rootByTrial_costsTheBlock(String body) {
        assertCosts(136, program("u32", with(16, body)));
        Shapes.assertEqualsInterpretation(program("u8", with(4, body)));
        Shapes.assertEqualsInterpretation(program("uint<7>", with(3, body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for k in BITS - 1..-1 step -1 { let t = r | (1 << k); if (t as u64) * (d as u64) <= (x as u64) { r = t; } }",
                "for k in BITS - 1..-1 step -1 { let t = r + (1 << k); if (x as u64) >= (d as u64) * (t as u64) { r = t; } }"
            })
    void elaborate_quotientByTrial_costsTheBlock(String body) {
        assertCosts(590, program("u32", with(32, body)));
        Shapes.assertEqualsInterpretation(program("u8", with(8, body)));
        Shapes.assertEqualsInterpretation(program("uint<5>", with(5, body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for k in 3..-1 step -1 { let t = r + (1 << k); if t * t < x { r = t; } }",
                "for k in 2..-1 step -1 { let t = r + (1 << k); if t * t <= x { r = t; } }",
                "for k in 3..0 step -1 { let t = r + (1 << k); if t * t <= x { r = t; } }",
                "for k in 7..-1 step -1 { let t = r + (1 << k); if t * t <= x { r = t; } }",
                "for k in 3..-1 step -1 { let t = r + (1 << k); if t * t <= d { r = t; } if k == 2 { r ^= 8; } }",
                "for k in 3..-1 step -1 { let t = r + (1 << k); if t * t <= (if k > 1 { x } else { d }) { r = t; } }",
                "for k in 3..-1 step -1 { let t = r + (1 << k); if t * d <= x { r = t; } }",
                "for k in 3..-1 step -1 { let t = (r + (1 << k)) >> (if k < 2 { 1 } else { 0 }); if t * t <= x { r += 1 << k; } }",
                "for k in 4..-1 step -1 { let t = r | (1 << k); if (t as u32) * (d as u32) <= (x as u32) { r = t; } }",
                "for k in 7..-1 step -1 { let t = r | (1 << k); if (t as u32) * (d as u32) < (x as u32) { r = t; } }",
                "for k in 7..-1 step -1 { let t = r | (1 << k); if (t as int<12>) * (d as int<12>) <= (x as int<12>) { r = t; } }"
            })
    void elaborate_trialsOfSomethingElse_computeWhatTheySay(String body) {
        Shapes.assertEqualsInterpretation(program("u8", body));
    }
}
