package dev.sflmpc.benchmarks;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtReceiver;
import dev.sflmpc.runtime.ot.CorrelatedOtSender;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Delta;
import java.nio.charset.StandardCharsets;
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

/** Correlated OTs, both parties' work on one core, the checks included, beside bare AES of the same number of blocks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CorrelatedOtBenchmark {

    /** Which extension. */
    @Param({"SOFTSPOKEN_4", "SOFTSPOKEN_8"})
    OtSuite suite = OtSuite.SOFTSPOKEN_4;

    private static final byte[] SESSION = "benchmark".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT = 1 << 17;
    private static final int BATCH_BLOCKS = 64;

    private final Delta delta = Delta.random();
    private final byte[] in = new byte[BATCH_BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BATCH_BLOCKS * Aes.BLOCK_BYTES];
    private CorrelatedOtSender sender;
    private CorrelatedOtReceiver receiver;
    private Cipher cipher;

    /** Counts per second. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Transfers {
        public long ots;
    }

    @Setup
    public void prepare() throws ProtocolException {
        sender = new CorrelatedOtSender(SESSION, suite, delta);
        receiver = new CorrelatedOtReceiver(SESSION, suite);
        setUp(sender, receiver);
        cipher = Aes.cipher(new byte[Aes.KEY_BYTES], 0);
    }

    /** Both parties' set-up: 128 base OTs and the trees. */
    @Benchmark
    public CorrelatedOtSender setUp() throws ProtocolException {
        CorrelatedOtSender freshSender = new CorrelatedOtSender(SESSION, suite, delta);
        setUp(freshSender, new CorrelatedOtReceiver(SESSION, suite));
        return freshSender;
    }

    /** Both parties' extension. */
    @Benchmark
    public long[] extend(Transfers transfers) throws ProtocolException {
        sender.begin(COUNT);
        receiver.begin(COUNT);
        for (int chunk = 0; chunk < CorrelatedOt.chunks(COUNT); chunk++) {
            sender.extend(receiver.extend());
        }
        transfers.ots += COUNT;
        return sender.verify(receiver.prove());
    }

    /** The receiver's extension alone. */
    @Benchmark
    public byte[] receive(Transfers transfers) {
        receiver.begin(COUNT);
        for (int chunk = 0; chunk < CorrelatedOt.chunks(COUNT); chunk++) {
            byte[] message = receiver.extend();
            assert message.length == CorrelatedOt.chunkBytes(suite, COUNT, chunk);
        }
        transfers.ots += COUNT;
        return receiver.prove();
    }

    /** The blocks that one party encrypts: four for an OT. */
    @Benchmark
    public byte[] aesOfOneParty(Transfers transfers) {
        for (int blocks = 4 * COUNT; blocks > 0; blocks -= BATCH_BLOCKS) {
            Aes.encrypt(cipher, in, BATCH_BLOCKS, out, 0);
        }
        transfers.ots += COUNT;
        return out;
    }

    private static void setUp(CorrelatedOtSender sender, CorrelatedOtReceiver receiver) throws ProtocolException {
        sender.finishSetup(receiver.finishSetup(sender.respond(receiver.respond(sender.start()))));
    }
}
