package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** What every block does to words without making a gate, and balanced trees of one gate. */
final class Words {

    private Words() {}

    /** A number for an explanation. */
    static String shown(BigInteger number) {
        return number.bitLength() <= 64 ? number.toString() : "of " + number.bitLength() + " bits";
    }

    /** The low {@code width} bits of a number, in two's complement. */
    static int[] constant(BigInteger value, int width) {
        int[] word = new int[width];
        for (int i = 0; i < width; i++) {
            word[i] = value.testBit(i) ? Netlist.TRUE : Netlist.FALSE;
        }
        return word;
    }

    /** The number that a word of constants stands for, read as unsigned. */
    static BigInteger value(int[] word) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < word.length; i++) {
            if (word[i] == Netlist.TRUE) {
                value = value.setBit(i);
            }
        }
        return value;
    }

    static boolean isConstant(int literal) {
        return literal >>> 1 == 0;
    }

    static boolean isConstant(int[] word) {
        return secretBits(word) == 0;
    }

    /** How many bits are not constant. */
    static int secretBits(int[] word) {
        int count = 0;
        for (int literal : word) {
            count += isConstant(literal) ? 0 : 1;
        }
        return count;
    }

    static boolean hasConstantBit(int[] word) {
        return secretBits(word) < word.length;
    }

    /** All bits negated. */
    static int[] invert(int[] word) {
        int[] inverted = word.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] ^= 1;
        }
        return inverted;
    }

    /** Each bit XORed with one literal. */
    static int[] xorEach(Netlist net, int[] word, int literal) {
        int[] result = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            result[i] = net.xor(word[i], literal);
        }
        return result;
    }

    /** Two words of one width, XORed. */
    static int[] xor(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = net.xor(a[i], b[i]);
        }
        return result;
    }

    /** Each bit ANDed with one literal. */
    static int[] andEach(Netlist net, int[] word, int literal) {
        int[] result = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            result[i] = net.and(word[i], literal);
        }
        return result;
    }

    /** Each bit ORed with one literal. */
    static int[] orEach(Netlist net, int[] word, int literal) {
        return invert(andEach(net, invert(word), literal ^ 1));
    }

    /** Cut, or continued with zeros. */
    static int[] zeroExtend(int[] word, int width) {
        return Arrays.copyOf(word, width);
    }

    /** Cut, or continued with the sign bit. */
    static int[] signExtend(int[] word, int width) {
        int[] result = Arrays.copyOf(word, width);
        if (width > word.length && word.length > 0) {
            Arrays.fill(result, word.length, width, word[word.length - 1]);
        }
        return result;
    }

    static int[] extend(int[] word, int width, boolean signed) {
        return signed ? signExtend(word, width) : zeroExtend(word, width);
    }

    /** Cut, or continued with copies of one literal. */
    static int[] extendWith(int[] word, int width, int filling) {
        int[] result = Arrays.copyOf(word, width);
        if (width > word.length) {
            Arrays.fill(result, word.length, width, filling);
        }
        return result;
    }

    /** The word times 2^shift, in {@code width} bits. */
    static int[] shiftedLeft(int[] word, int shift, int width) {
        int[] result = new int[width];
        if (shift < width) {
            System.arraycopy(word, 0, result, shift, Math.min(word.length, width - shift));
        }
        return result;
    }

    /** The literals from {@code from} to before {@code to}; what lies beyond the word is zero. */
    static int[] slice(int[] word, int from, int to) {
        return Arrays.copyOfRange(word, Math.min(from, word.length), Math.max(to, Math.min(from, word.length)));
    }

    /** The width without leading bits that are known to be zero. */
    static int unsignedWidth(int[] word) {
        int width = word.length;
        while (width > 0 && word[width - 1] == Netlist.FALSE) {
            width--;
        }
        return width;
    }

    /** The least width that still holds the word as a signed number; at least 1. */
    static int signedWidth(int[] word) {
        int width = word.length;
        while (width > 1 && word[width - 1] == word[width - 2]) {
            width--;
        }
        return width;
    }

    /** The number of low bits that are known to be zero. */
    static int trailingZeros(int[] word) {
        int count = 0;
        while (count < word.length && word[count] == Netlist.FALSE) {
            count++;
        }
        return count;
    }

    /** The first bit last. */
    static int[] reverse(int[] word) {
        int[] reversed = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            reversed[i] = word[word.length - 1 - i];
        }
        return reversed;
    }

    /** The bits of all words, the first word lowest. */
    static int[] concat(int[]... words) {
        int width = 0;
        for (int[] word : words) {
            width += word.length;
        }
        int[] all = new int[width];
        int at = 0;
        for (int[] word : words) {
            System.arraycopy(word, 0, all, at, word.length);
            at += word.length;
        }
        return all;
    }

    static int sign(int[] word) {
        return word[word.length - 1];
    }

    /** AND of all bits, in logarithmic depth; TRUE for none. */
    static int andAll(Netlist net, int[] word) {
        return tree(word, Netlist.TRUE, net::and);
    }

    /** OR of all bits, in logarithmic depth; FALSE for none. */
    static int orAll(Netlist net, int[] word) {
        return tree(word, Netlist.FALSE, net::or);
    }

    private static int tree(int[] word, int unit, IntBinaryOperator gate) {
        int[] level = word.clone();
        int count = level.length;
        while (count > 1) {
            int next = 0;
            for (int i = 0; i < count; i += 2) {
                level[next++] = i + 1 < count ? gate.applyAsInt(level[i], level[i + 1]) : level[i];
            }
            count = next;
        }
        return count == 0 ? unit : level[0];
    }

    /** Entry v, from 1 on and below {@code count}, is whether the word is v or more. */
    static int[] thermometer(Netlist net, int[] word, int count) {
        int[] atLeast = new int[1 << word.length];
        for (int i = 0; i < word.length; i++) {
            int half = 1 << i;
            for (int v = 1; v < half; v++) {
                int low = atLeast[v];
                atLeast[v] = net.or(word[i], low);
                atLeast[half + v] = half + v < count ? net.and(word[i], low) : Netlist.FALSE;
            }
            atLeast[half] = word[i];
        }
        return slice(atLeast, 0, Math.max(count, atLeast.length));
    }
}
