package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueBitsTest {

    @Test
    void set_oneBit_changesThatBitOnly() {
        ValueBits bits = new ValueBits(130);
        bits.set(64, true);
        for (int i = 0; i < 130; i++) {
            assertEquals(i == 64, bits.get(i), "bit " + i);
        }
        bits.set(64, false);
        assertFalse(bits.get(64));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void setInteger_anyPlaceAndWidth_givesTheNumberBackAndLeavesTheRest(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int width = 1 + random.nextInt(200);
            int at = random.nextInt(150);
            ValueBits bits = new ValueBits(at + width + random.nextInt(70));
            for (int i = 0; i < bits.widthBits(); i++) {
                bits.set(i, true);
            }
            BigInteger value = new BigInteger(width, random);
            bits.setInteger(at, width, value);
            String place = "seed " + seed + ", width " + width + " at " + at;
            assertEquals(value, bits.getInteger(at, width, false), place);
            BigInteger signed = value.testBit(width - 1) ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
            assertEquals(signed, bits.getInteger(at, width, true), place);
            for (int i = 0; i < bits.widthBits(); i++) {
                assertTrue(bits.get(i) || (i >= at && i < at + width && !value.testBit(i - at)), place);
            }
        }
    }

    @Test
    void setInteger_negative_isTwosComplement() {
        ValueBits bits = new ValueBits(100);
        bits.setInteger(10, 80, BigInteger.TWO.negate());
        assertFalse(bits.get(10));
        assertTrue(bits.get(11));
        assertTrue(bits.get(89));
        assertFalse(bits.get(90));
    }

    @Test
    void split_thenJoin_givesTheSameBits() {
        List<ValueType.Field> fields = new RandomValues(new Random(7)).fields(2);
        ValueBits bits = new RandomValues(new Random(8)).bits(fields);
        assertTrue(bits.widthBits() > 0);
        List<BitSet> parts = bits.split(fields);
        assertEquals(fields.size(), parts.size());
        assertArrayEquals(bits.words(), ValueBits.join(fields, parts).words());
    }

    @Test
    void of_wordsOfAnotherNumber_isRefused() {
        List<ValueType.Field> fields = List.of(new ValueType.Field("x", new ValueType.Int(false, 65)));
        assertTrue(ValueBits.of(fields, new long[] {0, 1}).get(64));
        assertThrows(IllegalArgumentException.class, () -> ValueBits.of(fields, new long[1]));
        assertThrows(IllegalArgumentException.class, () -> ValueBits.of(fields, new long[3]));
    }

    @Test
    void close_always_leavesNothing() {
        ValueBits bits = new ValueBits(100);
        bits.set(3, true);
        bits.set(99, true);
        bits.close();
        assertArrayEquals(new long[2], bits.words());
    }

    @Test
    void get_pastTheEnd_isRefused() {
        ValueBits bits = new ValueBits(65);
        assertThrows(IndexOutOfBoundsException.class, () -> bits.get(65));
        assertThrows(IndexOutOfBoundsException.class, () -> bits.set(-1, true));
        assertThrows(IndexOutOfBoundsException.class, () -> bits.getLong(2, 64));
    }

    @Test
    void toString_always_hidesTheBits() {
        ValueBits bits = new ValueBits(4);
        bits.set(1, true);
        assertEquals("ValueBits[4]", bits.toString());
    }
}
