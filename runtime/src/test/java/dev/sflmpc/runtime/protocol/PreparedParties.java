package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Both sides of a preparation or of a prepared session, each on its own thread; alice garbles. */
final class PreparedParties {

    private static final Session.Seat GARBLER = new Session.Seat(Role.GARBLER, TestPrograms.ALICE);
    private static final Session.Seat EVALUATOR = new Session.Seat(Role.EVALUATOR, TestPrograms.BOB);

    private PreparedParties() {}

    record Prepared(
            @Nullable Throwable garblerFailure, @Nullable Throwable evaluatorFailure) {
        void assertDone() {
            for (Throwable failure : new Throwable[] {garblerFailure, evaluatorFailure}) {
                if (failure != null) {
                    throw new AssertionError(failure);
                }
            }
        }
    }

    static MemoryPipe pipe() {
        return new MemoryPipe(
                ChannelOptions.defaults().withIdle(Duration.ofSeconds(20)).withMinBytesPerSecond(0));
    }

    static Prepared prepare(SessionProgram program, UnitShelf garbler, UnitShelf evaluator, int count) {
        MemoryPipe pipe = pipe();
        return prepare(program, garbler, pipe.first(), evaluator, pipe.second(), count, count);
    }

    /** One unit. */
    static Prepared prepare(SessionProgram program, UnitShelf garbler, UnitShelf evaluator, SessionOptions options) {
        MemoryPipe pipe = pipe();
        CompletableFuture<Object> end = start(() ->
                new Preparation(program, EVALUATOR, pipe.second(), options, SessionListener.NONE).run(1, evaluator));
        Object garbled = result(
                () -> new Preparation(program, GARBLER, pipe.first(), options, SessionListener.NONE).run(1, garbler));
        return new Prepared(failure(garbled), failure(end.join()));
    }

    static Prepared prepare(
            SessionProgram program,
            UnitShelf garbler,
            Channel one,
            UnitShelf evaluator,
            Channel other,
            int garblerCount,
            int evaluatorCount) {
        CompletableFuture<Object> end =
                start(() -> preparation(program, EVALUATOR, other).run(evaluatorCount, evaluator));
        Object garbled = result(() -> preparation(program, GARBLER, one).run(garblerCount, garbler));
        return new Prepared(failure(garbled), failure(end.join()));
    }

    private static Preparation preparation(SessionProgram program, Session.Seat seat, Channel channel) {
        return new Preparation(program, seat, channel, SessionOptions.defaults(), SessionListener.NONE);
    }

    static TwoParties.Ends run(TwoParties.Case one, UnitSupply garbler, UnitSupply evaluator) {
        MemoryPipe pipe = pipe();
        return run(one, garbler, pipe.first(), evaluator, pipe.second(), SessionOptions.defaults());
    }

    static TwoParties.Ends run(
            TwoParties.Case one,
            UnitSupply garbler,
            Channel garblerChannel,
            UnitSupply evaluator,
            Channel evaluatorChannel,
            SessionOptions options) {
        SessionProgram program = TestPrograms.session(one.program());
        CompletableFuture<Object> end = start(
                () -> Session.prepared(program, EVALUATOR, evaluatorChannel, options, SessionListener.NONE, evaluator)
                        .run(one.bob()));
        Object garbled =
                result(() -> Session.prepared(program, GARBLER, garblerChannel, options, SessionListener.NONE, garbler)
                        .run(one.alice()));
        return new TwoParties.Ends(end(garbled), end(end.join()));
    }

    private static TwoParties.End end(Object result) {
        return result instanceof SessionResult done
                ? new TwoParties.End(done, null)
                : new TwoParties.End(null, (Throwable) result);
    }

    private static @Nullable Throwable failure(Object result) {
        return result instanceof Throwable failure ? failure : null;
    }

    private static CompletableFuture<Object> start(Callable<?> work) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> end.complete(result(work)));
        return end;
    }

    private static Object result(Callable<?> work) {
        try {
            return work.call();
        } catch (Throwable e) {
            return e;
        }
    }
}
