package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The receiver of random base OTs: gets the key of its choice out of two for each of {@code count} OTs.
 *
 * <p>{@link #start()}, {@link #respond}, {@link #keys()}. Three messages: this party sends the first and the third.
 * Canetti, Sarkar, Wang, PKC 2020; UC-secure against malicious parties under CDH in the random-oracle model. The
 * choice is hidden perfectly: B = alpha·G + b·T is uniform. Both points are computed for every OT and the one to send is
 * selected by a mask.
 */
final class BaseOtReceiver implements AutoCloseable {

    private static final String STEP = "base OT";

    private final byte[] sessionId;
    private final long[] choices;
    private final int count;
    private final SecureRandom random;
    private final BigInteger[] scalars;
    private byte[] firstMessage = new byte[0];
    private final byte[] keys;
    private boolean done;

    /** @param choices {@code count} bits, taken over: overwritten on close; secret */
    BaseOtReceiver(byte[] sessionId, long[] choices, int count, SecureRandom random) {
        this.sessionId = sessionId;
        this.choices = choices;
        this.count = count;
        this.random = random;
        this.scalars = new BigInteger[count];
        this.keys = new byte[count * BaseOtKeys.KEY_BYTES];
    }

    /** The first message. */
    byte[] start() {
        if (firstMessage.length != 0) {
            throw new IllegalStateException("base OT was started before");
        }
        byte[] seed = new byte[BaseOtKeys.SEED_BYTES];
        random.nextBytes(seed);
        ECPoint shift = P256.sessionPoint(sessionId, seed);
        ECPoint[] points = new ECPoint[2 * count];
        for (int i = 0; i < count; i++) {
            scalars[i] = P256.randomScalar(random);
        }
        TwoThreads.forEach(count, i -> {
            points[2 * i] = P256.multiplyGenerator(scalars[i]);
            points[2 * i + 1] = points[2 * i].add(shift);
        });
        byte[][] encodings = P256.encode(points);
        firstMessage = Arrays.copyOf(seed, BaseOtKeys.firstMessageBytes(count));
        for (int i = 0; i < count; i++) {
            int at = BaseOtKeys.SEED_BYTES + i * P256.POINT_BYTES;
            select(Bits.get(choices, i), encodings[2 * i], encodings[2 * i + 1], firstMessage, at);
        }
        return firstMessage.clone();
    }

    /** The third message, from the sender's. */
    byte[] respond(byte[] message) throws ProtocolException {
        if (firstMessage.length == 0 || done) {
            throw new IllegalStateException("base OT out of order");
        }
        done = true;
        ProtocolException.requireLength(STEP, message, BaseOtKeys.secondMessageBytes(count));
        ECPoint senderPoint = P256.decode(STEP, message, 0);
        byte[] transcript = BaseOtKeys.transcript(sessionId, firstMessage, Arrays.copyOf(message, P256.POINT_BYTES));
        byte[][] shared = P256.encode(sharedPoints(senderPoint));
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int choice = Bits.get(choices, i);
            byte[] key = BaseOtKeys.key(sessionId, transcript, i, choice, shared[i]);
            System.arraycopy(key, 0, keys, i * BaseOtKeys.KEY_BYTES, BaseOtKeys.KEY_BYTES);
            byte[] hash = BaseOtKeys.keyHash(sessionId, i, key);
            int challenge = P256.POINT_BYTES + i * BaseOtKeys.HASH_BYTES;
            for (int k = 0; k < hash.length; k++) {
                hash[k] ^= (byte) (message[challenge + k] & -choice);
            }
            hashes.add(hash);
        }
        byte[] answer = BaseOtKeys.answer(sessionId, hashes);
        byte[] proof = Arrays.copyOfRange(message, message.length - BaseOtKeys.HASH_BYTES, message.length);
        if (!MessageDigest.isEqual(BaseOtKeys.proof(sessionId, answer), proof)) {
            throw new ProtocolException(STEP + ": the sender's challenges do not fit its proof");
        }
        return answer;
    }

    /** The chosen keys, 16 bytes each, after {@link #respond}. Secret; not a copy. */
    byte[] keys() {
        if (!done) {
            throw new IllegalStateException("base OT is not done");
        }
        return keys;
    }

    @Override
    public void close() {
        Arrays.fill(keys, (byte) 0);
        Arrays.fill(choices, 0);
        Arrays.fill(scalars, BigInteger.ZERO);
        done = false;
    }

    private ECPoint[] sharedPoints(ECPoint senderPoint) {
        ECPoint[] points = new ECPoint[count];
        TwoThreads.forEach(count, i -> points[i] = P256.multiplyFixed(senderPoint, scalars[i]));
        return points;
    }

    private static void select(int choice, byte[] ifZero, byte[] ifOne, byte[] to, int at) {
        for (int i = 0; i < ifZero.length; i++) {
            to[at + i] = (byte) (ifZero[i] ^ ((ifZero[i] ^ ifOne[i]) & -choice));
        }
    }
}
