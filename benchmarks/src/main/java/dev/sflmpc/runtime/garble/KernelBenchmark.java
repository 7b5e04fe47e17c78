package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Aes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each kernel alone, in nanoseconds for an AND gate (an XOR gate of three inputs, for {@link #xor}), beside bare AES, in nanoseconds for
 * a block; garbling hashes four blocks for an AND by half gates and six by three halves, evaluation two and three. In this package
 * because kernels are not for anybody else.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar KernelBenchmark -prof gc}: no kernel allocates, nor does AES. What a garbling or an
 * evaluation allocates is in {@link #newKey}: less than a byte an AND, for the key schedules and objects that {@code Cipher.init} of
 * the JDK makes anew for the key of each epoch. Vectors that a kernel allocates mean that it was measured before it was compiled, which the
 * launcher's option {@code CompileThresholdScaling} makes happen within the warm-up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.sflmpc.runtime.garble.Vector*::*,0.002"
        })
public class KernelBenchmark {

    private static final int ANDS = EpochHash.BATCH_ANDS;
    private static final int BLOCKS = 4 * ANDS;
    private static final int SLOTS = 256;

    /** A layer of one XOR and one AND. */
    private static final int NARROW_LAYER_WORDS = 2 + Block.XOR_WORDS + Block.AND_WORDS;

    @Param({"scalar", "vector"})
    public String implementation = "";

    /** Labels of a slot. Three-halves kernels work on gathered labels, so that it makes no difference to them. */
    @Param({"1", "32"})
    public int width;

    private Kernels kernels;
    private ThreeHalvesKernels threeHalves;
    private long[] slots;
    private int gates;
    private final int[] ands = new int[Block.AND_WORDS * ANDS];
    private final int[] xors = new int[Block.XOR_WORDS * ANDS];
    private final long[] tweaks = Tweaks.even(3, 5, ANDS);
    private final long[] planes = new long[3 * ThreeHalvesKernels.TWEAK_PLANE];
    private final byte[] blocks = new byte[EpochCipher.bytes(BLOCKS)];
    private final byte[] out = new byte[EpochCipher.bytes(BLOCKS)];
    private final byte[] rows = new byte[GarblingScheme.HALF_GATES.rowBytes() * ANDS];
    private final ThreeHalvesKernels.Batch batch = new ThreeHalvesKernels.Batch();
    private final DeltaWords delta = new DeltaWords(7, 11);
    private final Cipher cipher = Aes.chain();
    private final EpochCipher epochs = new EpochCipher(new byte[Aes.KEY_BYTES]);
    private final int[] narrow = new int[NARROW_LAYER_WORDS * ANDS];
    private final Serial serial = new Serial(Tweaks.even(3, 5, EpochHash.EPOCH_ANDS));
    private long epoch;

    @Setup
    public void prepare() {
        kernels = implementation.equals("scalar")
                ? ScalarKernels.INSTANCE
                : KernelChoice.vector().orElseThrow(() -> new IllegalStateException("this JVM has no Vector API"));
        threeHalves = kernels.threeHalves();
        gates = ANDS / width;
        slots = words(2 * SLOTS * width);
        System.arraycopy(words(planes.length), 0, planes, 0, planes.length);
        for (long[] words : new long[][] {batch.a, batch.b, batch.rows, batch.last}) {
            System.arraycopy(words(words.length), 0, words, 0, words.length);
        }
        Arrays.setAll(ands, i -> i % Block.AND_WORDS == 5 ? SLOTS - 1 - i / Block.AND_WORDS : i * 7 % (SLOTS - ANDS));
        Arrays.setAll(xors, i -> i * 5 % SLOTS);
        for (int layer = 0; layer < ANDS; layer++) {
            int at = layer * NARROW_LAYER_WORDS;
            narrow[at] = 1;
            System.arraycopy(xors, layer * Block.XOR_WORDS, narrow, at + 1, Block.XOR_WORDS);
            narrow[at + 1 + Block.XOR_WORDS] = Block.END_OF_XORS;
            System.arraycopy(ands, layer * Block.AND_WORDS, narrow, at + 2 + Block.XOR_WORDS, Block.AND_WORDS);
        }
        Aes.rekeyChain(cipher, new byte[Aes.KEY_BYTES], 0);
    }

    private static long[] words(int count) {
        long[] words = new long[count];
        Arrays.setAll(words, i -> i * 0x9E37_79B9_7F4A_7C15L);
        return words;
    }

    /** For a block. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void aes() {
        Aes.decryptChain(cipher, blocks, Aes.BLOCK_BYTES, BLOCKS, out);
    }

    /** For an AND gate of those that a key serves. */
    @Benchmark
    @OperationsPerInvocation(EpochHash.EPOCH_ANDS)
    public void newKey() {
        epoch++;
        epochs.seek(epoch);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void xor() {
        kernels.xor(slots, xors, 0, Block.XOR_WORDS * gates, width);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void halfGatesPrepareGarbling() {
        kernels.prepareGarbling(slots, ands, 0, gates, width, tweaks, Kernels.FIRST_TWEAK, delta, blocks);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void halfGatesFinishGarbling() {
        kernels.finishGarbling(slots, ands, 0, gates, width, delta, blocks, out, rows, 0);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void halfGatesPrepareEvaluation() {
        kernels.prepareEvaluation(slots, ands, 0, gates, width, tweaks, Kernels.FIRST_TWEAK, blocks);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void halfGatesFinishEvaluation() {
        kernels.finishEvaluation(slots, ands, 0, gates, width, blocks, out, rows, 0);
    }

    /** Layers of one AND and one XOR, the cipher and its new keys included; the same at any width. */
    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void serialGarbling() {
        newKeyIfNeeded();
        serial.begin(slots, narrow, rows, delta);
        kernels.serial().garbleRun(serial, epochs, 0, narrow.length, ANDS, 0);
    }

    /** The same for the evaluator. */
    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void serialEvaluation() {
        newKeyIfNeeded();
        serial.begin(slots, narrow, rows);
        kernels.serial().evaluateRun(serial, epochs, 0, narrow.length, ANDS, 0);
    }

    private void newKeyIfNeeded() {
        if (epochs.room() < ANDS) {
            newKey();
        }
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesGather() {
        ThreeHalvesBatch.gather(slots, ands, 0, gates, width, batch);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesPrepareGarbling() {
        threeHalves.prepareGarbling(batch, ANDS, planes, 0, delta);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesFinishGarbling() {
        threeHalves.finishGarbling(batch, ANDS);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesPrepareEvaluation() {
        threeHalves.prepareEvaluation(batch, ANDS, planes, 0);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesFinishEvaluation() {
        threeHalves.finishEvaluation(batch, ANDS);
    }

    @Benchmark
    @OperationsPerInvocation(ANDS)
    public void threeHalvesScatter() {
        ThreeHalvesBatch.scatter(slots, ands, 0, gates, width, batch);
    }
}
