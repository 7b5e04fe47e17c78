package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs written without care cost what careful ones do, before their gates are optimised. */
class CarelessSourceTest {

    private static final String MODULUS_25519 =
            "57896044618658097711785492504343953926634992332820282019728792003956564819949";

    private static long ands(String main) {
        Program program = Shapes.compile(
                Differential.check("program test;\nparty alice, bob;\n" + main), ElaborationLimits.DEFAULTS, 0);
        return ands(program, program.schedule());
    }

    private static long ands(Program program, List<Step> steps) {
        long count = 0;
        for (Step step : steps) {
            count += switch (step) {
                case Step.Call call -> program.blocks().get(call.block()).andCount();
                case Step.Repeat repeat -> repeat.count() * ands(program, repeat.body());
            };
        }
        return count;
    }

    /** A program with two inputs {@code a}, {@code b} of one type and a result. */
    private static long ands(String input, String result, String body) {
        return ands("fn main(a: " + input + " from alice, b: " + input + " from bob) -> (r: " + result + " to all) { "
                + body + " }");
    }

    @ParameterizedTest(name = "{3} as {1} costs what it does as {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "u8 | u32 | uint<9> | x + y",
                "i8 | i32 | int<9> | x - y",
                "u8 | u32 | u16 | x * y",
                "i8 | i32 | i16 | x * y",
                "u8 | u64 | uint<17> | x * x + y * y",
                "u8 | i32 | int<18> | (x - y) * (x - y)",
                "u8 | u32 | uint<18> | x * 3 + y * 5 + 7",
                "i8 | i64 | i8 | min(x, y)",
                "i8 | i32 | int<9> | abs(x - y)",
                "u8 | u32 | uint<9> | x / (y + 1)",
                "u8 | u32 | uint<9> | x % (y + 1)",
                "u8 | u32 | uint<12> | (x + y + x * 2) / 10",
                "u8 | u32 | uint<9> | if x < y { y - x } else { x - y }",
            })
    void elaborate_smallNumbersInWideTypes_costWhatTheyDoInTightOnes(
            String input, String wide, String tight, String expression) {
        String program = "let x = a as %1$s; let y = b as %1$s; let z: %1$s = %2$s; return z as i64;";
        assertEquals(
                ands(input, "i64", String.format(program, tight, expression)),
                ands(input, "i64", String.format(program, wide, expression)));
    }

    @ParameterizedTest(name = "{1} costs at most {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // comparisons of narrow numbers, decided ones, and those of sums
                "i8 | (a as i32) < (b as i32) | 8",
                "i8 | (a as i32) - (b as i32) > 0 | 8",
                "i8 | (a as i32) == (b as i32) | 7",
                "u32 | a % 10 + b % 10 > 18 | 0",
                "u32 | (a & 15) * (b & 15) <= 225 | 0",
                "u32 | (a >> 28) < 16 | 0",
                // the same question twice
                "u32 | (a < b) == (b > a) | 0",
                "u32 | (a < b) != (a >= b) | 0",
                "u32 | a < b && !(b > a) | 0",
            })
    void elaborate_comparison_costsNoMoreThanItMust(String input, String expression, long most) {
        long count = ands(input, "bool", "return " + expression + ";");
        assertTrue(count <= most, expression + " costs " + count);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a - a + -(-b) + 0 | 0",
                "a + b - a | 0",
                "a * 3 + a | 0",
                "a * 2 + a * 2 | 0",
                "(a << 1) + a | 30",
                "a * b + a * 7 - b * a | 30",
                "a * b + a * (b + 1) | 576",
                "a * b - a * (b ^ 1) | 576",
                "(a + b) * (a + b) | 284",
                "if a > b { a - b } else { b - a } | 63",
                "if a > b { a + b } else { a - b } | 63",
                "if a < 100 { a * a } else { 0 } | 90",
                "if a < 16 && b < 16 { a * b } else { 0 } | 90",
                "if a < 50 { if a < 60 { a } else { b } } else { if a < 50 { b } else { a } } | 0",
                "max(min(a, 1000), 10) - min(max(a, 10), 1000) | 110",
            })
    void elaborate_expressionThatCanBeShorter_costsWhatTheShortOneDoes(String expression, long most) {
        long count = ands("u32", "u32", "return " + expression + ";");
        assertTrue(count <= most, expression + " costs " + count);
    }

    @Test
    void elaborate_minimumAndMaximumByQuestions_shareOneComparisonAndOneExchange() {
        assertEquals(
                63,
                ands(
                        "fn main(a: u32 from alice, b: u32 from bob) -> (lo: u32 to all, hi: u32 to all) {"
                                + " let mut lo = a; if b < a { lo = b; } let mut hi = a; if b > a { hi = b; } return (lo, hi); }"));
    }

    @Test
    void elaborate_clampByQuestions_costsTwoComparisonsAndTheBitsThatAreLeft() {
        long count = ands("i32", "i32", "let mut x = a; if x > 100 { x = 100; } if x < -100 { x = -100; } return x;");
        assertTrue(count <= 76, "a clamp costs " + count);
        long square =
                ands("i32", "i32", "let mut x = a; if x > 100 { x = 100; } if x < -100 { x = -100; } return x * x;");
        assertTrue(square <= count + 37, "a clamp and a square of 8 bits cost " + square);
    }

    @Test
    void elaborate_oneConditionAskedThreeTimes_selectsOnce() {
        assertEquals(
                32,
                ands("fn main(c: bool from alice, x: u32 from alice, y: u32 from bob) -> (r: u32 to all) {"
                        + " let mut r = y; if c { r = 5; } if c { if c { r = x; } else { r = 7; } } return r; }"));
    }

    @Test
    void elaborate_indexThatIsARemainder_readsWithoutACheck() {
        long index = ands("u8", "u8", "return a % 10;");
        long read = ands("fn main(t: u8[10] from alice, i: u8 from bob) -> (r: u8 to all) { return t[i % 10]; }");
        assertEquals(index + 9 * 8, read);
    }

    @Test
    void elaborate_counterInAWideType_costsWhatANarrowOneDoes() {
        String program = "fn main(x: u32[4096] from alice, t: u32 from bob) -> (r: %1$s to all) { let mut n: %1$s = 0;"
                + " for i in 0..4096 { for j in 0..40 { if x[i] * (j + 3) > t { n += 1; } } } return n; }";
        assertEquals(ands(String.format(program, "uint<18>")), ands(String.format(program, "u32")));
    }

    // ---- modular arithmetic

    /** What a program costs besides the remainders of its two inputs. */
    private static long modular(String modulus, String type, String expression) {
        String program = "fn main(a: u256 from alice, b: u256 from bob) -> (%s) { let P = " + modulus
                + "; let x = (a %% P) as " + type + "; let y = (b %% P) as " + type + "; return %s; }";
        long inputs = ands(String.format(program, "r: " + type + " to all, s: " + type + " to all", "(x, y)"));
        return ands(String.format(program, "r: " + type + " to all", expression)) - inputs;
    }

    @ParameterizedTest(name = "{0} modulo 2^255 - 19 costs {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "(x + y) % P | 764",
                "(x - y + P) % P | 509",
                "(x + P - y) % P | 509",
                "(x * y) % P | 33269",
                "(x * x) % P + y | 21381",
            })
    void elaborate_modularArithmeticAsItIsWritten_costsWhatItsBlocksDo(String expression, long most) {
        long count = modular(MODULUS_25519, "uint<512>", expression);
        assertTrue(count <= most, expression + " costs " + count);
    }

    @Test
    void elaborate_squareAndMultiply_isAChainOfModularProducts() {
        long count = ands("fn main(a: u256 from alice, e: u256 from bob) -> (r: uint<512> to all) { let P = "
                + MODULUS_25519 + "; let mut r: uint<512> = 1; let mut b = (a % P) as uint<512>;"
                + " for i in 0..256 { if (e >> i) & 1 == 1 { r = (r * b) % P; } b = (b * b) % P; } return r; }");
        assertTrue(count <= 256 * (33269 + 20870 + 255) + 33269, "an exponentiation costs " + count);
    }

    // ---- what is known must be true

    private static void check(String main) {
        Shapes.assertEqualsInterpretation("program test;\nparty alice, bob;\n" + main);
    }

    @Test
    void elaborate_rangesInBranchesOnly_areForgottenOutside() {
        check("""
            fn main(x: uint<2> from bob, t: uint<2>[3] from bob) -> (u: uint<2>[3] to all) {
                let mut s = t;
                if (x != 3) { if (x > 1) { s[0] = x; } }
                else if (x != 3) { s[1] = 1; }
                if (x > 1) { s[2] = x; }
                return s;
            }
            """);
    }

    @Test
    void elaborate_sameBitsInTypesOfDifferentSign_keepTheirRangesApart() {
        check("""
            fn main(x: uint<7> from bob) -> (r: int<1> to all, f: bool to all) {
                let mut s: (int<1>, bool) = (0, false);
                if (x > 11) { } else if (x > 1) { s = (x as int<1>, true); } else { if x == 1 { s.1 = true; } }
                return s;
            }
            """);
    }

    @Test
    void elaborate_supposedRangesOfLoops_areProved() {
        check("""
            fn main(a: uint<7>[6] from alice, e: int<5> from bob)
                -> (n: uint<12> to all, m: uint<12> to all, h: uint<5>[4] to all, p: uint<16> to all, q: int<6> to all) {
                let mut n: uint<12> = 0;
                let mut m: uint<12> = 7;
                let mut h: uint<5>[4] = [0; 4];
                let mut p: uint<16> = 1;
                let mut q: int<6> = 0;
                for i in 0..5 {
                    for j in 0..3 {
                        if a[i] > n as uint<7> { n += (a[j] & 3) as uint<12>; }
                        m = min(m + 1, 9);
                    }
                    h[a[i] & 3] += 1;
                    p = (p * (a[i + 1] as uint<16>)) % 37;
                    if (e >> i) & 1 == 1 { q += 1; } else { q -= 2; }
                }
                return (n, m, h, p, q);
            }
            """);
    }

    @Test
    void elaborate_whatIsAddedAtASecretIndex_isAddedToTheOldElement() {
        check("""
            struct P { n: uint<3>, s: int<4> }
            fn main(k: uint<2>[3] from bob, v: int<4>[3] from alice, c: bool from alice)
                -> (r: P[4] to all, h: uint<6>[3] to all) {
                let mut a = [P { n: 0, s: 1 }; 4];
                let mut h: uint<6>[3] = [1; 3];
                for j in 0..3 {
                    a[k[j]].n += 1;
                    a[k[j]].s = a[k[j]].s - v[j];
                    if c { h[k[j]] += h[1]; h[k[j]] += ({ h[0] = 5; h[2] ^= 1; 3 }); }
                }
                return (a, h);
            }
            """);
    }

    @Test
    void elaborate_histogram_costsOneDecoderAnEntryAndThePopulationCounts() {
        long count = ands("fn main(k: u4[4] from bob) -> (r: u32[16] to all) { let mut a: u32[16] = [0; 16];"
                + " for j in 0..4 { a[k[j]] += 1; } return a; }");
        assertTrue(count <= 4 * 11 + 16 * 3, "a histogram costs " + count);
    }

    @Test
    void elaborate_sumsThatWrap_areNotTakenForRanges() {
        check("""
            fn main(a: uint<4> from alice, b: int<4> from bob) -> (r: uint<4> to all, s: int<4> to all, t: bool to all) {
                let x = (a % 7) - (a % 5) + 3;
                let y = ((b % 6) * 3 + b / 2) % 5;
                let z = if x > 9 { x - 9 } else { x + 9 };
                return (z % 11, if b < 0 { -y } else { y }, a + 3 > z && b - 2 <= y);
            }
            """);
    }
}
