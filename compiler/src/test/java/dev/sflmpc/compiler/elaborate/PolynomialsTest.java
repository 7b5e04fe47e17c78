package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polynomials with their powers written out. */
class PolynomialsTest {

    private static final String POWERS = "return a[3] + a[2] * x + a[1] * x * x + a[0] * x * x * x;";
    private static final String NAMED =
            "let x2 = x * x; let x3 = x2 * x; return a[0] * x3 + a[1] * x2 + a[2] * x + a[3];";
    private static final String RUNNING =
            "let mut s: Word = 0; let mut p: Word = 1; for i in 0..4 { s += a[3 - i] * p; p *= x; } return s;";

    private static String program(int width, String body) {
        return "program test;\nparty alice, bob;\ntype Word = uint<" + width
                + ">;\nfn main(a: Word[4] from alice, x: Word from bob, y: Word from bob) -> (r: Word to all) { " + body
                + " }";
    }

    /** Three products, as with Horner's rule, and one AND for each bit of the sums. */
    @ParameterizedTest
    @ValueSource(strings = {POWERS, NAMED, RUNNING})
    void elaborate_powersWrittenOut_costAProductForEachDegree(String body) {
        int count = Shapes.andCount(program(16, body));
        assertTrue(count <= 3 * 145, body + " costs " + count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                POWERS,
                NAMED,
                RUNNING,
                "return 3 * x * x * x - 5 * x * x + 7 * x - a[0];",
                "let p = x * x * y; return a[0] * p - a[1] * x * x * y * y + p * a[2] - p;",
                "let p = x * x; let q = x * y; return a[0] * p * p - p * q * a[1] + q * q * a[2] - y * y * y * a[3];",
                "let z = x as uint<12>; return (a[0] as uint<12> * z * z + a[1] as uint<12> * z * z * z >> 3) as Word;",
            })
    void elaborate_polynomials_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program(4, body));
    }
}
