package dev.sflmpc.benchmarks;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * AND gates on one core, XORs and the walk included, beside bare AES of the same number of blocks, by either
 * scheme.
 *
 * <p>With {@code rows}, so many evaluations go side by side. The kernels are the vector ones where there are any; {@code
 * -jvmArgsAppend -Dsfl.kernels=scalar} takes the others. Circuits in files: {@code -p circuit=sha256.txt}. What {@code -prof gc}
 * sees is the new AES key of every 1024 ANDs, less than a byte an AND; nothing else allocates, see {@code KernelBenchmark}. More
 * means that vector kernels were measured before they were compiled, and allocated their vectors: they need some seconds of warming up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.sflmpc.runtime.garble.Vector*::*,0.002",
            "-Dsfl.kernels=vector"
        })
public class GarblingBenchmark {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BATCH_BLOCKS = 256;

    @Param({"mul64", "mul32x8", "div64"})
    public String circuit = "";

    @Param({"HALF_GATES", "THREE_HALVES"})
    public GarblingScheme scheme = GarblingScheme.HALF_GATES;

    @Param({"1", "32"})
    public int rows = 1;

    private Program program;
    private GarblingBackend garbler;
    private EvaluatingBackend evaluator;
    private Cipher cipher;
    private final byte[] in = new byte[BATCH_BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BATCH_BLOCKS * Aes.BLOCK_BYTES];

    /** Counts per second. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Gates {
        public long ands;
    }

    @Setup
    public void prepare() {
        program = BenchmarkCircuit.program(circuit);
        byte[] transcript = new byte[32];
        garbler = new GarblingBackend(
                program.wireCount(),
                rows,
                Delta.random(),
                HashSuite.EPOCH1024.create(scheme, transcript),
                new Nowhere());
        evaluator = new EvaluatingBackend(
                program.wireCount(), rows, HashSuite.EPOCH1024.create(scheme, transcript), new RandomRows(scheme));
        try (LabelStream labels = LabelStream.random()) {
            for (int row = 0; row < rows; row++) {
                evaluator.setGarblerInputs(row, 0, program.wireCount(), labels);
                garbler.setOwnInputs(row, 0, new long[program.wireCount()], 0, program.wireCount(), labels);
            }
        }
        cipher = Aes.chain();
        Aes.rekeyChain(cipher, new byte[Aes.KEY_BYTES], 0);
    }

    @Benchmark
    public void garble(Gates gates) throws IOException {
        Walk.walk(program, garbler);
        gates.ands += ands();
    }

    @Benchmark
    public void evaluate(Gates gates) throws IOException {
        Walk.walk(program, evaluator);
        gates.ands += ands();
    }

    /** The blocks that garbling hashes, in calls of 256. */
    @Benchmark
    public void aesOfGarbling(Gates gates) {
        decrypt(scheme == GarblingScheme.HALF_GATES ? 4 : 6);
        gates.ands += ands();
    }

    /** The blocks that evaluation hashes, in calls of 256. */
    @Benchmark
    public void aesOfEvaluation(Gates gates) {
        decrypt(scheme == GarblingScheme.HALF_GATES ? 2 : 3);
        gates.ands += ands();
    }

    private long ands() {
        return rows * program.blocks().getFirst().andCount();
    }

    private void decrypt(int blocksPerAnd) {
        long left = blocksPerAnd * ands();
        for (; left > 0; left -= BATCH_BLOCKS) {
            Aes.decryptChain(cipher, in, 0, (int) Math.min(left, BATCH_BLOCKS), out);
        }
    }

    private static final class Nowhere implements TableSink {

        private final byte[] buffer = new byte[BUFFER_BYTES];

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public void full(byte[] filled, int length) {}
    }

    private static final class RandomRows implements TableSource {

        private final byte[] buffer = new byte[BUFFER_BYTES];

        private final int length;

        private RandomRows(GarblingScheme scheme) {
            new Random(1).nextBytes(buffer);
            int ands = scheme.ands(BUFFER_BYTES);
            length = (int) scheme.tableBytes(ands - ands % GateHash.MAX_ROWS);
        }

        @Override
        public int next() {
            return length;
        }

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public IOException endsWithinGate() {
            return new IOException("a buffer that is not a multiple of the gate's rows");
        }
    }
}
