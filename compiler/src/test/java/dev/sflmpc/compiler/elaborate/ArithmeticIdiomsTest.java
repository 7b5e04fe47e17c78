package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic in the spellings that people use: it computes what it says, and costs what the best spelling does. */
class ArithmeticIdiomsTest {

    private static final int LANES = 64;
    private static final int SEEDS = 4;

    private static void check(String source, int level, long most) {
        TypedProgram typed = Differential.check("program test;\nparty alice, bob;\n" + source);
        Program program = Shapes.compile(typed, ElaborationLimits.DEFAULTS, level);
        Program rolled = Shapes.compile(typed, Shapes.ROLLED, 0);
        for (long seed = 0; seed < SEEDS; seed++) {
            assertEquals("", Differential.difference(typed, program, 0, seed, LANES), source);
        }
        assertEquals("", Differential.difference(typed, rolled, 0, SEEDS, LANES), source);
        long count = ProgramCost.of(program).andCount();
        assertTrue(count <= most, source + " costs " + count);
    }

    private static String returning(String type, String result, String body) {
        return "fn main(a: " + type + " from alice, b: " + type + " from bob) -> (r: " + result + " to all) { " + body
                + " }";
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
                "u32 # ((a ^ b) / 65536 + 127) / 255 # 32",
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
                "for i in 0..12 { if x[i] { if c < 5 { c = c + 1; } } } # 16",
                "for i in 0..12 { if x[i] && c != 5 { c += 1; } } # 16",
                "for i in 0..12 { c = min(c + x[i] as u8, 5); } # 16",
                "for i in 0..12 { if x[i] { c += 1; } if c > 5 { c = 5; } } # 16",
                "c = 9; for i in 0..12 { if x[i] && c > 2 { c -= 1; } } # 23",
                // counters that run in a circle
                "for i in 0..12 { if x[i] { if c == 2 { c = 0; } else { c += 1; } } } # 13",
                "for i in 0..12 { if x[i] { c = (c + 1) % 7; } } # 15",
                // a state machine of which all bits do the same
                "for i in 0..12 { if x[i] { if c == 0 { c = 3; } else if c == 3 { c = 5; } else { c = 4; } } } # 97",
                // sums that saturate
                "for i in 0..3 { c = saturating_add(c, n[i]); } # 22",
                "for i in 0..3 { let t = c + n[i] / 8; if t > 31 { c = 31; } else { c = t; } } # 22",
                // not all bits do the same
                "for i in 0..5 { if x[i] { if c < 3 { c += 1; } } else if c > 0 { c -= 1; } } # 60",
                "for i in 0..5 { if x[i] { if c < 1 + i { c += 1; } } } # 40",
            })
    void elaborate_counterWithBounds_costsItsSum(String body, long most) {
        String source = "fn main(a: uint<15> from alice, b: uint<15> from bob) -> (r: u8 to all) { let w = a ^ b;"
                + " let mut x: bool[12] = [false; 12]; for i in 0..12 { x[i] = (w >> i & 1) == 1; }"
                + " let mut n: u8[3] = [0; 3]; for i in 0..3 { n[i] = (w >> (5 * i) & 31) as u8 * 8; }"
                + " let mut c: u8 = 0; " + body + " return c; }";
        check(source, 0, most);
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u16 # let mut d = a as i32 - b as i32; if d < 0 { d = -d; } return d as u16; # 31",
                "u16 # let d = a as i32 - b as i32; if d < 0 { return -d as u16; } else { return d as u16; } # 31",
                "u16 # let d = a as i32 - b as i32; let e = if d >= 0 { d } else { 0 - d }; return e as u16; # 31",
                "i16 # let d = a ^ b; return if d < 0 { -d } else { d }; # 15",
                "i16 # let d = a ^ b; return if d > 3 { -d } else { d }; # 30",
                "i16 # let d = a ^ b; return if d > 3 { -d } else { d ^ 4 }; # 45",
                // less, the same and greater
                "u16 # return (a < b) as u16 + 2 * ((a == b) as u16) + 4 * ((a > b) as u16); # 32",
                "i16 # return (a > b) as i16 + 2 * ((b == a) as i16) + 4 * ((a < b) as i16); # 32",
            })
    void elaborate_differencesAndOrders_costTheBestSpelling(String type, String body, long most) {
        check(returning(type, type, body), 1, most);
    }

    @ParameterizedTest(name = "{1} of {0} costs at most {2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "u16 # a * a + 2 * a * b + b * b # 77",
                "i16 # a * a - 2 * b * a + b * b + 3 # 92",
                "u16 # a * a + a * b + b * b + b * a # 77",
                "u8 # (a * a + 2 * a * b + b * b) + a * 2 * 7 + 14 * b + 49 # 60",
                "u16 # a * a + 2 * a * b - b * b # 290",
                "u16 # a * a * a * a # 124",
                "u16 # a * b * a * b # 208",
                "i16 # let x = a ^ b; x * x * x * x * x # 270",
            })
    void elaborate_productsThatAreSquares_costSquares(String type, String expression, long most) {
        int at = expression.lastIndexOf(';') + 1;
        check(
                returning(type, type, expression.substring(0, at) + " return " + expression.substring(at) + ";"),
                0,
                most);
    }

    @ParameterizedTest(name = "in a branch in a branch: {1} of {0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "int<3> # ((a as uint<2>) as int<3>) * 2 # 40",
                "i8 # (a & 127) + (b & 127) # 40",
                "i32 # (a & 0x7fffffff) + (b & 0x7fffffff) + 1 # 130",
            })
    void elaborate_sumThatOverflowsASign_isTheNumberThatItWrapsTo(String type, String expression, long most) {
        String body = "let mut t: " + type + " = 0; if a != 1 { if b > 2 { t = " + expression + "; } } return t;";
        check(returning(type, type, body), 1, most);
    }
}
