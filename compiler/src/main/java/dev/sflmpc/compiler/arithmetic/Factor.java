package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * One factor of a product in as few bits as hold it.
 *
 * @param bits two's complement when {@code signed}
 * @param signed whether the top bit counts negative; a word that is known not to be negative is unsigned
 */
record Factor(int[] bits, boolean signed) {

    /** Without the bits that do not matter modulo 2^width, and without copies of the sign or leading zeros. */
    static Factor of(int[] word, boolean signed, int width) {
        if (word.length >= width) {
            // modulo 2^width the sign is a matter of taste: the narrower reading wins
            int[] cut = Words.slice(word, 0, width);
            boolean negative = Words.signedWidth(cut) < Words.unsignedWidth(cut);
            return narrowed(cut, negative);
        }
        return narrowed(word, signed);
    }

    private static Factor narrowed(int[] word, boolean signed) {
        if (!signed || Words.sign(word) == Netlist.FALSE) {
            return new Factor(Words.slice(word, 0, Words.unsignedWidth(word)), false);
        }
        return new Factor(Words.slice(word, 0, Words.signedWidth(word)), true);
    }

    /** Whether both are the same number for the same reason. */
    boolean isSame(Factor other) {
        return signed == other.signed && Arrays.equals(bits, other.bits);
    }

    int width() {
        return bits.length;
    }

    /** The number, when all bits are constant. */
    BigInteger value() {
        BigInteger value = Words.value(bits);
        boolean negative = signed && Words.sign(bits) == Netlist.TRUE;
        return negative ? value.subtract(BigInteger.ONE.shiftLeft(bits.length)) : value;
    }

    /** Divided by 2^shift, where the low bits are zeros. */
    Factor shiftedRight(int shift) {
        return new Factor(Words.slice(bits, shift, bits.length), signed);
    }

    /** In another width: continued by sign or zero. */
    int[] extended(int width) {
        return Words.extend(bits, width, signed);
    }

    /**
     * The word whose unsigned value is this factor, plus 2^(width-1) when it is signed: its digits +1 and -1 have the
     * value 2 x + 1 when it is signed, and 2 x + 1 - 2^width otherwise.
     */
    int[] digits() {
        int[] digits = bits.clone();
        if (signed) {
            digits[digits.length - 1] ^= 1;
        }
        return digits;
    }
}
