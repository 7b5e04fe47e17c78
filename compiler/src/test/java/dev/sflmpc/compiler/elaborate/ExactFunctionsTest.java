package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.runtime.circuit.ProgramCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the language on integers, fixed-point numbers and arrays: their costs, and what they compute. */
class ExactFunctionsTest {

    private static String program(String type, String result, String expression) {
        return "program p;\nparty alice, bob;\nfn main(x: " + type + " from alice, y: " + type + " from bob, z: " + type
                + " from bob) -> (r: " + result + " to all) { return " + expression + "; }\n";
    }

    private static long ands(String text) {
        CompileResult result = SflCompiler.compileText("p.sfl", text, CompileOptions.defaults());
        return ProgramCost.of(result.program().orElseThrow(() -> new AssertionError(result.diagnostics() + text)))
                .andCount();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u32 | u32 | sqrt(x) | 136",
                "u64 | u64 | sqrt(x) | 528",
                "i32 | i32 | sqrt(x) | 151",
                "fixed<32, 16> | fixed<32, 16> | sqrt(x) | 300",
                "u32 | u32 | popcount(x) | 31",
                "u64 | u64 | popcount(x) | 63",
                "uint<160> | uint<160> | popcount(x ^ y) | 158",
                "u32 | u32 | leading_zeros(x) | 31",
                "uint<128> | uint<128> | leading_zeros(x) | 127",
                "u32 | u32 | trailing_zeros(x) | 31",
                "u32 | (u32, u32) | div_rem(x, y) | 652",
                "u32 | (u32, u32) | (x / y, x % y) | 652",
                "u64 | (u64, u64) | div_rem(x, y) | 2332",
                "u64 | (u64, u64) | (x / y, x % y) | 2332",
                "i32 | (i32, i32) | (x / y, x % y) | 744",
                "u32 | (u32, u32) | div_rem(x, 10) | 60",
                "u32 | u32 | median(x, y, z) | 157",
                "u32[16] | u32[16] | sort(x) | 3780",
                "u32[64] | u32[64] | sort(x) | 33453",
                "i32[16] | u4 | min_index(x) | 939",
                "u32[16] | u4 | max_index(x) | 939",
                "float32[16] | float32[16] | sort(x) | 3780",
                "float32 | float32 | median(x, y, z) | 157",
                "fixed<32, 16> | fixed<32, 16> | floor(x) | 0",
                "fixed<32, 16> | fixed<32, 16> | ceil(x) | 30",
                "fixed<32, 16> | fixed<32, 16> | round(x) | 31"
            })
    void compile_function_costsAtMost(String type, String result, String expression, long ands) {
        long found = ands(program(type, result, expression));
        assertTrue(found <= ands, () -> expression + ": " + found);
    }

    /** Two statements apart, the quotient and the remainder of the same numbers are one division. */
    @Test
    void compile_quotientAndRemainderApart_costOneDivision() {
        long found = ands("""
                program p;
                party alice, bob;
                fn main(x: u32 from alice, y: u32 from bob) -> (t: u32 to all, u: u32 to all) {
                    let quotient = x / y;
                    let mut sum = quotient ^ x;
                    sum ^= y;
                    return (sum, x % y);
                }
                """);
        assertTrue(found <= 652, () -> "ANDs: " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "i1", "u2", "i2", "i3", "u7", "i8", "u16", "i33", "u64"})
    void compile_ofIntegers_computesWhatTheLanguageSays(String type) {
        String unsigned = type.replace('i', 'u');
        for (String function : new String[] {"popcount", "leading_zeros", "trailing_zeros"}) {
            Shapes.assertEqualsInterpretation(program(type, unsigned, function + "(x)"));
        }
        Shapes.assertEqualsInterpretation(program(type, type, "sqrt(x)"));
        Shapes.assertEqualsInterpretation(program(type, type, "median(x, y, z)"));
        Shapes.assertEqualsInterpretation(program(type, "(" + type + ", " + type + ")", "div_rem(x, y)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixed<8, 4>",
                "fixed<9, 9>",
                "fixed<5, 0>",
                "fixed<32, 16>",
                "fixed<1, 1>",
                "fixed<6, 1>",
                "fixed<6, 2>"
            })
    void compile_ofFixed_computesWhatTheLanguageSays(String type) {
        Shapes.assertEqualsInterpretation(program(type, type, "sqrt(x)"));
        Shapes.assertEqualsInterpretation(program(type, type, "median(x, y, z)"));
        Shapes.assertEqualsInterpretation(program(type, type + "[3]", "sort([x, y, z])"));
        for (String function : new String[] {"round", "round_even", "floor", "ceil", "trunc"}) {
            Shapes.assertEqualsInterpretation(program(type, type, function + "(x)"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "u4, 1, u1",
        "i4, 2, u1",
        "u3, 5, u3",
        "i8, 8, u3",
        "u2, 9, u4",
        "'fixed<6, 3>', 7, u3",
        "float32, 3, u2",
        "float64, 5, u3"
    })
    void compile_ofArrays_computesWhatTheLanguageSays(String element, int length, String index) {
        String array = element + "[" + length + "]";
        Shapes.assertEqualsInterpretation(program(array, array, "sort(x)"));
        Shapes.assertEqualsInterpretation(program(array, index, "min_index(x)"));
        Shapes.assertEqualsInterpretation(program(array, index, "max_index(x)"));
        Shapes.assertEqualsInterpretation(program(array, element, "x[max_index(y)]"));
    }

    @Test
    void compile_sortOfNothing_isNothing() {
        assertEquals(0, ands(program("u8[0]", "u8[0]", "sort(x)")));
    }

    /** Rolled loops and templates too: the argument comes from wire memory there. */
    @Test
    void compile_inLoopsAndFunctions_computesWhatTheLanguageSays() {
        Shapes.assertEqualsInterpretation("""
                program p;
                party alice, bob;
                fn middle(a: u5[6]) -> u5 {
                    return sort(a)[3];
                }
                fn main(x: u5[3][6] from alice, y: u5 from bob) -> (m: u5[3] to all, k: u3[3] to all, w: u5[3][6] to bob) {
                    let mut m: u5[3] = [0; 3];
                    let mut k: u3[3] = [0; 3];
                    let mut w = x;
                    for i in 0..3 {
                        w[i][i + 1] = y;
                        m[i] = middle(w[i]) + popcount(y);
                        k[i] = min_index(w[i]);
                        w[i] = sort(w[i]);
                    }
                    return (m, k, w);
                }
                """);
    }

    /** A program's own function of the same name comes first. */
    @Test
    void compile_ownFunctionOfTheSameName_isCalled() {
        assertEquals(0, ands("""
                program p;
                party alice, bob;
                fn popcount(x: u32) -> u32 { return x ^ 1; }
                fn main(x: u32 from alice, y: u32 from bob) -> (r: u32 to all) { return popcount(x) ^ y; }
                """));
    }
}
