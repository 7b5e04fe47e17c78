package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;
import java.util.List;

/** The random oracles of the base OTs and the sizes of their messages. */
final class BaseOtKeys {

    static final int KEY_BYTES = 16;
    static final int SEED_BYTES = 16;
    static final int HASH_BYTES = SessionHash.BYTES;

    private BaseOtKeys() {}

    /** Receiver to sender: the seed of the session's point, then a point for each OT. */
    static int firstMessageBytes(int count) {
        return SEED_BYTES + count * P256.POINT_BYTES;
    }

    /** Sender to receiver: a point, a challenge for each OT, a proof. */
    static int secondMessageBytes(int count) {
        return P256.POINT_BYTES + count * HASH_BYTES + HASH_BYTES;
    }

    /** Receiver to sender: the answer to the challenges. */
    static int thirdMessageBytes() {
        return HASH_BYTES;
    }

    /**
     * The key of OT {@code index}.
     *
     * @param transcript {@link #transcript} of the two messages
     * @param choice 0 or 1
     * @param point encoding of the Diffie-Hellman value
     */
    static byte[] key(byte[] sessionId, byte[] transcript, int index, int choice, byte[] point) {
        byte[] digest = SessionHash.of("ot/base/key", sessionId)
                .bytes(transcript)
                .number(index)
                .number(choice)
                .bytes(point)
                .digest();
        return Arrays.copyOf(digest, KEY_BYTES);
    }

    /** Binds keys to the first message and the sender's point. */
    static byte[] transcript(byte[] sessionId, byte[] firstMessage, byte[] senderPoint) {
        return SessionHash.of("ot/base/transcript", sessionId)
                .bytes(firstMessage)
                .bytes(senderPoint)
                .digest();
    }

    /** The hash of a key that challenges are made of. */
    static byte[] keyHash(byte[] sessionId, int index, byte[] key) {
        return SessionHash.of("ot/base/key-hash", sessionId)
                .number(index)
                .bytes(key)
                .digest();
    }

    /** The answer: a hash of all the key hashes of choice 0. */
    static byte[] answer(byte[] sessionId, List<byte[]> keyHashes) {
        SessionHash hash = SessionHash.of("ot/base/answer", sessionId);
        for (byte[] keyHash : keyHashes) {
            hash = hash.bytes(keyHash);
        }
        return hash.digest();
    }

    /** What the sender shows of the answer before the receiver gives it. */
    static byte[] proof(byte[] sessionId, byte[] answer) {
        return SessionHash.of("ot/base/proof", sessionId).bytes(answer).digest();
    }
}
