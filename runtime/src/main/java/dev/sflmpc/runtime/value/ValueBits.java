package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A fixed number of bits that can be wiped: all of a party's input, or all of its output.
 *
 * <p>Bit {@code i} is bit {@code i % 64} of word {@code i / 64}. Words past the last bit are zero. Not safe for use by
 * several threads at once.
 */
public final class ValueBits implements AutoCloseable {

    private final long[] words;
    private final int widthBits;

    /** All bits false. */
    public ValueBits(int widthBits) {
        this(new long[(int) (((long) widthBits + Long.SIZE - 1) / Long.SIZE)], widthBits);
    }

    private ValueBits(long[] words, int widthBits) {
        this.words = words;
        this.widthBits = widthBits;
    }

    /**
     * The bits of {@code fields}, one after the other, in {@code words}, which are shared and not copied.
     *
     * @throws IllegalArgumentException if there are not as many words as it takes
     */
    public static ValueBits of(List<ValueType.Field> fields, long[] words) {
        int width = width(fields);
        if (words.length != (width + Long.SIZE - 1) / Long.SIZE) {
            throw new IllegalArgumentException(words.length + " words for " + width + " bits");
        }
        return new ValueBits(words, width);
    }

    /** {@code widthBits} bits in {@code words}, which are shared and not copied. */
    public static ValueBits of(int widthBits, long[] words) {
        if (words.length != (int) (((long) widthBits + Long.SIZE - 1) / Long.SIZE)) {
            throw new IllegalArgumentException(words.length + " words for " + widthBits + " bits");
        }
        return new ValueBits(words, widthBits);
    }

    private static int width(List<ValueType.Field> fields) {
        return Math.toIntExact(
                fields.stream().mapToLong(field -> field.type().widthBits()).sum());
    }

    /** The bits of {@code fields}, one after the other. */
    public static ValueBits join(List<ValueType.Field> fields, List<BitSet> parts) {
        ValueBits joined = new ValueBits(width(fields));
        int at = 0;
        for (int i = 0; i < fields.size(); i++) {
            BitSet part = parts.get(i);
            for (int bit = part.nextSetBit(0); bit >= 0; bit = part.nextSetBit(bit + 1)) {
                joined.set(at + bit, true);
            }
            at += fields.get(i).type().widthBits();
        }
        return joined;
    }

    /** The bits of each of {@code fields}, which lie one after the other. */
    public List<BitSet> split(List<ValueType.Field> fields) {
        List<BitSet> parts = new ArrayList<>();
        int at = 0;
        for (ValueType.Field field : fields) {
            int width = field.type().widthBits();
            BitSet part = new BitSet(width);
            for (int i = 0; i < width; i++) {
                part.set(i, get(at + i));
            }
            parts.add(part);
            at += width;
        }
        return parts;
    }

    public int widthBits() {
        return widthBits;
    }

    public boolean get(int index) {
        checkRange(index, 1);
        return ((words[index >>> 6] >>> index) & 1) != 0;
    }

    public void set(int index, boolean bit) {
        checkRange(index, 1);
        long mask = 1L << index;
        words[index >>> 6] = (words[index >>> 6] & ~mask) | (bit ? mask : 0);
    }

    /** The {@code count} bits from {@code index} as a non-negative number; {@code count} is at most 64. */
    long getLong(int index, int count) {
        checkRange(index, count);
        if (count == 0) {
            return 0;
        }
        int shift = index & 63;
        long low = words[index >>> 6] >>> shift;
        long high = shift + count > Long.SIZE ? words[(index >>> 6) + 1] << -shift : 0;
        return (low | high) & -1L >>> -count;
    }

    /** Sets the {@code count} bits from {@code index} to the lowest of {@code value}; {@code count} is at most 64. */
    void setLong(int index, int count, long value) {
        checkRange(index, count);
        if (count == 0) {
            return;
        }
        long mask = -1L >>> -count;
        int word = index >>> 6;
        int shift = index & 63;
        words[word] = (words[word] & ~(mask << shift)) | ((value & mask) << shift);
        if (shift + count > Long.SIZE) {
            words[word + 1] = (words[word + 1] & ~(mask >>> -shift)) | ((value & mask) >>> -shift);
        }
    }

    /** The {@code count} bits from {@code index} as a number in two's complement, or as one without a sign. */
    BigInteger getInteger(int index, int count, boolean signed) {
        checkRange(index, count);
        byte[] bigEndian = new byte[count / Byte.SIZE + 1];
        for (int at = 0; at < count; at += Byte.SIZE) {
            int taken = Math.min(Byte.SIZE, count - at);
            bigEndian[bigEndian.length - 1 - at / Byte.SIZE] = (byte) getLong(index + at, taken);
        }
        BigInteger value = new BigInteger(bigEndian);
        Arrays.fill(bigEndian, (byte) 0);
        boolean negative = signed && get(index + count - 1);
        return negative ? value.subtract(BigInteger.ONE.shiftLeft(count)) : value;
    }

    /** Sets the {@code count} bits from {@code index} to the lowest of {@code value} in two's complement. */
    void setInteger(int index, int count, BigInteger value) {
        checkRange(index, count);
        for (int at = 0; at < count; at += Long.SIZE) {
            setLong(
                    index + at,
                    Math.min(Long.SIZE, count - at),
                    value.shiftRight(at).longValue());
        }
    }

    /** The words themselves, not a copy: whoever takes them shares them with this object, its {@link #close} included. */
    public long[] words() {
        return words;
    }

    /** Sets all bits to false. */
    @Override
    public void close() {
        Arrays.fill(words, 0);
    }

    /** Does not show the bits. */
    @Override
    public String toString() {
        return "ValueBits[" + widthBits + "]";
    }

    private void checkRange(int index, int count) {
        if (index < 0 || count < 0 || (long) index + count > widthBits) {
            throw new IndexOutOfBoundsException(count + " bits at " + index + " of " + widthBits);
        }
    }
}
