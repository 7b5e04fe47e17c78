package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.net.Channel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs both sides of a session, each on its own thread, and tells how each ended. */
final class TwoParties {
    private TwoParties() {}

    /** One side's end: a result or a failure. */
    record End(@Nullable SessionResult result, @Nullable Throwable failure) {
        SessionResult success() {
            if (result == null) {
                throw new AssertionError("the side failed", failure);
            }
            return result;
        }

        String message() {
            return failure == null ? "success" : String.valueOf(failure.getMessage());
        }
    }

    record Ends(End garbler, End evaluator) {}

    /** Everything that one side is started with. */
    record Start(SessionProgram program, Session.Seat seat, SessionOptions options, SessionListener listener) {
        static Start of(SessionProgram program, Role role, String party) {
            return new Start(program, new Session.Seat(role, party), SessionOptions.defaults(), SessionListener.NONE);
        }

        Start with(SessionOptions other) {
            return new Start(program, seat, other, listener);
        }
    }

    /** Inputs of a program, each party's packed, and the outputs that plain evaluation gives for random bits of 0. */
    record Case(Program program, long[] alice, long[] bob) {

        static Case random(Program program, long seed) {
            Random random = new Random(seed);
            return new Case(
                    program, input(program, TestPrograms.ALICE, random), input(program, TestPrograms.BOB, random));
        }

        private static long[] input(Program program, String party, Random random) {
            int width = (int) TestPrograms.session(program).inputBits(party);
            BitSet bits = new BitSet();
            for (int i = 0; i < width; i++) {
                bits.set(i, random.nextBoolean());
            }
            return bits.toLongArray();
        }

        long[] input(String party) {
            return party.equals(TestPrograms.ALICE) ? alice : bob;
        }

        /** What a party must learn, as a text that compares. */
        String expected(String party) {
            List<BitSet> inputs = new ArrayList<>();
            int[] position = new int[2];
            for (Program.Input input : program.inputs()) {
                int who = input.party().equals(TestPrograms.ALICE) ? 0 : 1;
                int width = input.type().widthBits();
                inputs.add(BitSet.valueOf(input(input.party())).get(position[who], position[who] + width));
                position[who] += width;
            }
            List<BitSet> outputs = PlainEvaluator.evaluate(program, inputs, new BitSet());
            BitSet learned = new BitSet();
            int at = 0;
            for (int i = 0; i < outputs.size(); i++) {
                if (program.outputs().get(i).recipients().contains(party)) {
                    for (int bit = 0; bit < program.outputs().get(i).type().widthBits(); bit++) {
                        learned.set(at++, outputs.get(i).get(bit));
                    }
                }
            }
            return text(learned);
        }
    }

    static String text(SessionResult result) {
        return text(BitSet.valueOf(result.outputBits()));
    }

    private static String text(BitSet bits) {
        return HexFormat.of().formatHex(bits.toByteArray());
    }

    static Ends run(
            Start garbler, long[] garblerInput, Channel one, Start evaluator, long[] evaluatorInput, Channel other) {
        CompletableFuture<End> ended = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> ended.complete(run(evaluator, evaluatorInput, other)));
        End garbled = run(garbler, garblerInput, one);
        return new Ends(garbled, ended.join());
    }

    private static End run(Start start, long[] input, Channel channel) {
        try {
            Session session = new Session(start.program(), start.seat(), channel, start.options(), start.listener());
            return new End(session.run(input), null);
        } catch (Throwable e) {
            return new End(null, e);
        }
    }

    /** Both roles as usual: {@code garbler} names the party that garbles. */
    static Ends run(Case one, String garbler, Channel garblerChannel, Channel evaluatorChannel) {
        return run(one, garbler, SessionOptions.defaults(), garblerChannel, evaluatorChannel);
    }

    /** Both with the same options. */
    static Ends run(
            Case one, String garbler, SessionOptions options, Channel garblerChannel, Channel evaluatorChannel) {
        SessionProgram program = TestPrograms.session(one.program());
        String evaluator = program.other(garbler);
        return run(
                Start.of(program, Role.GARBLER, garbler).with(options),
                one.input(garbler),
                garblerChannel,
                Start.of(program, Role.EVALUATOR, evaluator).with(options),
                one.input(evaluator),
                evaluatorChannel);
    }
}
