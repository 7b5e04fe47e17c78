package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimiser inside of a compilation. */
class BlockPlanTest {

    /** The majority of three bits is one AND, written as three. */
    private static final String MAJORITY = """
            program test;
            party alice, bob;
            fn main(a: u32 from alice, b: u32 from alice, c: u32 from bob) -> (r: u32 to all) {
                return (a & b) ^ (a & c) ^ (b & c);
            }
            """;

    /** The same many times over, as a loop of the schedule. */
    private static final String MAJORITIES = """
            program test;
            party alice, bob;
            fn main(a: u32[64] from alice, b: u32 from alice, c: u32[64] from bob) -> (r: u32 to all) {
                let mut m = b;
                for i in 0..64 {
                    m = (a[i] & m) ^ (a[i] & c[i]) ^ (m & c[i]);
                }
                return m;
            }
            """;

    private static long ands(Program program) {
        return program.blocks().stream().mapToLong(block -> block.andCount()).sum();
    }

    private static Program compile(String text, OptimiserOptions options) {
        CompileResult result = SflCompiler.compileText("test.sfl", text, new CompileOptions(Map.of(), options));
        return result.program().orElseThrow(() -> new AssertionError(result.diagnostics()));
    }

    private static String digest(Program program) {
        return HexFormat.of().formatHex(ProgramDigest.of(program));
    }

    @Test
    void compile_atLevelZero_keepsTheGatesAsWritten() {
        assertEquals(96, ands(compile(MAJORITY, OptimiserOptions.ofLevel(0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void compile_atHigherLevels_rewritesTheGates(int level) {
        assertEquals(32, ands(compile(MAJORITY, OptimiserOptions.ofLevel(level))));
    }

    @Test
    void compile_withoutOptions_takesLevelOne() {
        CompileResult result = SflCompiler.compileText("test.sfl", MAJORITY, CompileOptions.defaults());
        assertEquals(
                digest(compile(MAJORITY, OptimiserOptions.ofLevel(1))),
                digest(result.program().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void compile_loopOfTheSchedule_rewritesItsBodyOnce(int level) {
        TypedProgram typed = Differential.check(MAJORITIES);
        Program program = Shapes.compiled(typed, Shapes.ROLLED, OptimiserOptions.ofLevel(level))
                .program();
        assertTrue(ands(program) <= 2 * 32, "ANDs: " + ands(program));
        assertEquals("", Differential.difference(typed, program, 0, 7, 24));
    }

    /** A thousand majorities that run once, before a hundred million gates. */
    @Test
    void compile_largeBlockThatHardlyCounts_isLeftAsItIs() {
        Program program = compile("""
                program test;
                party alice, bob;
                fn main(a: u32[1200] from alice, b: u32[1200] from bob) -> (r: u64 to all) {
                    let mut m: u32 = 0;
                    for i in 0..1200 {
                        m = (a[i] & m) ^ (a[i] & b[i]) ^ (m & b[i]);
                    }
                    let mut r = m as u64;
                    for i in 0..50000 { r = r * r + (b[0] as u64) + i; }
                    return r;
                }
                """, OptimiserOptions.ofLevel(1));
        assertTrue(ands(program) > 90 * 1200, "ANDs: " + ands(program));
    }

    /** Products of which each has other factors, so that no loop is kept. */
    @Test
    void compile_largeProgramInPieces_isTheSameEachTimeAndComputesTheSame() {
        TypedProgram typed = Differential.check("""
                program test;
                party alice, bob;
                fn main(a: u64[16] from alice, b: u64[16] from bob) -> (r: u64[16] to all) {
                    let mut r: u64[16] = [0; 16];
                    for n in 0..80 {
                        let m = (a[n % 16] & b[n * n % 16]) ^ (a[n % 16] & r[3]) ^ (b[n * n % 16] & r[3]);
                        r[n % 16] ^= (a[n * n * n % 16] + n) * (m ^ r[(n + 5) % 16]);
                    }
                    return r;
                }
                """);
        ElaborationLimits pieces = new ElaborationLimits(
                1 << 19, 1 << 22, 1 << 10, 1 << 13, 1 << 10, 200_000, 200_000, 40_000, Shapes.NEVER_LARGE);
        OptimiserOptions quick = OptimiserOptions.ofLevel(1);
        Program program = Shapes.compiled(typed, pieces, quick).program();
        Program again = Shapes.compiled(typed, pieces, quick).program();
        Program whole =
                Shapes.compiled(typed, ElaborationLimits.DEFAULTS, quick).program();
        int most = program.blocks().stream()
                .mapToInt(block -> (int) block.andCount())
                .max()
                .orElseThrow();
        assertTrue(program.blocks().size() > 6, program.blocks().toString());
        assertTrue(program.blocks().stream()
                        .filter(block -> 4 * block.andCount() < most)
                        .count()
                > 5);
        assertEquals(digest(program), digest(again));
        assertTrue(100 * ands(program) <= 101 * ands(whole), ands(program) + " and " + ands(whole) + " ANDs");
        assertEquals("", Differential.difference(typed, program, 0, 7, 8));
    }

    @Test
    void compile_withNoTimeAtAll_isTheProgramAsWritten() {
        OptimiserOptions none = OptimiserOptions.ofLevel(3).withTimeLimit(Duration.ZERO);
        assertEquals(96, ands(compile(MAJORITY, none)));
    }

    @Test
    void compile_withMuchTime_reachesWhatTheLevelReaches() {
        OptimiserOptions much = OptimiserOptions.ofLevel(2).withTimeLimit(Duration.ofHours(1));
        assertEquals(32, ands(compile(MAJORITY, much)));
    }

    /** Of a minimum some bits are stored, for which the word's highest bit is not loaded; a better circuit of all would read it. */
    @Test
    void elaborate_wordOfWhichABitIsNotLoaded_isNotAskedForIt() {
        String text = """
                program test;
                party alice, bob;
                fn main(a: uint<3> from alice, b: uint<3>[4] from alice) -> (r: uint<3>[4] to bob) {
                    let mut s = b;
                    while ({
                        for i in 2..=2 { s[2] |= (min(a, 1) % 7 + (if a < 5 { a } else { 5 }) % 7); }
                        true
                    }) max 1 {
                    }
                    for i in 0..2 { if a == i { s = [checked_add(b[i], 7).0; 4]; } }
                    return s;
                }
                """;
        TypedProgram typed = Differential.check(text);
        ElaborationLimits limits = new ElaborationLimits(530, 4856, 117, 24, 64, 4, 4, 2, Shapes.NEVER_LARGE);
        Program program = Shapes.compile(typed, limits, 0);
        assertEquals("", Differential.difference(typed, program, 0, 1, 64));
    }
}
