package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.interpret.Interpreter;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Divisions and square roots written digit by digit become the blocks; what is none stays what it says. */
class DigitLoopsTest {

    /** How people write a division: the quotient {@code q} and the remainder {@code r} of {@code a} by {@code d}. */
    enum Division {
        SHIFTED_IN("""
            let mut r: Word = 0;
            let mut q: Word = 0;
            for k in 0..W {
                let i = W - 1 - k;
                r = (r << 1) | ((a >> i) & 1);
                if r >= d { r -= d; q |= 1 << i; }
            }
            """),
        SHIFTED_QUOTIENT("""
            let mut r: Word = 0;
            let mut q: Word = 0;
            for k in 0..W {
                r = (r << 1) + ((a >> (W - 1 - k)) & 1);
                q = q << 1;
                if d <= r { r = r - d; q = q + 1; }
            }
            """),
        KEPT_ON_TRUE("""
            let mut r: Word = 0;
            let mut q: Word = 0;
            for k in 0..W {
                r = (r << 1) | ((a >> (W - 1 - k)) & 1);
                if r < d { q = q << 1; } else { q = (q << 1) | 1; r -= d; }
            }
            """),
        TRIAL_CHOSEN("""
            let mut r: Word = 0;
            let mut bits: bool[W] = [false; W];
            for k in 0..W {
                let i = W - 1 - k;
                r = (r << 1) | ((a >> i) & 1);
                let trial = r - d;
                let fits = r >= d;
                bits[i] = fits;
                r = if fits { trial } else { r };
            }
            let mut q: Word = 0;
            for i in 0..W { q |= (bits[i] as Word) << i; }
            """),
        SIGN_OF_TRIAL("""
            let mut r: Word = 0;
            let mut q: Word = 0;
            for k in 0..W {
                let i = W - 1 - k;
                r = (r << 1) | ((a >> i) & 1);
                let trial = (r as int<W + 2>) - (d as int<W + 2>);
                if trial >= 0 { r = trial as Word; q |= 1 << i; }
            }
            """),
        SHIFTED_DIVISOR("""
            let mut rest = a as uint<2 * W>;
            let mut q: Word = 0;
            for k in 0..W {
                let i = W - 1 - k;
                let t = (d as uint<2 * W>) << i;
                if rest >= t { rest -= t; q |= 1 << i; }
            }
            let r = rest as Word;
            """),
        REMAINDER_AND_QUOTIENT_IN_ONE("""
            let mut pair = a as uint<2 * W>;
            for k in 0..W {
                pair = pair << 1;
                let trial = ((pair >> W) as int<W + 1>) - (d as int<W + 1>);
                if trial >= 0 { pair = ((trial as uint<2 * W>) << W) | (pair & ((1 << W) - 1)) | 1; }
            }
            let q = pair as Word;
            let r = (pair >> W) as Word;
            """);

        private final String body;

        Division(String body) {
            this.body = body;
        }
    }

    /** How people write a square root: {@code q} is that of {@code a}, {@code r} what is left. */
    enum Root {
        SHIFTED_IN("""
            let mut r: Word = 0;
            let mut q: Word = 0;
            for k in 0..W / 2 {
                r = (r << 2) | ((a >> (W - 2 - 2 * k)) & 3);
                let trial = (q << 2) | 1;
                q = q << 1;
                if r >= trial { r -= trial; q = q | 1; }
            }
            """),
        SHIFTED_ROOT("""
            let mut r = a;
            let mut q: Word = 0;
            for k in 0..W / 2 {
                let bit = 1 << (W - 2 - 2 * k);
                if r >= q + bit { r -= q + bit; q = (q >> 1) + bit; } else { q = q >> 1; }
            }
            """);

        private final String body;

        Root(String body) {
            this.body = body;
        }
    }

    private static String program(int width, String body, String results) {
        return "program test;\nparty alice, bob;\nconst W = " + width + ";\ntype Word = uint<W>;\n"
                + "fn main(a: Word from alice, d: Word from bob) -> (x: Word to all, y: Word to all) {\n" + body
                + "return " + results + ";\n}\n";
    }

    private static String both(int width, String body) {
        return program(width, body, "(q, r)");
    }

    // ---- costs

    @ParameterizedTest
    @EnumSource
    void elaborate_divisionByDigits_costsTheBlock(Division spelling) {
        assertEquals(589, andCount(program(32, spelling.body, "(q, 0)")));
        assertEquals(652, andCount(both(32, spelling.body)));
        assertEquals(2332, andCount(both(64, spelling.body)));
    }

    @ParameterizedTest
    @EnumSource
    void elaborate_rootByDigits_costsTheBlock(Root spelling) {
        assertEquals(136, andCount(program(32, spelling.body, "(q, 0)")));
        assertEquals(528, andCount(program(64, spelling.body, "(q, 0)")));
        assertEquals(136 + 31, andCount(both(32, spelling.body)));
    }

    @Test
    void elaborate_conditionalSubtraction_sharesTheComparison() {
        String reduced = "let mut r = a; if r >= d { r -= d; } let q = 0;\n";
        assertEquals(2 * 32, andCount(both(32, reduced)));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SIGN_OF_TRIAL", "REMAINDER_AND_QUOTIENT_IN_ONE"})
    void elaborate_divisionByDigitsOfAConstant_costsTheBlock(Division spelling) {
        String body = "let d: Word = 10;\n" + spelling.body;
        assertTrue(andCount(both(32, body).replace("d: Word from bob", "_e: Word from bob")) <= 62);
    }

    // ---- what is computed

    @ParameterizedTest
    @EnumSource
    void elaborate_divisionByDigitsOfAConstant_computesTheSameForAllNumbers(Division spelling) {
        for (int divisor : new int[] {0, 1, 3, 5, 6, 15}) {
            assertEqualForAll(
                    both(5, "let d = (e ^ e) | " + divisor + ";\n" + spelling.body)
                            .replace("d: Word from bob", "e: Word from bob"),
                    5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void elaborate_divisionByDigits_computesTheSameForAllNumbers(Division spelling) {
        for (int width = 1; width <= 6; width++) {
            assertEqualForAll(both(width, spelling.body), width);
        }
        Shapes.assertEqualsInterpretation(both(5, spelling.body));
    }

    @ParameterizedTest
    @EnumSource
    void elaborate_rootByDigits_computesTheSameForAllNumbers(Root spelling) {
        for (int width = 2; width <= 10; width += 2) {
            assertEqualForAll(both(width, spelling.body), width, 1);
        }
        Shapes.assertEqualsInterpretation(both(8, spelling.body));
    }

    @ParameterizedTest
    @EnumSource
    void elaborate_divisionByDigits_isExactAtFullWidths(Division spelling) {
        for (int width : new int[] {32, 64}) {
            BigInteger most = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
            for (List<BigInteger> result : results(both(width, spelling.body), width, 0x5F1 + width)) {
                BigInteger a = result.get(0);
                BigInteger d = result.get(1);
                boolean byZero = d.signum() == 0;
                assertEquals(byZero ? most : a.divide(d), result.get(2), a + " / " + d);
                assertEquals(byZero ? a : a.mod(d), result.get(3), a + " % " + d);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void elaborate_rootByDigits_isExactAtFullWidths(Root spelling) {
        for (int width : new int[] {32, 64}) {
            for (List<BigInteger> result : results(both(width, spelling.body), width, 0x5F2 + width)) {
                BigInteger a = result.get(0);
                assertEquals(a.sqrt(), result.get(2), "root of " + a);
                assertEquals(a.subtract(a.sqrt().pow(2)), result.get(3), "rest of the root of " + a);
            }
        }
    }

    // ---- what is almost one

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the remainder may lose its top bit
                "let mut r: uint<W> = 0; let mut q: Word = 0; for k in 0..2 * W {"
                        + " r = (r << 1) | (((a ^ (a >> 1)) >> (k % W)) & 1); q = q << 1;"
                        + " if r >= d { r -= d; q |= 1; } }\n",
                // the first remainder may be more than the divisor
                "let mut r = a; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((d >> i) & 1); if r >= d { r -= d; q |= 1 << i; } }\n",
                // a remainder that equals the divisor stays
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((a >> i) & 1); if r > d { r -= d; q |= 1 << i; } }\n",
                // the divisor changes on the way
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((a >> i) & 1); let e = if k < 2 { d } else { d | 1 };"
                        + " if r >= e { r -= e; q |= 1 << i; } }\n",
                // two bits at a time, one digit
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W / 2 {"
                        + " r = (r << 2) | ((a >> (W - 2 - 2 * k)) & 3); q = q << 1; if r >= d { r -= d; q |= 1; } }\n",
                // more is subtracted than was compared
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((a >> i) & 1); if r >= d { r -= d + 1; q |= 1 << i; } }\n",
                // digits of a root for the next one in the wrong order
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W / 2 {"
                        + " r = (r << 2) | ((a >> (W - 2 - 2 * k)) & 3); let t = (q << 2) | 3; q = q << 1;"
                        + " if r >= t { r -= t; q |= 1; } }\n",
                // a secret condition around the steps
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((a >> i) & 1); if a > d { if r >= d { r -= d; q |= 1 << i; } } }\n",
                // the sign of a difference that wraps
                "let mut r: Word = 0; let mut q: Word = 0; for k in 0..W { let i = W - 1 - k;"
                        + " r = (r << 1) | ((a >> i) & 1); let t = (r - d) as int<W>;"
                        + " if t >= 0 { r = t as Word; q |= 1 << i; } }\n",
                "let mut r = a; let mut q: Word = 0; for k in 0..W { if r >= d { r -= d; q += 1; } else { r += q; } }\n"
            })
    void elaborate_loopThatIsAlmostADivision_computesWhatItSays(String body) {
        assertEqualForAll(both(4, body), 4);
        Shapes.assertEqualsInterpretation(both(4, body));
    }

    @Test
    void elaborate_dividendOfTwiceTheWidth_isOneDivision() {
        String text = "program test;\nparty alice, bob;\nfn main(a: u64 from alice, d: u32 from bob)"
                + " -> (x: u64 to all, y: u32 to all) {\nlet mut r: uint<33> = 0; let mut q: u64 = 0;\n"
                + "for k in 0..64 { r = (r << 1) | (((a >> (63 - k)) & 1) as uint<33>); q <<= 1;\n"
                + "if r >= (d as uint<33>) { r -= d as uint<33>; q |= 1; } }\nreturn (q, r as u32); }\n";
        String block = "program test;\nparty alice, bob;\nfn main(a: u64 from alice, d: u32 from bob)"
                + " -> (x: u64 to all, y: u32 to all) {\nreturn (a / (d as u64), (a % (d as u64)) as u32); }\n";
        assertEquals(andCount(block), andCount(text));
        Shapes.assertEqualsInterpretation(text);
    }

    private static void assertEqualForAll(String text, int width) {
        assertEqualForAll(text, width, 1 << width);
    }

    /** All first inputs with the first second ones. */
    private static void assertEqualForAll(String text, int width, int seconds) {
        TypedProgram typed = Differential.check(text);
        Program program = Shapes.compile(typed, ElaborationLimits.DEFAULTS);
        for (int first = 0; first < 1 << width; first++) {
            List<List<BitSet>> inputs = new ArrayList<>();
            for (int second = 0; second < seconds; second++) {
                inputs.add(List.of(BitSet.valueOf(new long[] {first}), BitSet.valueOf(new long[] {second})));
            }
            List<List<BitSet>> outputs = Differential.evaluate(program, inputs, List.of());
            for (int i = 0; i < inputs.size(); i++) {
                assertEquals(
                        Interpreter.run(typed, inputs.get(i), () -> false),
                        outputs.get(i),
                        inputs.get(i) + "\n" + text);
            }
        }
    }

    /** Inputs and outputs for boundary values and random ones. */
    private static List<List<BigInteger>> results(String text, int width, long seed) {
        Program program = Shapes.compile(Differential.check(text), ElaborationLimits.DEFAULTS);
        Random random = new Random(seed);
        List<BigInteger> numbers = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO));
        BigInteger top = BigInteger.ONE.shiftLeft(width - 1);
        numbers.addAll(
                List.of(top, top.subtract(BigInteger.ONE), top.shiftLeft(1).subtract(BigInteger.ONE)));
        for (int bits = 3; bits <= width; bits += 7) {
            numbers.add(new BigInteger(bits, random));
        }
        List<List<BigInteger>> results = new ArrayList<>();
        for (BigInteger a : numbers) {
            List<List<BitSet>> inputs =
                    numbers.stream().map(d -> List.of(bits(a), bits(d))).toList();
            List<List<BitSet>> outputs = Differential.evaluate(program, inputs, List.of());
            for (int i = 0; i < inputs.size(); i++) {
                results.add(List.of(
                        a,
                        numbers.get(i),
                        number(outputs.get(i).get(0)),
                        number(outputs.get(i).get(1))));
            }
        }
        assertTrue(results.size() > 100);
        return results;
    }

    private static BitSet bits(BigInteger number) {
        BitSet bits = new BitSet();
        for (int i = 0; i < number.bitLength(); i++) {
            bits.set(i, number.testBit(i));
        }
        return bits;
    }

    private static BigInteger number(BitSet bits) {
        return bits.stream().mapToObj(BigInteger.ONE::shiftLeft).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
