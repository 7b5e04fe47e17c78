package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that does not keep to the protocol never gets a sender to give its labels out. */
@ParameterizedClass
@EnumSource
class HostileReceiverTest {

    private static final byte[] SESSION = "hostile receiver test".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT = 9000;

    private final OtSuite suite;
    private final TreeShape shape;
    private final Delta delta = Delta.random();
    private final SplittableRandom random = new SplittableRandom(21);

    HostileReceiverTest(OtSuite suite) {
        this.suite = suite;
        this.shape = suite.shape();
    }

    /**
     * A correction of one tree other than the others' choices: an error in all planes of its ones in delta. It passes only when delta is
     * 0 in all of them, and then it is no error.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, -15, -2, -1})
    void verify_inconsistentCorrectionsOfOneTree_refusesUnlessDeltaHidesThem(int from) throws ProtocolException {
        int tree = Math.floorMod(from, shape.trees());
        for (int chunk = 0; chunk < 2; chunk++) {
            int atChunk = chunk;
            boolean accepted = accepts((number, corrections, rows) -> {
                if (number == atChunk) {
                    corrections[(tree - 1) * rows / 8 + random.nextInt(rows / 8)] ^= (byte) (1 << random.nextInt(8));
                }
            });
            assertEquals(shape.alpha(delta, tree) == 0, accepted);
        }
    }

    @Test
    void verify_noTampering_accepts() throws ProtocolException {
        assertTrue(accepts((chunk, corrections, rows) -> {}));
    }

    /** What a hash is worth that a receiver makes of guessed bits of delta: it passes if the guess is right, and only then. */
    @Test
    void verify_errorInAllTreesAndGuessedDelta_acceptsTheRightGuessOnly() throws ProtocolException {
        HostileReceiver.Tampering errors = (number, corrections, rows) -> {
            for (int at = 0; at < corrections.length; at += 61) {
                corrections[at] ^= (byte) random.nextInt();
            }
        };
        assertTrue(accepts(delta, errors, tree -> shape.alpha(delta, tree)));
        for (int wrong = 1; wrong < shape.trees(); wrong += 5) {
            int wrongTree = wrong;
            int flip = 1 << random.nextInt(shape.depth());
            assertFalse(accepts(
                    delta, errors, tree -> shape.alpha(delta, tree) ^ (tree == wrongTree ? flip : 0)));
        }
    }

    /** The same error in trees whose bits of delta are alike: added with equal weights the errors would cancel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 14})
    void verify_sameErrorInSeveralTrees_refuses(int apart) throws ProtocolException {
        Delta alike = deltaAlikeIn(1, 1 + apart);
        assertFalse(accepts(alike, (number, corrections, rows) -> {
            corrections[5] ^= 0x40;
            corrections[apart * rows / 8 + 5] ^= 0x40;
        }));
    }

    /** The error of the second tree is that of the first divided by X^k: added with weights X^p the errors would cancel. */
    @Test
    void verify_errorsThatCancelUnderPowersOfX_refuses() throws ProtocolException {
        Delta alike = deltaAlikeIn(1, 2);
        assertFalse(accepts(alike, (number, corrections, rows) -> {
            int bit = 64 * 7 + 4;
            corrections[bit / 8] ^= (byte) (1 << (bit % 8));
            int divided = bit + shape.depth();
            corrections[rows / 8 + divided / 8] ^= (byte) (1 << (divided % 8));
        }));
    }

    @Test
    void verify_errorInAllTrees_refuses() throws ProtocolException {
        assertFalse(accepts((number, corrections, rows) -> {
            for (int tree = 1; tree < shape.trees(); tree++) {
                corrections[(tree - 1) * rows / 8 + 9] ^= 2;
            }
        }));
    }

    /** A wrong bit on the way, which the receiver does not know of: refused whatever delta is. */
    @Test
    void extend_flippedBitOnTheWay_isRefusedInTheEnd() throws ProtocolException {
        for (int i = 0; i < 5; i++) {
            try (CorrelatedOtTest.Pair pair = CorrelatedOtTest.Pair.ready(SESSION, suite, delta)) {
                pair.sender().begin(100);
                pair.receiver().begin(100);
                byte[] corrections = pair.receiver().extend();
                corrections[random.nextInt(corrections.length)] ^= 4;
                pair.sender().extend(corrections);
                byte[] proof = pair.receiver().prove();
                assertThrows(ProtocolException.class, () -> pair.sender().verify(proof));
            }
        }
    }

    @Test
    void verify_correctionsOfTwoTreesSwapped_refuses() throws ProtocolException {
        boolean accepted = accepts((number, corrections, rows) -> {
            byte[] first = Arrays.copyOf(corrections, rows / 8);
            System.arraycopy(corrections, rows / 8, corrections, 0, rows / 8);
            System.arraycopy(first, 0, corrections, rows / 8, rows / 8);
        });
        assertEquals(alphasAreZero(1, 2), accepted);
    }

    @Test
    void verify_errorInTheMaskingRowsOnly_refuses() throws ProtocolException {
        boolean accepted = accepts((number, corrections, rows) -> {
            if (number == 1) {
                for (int tree = 1; tree < shape.trees(); tree++) {
                    corrections[tree * rows / 8 - 1] ^= 1;
                }
            }
        });
        assertEquals(alphasAreZero(1, shape.trees() - 1), accepted);
    }

    @Test
    void verify_flippedByteOfTheProof_refuses() throws ProtocolException {
        for (int position : new int[] {0, 15, 16, 47}) {
            try (CorrelatedOtTest.Pair pair = CorrelatedOtTest.Pair.ready(SESSION, suite, delta)) {
                pair.sender().begin(10);
                pair.receiver().begin(10);
                pair.sender().extend(pair.receiver().extend());
                byte[] proof = pair.receiver().prove();
                proof[position] ^= 1;
                assertThrows(ProtocolException.class, () -> pair.sender().verify(proof));
                assertThrows(IllegalStateException.class, () -> pair.sender().begin(10));
            }
        }
    }

    @Test
    void verify_proofOfAnotherExtension_refuses() throws ProtocolException {
        try (CorrelatedOtTest.Pair pair = CorrelatedOtTest.Pair.ready(SESSION, suite, delta)) {
            byte[] old = new byte[0];
            for (int extension = 0; extension < 2; extension++) {
                pair.sender().begin(100);
                pair.receiver().begin(100);
                pair.sender().extend(pair.receiver().extend());
                byte[] proof = pair.receiver().prove();
                if (extension == 0) {
                    old = proof;
                    assertEquals(200, pair.sender().verify(proof).length);
                }
            }
            byte[] replayed = old;
            assertThrows(ProtocolException.class, () -> pair.sender().verify(replayed));
        }
    }

    @Test
    void messages_wrongLength_areRefused() throws ProtocolException {
        CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, suite, delta);
        CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(SESSION, suite);
        byte[] fourth = receiver.finishSetup(sender.respond(receiver.respond(sender.start())));
        assertThrows(ProtocolException.class, () -> sender.finishSetup(Arrays.copyOf(fourth, fourth.length - 1)));
        for (int change : new int[] {-1, 1}) {
            try (CorrelatedOtTest.Pair pair = CorrelatedOtTest.Pair.ready(SESSION, suite, delta)) {
                pair.sender().begin(50);
                pair.receiver().begin(50);
                byte[] chunk = pair.receiver().extend();
                assertThrows(ProtocolException.class, () -> pair.sender()
                        .extend(Arrays.copyOf(chunk, chunk.length + change)));
            }
        }
        CorrelatedOtReceiver other = new CorrelatedOtReceiver(SESSION, suite);
        assertThrows(ProtocolException.class, () -> other.respond(new byte[CorrelatedOt.FIRST_BYTES - 1]));
    }

    @Test
    void methods_outOfTurn_refuse() throws ProtocolException {
        CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, suite, delta);
        assertThrows(IllegalStateException.class, () -> sender.begin(1));
        CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(SESSION, suite);
        assertThrows(IllegalStateException.class, receiver::labels);
        try (CorrelatedOtTest.Pair pair = CorrelatedOtTest.Pair.ready(SESSION, suite, delta)) {
            pair.sender().begin(1);
            pair.receiver().begin(1);
            assertThrows(IllegalStateException.class, () -> pair.receiver().prove());
            assertThrows(IllegalStateException.class, () -> pair.sender().verify(new byte[CorrelatedOt.PROOF_BYTES]));
        }
    }

    /** A masked sum that is wrong for one side: only a sender that chose the other side would not notice. */
    @Test
    void finishSetup_wrongSumOfOneSide_failsUnlessTheOtherWasChosen() throws ProtocolException {
        long[] choices = PuncturedTrees.choices(shape, delta);
        for (int baseOt = 0; baseOt < 128; baseOt += 9) {
            for (int side = 0; side <= 1; side++) {
                boolean chosen = Bits.get(choices, baseOt) == side;
                assertEquals(!chosen, acceptsSetup(32 * baseOt + 16 * side + 3), "base OT " + baseOt);
            }
        }
    }

    @Test
    void finishSetup_wrongCheckValueOrHash_fails() throws ProtocolException {
        for (int position = TreeShape.CHECK_SUMS_AT; position < shape.messageBytes(); position += 37) {
            assertFalse(acceptsSetup(position), "byte " + position);
        }
    }

    private Delta deltaAlikeIn(int tree, int other) {
        while (true) {
            Delta candidate = Delta.random();
            int alpha = shape.alpha(candidate, tree);
            if (alpha != 0 && alpha == shape.alpha(candidate, other)) {
                return candidate;
            }
        }
    }

    /** Whether the sender takes what a receiver sends that tampers but keeps its own transcript right. */
    private boolean accepts(HostileReceiver.Tampering tampering) throws ProtocolException {
        return accepts(delta, tampering);
    }

    private boolean accepts(Delta delta, HostileReceiver.Tampering tampering) throws ProtocolException {
        return accepts(delta, tampering, tree -> 0);
    }

    private boolean accepts(Delta delta, HostileReceiver.Tampering tampering, IntUnaryOperator guess)
            throws ProtocolException {
        try (CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, suite, delta)) {
            return new HostileReceiver(SESSION, suite, tampering, guess).run(sender, COUNT);
        }
    }

    private boolean acceptsSetup(int flippedByte) throws ProtocolException {
        try (CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, suite, delta);
                CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(SESSION, suite)) {
            byte[] fourth = receiver.finishSetup(sender.respond(receiver.respond(sender.start())));
            fourth[flippedByte] ^= 1;
            sender.finishSetup(fourth);
            return true;
        } catch (ProtocolException refused) {
            return false;
        }
    }

    private boolean alphasAreZero(int first, int last) {
        boolean zero = true;
        for (int tree = first; tree <= last; tree++) {
            zero &= shape.alpha(delta, tree) == 0;
        }
        return zero;
    }
}
