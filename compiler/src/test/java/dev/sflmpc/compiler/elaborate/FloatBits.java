package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Values that circuits of floats find hard. */
final class FloatBits {

    private FloatBits() {}

    /** For floats zeros, subnormal and normal extremes, ones, halves, integers, infinities and NaNs; extremes for others. */
    static List<BitSet> boundaries(ValueType type) {
        List<BitSet> values = new ArrayList<>();
        if (type instanceof ValueType.Float number) {
            boolean single = number.widthBits() == Float.SIZE;
            for (double value :
                    new double[] {0, 1, 1.5, 2, 0.5, 0.25, 3, 255, 256, 1e9, 0x1p31, 0x1p63, 1e30, 1.0 / 0, 0.0 / 0}) {
                add(values, number, single ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value));
            }
            int fractionBits = single ? 23 : 52;
            long least = 1L << fractionBits;
            long infinity = single ? 0x7F800000L : 0x7FF0000000000000L;
            for (long bits : new long[] {1, 2, least - 1, least, least + 1, infinity - 1, infinity + 1}) {
                add(values, number, bits);
            }
            return values;
        }
        int width = type.widthBits();
        BigInteger past = BigInteger.ONE.shiftLeft(width);
        for (int i = 0; i < width; i += 1 + width / 12) {
            BigInteger power = BigInteger.ONE.shiftLeft(i);
            values.add(bits(power));
            values.add(bits(power.subtract(BigInteger.ONE)));
            values.add(bits(past.subtract(power)));
        }
        values.add(bits(past.shiftRight(1)));
        values.add(bits(past.shiftRight(1).subtract(BigInteger.ONE)));
        return values;
    }

    private static void add(List<BitSet> values, ValueType.Float type, long bits) {
        long low = type.widthBits() == Float.SIZE ? bits & 0xFFFF_FFFFL : bits;
        values.add(BitSet.valueOf(new long[] {low}));
        values.add(BitSet.valueOf(new long[] {low ^ 1L << type.widthBits() - 1}));
    }

    /** Floats whose exponents are often near each other; other numbers of any length. */
    static BitSet random(ValueType type, Random random) {
        if (type instanceof ValueType.Float number) {
            boolean single = number.widthBits() == Float.SIZE;
            int fractionBits = single ? 23 : 52;
            int bias = single ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
            int spread = random.nextInt(4);
            long exponent = spread == 0 ? random.nextInt(2 * bias + 1) : bias - 4 + random.nextInt(4 << 2 * spread);
            exponent = random.nextInt(8) == 0 ? random.nextInt(3) : exponent;
            long fraction = random.nextLong() >>> Long.SIZE - fractionBits;
            fraction = random.nextInt(4) == 0 ? fraction & ~(-1L >>> 1 + random.nextInt(60)) : fraction;
            long sign = random.nextBoolean() ? 1L << type.widthBits() - 1 : 0;
            return BitSet.valueOf(new long[] {sign | Math.min(exponent, 2L * bias) << fractionBits | fraction});
        }
        return bits(new BigInteger(1 + random.nextInt(type.widthBits()), random));
    }

    private static BitSet bits(BigInteger value) {
        BitSet bits = new BitSet();
        for (int i = 0; i < value.bitLength(); i++) {
            bits.set(i, value.testBit(i));
        }
        return bits;
    }
}
