package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/** Words of 32 and 64 bits, as the standards use them. */
final class Lanes {

    private Lanes() {}

    static int[] xor(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = net.xor(a[i], b[i]);
        }
        return result;
    }

    static int[] xor(Netlist net, int[] a, int[] b, int[] c) {
        return xor(net, xor(net, a, b), c);
    }

    /** {@code condition ? whenTrue : whenFalse}, bit by bit. */
    static int[] choose(Netlist net, int[] condition, int[] whenTrue, int[] whenFalse) {
        int[] result = new int[condition.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = net.mux(condition[i], whenTrue[i], whenFalse[i]);
        }
        return result;
    }

    static int[] majority(Netlist net, int[] a, int[] b, int[] c) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = net.xor(c[i], net.and(net.xor(a[i], c[i]), net.xor(b[i], c[i])));
        }
        return result;
    }

    static int[] rotateRight(int[] word, int amount) {
        int[] result = new int[word.length];
        for (int i = 0; i < word.length; i++) {
            result[i] = word[(i + amount) % word.length];
        }
        return result;
    }

    static int[] rotateLeft(int[] word, int amount) {
        return rotateRight(word, word.length - amount);
    }

    static int[] shiftRight(int[] word, int amount) {
        int[] result = new int[word.length];
        System.arraycopy(word, amount, result, 0, word.length - amount);
        return result;
    }

    static int[] constant(long value, int width) {
        int[] word = new int[width];
        for (int i = 0; i < width; i++) {
            word[i] = (value >>> i & 1) != 0 ? Netlist.TRUE : Netlist.FALSE;
        }
        return word;
    }

    /** The sum of the words and an unsigned constant modulo 2^n, in one compressor. */
    static int[] sum(Netlist net, long constant, int[]... words) {
        ColumnSum sum = new ColumnSum(words[0].length);
        for (int[] word : words) {
            sum.add(word, 0);
        }
        sum.addConstant(BigInteger.valueOf(constant));
        return sum.sum(net);
    }

    /** Bytes as words of {@code width} bits. */
    static int[][] words(int[] bytes, int width, boolean bigEndian) {
        int[][] words = new int[bytes.length / width][width];
        for (int i = 0; i < bytes.length; i++) {
            int at = i % width;
            words[i / width][bigEndian ? width - 8 - (at & -8) + (at & 7) : at] = bytes[i];
        }
        return words;
    }

    /** Words as bytes. */
    static int[] bytes(int[][] words, boolean bigEndian) {
        int width = words[0].length;
        int[] bytes = new int[words.length * width];
        for (int i = 0; i < bytes.length; i++) {
            int at = i % width;
            bytes[i] = words[i / width][bigEndian ? width - 8 - (at & -8) + (at & 7) : at];
        }
        return bytes;
    }

    static void requireBits(int[] word, int bits, String what) {
        if (word.length != bits) {
            throw new IllegalArgumentException(word.length + " bits of " + what + ", not " + bits);
        }
    }
}
