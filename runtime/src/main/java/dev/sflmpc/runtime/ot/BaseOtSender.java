package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The sender of random base OTs: gets two keys for each of {@code count} OTs, of which the receiver gets one.
 *
 * <p>{@link #respond}, {@link #finish}, {@link #keys(int)}. See {@link BaseOtReceiver}. The keys may be used only after
 * {@code finish}: the receiver's answer proves that it can compute one key of each pair.
 */
final class BaseOtSender implements AutoCloseable {

    private static final String STEP = "base OT";

    private enum Phase {
        NEW,
        RESPONDED,
        DONE,
        OVER
    }

    private final byte[] sessionId;
    private final int count;
    private final SecureRandom random;
    private final byte[][] keys;
    private byte[] answer = new byte[0];
    private Phase phase = Phase.NEW;

    BaseOtSender(byte[] sessionId, int count, SecureRandom random) {
        this.sessionId = sessionId;
        this.count = count;
        this.random = random;
        this.keys = new byte[2][count * BaseOtKeys.KEY_BYTES];
    }

    /** The second message, from the receiver's first. */
    byte[] respond(byte[] message) throws ProtocolException {
        enter(Phase.NEW);
        ProtocolException.requireLength(STEP, message, BaseOtKeys.firstMessageBytes(count));
        ECPoint[] received = new ECPoint[count];
        for (int i = 0; i < count; i++) {
            received[i] = P256.decode(STEP, message, BaseOtKeys.SEED_BYTES + i * P256.POINT_BYTES);
        }
        BigInteger scalar = P256.randomScalar(random);
        ECPoint shift = P256.sessionPoint(sessionId, Arrays.copyOf(message, BaseOtKeys.SEED_BYTES));
        byte[] point = P256.encode(new ECPoint[] {P256.multiplyGenerator(scalar)})[0];
        byte[][] shared = P256.encode(sharedPoints(received, shift, scalar));
        byte[] response = Arrays.copyOf(point, BaseOtKeys.secondMessageBytes(count));
        fillChallenges(shared, BaseOtKeys.transcript(sessionId, message, point), response);
        phase = Phase.RESPONDED;
        return response;
    }

    /** Takes the receiver's third message. */
    void finish(byte[] message) throws ProtocolException {
        enter(Phase.RESPONDED);
        ProtocolException.requireLength(STEP, message, BaseOtKeys.thirdMessageBytes());
        if (!MessageDigest.isEqual(answer, message)) {
            throw new ProtocolException(STEP + ": the receiver's answer is wrong");
        }
        phase = Phase.DONE;
    }

    /** The keys of choice 0 or 1, 16 bytes each, after {@link #finish}. Secret; not a copy. */
    byte[] keys(int choice) {
        if (phase != Phase.DONE) {
            throw new IllegalStateException("base OT is not done");
        }
        return keys[choice];
    }

    @Override
    public void close() {
        phase = Phase.OVER;
        Arrays.fill(keys[0], (byte) 0);
        Arrays.fill(keys[1], (byte) 0);
    }

    /** r·B_0, r·B_0 - r·T, r·B_1, r·B_1 - r·T, … */
    private ECPoint[] sharedPoints(ECPoint[] received, ECPoint shift, BigInteger scalar) {
        ECPoint minusShift = P256.multiply(shift, scalar, random).normalize().negate();
        ECPoint[] points = new ECPoint[2 * count];
        TwoThreads.forEach(count, i -> {
            points[2 * i] = P256.multiply(received[i], scalar, random);
            points[2 * i + 1] = points[2 * i].add(minusShift);
        });
        return points;
    }

    private void fillChallenges(byte[][] shared, byte[] transcript, byte[] response) {
        List<byte[]> hashes = new ArrayList<>();
        int at = P256.POINT_BYTES;
        for (int i = 0; i < count; i++) {
            byte[][] hash = new byte[2][];
            for (int choice = 0; choice <= 1; choice++) {
                byte[] key = BaseOtKeys.key(sessionId, transcript, i, choice, shared[2 * i + choice]);
                System.arraycopy(key, 0, keys[choice], i * BaseOtKeys.KEY_BYTES, BaseOtKeys.KEY_BYTES);
                hash[choice] = BaseOtKeys.keyHash(sessionId, i, key);
            }
            for (int k = 0; k < BaseOtKeys.HASH_BYTES; k++) {
                response[at + k] = (byte) (hash[0][k] ^ hash[1][k]);
            }
            hashes.add(hash[0]);
            at += BaseOtKeys.HASH_BYTES;
        }
        answer = BaseOtKeys.answer(sessionId, hashes);
        System.arraycopy(BaseOtKeys.proof(sessionId, answer), 0, response, at, BaseOtKeys.HASH_BYTES);
    }

    private void enter(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException("base OT out of order: " + phase);
        }
        phase = Phase.OVER;
    }
}
