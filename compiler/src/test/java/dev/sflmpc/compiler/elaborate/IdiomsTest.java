package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to write things that people bring along from elsewhere: they compute what they say, and cost what that must cost. */
class IdiomsTest {

    private static void check(String source, int level, long most) {
        String text = "program test;\nparty alice, bob;\n" + source;
        Shapes.assertEqualsInterpretation(text);
        Program program = Shapes.compile(Differential.check(text), ElaborationLimits.DEFAULTS, level);
        long count = ProgramCost.of(program).andCount();
        assertTrue(count <= most, source + " costs " + count);
    }

    private static String returning(String input, String result, String body) {
        return "fn main(a: " + input + " from alice, b: " + input + " from bob, c: bool from bob) -> (r: " + result
                + " to all) { " + body + " }";
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u32 # a < b || a == b # 32",
                "u32 # b == a || b > a # 32",
                "i32 # a <= b && a != b # 32",
                "i32 # a != b && a >= b # 32",
                "u32 # !(a < b) && !(a == b) # 32",
                "bool # (a || b) && a != b # 2",
            })
    void elaborate_orderAndEqualityJoined_costsOneComparison(String input, String expression, long most) {
        check(returning(input, "bool", "return (" + expression + ") != c;"), 0, most);
    }

    /** One addition, then the lesser of two words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "if x + y < z { z = x + y; }",
                "if x + y <= z { z = x + y; }",
                "if z > x + y { z = x + y; }",
                "z = min(z, x + y);",
            })
    void elaborate_wayThatIsShorter_costsAnAdditionAndAMinimum(String body) {
        String source = "fn main(a: u8 from alice, b: u8 from bob, c: u8 from alice) -> (r: u16 to all) {"
                + " let x = a as u16; let y = b as u16; let mut z = c as u16; " + body + " return z; }";
        check(source, 1, 24);
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u32 # b + (c as u32) * (a - b) # 32",
                "u32 # (a - b) * (c as u32) + b # 32",
                "u32 # b - (c as u32) * (b - a) # 32",
                "i32 # b + (a - b) * (c as i32) # 32",
                "u32 # b + (c as u32) * (a + b) # 94",
                "u32 # a * (c as u32) + b # 63",
            })
    void elaborate_bitTimesDifference_costsOneSelection(String input, String expression, long most) {
        check(returning(input, input, "return " + expression + ";"), 0, most);
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u32 # if a > b { return a - b; } return 0; # 64",
                "u32 # if a <= b { return 0; } return a - b; # 64",
                "u32 # if b < a && c { return a - b; } return 0; # 95",
                "u32 # let mut r: u32 = 7; if a > b { r += a - b; } return r; # 94",
                "i32 # if a > b { return a - b; } return 0; # 64",
                // the greater or the lesser minus one of the two
                "u32 # return max(a, b) - a; # 64",
                "i32 # return max(a, b) - b; # 64",
                "u32 # return a - min(a, b); # 64",
                "i32 # return min(a, b) - a; # 64",
                "u32 # let mut m = b; if a < b { m = a; } return b - m; # 64",
                "u32 # return (if c { max(a, b) } else { b }) - b; # 96",
                "u32 # let lo = max(a, 1000); let hi = min(b, 70000); if hi > lo { return hi - lo; } return 0; # 169",
            })
    void elaborate_differenceWhereItIsPositive_asksItsBorrow(String input, String body, long most) {
        check(returning(input, input, body), 0, most);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                // a bit that is turned
                "let mut s: u8 = 0; for i in 0..32 { if ((a ^ b) >> i) & 1 == 1 { s = 1 - s; } } return s as u32; # 0",
                // one of two constants is added
                "let mut s: i32 = 0; for i in 0..32 { if ((a ^ b) >> i) & 1 == 1 { s += 1; } else { s -= 1; } } return s as u32; # 31",
                "let mut s: u32 = 0; for i in 0..32 { if ((a ^ b) >> i) & 1 == 1 { s += 7; } else { s += 5; } } return s; # 35",
                // ranks, equal ones by their places
                "let x = [a, b, a ^ b]; let mut s: u32 = 0; for i in 0..3 { let mut r: u32 = 0; for j in 0..3 {"
                        + " if x[j] < x[i] || (x[j] == x[i] && j < i) { r += 1; } } s += r * r; } return s; # 104",
            })
    void elaborate_loopWithConditions_costsWhatItCounts(String body, long most) {
        check(returning("u32", "u32", body), 0, most);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                // the index is public as long as the loop runs
                "let mut i: u8 = 0; while a[i] != b[0] max 7 { i += 1; } return i; # 70",
                // so is what is squared
                "let v = (a[0] ^ b[0]) as u32; let mut x: u32 = 0; while x * x <= v max 15 { x += 1; } return x as u8; # 60",
                // and the shift
                "let mut x = a[0] ^ b[0]; let mut n: u8 = 0; while x > 1 max 7 { x = x >> 1; n += 1; } return n; # 40",
            })
    void elaborate_whileThatCounts_knowsItsCounterWhereItRuns(String body, long most) {
        check(returning("u8[8]", "u8", body), 1, most);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                // a window that moves
                "for i in 0..9 { for j in 0..8 { r[i] += (a[i + j] ^ b[i + j]) as u32; } } # 288",
                "for i in 0..9 { for j in 0..8 { r[i] += (a[i + j] ^ b[i + j]) as u32; } r[i] -= 5; } # 305",
                // partial sums, from the front and from the back
                "for i in 0..16 { for j in 0..i + 1 { r[i] += (a[j] ^ b[j]) as u32; } } # 180",
                "for i in 0..16 { for j in i..16 { r[i] += (a[j] ^ b[j]) as u32; } } # 270",
                // the same words with other factors
                "for i in 0..16 { for j in 0..6 { r[i] += (a[j] as u32) * (if i == j { 3 } else { 2 }); } } # 240",
            })
    void elaborate_sumsThatDifferInFewWords_buildUponEachOther(String body, long most) {
        check(returning("u8[16]", "u32[16]", "let mut r: u32[16] = [0; 16]; " + body + " return r;"), 0, most);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "let s = b & 7; return (a << s) | (a >> (8 - s)); # 17",
                "let s = b & 7; return (a >> s) ^ (a << (8 - s)); # 17",
                "let s = b as u3; return (a >> (8 - s as u4)) + (a << s); # 17",
                "let s = (b >> 5) + 1; return (a << s) | (a >> (8 - s)); # 22",
                "return (a << (b & 7)) | (a >> ((8 - b) & 7)); # 17",
                "return (a >> (b & 7)) | (a << (-b & 7)); # 17",
                "return (a << (b & 7)) | (a >> (8 - (b & 7))); # 17",
                // 0 where the amount is more than the width
                "let s = b & 15; return (a << s) | (a >> (8 - s)); # 36",
                "return (a << b) | (a >> (8 - b)); # 40",
            })
    void elaborate_twoShiftsThatRotate_costOneRotation(String body, long most) {
        check(returning("u8", "u8", body), 1, most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 0 for an amount of 0, or twice the word
                "return (a << (b & 7)) ^ (a >> (-b & 7));",
                "return (a << (b & 7)) + (a >> ((8 - b) & 7));",
                // a shift by 8 is none modulo 8
                "let s = b & 15; return (a << s) | (a >> (-s & 7));",
                "let s = b & 15; return (a << s) | (a >> (8 - (s & 7)));",
                "let s = b & 15; return (a << (s & 7)) | (a >> (8 - s));",
                // -s modulo 2, 7 and 9 places
                "let s = b as u1; return (a << s) | (a >> ((-s) as u3 & 7));",
                "let s = b & 7; return (a << s) | (a >> (7 - s));",
                "let s = b & 7; return (a << s) | (a >> (9 - s));",
                // two words, and signs
                "let s = b & 7; return (a << s) | ((a + 1) >> (8 - s));",
                "let s = b & 7; let x = a as i8; return ((x << s) | (x >> (8 - s))) as u8;",
            })
    void elaborate_twoShiftsThatDoNotRotate_areNotTakenForIt(String body) {
        Shapes.assertEqualsInterpretation("program test;\nparty alice, bob;\n" + returning("u8", "u8", body));
    }
}
