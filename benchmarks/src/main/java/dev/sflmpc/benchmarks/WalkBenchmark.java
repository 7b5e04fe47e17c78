package dev.sflmpc.benchmarks;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.primitive.Delta;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What garbling and evaluation cost besides their gates: the walk through the layers of a block, and the copies of labels
 * between wire memory and slots, beside one copy of as many bytes.
 *
 * <p>What {@code -prof gc} sees is the plan of a walk, some 400 bytes however many calls it has.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WalkBenchmark {

    private static final int LABEL_WORDS = 2;

    @Param({"mul64", "mul32x8", "div64"})
    public String circuit = "";

    /** Evaluations side by side. */
    @Param({"1", "16"})
    public int rows;

    private Program program;
    private final Counting counting = new Counting();
    private Moving moving;
    private long[] source;
    private long[] target;

    @Setup
    public void prepare() {
        program = BenchmarkCircuit.program(circuit);
        moving = new Moving(new GarblingBackend(
                program.wireCount(),
                rows,
                Delta.random(),
                HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, new byte[32]),
                new NoTables()));
        source = new long[LABEL_WORDS * rows * program.wireCount()];
        target = new long[LABEL_WORDS * rows * program.wireCount()];
    }

    /** All calls of the backend, which does nothing. */
    @Benchmark
    public long walk() throws IOException {
        Walk.walk(program, counting);
        return counting.gates;
    }

    /** The same with loads and stores of labels. */
    @Benchmark
    public long walkWithLoadsAndStores() throws IOException {
        Walk.walk(program, moving);
        return moving.gates;
    }

    /** The labels of all inputs and outputs in one copy. */
    @Benchmark
    public long[] copyOfLabels() {
        System.arraycopy(source, 0, target, 0, target.length);
        return target;
    }

    /** Counts gates. */
    private static class Counting implements GateBackend {

        long gates;

        @Override
        public void begin(Block block) {}

        @Override
        public void load(int slot, int wire, int length) {}

        @Override
        public void loadConstant(int slot, boolean bit) {}

        @Override
        public void xor(int[] code, int from, int to) {
            gates += to - from;
        }

        @Override
        public void and(int[] code, int from, int count) {
            gates += count;
        }

        @Override
        public void store(int wire, int[] outputSlots, int first, int length) {}
    }

    /** Passes on to garbling what is not a gate. */
    private static final class Moving extends Counting {

        private final GarblingBackend garbler;

        private Moving(GarblingBackend garbler) {
            this.garbler = garbler;
        }

        @Override
        public void begin(Block block) {
            garbler.begin(block);
        }

        @Override
        public void load(int slot, int wire, int length) {
            garbler.load(slot, wire, length);
        }

        @Override
        public void loadConstant(int slot, boolean bit) {
            garbler.loadConstant(slot, bit);
        }

        @Override
        public void store(int wire, int[] outputSlots, int first, int length) {
            garbler.store(wire, outputSlots, first, length);
        }
    }

    /** No gate is garbled, so there is no table. */
    private static final class NoTables implements TableSink {

        @Override
        public byte[] buffer() {
            return new byte[0];
        }

        @Override
        public void full(byte[] filled, int length) {
            throw new IllegalStateException("a table of " + length + " bytes");
        }
    }
}
