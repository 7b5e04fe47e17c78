package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.garble.KernelChoice;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Garbles and evaluates a workload, everything included that a session does between its set-up and its results: the walk,
 * XORs, loads, stores, and new AES keys as the epochs of the hash come.
 *
 * <p>Evaluation takes tables of random bytes, in messages as long as those of a real garbling: no kernel does anything else
 * for them.
 */
final class GateWork implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Program program;
    private final int rows;
    private final long ands;
    private final long tableBytes;
    private final Delta delta = Delta.random();
    private final GarblingBackend garbler;
    private final EvaluatingBackend evaluator;
    private final KernelChoice garblers;
    private final KernelChoice evaluators;

    /** @param rows evaluations side by side */
    GateWork(Workload workload, int rows, GarblingScheme scheme) throws IOException {
        this.program = workload.program();
        this.rows = rows;
        this.garblers = KernelChoice.ofGarbler(scheme);
        this.evaluators = KernelChoice.ofEvaluator(scheme);
        this.ands = rows * workload.andCount();
        Lengths lengths = new Lengths();
        try (GarblingBackend once = garbler(rows, scheme, lengths)) {
            Walk.walk(program, once);
            once.finish();
        }
        this.tableBytes = lengths.total();
        this.garbler = garbler(rows, scheme, new Nowhere());
        this.evaluator =
                new EvaluatingBackend(program.wireCount(), rows, hash(scheme), new RandomTables(lengths.lengths));
        try (LabelStream labels = LabelStream.random()) {
            for (int row = 0; row < rows; row++) {
                evaluator.setGarblerInputs(row, 0, program.wireCount(), labels);
            }
        }
    }

    private GarblingBackend garbler(int rows, GarblingScheme scheme, TableSink sink) {
        GarblingBackend backend = new GarblingBackend(program.wireCount(), rows, delta, hash(scheme), sink);
        try (LabelStream labels = LabelStream.random()) {
            for (int row = 0; row < rows; row++) {
                backend.setOwnInputs(row, 0, new long[program.wireCount()], 0, program.wireCount(), labels);
            }
        }
        return backend;
    }

    /** The hash of a garbling under {@code scheme}. */
    private static GateHash hash(GarblingScheme scheme) {
        return HashSuite.EPOCH1024.create(scheme, new byte[32]);
    }

    /** Garbles once; returns ANDs. */
    long garble() throws IOException {
        Walk.walk(program, garbler);
        return ands;
    }

    /** Evaluates once; returns ANDs. */
    long evaluate() throws IOException {
        Walk.walk(program, evaluator);
        return ands;
    }

    /** Works until the kernels are those of a run without end, so that no measurement has two of them. */
    void settle() throws IOException {
        garblers.expect(rows, Long.MAX_VALUE, Long.MAX_VALUE);
        evaluators.expect(rows, Long.MAX_VALUE, Long.MAX_VALUE);
        while (!garblers.isSettled(rows) || !evaluators.isSettled(rows)) {
            Walk.walk(program, garbler);
            Walk.walk(program, evaluator);
        }
    }

    /** Which implementation runs the gates: scalar or vector, the garbler's first if the evaluator has another. */
    String kernel() {
        String garbling = garblers.name(rows);
        String evaluation = evaluators.name(rows);
        return garbling.equals(evaluation) ? garbling : garbling + "/" + evaluation;
    }

    double bytesPerAnd() {
        return (double) tableBytes / ands;
    }

    @Override
    public void close() {
        garbler.close();
        evaluator.close();
        delta.close();
    }

    /** Takes tables and forgets them. */
    private static class Nowhere implements TableSink {

        private final byte[] buffer = new byte[BUFFER_BYTES];

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public void full(byte[] filled, int length) throws IOException {}
    }

    /** Keeps how long the messages were. */
    private static final class Lengths extends Nowhere {

        private final List<Integer> lengths = new ArrayList<>();

        @Override
        public void full(byte[] filled, int length) {
            lengths.add(length);
        }

        long total() {
            return lengths.stream().mapToLong(Integer::longValue).sum();
        }
    }

    /** Messages of these lengths, over and over. */
    private static final class RandomTables implements TableSource {

        private final byte[] buffer = new byte[BUFFER_BYTES];
        private final int[] lengths;
        private int next;

        private RandomTables(List<Integer> lengths) {
            this.lengths = lengths.stream().mapToInt(Integer::intValue).toArray();
            new Random(1).nextBytes(buffer);
        }

        @Override
        public int next() {
            int length = lengths[next];
            next = next + 1 < lengths.length ? next + 1 : 0;
            return length;
        }

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public IOException endsWithinGate() {
            return new IOException("a message of tables ends within a gate");
        }
    }
}
