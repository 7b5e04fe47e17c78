package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.interpret.Interpreter;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Floats from source to circuit: what they cost, and that they compute what Java's floats do. */
class FloatProgramsTest {

    private static final long SEED = 20_261_122;
    private static final int LANES = 64;

    private static final String OPERANDS = "x: T from alice, y: T from bob, z: T from bob";

    private static String program(String parameters, String result, String expression, String type) {
        return ("program p;\nparty alice, bob;\nfn main(" + parameters + ") -> (r: " + result + " to all) { return "
                        + expression + "; }\n")
                .replaceAll("\\bT\\b", type);
    }

    private static Program compile(String text) {
        return compile(text, CompileOptions.STANDARD_LEVEL);
    }

    private static Program compile(String text, int level) {
        CompileOptions options = new CompileOptions(Map.of(), OptimiserOptions.ofLevel(level));
        CompileResult result = SflCompiler.compileText("p.sfl", text, options);
        return result.program().orElseThrow(() -> new AssertionError(result.diagnostics() + text));
    }

    // ---- costs

    /** At most the best figures known before: 590, 1169, 1344, 665, 1885, 71, 112 and 1271, 3550, 4489, 2235, 5077, 138, 214. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x + y | T | 572 | 1246",
                "x - y | T | 572 | 1246",
                "x * y | T | 1129 | 3477",
                "x / y | T | 1294 | 4378",
                "sqrt(x) | T | 553 | 2001",
                "mul_add(x, y, z) | T | 1863 | 5049",
                "x * y + z | T | 1701 | 4723",
                "-x | T | 0 | 0",
                "abs(x) | T | 0 | 0",
                "x == y | bool | 61 | 125",
                "x != y | bool | 61 | 125",
                "x < y | bool | 100 | 198",
                "x <= y | bool | 100 | 198",
                "x > y | bool | 100 | 198",
                "x >= y | bool | 100 | 198",
                "min(x, y) | T | 157 | 317",
                "max(x, y) | T | 157 | 317",
                "is_nan(x) | bool | 30 | 62",
                "trunc(x) | T | 109 | 208",
                "floor(x) | T | 170 | 332",
                "ceil(x) | T | 170 | 332",
                "round(x) | T | 147 | 281",
                "round_even(x) | T | 169 | 332",
                "if x == x { y } else { z } | T | 62 | 126",
                "from_bits(to_bits(x) ^ 1) | T | 0 | 0",
                "x as i32 | i32 | 266 | 317",
                "x as i64 | i64 | 439 | 598",
                "x as fixed<32, 16> | fixed<32, 16> | 266 | 317",
                "x as float32 | float32 | 0 | 359",
                "x as float64 | float64 | 194 | 0"
            })
    void compile_operation_costsAtMost(String expression, String result, long single, long twice) {
        assertCosts(single, program(OPERANDS, result, expression, "float32"));
        assertCosts(twice, program(OPERANDS, result, expression, "float64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x * 2.0 | T | 103 | 204",
                "x * (-0.5) | T | 134 | 267",
                "x / 2.0 | T | 134 | 267",
                "x + x | T | 103 | 204",
                "x * 1.0 | T | 54 | 115",
                "x - 0.0 | T | 54 | 115",
                "x + 0.0 | T | 59 | 122",
                "0.1 * x | T | 591 | 1387",
                "x / 3.0 | T | 469 | 996",
                "x == 0 | bool | 30 | 62",
                "x == 1.5 | bool | 31 | 63"
            })
    void compile_withAConstant_costsLess(String expression, String result, long single, long twice) {
        assertCosts(single, program(OPERANDS, result, expression, "float32"));
        assertCosts(twice, program(OPERANDS, result, expression, "float64"));
    }

    @ParameterizedTest
    @CsvSource({"i32, float32, 245", "u64, float32, 346", "i64, float64, 555", "u32, float64, 186", "i16, float32, 90"})
    void compile_conversionOfAnInteger_costsAtMost(String integer, String type, long ands) {
        assertCosts(ands, program("n: " + integer + " from alice, b: bool from bob", "T", "n as T", type));
    }

    private static void assertCosts(long ands, String text) {
        long found = ProgramCost.of(compile(text)).andCount();
        assertTrue(found <= ands, () -> found + " instead of " + ands + "\n" + text);
    }

    // ---- values

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + y",
                "x - y",
                "x * y",
                "x / y",
                "x + x",
                "median(x, y, z)",
                "sort([x, y, z])[1]",
                "x - x",
                "x * x",
                "x * y + z",
                "x * y - z",
                "mul_add(x, y, z)",
                "mul_add(x, 3.0, -y)",
                "min(x, y)",
                "max(x, y)",
                "sqrt(x)",
                "-x",
                "abs(x)",
                "round(x)",
                "round_even(x)",
                "floor(x)",
                "ceil(x)",
                "trunc(x)",
                "x + 0.0",
                "x - 0.0",
                "0.0 - x",
                "x + 1.5",
                "x * 1.0",
                "x * (-1.0)",
                "x * 2.0",
                "x * 65536.0",
                "x * 1e38",
                "x * 170141183460469231731687303715884105728.0",
                "x * 0.5",
                "x * (-0.25)",
                "x / 1048576.0",
                "x / 170141183460469231731687303715884105728.0",
                "x / 85070591730234615865843651857942052864.0",
                "x * 0.0",
                "x / 0.0",
                "0.1 * x",
                "x * 1e-40",
                "x / 3.0",
                "1.0 / x",
                "if is_nan(x) || x < y { z } else { min(x, y) }",
                "[x, y, z][((to_bits(x) >> 20) & 3) as u8]"
            })
    void compile_expression_computesWhatJavaDoes(String expression) {
        assertComputes(program(OPERANDS, "T", expression, "float32"));
        assertComputes(program(OPERANDS, "T", expression, "float64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x == y",
                "x != y",
                "x < y",
                "x <= y",
                "x > y",
                "x >= y",
                "is_nan(x)",
                "x == x",
                "x == 0",
                "0.0 != x",
                "x < 0",
                "x <= 1.5",
                "x == 1.5",
                "1e-30 > x",
                "[x, y] == [y, z]",
                "(x, to_bits(y)) != (z, to_bits(y))"
            })
    void compile_comparison_computesWhatJavaDoes(String expression) {
        assertComputes(program(OPERANDS, "bool", expression, "float32"));
        assertComputes(program(OPERANDS, "bool", expression, "float64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bool",
                "i1",
                "u1",
                "i8",
                "u8",
                "i32",
                "u32",
                "i64",
                "u64",
                "u128",
                "u200",
                "i1100",
                "fixed<8, 4>",
                "fixed<8, 8>",
                "fixed<32, 16>",
                "fixed<64, 40>",
                "fixed<160, 126>",
                "fixed<160, 127>",
                "fixed<160, 150>",
                "fixed<200, 200>",
                "fixed<1200, 1100>"
            })
    void compile_conversion_computesWhatJavaDoes(String other) {
        for (String type : List.of("float32", "float64")) {
            if (other.equals("bool")) {
                assertComputes(program("x: T from alice, b: bool from bob", "float32", "x as float32", type));
                assertComputes(program("x: T from alice, b: bool from bob", "float64", "x as float64", type));
            } else {
                assertComputes(program("x: T from alice, b: bool from bob", other, "x as " + other, type));
                assertComputes(program("n: " + other + " from alice, b: bool from bob", "T", "n as T", type));
            }
        }
    }

    /** Literals are rounded to nearest, ties to even, subnormal ones too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "16777217",
                "16777219",
                "9007199254740993",
                "1e-45",
                "7e-46",
                "7.1e-46",
                "1.1754943e-38",
                "3.40282346638528859811704183484516925e38",
                "2e-324",
                "4.9e-324",
                "1.0 / 3",
                "-2.0 / 7",
                "0.0",
                "5e-320"
            })
    void compile_literal_isTheNearestFloat(String literal) {
        assertComputes(
                program("b: T from alice, c: bool from bob", "T", "if c { b } else { " + literal + " }", "float32"));
        assertComputes(
                program("b: T from alice, c: bool from bob", "T", "if c { b } else { " + literal + " }", "float64"));
    }

    @Test
    void compile_loopsAndStructs_computeWhatJavaDoes() {
        assertComputes("""
                program p;
                party alice, bob;
                struct Point { x: float32, y: float32 }
                fn main(p: Point[4] from alice, q: Point[4] from bob, i: uint<3> from bob)
                    -> (d: float32 to all, far: float32[4] to bob, at: Point to all, same: bool to all) {
                    let mut d: float32 = 0.0;
                    let mut far: float32[4] = [0.0; 4];
                    for k in 0..4 {
                        let dx = p[k].x - q[k].x;
                        let dy = p[k].y - q[k].y;
                        far[k] = sqrt(dx * dx + dy * dy);
                        d += far[k] * k;
                        if far[k] > d { d = far[k]; }
                    }
                    far[i] = -1.0;
                    return (d, far, p[i], p == q);
                }
                """);
    }

    /** {@code a * b + c} rounds twice and {@code mul_add} once: for these operands they differ. */
    @Test
    void compile_productAndSum_areNotFused() {
        String text = program(OPERANDS, "bool", "x * y + z == mul_add(x, y, z)", "float32");
        float x = 1 + 0x1p-12f;
        List<BitSet> inputs = List.of(bits(x), bits(x), bits(-x * x));
        assertEquals(
                List.of(List.of(new BitSet())),
                Differential.evaluate(compile(text), List.of(inputs), List.of(new BitSet())));
    }

    private static BitSet bits(float value) {
        return BitSet.valueOf(new long[] {Integer.toUnsignedLong(Float.floatToRawIntBits(value))});
    }

    // ---- comparing

    /** As elaborated: the optimiser has tests of its own. */
    private static void assertComputes(String text) {
        TypedProgram typed = Differential.check(text);
        Program program = compile(text, 0);
        List<List<BitSet>> vectors = vectors(program);
        for (int from = 0; from < vectors.size(); from += LANES) {
            List<List<BitSet>> batch = vectors.subList(from, Math.min(vectors.size(), from + LANES));
            List<List<BitSet>> found =
                    Differential.evaluate(program, batch, Collections.nCopies(batch.size(), new BitSet()));
            for (int i = 0; i < batch.size(); i++) {
                List<BitSet> expected = Interpreter.run(typed, batch.get(i), () -> false);
                List<BitSet> inputs = batch.get(i);
                assertEquals(expected, found.get(i), () -> "seed " + SEED + ", inputs " + inputs + "\n" + text);
            }
        }
    }

    /** Boundaries of the first two inputs crossed with each other, and random values. */
    private static List<List<BitSet>> vectors(Program program) {
        Random random = new Random(SEED);
        List<List<BitSet>> vectors = new ArrayList<>();
        List<BitSet> first = FloatBits.boundaries(program.inputs().get(0).type());
        List<BitSet> second = FloatBits.boundaries(program.inputs().get(1).type());
        for (BitSet a : first) {
            for (BitSet b : second) {
                vectors.add(vector(program, random, a, b));
            }
        }
        for (int i = 0; i < 700; i++) {
            ValueType x = program.inputs().get(0).type();
            ValueType y = program.inputs().get(1).type();
            vectors.add(vector(program, random, FloatBits.random(x, random), FloatBits.random(y, random)));
        }
        return vectors;
    }

    private static List<BitSet> vector(Program program, Random random, BitSet first, BitSet second) {
        List<BitSet> vector = new ArrayList<>(List.of(first, second));
        for (Program.Input input : program.inputs().subList(2, program.inputs().size())) {
            List<BitSet> boundaries = FloatBits.boundaries(input.type());
            vector.add(
                    random.nextBoolean()
                            ? boundaries.get(random.nextInt(boundaries.size()))
                            : FloatBits.random(input.type(), random));
        }
        return vector;
    }
}
