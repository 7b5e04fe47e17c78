package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseOtTest {

    private static final byte[] SESSION = "base OT test".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT = 6;
    private static final long CHOICES = 0b100110;

    private final SecureRandom random = new SecureRandom();
    private final BaseOtSender sender = new BaseOtSender(SESSION, COUNT, random);
    private final BaseOtReceiver receiver = new BaseOtReceiver(SESSION, new long[] {CHOICES}, COUNT, random);

    @Test
    void keys_honestRun_areTheChosenOnes() throws ProtocolException {
        sender.finish(receiver.respond(sender.respond(receiver.start())));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            int choice = Bits.get(new long[] {CHOICES}, i);
            assertEquals(key(sender.keys(choice), i), key(receiver.keys(), i));
            assertTrue(seen.add(key(sender.keys(0), i)));
            assertTrue(seen.add(key(sender.keys(1), i)));
        }
    }

    /** Seed, first byte, x and y of a point: every class of bytes of the first message. */
    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 17, 48, 49, 80, 81, 82, 405})
    void firstMessage_flippedByte_neverEndsInAgreement(int position) {
        assertThrows(ProtocolException.class, () -> {
            byte[] first = receiver.start();
            first[position] ^= 1;
            sender.finish(receiver.respond(sender.respond(first)));
        });
    }

    /** Point, challenges and proof of the second message. A challenge of an OT with choice 0 is not looked at. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 64, 97, 128, 129, 160, 225, 256, 257, 288})
    void secondMessage_flippedByte_isRefused(int position) {
        assertThrows(ProtocolException.class, () -> {
            byte[] second = sender.respond(receiver.start());
            second[position] ^= 0x10;
            sender.finish(receiver.respond(second));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 31})
    void thirdMessage_flippedByte_isRefused(int position) throws ProtocolException {
        byte[] third = receiver.respond(sender.respond(receiver.start()));
        third[position] ^= 1;
        assertThrows(ProtocolException.class, () -> sender.finish(third));
        assertThrows(IllegalStateException.class, () -> sender.keys(0));
    }

    @Test
    void messages_wrongLength_areRefused() throws ProtocolException {
        byte[] first = receiver.start();
        for (int length : new int[] {0, first.length - 1, first.length + 1}) {
            BaseOtSender fresh = new BaseOtSender(SESSION, COUNT, random);
            assertThrows(ProtocolException.class, () -> fresh.respond(Arrays.copyOf(first, length)));
        }
        byte[] second = sender.respond(first);
        assertThrows(ProtocolException.class, () -> receiver.respond(Arrays.copyOf(second, second.length + 1)));
        assertThrows(ProtocolException.class, () -> sender.finish(new byte[31]));
    }

    @Test
    void sender_otherSession_isRefused() throws ProtocolException {
        BaseOtSender other = new BaseOtSender(Arrays.copyOf(SESSION, 5), COUNT, random);
        byte[] second = other.respond(receiver.start());
        assertThrows(ProtocolException.class, () -> receiver.respond(second));
    }

    /** All receivers' points alike: keys must still differ by OT. */
    @Test
    void sender_repeatedPoints_givesDifferentKeys() throws ProtocolException {
        byte[] first = receiver.start();
        for (int i = 1; i < COUNT; i++) {
            System.arraycopy(first, 16, first, 16 + i * P256.POINT_BYTES, P256.POINT_BYTES);
        }
        byte[] second = sender.respond(first);
        byte[] challenges = Arrays.copyOfRange(second, P256.POINT_BYTES, second.length);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            assertTrue(seen.add(HexFormat.of().formatHex(challenges, 32 * i, 32 * i + 32)), "challenge " + i);
        }
    }

    /** A receiver whose point is the session's own: one of the sender's two secrets is infinity, and the keys still differ. */
    @Test
    void sender_sessionPointInsteadOfPoint_stillGivesTwoKeys() throws ProtocolException {
        byte[] first = receiver.start();
        P256Point shift = P256.sessionPoint(SESSION, Arrays.copyOf(first, BaseOtKeys.SEED_BYTES));
        System.arraycopy(P256.encode(new P256Point[] {shift})[0], 0, first, 16, P256.POINT_BYTES);
        byte[] second = sender.respond(first);
        for (int i = 0; i < COUNT; i++) {
            int challenge = P256.POINT_BYTES + i * BaseOtKeys.HASH_BYTES;
            byte[] zero = new byte[BaseOtKeys.HASH_BYTES];
            assertFalse(Arrays.equals(zero, Arrays.copyOfRange(second, challenge, challenge + zero.length)));
        }
    }

    @Test
    void close_afterwards_givesNoKeys() throws ProtocolException {
        sender.finish(receiver.respond(sender.respond(receiver.start())));
        byte[] keys = sender.keys(0);
        assertFalse(Arrays.equals(new byte[keys.length], keys));
        sender.close();
        receiver.close();
        assertArrayEquals(new byte[keys.length], keys);
        assertThrows(IllegalStateException.class, () -> sender.keys(0));
        assertThrows(IllegalStateException.class, receiver::keys);
    }

    private static String key(byte[] keys, int index) {
        return HexFormat.of().formatHex(keys, BaseOtKeys.KEY_BYTES * index, BaseOtKeys.KEY_BYTES * (index + 1));
    }
}
