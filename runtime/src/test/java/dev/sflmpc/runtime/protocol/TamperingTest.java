package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Every class of message, harmed in every way, from either side: no side ever takes a wrong answer for right, none waits
 * past its limits, and what fails, fails in the families that callers know.
 */
@Timeout(300)
class TamperingTest {
    private static final ChannelOptions OPTIONS =
            ChannelOptions.defaults().withIdle(Duration.ofSeconds(2)).withMinBytesPerSecond(0);
    private static final TestPrograms.Shape SHAPE = new TestPrograms.Shape(100, 9000, 0, 2800, 1, 2100, 2100, 50);
    private static final TwoParties.Case CASE = TwoParties.Case.random(program(), 77);
    private static final int THREADS = 6;

    private static Program program() {
        return TestPrograms.random(77, SHAPE);
    }

    /** One message that a side sends in a session with {@code garbling}. */
    private record Target(Role sender, MessageType type, int number, GarblingScheme garbling) {
        Target(Role sender, MessageType type, int number) {
            this(sender, type, number, GarblingScheme.HALF_GATES);
        }
    }

    private static List<Target> targets() {
        return List.of(
                new Target(Role.GARBLER, MessageType.HELLO, 0),
                new Target(Role.EVALUATOR, MessageType.HELLO, 0),
                new Target(Role.GARBLER, MessageType.OT_SETUP, 0),
                new Target(Role.EVALUATOR, MessageType.OT_SETUP, 0),
                new Target(Role.GARBLER, MessageType.OT_SETUP, 1),
                new Target(Role.EVALUATOR, MessageType.OT_SETUP, 1),
                new Target(Role.EVALUATOR, MessageType.OT_CHUNK, 0),
                new Target(Role.EVALUATOR, MessageType.OT_CHUNK, 1),
                new Target(Role.EVALUATOR, MessageType.OT_PROOF, 0),
                new Target(Role.EVALUATOR, MessageType.CHOICES, 0),
                new Target(Role.GARBLER, MessageType.NONCE, 0),
                new Target(Role.GARBLER, MessageType.TABLES, 0),
                new Target(Role.GARBLER, MessageType.TABLES, 1),
                new Target(Role.GARBLER, MessageType.TABLES, 0, GarblingScheme.THREE_HALVES),
                new Target(Role.GARBLER, MessageType.TABLES, 1, GarblingScheme.THREE_HALVES),
                new Target(Role.EVALUATOR, MessageType.CONFIRM, 0),
                new Target(Role.EVALUATOR, MessageType.RETURNED, 0),
                new Target(Role.EVALUATOR, MessageType.RETURNED, 1),
                new Target(Role.GARBLER, MessageType.CONFIRM, 0),
                new Target(Role.GARBLER, MessageType.DECODE, 0),
                new Target(Role.GARBLER, MessageType.DECODE, 1),
                new Target(Role.EVALUATOR, MessageType.DONE, 0));
    }

    @TestFactory
    List<DynamicTest> run_withATamperedMessage_neverGivesAWrongAnswer() {
        ExecutorService executor = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().factory());
        List<DynamicTest> tests = new ArrayList<>();
        for (Target target : targets()) {
            for (TamperingChannel.Mode mode : TamperingChannel.Mode.values()) {
                Callable<String> work = () -> attack(target, mode);
                Future<String> outcome = executor.submit(work);
                tests.add(DynamicTest.dynamicTest(
                        target.sender() + " " + target.type() + " " + target.number() + " of " + target.garbling() + " "
                                + mode,
                        () -> assertEquals("", outcome.get(200, TimeUnit.SECONDS))));
            }
        }
        executor.shutdown();
        return tests;
    }

    private static final String NEVER_SENT = "the message was never sent: ";
    private static final String DELAY_BROKE = "a delay broke the session: ";

    /** What went wrong, or nothing. A busy machine may take longer than the limit that the other side waits. */
    private static String attack(Target target, TamperingChannel.Mode mode) {
        String outcome = "";
        for (int seconds : new int[] {2, 10, 50}) {
            outcome = attack(target, mode, OPTIONS.withIdle(Duration.ofSeconds(seconds)));
            if (!outcome.startsWith(NEVER_SENT) && !outcome.startsWith(DELAY_BROKE)) {
                return outcome;
            }
        }
        return outcome;
    }

    private static String attack(Target target, TamperingChannel.Mode mode, ChannelOptions options) {
        MemoryPipe pipe = new MemoryPipe(options);
        boolean garbler = target.sender() == Role.GARBLER;
        TamperingChannel tampering =
                new TamperingChannel(garbler ? pipe.first() : pipe.second(), target.type(), target.number(), mode);
        Channel one = garbler ? tampering : pipe.first();
        Channel other = garbler ? pipe.second() : tampering;
        TwoParties.Ends ends = TwoParties.run(
                CASE, TestPrograms.ALICE, SessionOptions.defaults().withGarbling(target.garbling()), one, other);
        return tampering.hit() ? judge(target, mode, ends) : NEVER_SENT + ends;
    }

    private static String judge(Target target, TamperingChannel.Mode mode, TwoParties.Ends ends) {
        String wrong = judge(ends.garbler(), TestPrograms.ALICE) + judge(ends.evaluator(), TestPrograms.BOB);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        boolean bothDone = ends.garbler().result() != null && ends.evaluator().result() != null;
        if (mode == TamperingChannel.Mode.DELAY) {
            return bothDone ? "" : DELAY_BROKE + ends;
        }
        return bothDone && !harmless(target, mode, ends.garbler()) ? "nobody noticed" : "";
    }

    private static String judge(TwoParties.End end, String party) {
        if (end.result() != null) {
            return TwoParties.text(end.result()).equals(CASE.expected(party)) ? "" : party + " took a wrong answer; ";
        }
        return end.failure() instanceof ProtocolException || end.failure() instanceof IOException
                ? ""
                : party + " failed as " + end.failure() + "; ";
    }

    /**
     * A flipped table bit may lie in a row that the evaluator does not use. What harms DONE, the last message, leaves two
     * right answers, of which the garbler knows that one is not confirmed. What a side says last is not read twice.
     */
    private static boolean harmless(Target target, TamperingChannel.Mode mode, TwoParties.End garbler) {
        return switch (target.type()) {
            case TABLES ->
                mode == TamperingChannel.Mode.FLIP_FIRST_BYTE || mode == TamperingChannel.Mode.FLIP_LAST_BYTE;
            case DONE ->
                mode == TamperingChannel.Mode.REPEAT
                        || !garbler.success().report().confirmed();
            case CONFIRM -> mode == TamperingChannel.Mode.REPEAT;
            default -> false;
        };
    }

    @TestFactory
    List<DynamicTest> run_withALyingEvaluator_isNoticedByTheGarbler() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int label : new int[] {0, 1, 63, 64, 2047}) {
            tests.add(DynamicTest.dynamicTest("label " + label, () -> {
                MemoryPipe pipe = new MemoryPipe(OPTIONS);
                LyingChannel lying = new LyingChannel(pipe.second(), label);
                TwoParties.Ends ends = TwoParties.run(CASE, TestPrograms.ALICE, pipe.first(), lying);
                assertInstanceOf(ProtocolException.class, ends.garbler().failure());
                assertTrue(ends.garbler().message().contains("not of its wire"), ends.garbler()::message);
                assertInstanceOf(ProtocolException.class, ends.evaluator().failure());
                assertTrue(ends.evaluator().message().contains("gave the session up"), ends.evaluator()::message);
            }));
        }
        return tests;
    }
}
