package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.PlainBackend;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several rows, and lanes of a loop, in one walk. */
class RowsTest {

    private static final int REPEATS = 13;

    private final Random random = new Random(3);
    private final Block block = TestCircuits.mixer(3, 4);

    /** A loop of independent repetitions of the block, and one after it that depends on all of them. */
    private Program program() {
        int in = block.inputCount();
        int out = block.outputSlots().length;
        int results = in * REPEATS;
        Step lanes = new Step.Repeat(
                REPEATS,
                List.of(new Step.Call(
                        0,
                        List.of(new Place.Wires(0, in, new long[] {in})),
                        List.of(new Place.Wires(results, out, new long[] {out})))));
        Step chain = new Step.Repeat(
                3,
                List.of(new Step.Call(
                        0,
                        List.of(new Place.Wires(results, in - 3), new Place.Number(5, 3, new long[] {1})),
                        List.of(new Place.Wires(results, out)))));
        return new Program(
                "test",
                List.of(),
                List.of(),
                new Program.Region(0, 0),
                List.of(),
                results + Math.max(in, out * REPEATS),
                List.of(block),
                List.of(lanes, chain));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16, 64})
    void walk_rows_eachAsInTheClear(int rows) throws IOException {
        for (GarblingScheme scheme : GarblingScheme.values()) {
            walk(scheme, rows);
        }
    }

    private void walk(GarblingScheme scheme, int rows) throws IOException {
        Program program = program();
        int inputs = block.inputCount() * REPEATS;
        long[][] bits = new long[rows][];
        for (int row = 0; row < rows; row++) {
            bits[row] = random.longs((inputs + 63) / 64).toArray();
        }
        Delta delta = Delta.random();
        Garbling.Collector collector = new Garbling.Collector(rows * 16 * 32 + 96);
        long[][] zero = new long[rows][];
        long[][] active = new long[rows][];
        try (GarblingBackend garbler = new GarblingBackend(
                        program.wireCount(), rows, delta, HashSuite.EPOCH1024.create(scheme, Garbling.TRANSCRIPT), collector);
                LabelStream labels = LabelStream.random()) {
            for (int row = 0; row < rows; row++) {
                garbler.setOwnInputs(row, 0, bits[row], 0, inputs, labels);
            }
            Walk.walk(program, garbler);
            garbler.finish();
            for (int row = 0; row < rows; row++) {
                zero[row] = garbler.outputs(row, 0, program.wireCount());
                active[row] = garbler.outputs(row, 0, inputs);
                Labels.offset(active[row], 0, inputs, bits[row], 0, delta);
            }
        }
        try (EvaluatingBackend evaluator = new EvaluatingBackend(
                program.wireCount(), rows, HashSuite.EPOCH1024.create(scheme, Garbling.TRANSCRIPT), collector.replay())) {
            for (int row = 0; row < rows; row++) {
                evaluator.setInputs(row, 0, active[row], 0, inputs);
            }
            Walk.walk(program, evaluator);
            evaluator.finish();
            for (int row = 0; row < rows; row++) {
                check(program, bits[row], inputs, delta, zero[row], evaluator.outputs(row, 0, program.wireCount()));
            }
        }
    }

    private static void check(Program program, long[] bits, int inputs, Delta delta, long[] zero, long[] active)
            throws IOException {
        PlainBackend plain = new PlainBackend(program.wireCount());
        for (int i = 0; i < inputs; i++) {
            plain.memory()[i] = (bits[i >> 6] >>> i) & 1;
        }
        Walk.walk(program, plain);
        for (int wire = 0; wire < program.wireCount(); wire++) {
            long bit = plain.memory()[wire] & 1;
            assertEquals(zero[2 * wire] ^ (delta.low() & -bit), active[2 * wire], "wire " + wire);
            assertEquals(zero[2 * wire + 1] ^ (delta.high() & -bit), active[2 * wire + 1], "wire " + wire);
        }
    }

    @Test
    void evaluate_tableThatEndsWithinAGate_asksTheSourceForTheFailure() {
        Program program = program();
        try (EvaluatingBackend evaluator = new EvaluatingBackend(
                program.wireCount(),
                2,
                HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, Garbling.TRANSCRIPT),
                new Garbling.Cursor(GarblingScheme.HALF_GATES, new byte[320], new byte[10], 32))) {
            IOException failure = assertThrows(IOException.class, () -> Walk.walk(program, evaluator));
            assertEquals("a gate's rows are divided", failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 128})
    void backend_rowsThatAreNoPowerOfTwo_areRejected(int rows) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvaluatingBackend(
                        10,
                        rows,
                        HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, Garbling.TRANSCRIPT),
                        new Garbling.Cursor(GarblingScheme.HALF_GATES, new byte[0], new byte[0], 32)));
    }
}
