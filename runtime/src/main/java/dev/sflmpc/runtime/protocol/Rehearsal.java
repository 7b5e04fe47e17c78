package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Runs a program with itself on throw-away units and inputs of zero, so that Java has loaded and compiled what a prepared
 * session needs before the peer waits for it. Nothing of it leaves the process or is used again.
 */
public final class Rehearsal {

    /** A larger program takes longer to run than to compile. */
    private static final long MOST_ANDS = 1 << 18;

    private static final long MOST_LABELS = 1 << 16;

    private final SessionProgram program;
    private final SessionOptions options;
    private final SecureRandom random = new SecureRandom();

    private Rehearsal(SessionProgram program, SessionOptions options) {
        this.program = program;
        this.options = options;
    }

    /** Rehearses until {@code patience} is over, at least once; not at all for a large program. */
    public static void run(SessionProgram program, SessionOptions options, Duration patience) {
        long labels = program.program().random().widthBits();
        for (String party : program.program().parties()) {
            labels += program.inputBits(party) + program.outputBits(party);
        }
        if (program.andCount() > MOST_ANDS || labels > MOST_LABELS) {
            return;
        }
        long start = System.nanoTime();
        boolean well;
        do {
            well = new Rehearsal(program, options).once();
        } while (well && System.nanoTime() - start < patience.toNanos());
    }

    /** False when the thread was interrupted, or anything else than the answer came out: the session itself will tell. */
    private boolean once() {
        MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults());
        List<String> parties = program.program().parties();
        try {
            Pair pair = deal(parties.get(0), pipe);
            FutureTask<SessionResult> other = new FutureTask<>(() -> Session.prepared(
                            program,
                            new Session.Seat(Role.EVALUATOR, parties.get(1)),
                            pipe.second(),
                            options,
                            SessionListener.NONE,
                            pair.evaluator())
                    .run(new long[0]));
            Thread thread = Thread.ofPlatform().daemon().name("mpc-rehearsal").start(other);
            Session.prepared(
                            program,
                            new Session.Seat(Role.GARBLER, parties.get(0)),
                            pipe.first(),
                            options,
                            SessionListener.NONE,
                            pair.garbler())
                    .run(Bits.allocate(Math.toIntExact(program.inputBits(parties.get(0)))));
            thread.join();
            return !other.isCancelled();
        } catch (IOException | ProtocolException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Pair(UnitSupply garbler, UnitSupply evaluator) {}

    /** Both halves of a unit, by one who may know both. */
    private Pair deal(String garbler, MemoryPipe pipe) throws IOException {
        byte[] hash = new byte[Messages.HASH_BYTES];
        random.nextBytes(hash);
        SideContext context = new SideContext(
                program,
                ChunkPlan.of(program),
                options.garbling(),
                options.ot(),
                new Messages(pipe.first()),
                hash,
                garbler);
        Chunk row = context.oneRow();
        int inputs = context.inputBits(context.otherParty(), row);
        int count = context.otCount(context.otherParty(), row);
        long[] choices = random.longs(Bits.words(count)).toArray();
        long[] labels = Labels.allocate(count);
        try (LabelStream fresh = LabelStream.random()) {
            fresh.next(labels, 0, count);
        }
        ByteArrayOutputStream garblers = new ByteArrayOutputStream();
        ByteArrayOutputStream evaluators = new ByteArrayOutputStream();
        try (Delta delta = Delta.random()) {
            long[] active = labels.clone();
            Labels.offset(active, 0, inputs, choices, 0, delta);
            new EvaluatorUnit(hash, choices, active).write(evaluators, inputs);
            GarblerUnit unit = GarblerUnit.garble(context, hash, delta, labels, tables(evaluators), ands -> {});
            unit.write(garblers);
            unit.wipe();
        }
        UnitId id = UnitId.of(hash, 0);
        return new Pair(new OneUnit(id, garblers.toByteArray()), new OneUnit(id, evaluators.toByteArray()));
    }

    private static TableSink tables(ByteArrayOutputStream out) {
        return new TableSink() {
            private final byte[] buffer = new byte[Messages.MAX_BODY_BYTES];

            @Override
            public byte[] buffer() {
                return buffer;
            }

            @Override
            public void full(byte[] rows, int length) throws IOException {
                StoredTables.store(out, rows, start(), length);
            }
        };
    }

    private record OneUnit(UnitId id, byte[] content) implements UnitSupply {

        @Override
        public List<UnitId> available() {
            return List.of(id);
        }

        @Override
        public InputStream claim(UnitId claimed) {
            return new ByteArrayInputStream(content);
        }
    }
}
