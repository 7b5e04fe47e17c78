package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic in the spellings that people use: it computes what it says, and costs what the best spelling does. */
class ArithmeticIdiomsTest {

    private static void check(String source, int level, long most) {
        String text = "program test;\nparty alice, bob;\n" + source;
        Shapes.assertEqualsInterpretation(text);
        Program program = Shapes.compile(Differential.check(text), ElaborationLimits.DEFAULTS, level);
        long count = ProgramCost.of(program).andCount();
        assertTrue(count <= most, source + " costs " + count);
    }

    private static String returning(String type, String result, String body) {
        return "fn main(a: " + type + " from alice, b: " + type + " from bob) -> (r: " + result + " to all) { " + body + " }";
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u32 # (a ^ b) % 7 # 35",
                "u32 # (a ^ b) % 60 # 35",
                "i32 # (a ^ b) % 12 # 42",
                "i32 # (a ^ b) % -5 # 42",
                "i8 # (a ^ b) % 3 # 14",
                "u16 # ((a & 255) + (b & 255) * 3 + 1) % 7 # 40",
                // both results of one division cost what they did together, in either order
                "u32 # let x = a ^ b; (x % 10) * 1 + x / 10 # 92",
                "u32 # let x = a ^ b; x / 10 * 16 + x % 10 # 61",
                // a quotient that is rounded
                "u32 # ((a ^ b) / 65536 + 127) / 255 # 24",
                "u16 # ((a ^ b) / 4 * 3 + 2) / 5 # 41",
            })
    void elaborate_divisionByConstant_costsItsDigits(String type, String expression, long most) {
        int at = expression.lastIndexOf(';') + 1;
        String body = expression.substring(0, at) + " return " + expression.substring(at) + ";";
        check(returning(type, type, body), 1, most);
    }

    @ParameterizedTest(name = "{0} costs at most {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                // counters that saturate
                "for i in 0..32 { if x[i] { if c < 15 { c = c + 1; } } } # 36",
                "for i in 0..32 { if x[i] && c != 15 { c += 1; } } # 36",
                "for i in 0..32 { c = min(c + x[i] as u8, 15); } # 36",
                "for i in 0..32 { if x[i] { c += 1; } if c > 15 { c = 15; } } # 36",
                "for i in 0..32 { if x[i] { c += 3; if c > 21 { c = 21; } } } # 40",
                "c = 9; for i in 0..32 { if x[i] && c > 2 { c -= 1; } } # 40",
                // counters that run in a circle
                "for i in 0..32 { if x[i] { if c == 2 { c = 0; } else { c += 1; } } } # 32",
                "for i in 0..32 { if x[i] { c = (c + 1) % 7; } } # 32",
                // a state machine of which all bits do the same
                "for i in 0..16 { if x[i] { if c == 0 { c = 3; } else if c == 3 { c = 5; } else { c = 4; } } } # 20",
                // sums that saturate
                "for i in 0..4 { c = saturating_add(c, n[i]); } # 35",
                "for i in 0..4 { let t = c as u16 + n[i] as u16; if t > 255 { c = 255; } else { c = t as u8; } } # 35",
                "for i in 0..4 { let t = c as u16 + n[i] as u16; c = if t > 100 { 100 } else { t as u8 }; } # 42",
                // not all bits do the same
                "for i in 0..9 { if x[i] { if c < 3 { c += 1; } } else if c > 0 { c -= 1; } } # 60",
                "for i in 0..9 { if x[i] { if c < 3 + i { c += 1; } } } # 80",
            })
    void elaborate_counterWithBounds_costsItsSum(String body, long most) {
        String source = "fn main(a: u32 from alice, b: u32 from bob) -> (r: u8 to all) { let w = a ^ b;"
                + " let mut x: bool[32] = [false; 32]; for i in 0..32 { x[i] = (w >> i & 1) == 1; }"
                + " let mut n: u8[4] = [0; 4]; for i in 0..4 { n[i] = (w >> (8 * i)) as u8; }"
                + " let mut c: u8 = 0; " + body + " return c; }";
        check(source, 0, most);
    }
}
