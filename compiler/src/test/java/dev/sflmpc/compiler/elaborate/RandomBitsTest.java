package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.interpret.Interpreter;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every execution of {@code random} gives bits of its own. */
class RandomBitsTest {

    private static final String HEAD = "program test;\nparty alice, bob;\n";

    private static final String LOOPS = HEAD + """
        fn two() -> uint<3>[2] { return [random<uint<3>>(), random<uint<3>>()]; }
        fn main(p: bool from alice) -> (a: uint<3>[4][5] to all, b: bool[9] to all, c: uint<3>[5][2] to all) {
            let mut a: uint<3>[4][5] = [[0; 5]; 4];
            let mut b: bool[9] = [false; 9];
            let mut c: uint<3>[5][2] = [[0; 2]; 5];
            for i in 0..4 {
                b[i] = random<bool>();
                for j in 0..5 { a[i][j] = random<uint<3>>(); }
                b[8 - i] = random<bool>();
            }
            b[4] = random<bool>();
            for i in 0..5 { c[i] = two(); }
            return (a, b, c);
        }
        """;

    /** Flips each random bit; exactly one output bit must follow, and never the same. */
    private static void assertEachBitIsUsedOnce(Program program, int expected) {
        assertEquals(expected, program.random().widthBits());
        List<BitSet> nothing =
                program.inputs().stream().map(input -> new BitSet()).toList();
        Set<List<BitSet>> seen = new HashSet<>();
        for (int bit = 0; bit < expected; bit++) {
            BitSet random = new BitSet();
            random.set(bit);
            List<BitSet> outputs = PlainEvaluator.evaluate(program, nothing, random);
            assertEquals(1, outputs.stream().mapToInt(BitSet::cardinality).sum(), "random bit " + bit);
            assertTrue(seen.add(outputs), "random bit " + bit);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, 0, 3, 10, 50, 1 << 19})
    void random_inLoopsAndFunctions_isFreshEachTime(long flatWork) {
        ElaborationLimits limits =
                new ElaborationLimits(flatWork, 2 * flatWork, 0, 2, 8, 1000, 2000, 300, Shapes.NEVER_LARGE);
        assertEachBitIsUsedOnce(Shapes.compile(Differential.check(LOOPS), limits), 60 + 9 + 30);
    }

    @Test
    void random_withoutLoopsOfTheSchedule_isTakenInTheOrderOfExecution() {
        TypedProgram typed = Differential.check(LOOPS);
        Program program = Shapes.compile(typed, ElaborationLimits.DEFAULTS);
        BitSet bits = BitSet.valueOf(new long[] {new Random(1).nextLong(), new Random(2).nextInt(1 << 30)});
        int[] next = new int[1];
        List<BitSet> expected = Interpreter.run(typed, List.of(new BitSet()), () -> bits.get(next[0]++));
        assertEquals(expected, PlainEvaluator.evaluate(program, List.of(new BitSet()), bits));
        assertEquals(program.random().widthBits(), next[0]);
    }
}
