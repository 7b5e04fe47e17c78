package dev.sflmpc.runtime.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimitiveTest {

    private final SplittableRandom random = new SplittableRandom(41);

    /** FIPS 197, appendix B. */
    @Test
    void aes_fips197_givesItsBlock() {
        byte[] key = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c");
        byte[] in = HexFormat.of().parseHex("3243f6a8885a308d313198a2e0370734");
        byte[] out = new byte[16];
        Aes.encrypt(Aes.cipher(key, 0), in, 1, out, 0);
        assertEquals("3925841d02dc09fbdc118597196a0b32", HexFormat.of().formatHex(out));
    }

    @Test
    void delta_random_hasItsLowestBitSetAndDiffers() {
        Delta first = Delta.random();
        Delta second = Delta.random();
        assertEquals(1, first.low() & 1);
        assertNotEquals(first.high(), second.high());
        first.close();
        assertThrows(IllegalStateException.class, first::high);
        assertFalse(second.toString().contains(Long.toString(second.low())));
    }

    @Test
    void labelStream_anyPieces_givesTheSameLabels() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        long[] whole = Labels.allocate(1000);
        long[] pieces = Labels.allocate(1000);
        try (LabelStream stream = new LabelStream(key)) {
            stream.next(whole, 0, 1000);
        }
        try (LabelStream stream = new LabelStream(key)) {
            for (int at = 0; at < 1000; ) {
                int count = Math.min(1000 - at, 1 + random.nextInt(400));
                stream.next(pieces, at, count);
                at += count;
            }
        }
        assertArrayEquals(whole, pieces);
        assertThrows(IllegalArgumentException.class, () -> new LabelStream(new byte[15]));
    }

    @Test
    void offset_bitsFromTheMiddle_addsDeltaWhereTheyAreSet() {
        Delta delta = Delta.random();
        long[] bits = random.longs(4).toArray();
        long[] labels = random.longs(200).toArray();
        long[] before = labels.clone();
        Labels.offset(labels, 10, 80, bits, 37, delta);
        for (int i = 0; i < 100; i++) {
            long set = i >= 10 && i < 90 ? Bits.get(bits, 37 + i - 10) : 0;
            assertEquals(before[2 * i] ^ (delta.low() & -set), labels[2 * i], "low word of " + i);
            assertEquals(before[2 * i + 1] ^ (delta.high() & -set), labels[2 * i + 1], "high word of " + i);
        }
    }

    @Test
    void labelBytes_thereAndBack_areLittleEndian() {
        long[] labels = {0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L};
        byte[] bytes = new byte[18];
        Labels.toBytes(labels, 0, 1, bytes, 1);
        assertEquals("00000102030405060708090a0b0c0d0e0f00", HexFormat.of().formatHex(bytes));
        long[] back = new long[4];
        Labels.fromBytes(bytes, 1, back, 1, 1);
        assertArrayEquals(labels, Arrays.copyOfRange(back, 2, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 200})
    void bitBytes_anyCount_leaveOutWhatLiesPastTheEnd(int count) {
        long[] bits = new long[4];
        Arrays.fill(bits, -1);
        byte[] bytes = Bits.toBytes(bits, count);
        assertEquals((count + 7) / 8, bytes.length);
        long[] back = Bits.fromBytes(bytes);
        assertEquals(count, Arrays.stream(back).map(Long::bitCount).sum());
        assertEquals((count + 63) / 64, Bits.words(count));
    }

    /** Moving a byte from one field to the next, or leaving a field out, is another hash. */
    @Test
    void sessionHash_sameBytesInOtherFields_differs() {
        byte[] session = "session".getBytes(StandardCharsets.US_ASCII);
        byte[] one = SessionHash.of("p", session)
                .bytes(new byte[2])
                .bytes(new byte[1])
                .digest();
        byte[] other = SessionHash.of("p", session)
                .bytes(new byte[1])
                .bytes(new byte[2])
                .digest();
        byte[] joined = SessionHash.of("p", session).bytes(new byte[3]).digest();
        byte[] purpose = SessionHash.of("q", session).bytes(new byte[3]).digest();
        assertFalse(Arrays.equals(one, other));
        assertFalse(Arrays.equals(one, joined));
        assertFalse(Arrays.equals(joined, purpose));
    }
}
