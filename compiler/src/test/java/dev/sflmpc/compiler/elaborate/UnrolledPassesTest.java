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
            const N = 9;
            fn main(s: u8[N] from alice, t: u8[N] from bob) -> (y: u32 to all) {
                let mut d: u32[N + 1][N + 1] = [[0; N + 1]; N + 1];
                for i in 0..=N { d[i][0] = i; d[0][i] = i; }
                for i in 1..=N {
                    for j in 1..=N {
                        let cost: u32 = if s[i - 1] == t[j - 1] { 0 } else { 1 };
                        d[i][j] = min(min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                    }
                }
                return d[N][N];
            }
            """;

    private static final String MATRIX_PRODUCT = """
            const N = 5;
            fn main(a: u16[N][N] from alice, b: u16[N][N] from bob) -> (y: u16[N][N] to all) {
                let mut c: u16[N][N] = [[0; N]; N];
                for i in 0..N { for j in 0..N { for k in 0..N { c[i][j] += a[i][k] * b[k][j]; } } }
                return c;
            }
            """;

    private static final String FILTER = """
            const N = 16;
            fn main(a: u16[N] from alice, limit: u16 from bob) -> (y: u16[N] to all) {
                let mut y: u16[N] = [0; N];
                let mut n: u8 = 0;
                for i in 0..N { if a[i] > limit { y[n] = a[i]; n += 1; } }
                return y;
            }
            """;

    /** The sum is added to by each pass and has nothing to do with what the passes have in common. */
    private static final String FILTER_AND_SUM = """
            const N = 16;
            fn main(a: u16[N] from alice, limit: u16 from bob) -> (y: u16[N] to all, odd: u8 to all) {
                let mut y: u16[N] = [0; N];
                let mut n: u8 = 0;
                let mut odd: u8 = 0;
                for i in 0..N {
                    if a[i] > limit { y[n] = a[i]; n += 1; }
                    odd += (a[i] & 1) as u8;
                }
                return (y, odd);
            }
            """;

    private static Program compile(String body, long flatWork, long joinedWork) {
        ElaborationLimits limits = new ElaborationLimits(
                flatWork, joinedWork, 1 << 10, 0, 1 << 10, 3_000_000, 3_000_000, 3_000_000, Shapes.NEVER_LARGE);
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
                Arguments.of(EDIT_DISTANCE, 1000), Arguments.of(MATRIX_PRODUCT, 8000), Arguments.of(FILTER, 1000));
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
        assertTrue(hasLoop(compile(body, flatWork, flatWork + 1)));
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

    @Test
    void elaborate_sumOfUnrolledPasses_isOneSum() {
        assertEquals(ands(compile(FILTER_AND_SUM, 1 << 19, 1 << 19)), ands(compile(FILTER_AND_SUM, 1000, 1 << 22)));
    }

    @ParameterizedTest
    @ValueSource(strings = {EDIT_DISTANCE, MATRIX_PRODUCT, FILTER, FILTER_AND_SUM})
    void elaborate_anyWay_computesTheSame(String body) {
        String small = body.replaceFirst("N = \\d+", "N = 4");
        Shapes.assertEqualsInterpretation("program test;\nparty alice, bob;\n" + small);
    }
}
