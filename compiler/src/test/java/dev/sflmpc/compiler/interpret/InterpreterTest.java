package dev.sflmpc.compiler.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interpreter against values worked out by hand. */
class InterpreterTest {

    private static long run(String type, String expression, String resultType, long x, long y) {
        String text = "program test;\nparty alice, bob;\n"
                + "fn main(x: " + type + " from alice, y: " + type + " from bob) -> (z: " + resultType + " to all) {\n"
                + "    return " + expression + ";\n}\n";
        List<BitSet> inputs = List.of(BitSet.valueOf(new long[] {x}), BitSet.valueOf(new long[] {y}));
        long[] bits = Interpreter.run(Differential.check(text), inputs, () -> false)
                .getFirst()
                .toLongArray();
        return bits.length == 0 ? 0 : bits[0];
    }

    @ParameterizedTest
    @CsvSource({
        "uint<4>, x + y, 9, 9, 2",
        "int<4>, x / y, 8, 15, 8",
        "int<4>, x % y, 8, 15, 0",
        "int<4>, x / y, 9, 2, 13",
        "int<4>, x % y, 9, 2, 15",
        "int<4>, x / y, 5, 0, 15",
        "int<4>, x % y, 13, 0, 13",
        "uint<4>, x / y, 5, 0, 15",
        "uint<4>, x % y, 13, 0, 13",
        "int<1>, x / y, 1, 1, 1",
        "int<4>, abs(x), 8, 0, 8",
        "int<4>, '~x', 5, 0, 10",
        "int<4>, 'saturating_add(x, y)', 7, 1, 7",
        "int<4>, 'saturating_sub(x, y)', 8, 1, 8",
        "uint<4>, 'saturating_sub(x, y)', 3, 5, 0",
        "int<4>, 'saturating_mul(x, y)', 8, 15, 7",
        "'fixed<8, 4>', x * y, 255, 1, 255",
        "'fixed<8, 4>', x * y, 24, 24, 36",
        "'fixed<8, 4>', x / y, 241, 32, 249",
        "'fixed<8, 4>', x / y, 5, 0, 255",
        "int<4>, x >> 9, 8, 0, 15",
        "uint<4>, x << (y as uint<4>), 3, 3, 8",
        "uint<4>, x << (y as uint<4>), 3, 4, 0",
        "uint<5>, 'rotate_left(x, y as uint<5>)', 17, 6, 3",
        "uint<5>, 'rotate_right(x, 1)', 17, 0, 24"
    })
    void run_operator_givesTheDocumentedValue(String type, String expression, long x, long y, long expected) {
        assertEquals(expected, run(type, expression, type, x, y));
    }

    @ParameterizedTest
    @CsvSource({
        "int<4>, x as int<8>, int<8>, 9, 249",
        "uint<4>, x as int<8>, int<8>, 9, 9",
        "int<8>, x as uint<4>, uint<4>, 249, 9",
        "'fixed<8, 4>', x as int<4>, int<4>, 239, 14",
        "int<4>, 'x as fixed<8, 2>', 'fixed<8, 2>', 15, 252",
        "'fixed<8, 4>', 'x as fixed<6, 1>', 'fixed<6, 1>', 239, 61",
        "int<1>, x as bool, bool, 1, 1",
        "uint<4>, 'widening_mul(x, x)', uint<8>, 15, 225",
        "int<4>, 'checked_add(x, x).1', bool, 4, 1",
        "int<4>, 'checked_sub(x, x).1', bool, 8, 0",
        "uint<4>, '[x, 7, 9][x]', uint<4>, 2, 9",
        "uint<4>, '[x, 7, 9][x]', uint<4>, 3, 0",
        "int<4>, '[x, 7, 6][x]', int<4>, 15, 0"
    })
    void run_conversionOrIndex_givesTheDocumentedValue(
            String type, String expression, String resultType, long x, long expected) {
        assertEquals(expected, run(type, expression, resultType, x, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 9", "3, 3", "4, 16", "7, 21"})
    void run_controlFlow_leavesAtTheReturn(long x, long expected) {
        String body = "{ let mut n: uint<5> = 0; while n < x max 6 { n += 1; if x == 3 && n == 3 { return n; } } "
                + "for i in 3..0 step -1 { if x == 0 { return 9; } n += i; } n + x + 2 }";
        assertEquals(expected, run("uint<5>", body, "uint<5>", x, 0));
    }

    @Test
    void run_loopOverAnArrayThatItsBodyChanges_seesTheArrayAsItWas() {
        String body = "{ let mut a = [x, 1, 2]; let mut s: uint<5> = 0; for e in a { a[2] = 9; s += e; } s }";
        assertEquals(7, run("uint<5>", body, "uint<5>", 4, 0));
    }

    @Test
    void run_assignmentOfATuple_evaluatesAllIndicesFirst() {
        String body = "{ let mut a = [x, x, x]; let mut k = y; (k, a[k]) = (2, 7); (a[k], k) = (9, 1); "
                + "a[0] + a[1] * 2 + a[2] * 3 + k }";
        assertEquals(3 + 14 + 27 + 1, run("uint<8>", body, "uint<8>", 3, 1));
    }
}
