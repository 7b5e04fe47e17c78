package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.executedAnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import dev.sflmpc.runtime.circuit.Step;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that are large enough to be kept, and whether they are. */
class UnrolledPassesTest {

    private static final String EDIT_DISTANCE = """
            fn main(s: u8[9] from alice, t: u8[9] from bob) -> (y: u32 to all) {
                let mut d: u32[10][10] = [[0; 10]; 10];
                for i in 0..=9 { d[i][0] = i; d[0][i] = i; }
                for i in 1..=9 {
                    for j in 1..=9 {
                        let cost: u32 = if s[i - 1] == t[j - 1] { 0 } else { 1 };
                        d[i][j] = min(min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                    }
                }
                return d[9][9];
            }
            """;

    private static final String MATRIX_PRODUCT = """
            fn main(a: u16[5][5] from alice, b: u16[5][5] from bob) -> (y: u16[5][5] to all) {
                let mut c: u16[5][5] = [[0; 5]; 5];
                for i in 0..5 { for j in 0..5 { for k in 0..5 { c[i][j] += a[i][k] * b[k][j]; } } }
                return c;
            }
            """;

    private static final String FILTER = """
            fn main(a: u16[16] from alice, limit: u16 from bob) -> (y: u16[16] to all) {
                let mut y: u16[16] = [0; 16];
                let mut n: u8 = 0;
                for i in 0..16 { if a[i] > limit { y[n] = a[i]; n += 1; } }
                return y;
            }
            """;

    private static final String JOIN = """
            fn main(k: u8[6] from alice, v: u8[6] from alice, l: u8[6] from bob, w: u8[6] from bob) -> (y: u32 to all) {
                let mut y: u32 = 0;
                for i in 0..6 { for j in 0..6 { if k[i] == l[j] { y += (v[i] as u32) * (w[j] as u32); } } }
                return y;
            }
            """;

    private static Program compile(String body, long flatWork, long joinedWork) {
        ElaborationLimits limits = new ElaborationLimits(flatWork, joinedWork, 1 << 10, 0, 1 << 10, 12_000_000);
        Program program = Shapes.compile(Differential.check("program test;\nparty alice, bob;\n" + body), limits);
        ProgramCheck.check(program);
        return program;
    }

    private static long ands(Program program) {
        return executedAnds(program, program.schedule());
    }

    private static boolean hasLoop(Program program) {
        return program.schedule().stream().anyMatch(step -> step instanceof Step.Repeat);
    }

    /** One pass of the outermost loop is less than the limit, all of them are more. */
    private static Stream<Arguments> loops() {
        return Stream.of(
                Arguments.of(EDIT_DISTANCE, 2000), Arguments.of(MATRIX_PRODUCT, 6000), Arguments.of(FILTER, 1000));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void elaborate_passesThatCostLessTogether_areUnrolled(String body, long flatWork) {
        long unrolled = ands(compile(body, 1 << 19, 1 << 19));
        Program rolled = compile(body, flatWork, flatWork);
        assertTrue(hasLoop(rolled));
        assertTrue(85 * ands(rolled) > 100 * unrolled, ands(rolled) + " and " + unrolled + " ANDs");
        assertEquals(unrolled, ands(compile(body, flatWork, 1 << 22)));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void elaborate_passesThatCostLessTogether_areKeptWhereTheyAreTooMuchWork(String body, long flatWork) {
        assertTrue(hasLoop(compile(body, flatWork, flatWork + 100)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 0..20 { z = z * y + i; }",
                "for i in 0..20 { z = (z ^ y) + rotate_left(z, 3); }",
                "for i in 0..20 { z = z / (y | 1) + x; }",
                "for i in 0..20 { if z < y { z += x; } }"
            })
    void elaborate_passesThatCostTheSameTogether_areALoop(String loop) {
        String body = "fn main(x: u16 from alice, y: u16 from bob) -> (z: u16 to all) { let mut z = x; " + loop
                + " return z; }";
        Program kept = compile(body, 100, 100);
        assertTrue(hasLoop(kept));
        Program tried = compile(body, 100, 1 << 22);
        assertTrue(hasLoop(tried));
        assertEquals(ands(kept), ands(tried));
    }

    /** A sum that passes add to is looked at, but stays open for what the next ones add. */
    @Test
    void elaborate_joinedSum_isOneSum() {
        assertEquals(ands(compile(JOIN, 1 << 19, 1 << 19)), ands(compile(JOIN, 4000, 1 << 22)));
    }

    @ParameterizedTest
    @ValueSource(strings = {EDIT_DISTANCE, MATRIX_PRODUCT, FILTER, JOIN})
    void elaborate_anyWay_computesTheSame(String body) {
        Shapes.assertEqualsInterpretation("program test;\nparty alice, bob;\n" + body);
    }
}
