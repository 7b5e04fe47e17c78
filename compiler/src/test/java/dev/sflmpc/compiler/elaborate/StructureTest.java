package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.executedAnds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is large when it runs stays small when it is compiled. */
class StructureTest {

    private static Program compile(String body) {
        Program program = Shapes.compile(
                Differential.check("program test;\nparty alice, bob;\n" + body), ElaborationLimits.DEFAULTS);
        ProgramCheck.check(program);
        return program;
    }

    private static long keptAnds(Program program) {
        return program.blocks().stream().mapToLong(block -> block.andCount()).sum();
    }

    private static int stepCount(List<Step> steps) {
        int count = 0;
        for (Step step : steps) {
            count += step instanceof Step.Repeat repeat ? 1 + stepCount(repeat.body()) : 1;
        }
        return count;
    }

    private static long fileBytes(Program program) throws IOException {
        long[] count = new long[1];
        new ProgramFile(program).write(new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                count[0] += length;
            }
        });
        return count[0];
    }

    @Test
    void elaborate_hundredMillionAnds_isAFewBlocks() throws IOException {
        Program program = compile("""
            fn main(x: uint<32> from alice, y: uint<32> from bob) -> (z: uint<32> to all) {
                let mut z = x;
                for i in 0..220000 { z = z * y + i; }
                return z;
            }
            """);
        assertTrue(executedAnds(program, program.schedule()) > 100_000_000L);
        assertTrue(program.blocks().size() <= 6, program.blocks().size() + " blocks");
        assertTrue(stepCount(program.schedule()) <= 8, stepCount(program.schedule()) + " steps");
        assertTrue(keptAnds(program) < 100_000, keptAnds(program) + " AND gates kept");
        assertTrue(fileBytes(program) < 1_000_000, fileBytes(program) + " bytes");
        assertTrue(program.wireCount() < 1000, program.wireCount() + " wires");
    }

    /** They are made when they are stored, not by the statements that add them up. */
    @Test
    void elaborate_manySumsThatAreStoredInTheEnd_arePieces() {
        Program program = Shapes.compile(
                Differential.check("""
                        program test;
                        party alice, bob;
                        fn main(x: u16[50] from alice, y: u16[50] from bob) -> (z: u16[50] to all) {
                            let mut z: u16[50] = [0; 50];
                            for i in 0..50 { z[i] = rotate_left(x[i], i % 13) * (y[i] ^ (i * i)); }
                            return z;
                        }
                        """),
                new ElaborationLimits(
                        1 << 19, 1 << 19, 1 << 10, 1 << 13, 1 << 10, 5_000, 5_000, 2_000, Shapes.NEVER_LARGE));
        ProgramCheck.check(program);
        assertTrue(program.blocks().size() > 5, program.blocks().size() + " blocks");
    }

    /** The outer loops cannot be kept, and with copies of the inner one there are more gates than allowed. */
    @Test
    void elaborate_moreGatesThanAllowed_keepsInnerLoopsAndTheirBodyOnce() {
        String text = """
            program test;
            party alice, bob;
            fn main(x: u8[40] from alice, y: u8[40] from bob) -> (z: bool[5] to all) {
                let mut z: bool[5] = [false; 5];
                for i in 0..5 { for j in 0..5 {
                    if i != j {
                        let mut least: bool = true;
                        for k in 0..40 { if x[k] * y[i] < x[j] + y[k] { least = false; } }
                        if least { z[i] = true; }
                    }
                } }
                return z;
            }
            """;
        long[] kept = new long[2];
        for (int i = 0; i < kept.length; i++) {
            ElaborationLimits limits = new ElaborationLimits(
                    1 << 19, 1 << 19, 1 << 10, 1, 4, 1 << 11, 1 << 11, 1 << 11, i == 0 ? 1_000_000 : 20_000);
            Program program = Shapes.compile(Differential.check(text), limits);
            ProgramCheck.check(program);
            kept[i] = keptAnds(program);
            assertEquals("", Differential.difference(Differential.check(text), program, 0, i, 16));
        }
        assertTrue(5 * kept[1] < kept[0], kept[1] + " of " + kept[0] + " AND gates kept");
    }

    /** An output that is an input was replaced, and the input with it, when outputs were made anew as sums. */
    @Test
    void elaborate_piecesThatHandAnInputOn_keepTheInput() {
        String text = """
            program test;
            party alice, bob;
            fn main(x: i2 from bob, y: i2[7] from bob) -> (z: i2[7] to bob) {
                let mut z = y;
                for i in 1..=16 step 3 {
                    for j in 0..=2 {
                        z[3] /= z[min(i, 4)];
                        z[0] = x % x;
                    }
                }
                return z;
            }
            """;
        ElaborationLimits limits = new ElaborationLimits(438, 5069, 52, 259, 64, 128, 2, 256, Shapes.NEVER_LARGE);
        Program program = Shapes.compile(Differential.check(text), limits, 2);
        ProgramCheck.check(program);
        assertEquals("", Differential.difference(Differential.check(text), program, 0, 1, 16));
    }

    @Test
    void elaborate_thousandCallsOfALargeFunction_keepsItOnce() throws IOException {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            calls.append("    z = f(z, y);\n");
        }
        Program program = compile("""
            fn f(x: uint<32>, y: uint<32>) -> uint<32> {
                let mut z = x;
                for i in 0..8 { z = z * y + x; }
                return z / 7;
            }
            fn main(x: uint<32> from alice, y: uint<32> from bob) -> (z: uint<32> to all) {
                let mut z = x;
            """ + calls + "    return z;\n}\n");
        long executed = executedAnds(program, program.schedule());
        assertTrue(executed > 4_000_000, executed + " AND gates executed");
        assertTrue(keptAnds(program) < executed / 500, keptAnds(program) + " AND gates kept");
        assertTrue(program.blocks().size() < 20, program.blocks().size() + " blocks");
        assertTrue(fileBytes(program) < 1_000_000, fileBytes(program) + " bytes");
    }

    /** One secret bit makes a product of 32 bits as cheap as a selection, which a template would not know. */
    @Test
    void elaborate_callOnOneSecretBit_isExpandedAlthoughOthersAreNot() {
        String often = """
            fn f(x: uint<64>) -> uint<64> {
                return x * x * x;
            }
            fn main(x: uint<64> from alice, y: bool from bob) -> (z: uint<64> to all) {
                let mut z = x;
                %s
                for i in 0..50 { z = f(z) + i; z = f(z) + 3; }
                return z;
            }
            """;
        Program plain = compile(often.formatted(""));
        Program special = compile(often.formatted("z = z ^ f(if y { 12345 } else { 678901 });"));
        long more = executedAnds(special, special.schedule()) - executedAnds(plain, plain.schedule());
        assertTrue(more < 64, more + " AND gates more");
    }

    @Test
    void elaborate_conditionOnTheRemainder_isStillALoop() {
        Program program = compile("""
            fn main(a: uint<32>[20] from alice, y: uint<32> from bob) -> (z: uint<32> to all) {
                let mut z = y;
                for i in 0..30000 {
                    if i % 3 == 0 { z = z * y; } else if i % 3 == 1 { z += a[(i % 3) * 5]; } else { z ^= a[7]; }
                }
                return z;
            }
            """);
        assertTrue(program.schedule().stream().anyMatch(Step.Repeat.class::isInstance));
        assertTrue(executedAnds(program, program.schedule()) > 4_000_000);
        assertTrue(keptAnds(program) < 100_000, keptAnds(program) + " AND gates kept");
        assertTrue(program.blocks().size() <= 8, program.blocks().size() + " blocks");
    }

    @Test
    void elaborate_arrayThatALoopCarries_isWrittenInPlace() {
        Program program = compile("""
            fn main(a: uint<16>[20000] from alice, y: uint<16> from bob) -> (b: uint<16>[20000] to all) {
                let mut b = a;
                for i in 1..20000 { b[i] = b[i - 1] * b[i] + y; }
                return b;
            }
            """);
        assertTrue(program.schedule().stream().anyMatch(Step.Repeat.class::isInstance));
        assertTrue(executedAnds(program, program.schedule()) > 2_000_000);
        assertTrue(keptAnds(program) < 100_000, keptAnds(program) + " AND gates kept");
        assertTrue(program.blocks().size() <= 12, program.blocks().size() + " blocks");
        assertTrue(program.wireCount() <= 3 * 20_000 * 16 + 10_000, program.wireCount() + " wires");
    }

    @Test
    void elaborate_nestedLoops_areNestedRepeats() {
        Program program = compile("""
            fn main(a: uint<16>[64][64] from alice, b: uint<16>[64][64] from bob) -> (c: uint<16>[64][64] to all) {
                let mut c: uint<16>[64][64] = [[0; 64]; 64];
                for i in 0..64 {
                    for j in 0..64 {
                        for k in 0..64 { c[i][j] += a[i][k] * b[k][j]; }
                    }
                }
                return c;
            }
            """);
        long products = 64L * 64 * 64;
        assertTrue(executedAnds(program, program.schedule()) > 100 * products);
        assertTrue(keptAnds(program) < 1_000_000, keptAnds(program) + " AND gates kept");
        assertTrue(program.schedule().stream()
                .anyMatch(step -> step instanceof Step.Repeat outer
                        && outer.body().stream().anyMatch(Step.Repeat.class::isInstance)));
    }

    @Test
    void elaborate_smallProgram_isOneBlock() {
        Program program = compile("""
            fn twice(x: uint<8>) -> uint<8> { return x + x; }
            fn main(x: uint<8> from alice, y: uint<8> from bob) -> (z: uint<8> to all) {
                let mut z = x;
                for i in 0..10 { if y > z { z = twice(z) * y; } }
                return z;
            }
            """);
        assertEquals(1, program.blocks().size());
        assertEquals(1, stepCount(program.schedule()));
    }
}
