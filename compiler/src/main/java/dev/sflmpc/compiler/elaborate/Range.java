package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;

/**
 * An interval that holds every number that a scalar can be, as its type reads its bits: a bool is 0 or 1, a fixed-point
 * number the integer of all its bits.
 */
record Range(BigInteger min, BigInteger max) {

    static final Range BIT = new Range(BigInteger.ZERO, BigInteger.ONE);

    Range {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("an empty range from " + min + " to " + max);
        }
    }

    static Range of(BigInteger value) {
        return new Range(value, value);
    }

    static Range of(long min, long max) {
        return new Range(BigInteger.valueOf(min), BigInteger.valueOf(max));
    }

    /** All numbers of a scalar type. */
    static Range of(ValueType type) {
        return of(Types.isSigned(type), type.widthBits());
    }

    /** All numbers of a width. */
    static Range of(boolean signed, int width) {
        BigInteger size = BigInteger.ONE.shiftLeft(signed ? width - 1 : width);
        return new Range(signed ? size.negate() : BigInteger.ZERO, size.subtract(BigInteger.ONE));
    }

    /** What the constant bits of a word, and the copies of its sign, say. */
    static Range of(boolean signed, int[] bits) {
        int top = bits.length - 1;
        int sign = signed ? bits[top] : Netlist.FALSE;
        while (signed && top > 0 && bits[top - 1] == sign) {
            top--;
        }
        int width = signed ? top : bits.length;
        BigInteger least = number(bits, width, false);
        BigInteger most = number(bits, width, true);
        BigInteger weight = BigInteger.ONE.shiftLeft(top);
        return new Range(
                sign == Netlist.FALSE ? least : least.subtract(weight),
                sign == Netlist.TRUE ? most.subtract(weight) : most);
    }

    /** The number of the {@code width} lowest bits, with one value for all that are not constant. */
    private static BigInteger number(int[] bits, int width, boolean open) {
        if (width < Long.SIZE) {
            long number = 0;
            for (int i = 0; i < width; i++) {
                if (bits[i] == Netlist.TRUE || (open && bits[i] != Netlist.FALSE)) {
                    number |= 1L << i;
                }
            }
            return BigInteger.valueOf(number);
        }
        byte[] bytes = new byte[(width + 7) / 8];
        for (int i = 0; i < width; i++) {
            if (bits[i] == Netlist.TRUE || (open && bits[i] != Netlist.FALSE)) {
                bytes[bytes.length - 1 - i / 8] |= (byte) (1 << i % 8);
            }
        }
        return new BigInteger(1, bytes);
    }

    boolean isSingle() {
        return min.equals(max);
    }

    boolean isNegative() {
        return max.signum() < 0;
    }

    boolean mayBeNegative() {
        return min.signum() < 0;
    }

    boolean contains(BigInteger value) {
        return min.compareTo(value) <= 0 && value.compareTo(max) <= 0;
    }

    boolean contains(Range other) {
        return contains(other.min) && contains(other.max);
    }

    /** Whether every number of this one is less than every number of the other. */
    boolean isBelow(Range other) {
        return max.compareTo(other.min) < 0;
    }

    /** Number of values minus one. */
    BigInteger length() {
        return max.subtract(min);
    }

    /** The least width that holds all numbers, signed if one of them is negative; at least 1. */
    int width() {
        return Math.max(1, Math.max(min.bitLength(), max.bitLength()) + (mayBeNegative() ? 1 : 0));
    }

    /** What is in both; this one where that is nothing, which means that the value is never used. */
    Range and(Range other) {
        BigInteger least = min.max(other.min);
        BigInteger most = max.min(other.max);
        return least.compareTo(most) <= 0 ? new Range(least, most) : this;
    }

    /** The least interval around both. */
    Range or(Range other) {
        return new Range(min.min(other.min), max.max(other.max));
    }

    Range plus(Range other) {
        return new Range(min.add(other.min), max.add(other.max));
    }

    Range plus(BigInteger number) {
        return new Range(min.add(number), max.add(number));
    }

    Range negated() {
        return new Range(max.negate(), min.negate());
    }

    Range times(Range other) {
        return hull(min.multiply(other.min), min.multiply(other.max), max.multiply(other.min), max.multiply(other.max));
    }

    Range times(BigInteger factor) {
        BigInteger a = min.multiply(factor);
        BigInteger b = max.multiply(factor);
        return new Range(a.min(b), a.max(b));
    }

    Range square() {
        BigInteger a = min.multiply(min);
        BigInteger b = max.multiply(max);
        return new Range(contains(BigInteger.ZERO) ? BigInteger.ZERO : a.min(b), a.max(b));
    }

    /** Rounded toward minus infinity. */
    Range shiftedRight(int shift) {
        return new Range(min.shiftRight(shift), max.shiftRight(shift));
    }

    Range shiftedLeft(int shift) {
        return new Range(min.shiftLeft(shift), max.shiftLeft(shift));
    }

    /** The same numbers modulo 2^width, as the type reads them. */
    Range wrapped(ValueType type) {
        Range all = of(type);
        if (all.contains(this)) {
            return this;
        }
        int width = type.widthBits();
        BigInteger turns = min.subtract(all.min).shiftRight(width);
        boolean together = turns.equals(max.subtract(all.min).shiftRight(width));
        return together ? plus(turns.shiftLeft(width).negate()) : all;
    }

    /** The word with constants and copies of the sign where the range shows them; its lower bits say the same. */
    int[] narrowed(int[] bits) {
        int[] narrow = bits.clone();
        if (mayBeNegative() && max.signum() >= 0) {
            int top = width() - 1;
            for (int i = top + 1; i < narrow.length; i++) {
                narrow[i] = bits[top];
            }
        } else {
            for (int i = min.xor(max).bitLength(); i < narrow.length; i++) {
                narrow[i] = min.testBit(i) ? Netlist.TRUE : Netlist.FALSE;
            }
        }
        return narrow;
    }

    static Range hull(BigInteger first, BigInteger... others) {
        BigInteger least = first;
        BigInteger most = first;
        for (BigInteger other : others) {
            least = least.min(other);
            most = most.max(other);
        }
        return new Range(least, most);
    }
}
