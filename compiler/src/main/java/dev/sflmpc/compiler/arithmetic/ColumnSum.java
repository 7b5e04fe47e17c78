package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of many weighted bits modulo 2^width: bits are collected in columns, then added with full adders first and
 * half adders only where they are forced.
 *
 * <p>A full adder costs one AND and removes one bit, a half adder costs one AND and removes none, so that the price of
 * a sum is (bits in) - (bits out) + (half adders). Constant ones cost nothing: one of them turns a half adder into a
 * full one. The sum of n bits of weight one costs n less the number of ones in n written in binary.
 *
 * <p>An entry of a column is the XNOR of two literals, which is how a bit of a product of digits +1 and -1 arises
 * ({@link SignedDigits}); a plain bit is the XNOR of itself and TRUE. A full adder over XNORs gathers the XORs of
 * either factor, which neighbouring columns share.
 *
 * <p>Layout: entry <i>k</i> of a column is {@code column[2k]}, {@code column[2k + 1]}.
 */
public final class ColumnSum {

    private final int width;
    private final int[][] columns;
    private final int[] sizes;
    private final int[] ones;
    private BigInteger constant = BigInteger.ZERO;

    /** An empty sum modulo 2^width. */
    public ColumnSum(int width) {
        this.width = width;
        columns = new int[width][0];
        sizes = new int[width];
        ones = new int[width];
    }

    /** The number of bits of the result. */
    public int width() {
        return width;
    }

    /** Adds {@code bit * 2^weight}. */
    public void addBit(int bit, int weight) {
        addXnor(bit, Netlist.TRUE, weight);
    }

    /** Adds {@code word * 2^weight}, the word read as unsigned. */
    public void add(int[] word, int weight) {
        for (int i = 0; i < word.length && weight + i < width; i++) {
            addBit(word[i], weight + i);
        }
    }

    /** Subtracts {@code word * 2^weight}, the word read as unsigned. */
    public void subtract(int[] word, int weight) {
        for (int i = 0; i < word.length && weight + i < width; i++) {
            addBit(word[i] ^ 1, weight + i);
        }
        // -x = ~x + 1 - 2^n for n bits
        addConstant(
                BigInteger.ONE.subtract(BigInteger.ONE.shiftLeft(word.length)).shiftLeft(weight));
    }

    /**
     * Adds or subtracts {@code word * 2^weight}, the word as wide as the number it stands for, or not negative. Of a
     * number that is extended by its sign only the bits up to the first copy of it count.
     */
    public void addNumber(int[] word, boolean negative, int weight) {
        int last = word.length - 1;
        int top = last;
        while (word[last] > Netlist.TRUE && top > 0 && word[top - 1] == word[last]) {
            top--;
        }
        for (int i = 0; i <= top; i++) {
            boolean weightIsNegative = negative != (i == top && top < last);
            // -b·2^i = (1-b)·2^i - 2^i
            addBit(weightIsNegative ? word[i] ^ 1 : word[i], weight + i);
            if (weightIsNegative) {
                addConstant(BigInteger.ONE.shiftLeft(weight + i).negate());
            }
        }
    }

    /** Adds a number, which may be negative. */
    public void addConstant(BigInteger value) {
        constant = constant.add(value);
    }

    /** Adds the XNOR of two bits, times 2^weight. */
    void addXnor(int a, int b, int weight) {
        if (weight >= width) {
            return;
        }
        int p = a;
        int q = b;
        if (p >>> 1 == q >>> 1) {
            p = p ^ q ^ 1;
            q = Netlist.TRUE;
        } else if (p <= Netlist.TRUE) {
            p = q ^ p ^ 1;
            q = Netlist.TRUE;
        } else if (q == Netlist.FALSE) {
            p ^= 1;
            q = Netlist.TRUE;
        }
        if (p == Netlist.FALSE) {
            return;
        }
        if (p == Netlist.TRUE) {
            ones[weight]++;
        } else {
            push(weight, p, q);
        }
    }

    private void push(int weight, int a, int b) {
        int size = sizes[weight];
        if (size == columns[weight].length) {
            columns[weight] = Arrays.copyOf(columns[weight], Math.max(8, 2 * size));
        }
        columns[weight][size] = a;
        columns[weight][size + 1] = b;
        sizes[weight] = size + 2;
    }

    /** Makes the gates of the sum; the columns are used up. */
    public int[] sum(Netlist net) {
        long start = net.here();
        int bits = Arrays.stream(sizes).sum() / 2;
        int[] result = added(net);
        net.made(start, () -> "columns of " + bits + " bits added to " + width + " bits (ColumnSum)");
        return result;
    }

    private int[] added(Netlist net) {
        int[] result = new int[width];
        int carriedOnes = 0;
        for (int i = 0; i < width; i++) {
            int onesHere = ones[i] + carriedOnes + (constant.testBit(i) ? 1 : 0);
            if (i == width - 1) {
                result[i] = parity(net, i) ^ (onesHere & 1);
            } else {
                carriedOnes = addColumn(net, i, onesHere, result);
            }
            columns[i] = new int[0];
        }
        return result;
    }

    private int parity(Netlist net, int weight) {
        int parity = Netlist.FALSE;
        for (int k = 0; k < sizes[weight]; k++) {
            parity = net.xor(parity, columns[weight][k]);
        }
        return parity ^ (sizes[weight] / 2 & 1);
    }

    /** Reduces a column to one bit and returns the number of constant ones that go to the next one. */
    private int addColumn(Netlist net, int weight, int onesHere, int[] result) {
        int single = onesHere;
        int carriedOnes = 0;
        int at = 0;
        while (sizes[weight] - at >= 6) {
            int[] column = columns[weight];
            int sum = fullSum(net, column, at);
            int carry = fullCarry(net, column, at);
            at += 6;
            if (sum > Netlist.TRUE) {
                push(weight, sum, Netlist.TRUE);
            } else {
                single += sum;
            }
            carriedOnes += pushCarry(weight + 1, carry);
        }
        carriedOnes += single >> 1;
        single &= 1;
        int[] column = columns[weight];
        int left = sizes[weight] - at;
        int first = left > 0 ? net.xor(column[at], column[at + 1]) ^ 1 : single;
        if (left == 4) {
            int second = net.xor(column[at + 2], column[at + 3]) ^ 1;
            result[weight] = Adder.sumBit(net, first, second, single);
            carriedOnes += pushCarry(weight + 1, Adder.carryBit(net, first, second, single));
        } else {
            result[weight] = left == 0 ? single : first ^ single;
            carriedOnes += left > 0 && single == 1 ? pushCarry(weight + 1, first) : 0;
        }
        return carriedOnes;
    }

    /** Puts a carry into its column; a constant is returned instead. */
    private int pushCarry(int weight, int carry) {
        if (carry <= Netlist.TRUE) {
            return carry;
        }
        push(weight, carry, Netlist.TRUE);
        return 0;
    }

    private static int fullSum(Netlist net, int[] column, int at) {
        if (!isProduct(column, at)) {
            return Adder.sumBit(net, plain(net, column, at), plain(net, column, at + 2), plain(net, column, at + 4));
        }
        int left = xorOfThree(net, column[at], column[at + 2], column[at + 4]);
        int right = xorOfThree(net, column[at + 1], column[at + 3], column[at + 5]);
        return net.xor(left, right) ^ 1;
    }

    private static int fullCarry(Netlist net, int[] column, int at) {
        if (!isProduct(column, at)) {
            return Adder.carryBit(net, plain(net, column, at), plain(net, column, at + 2), plain(net, column, at + 4));
        }
        int first = difference(net, column, at, at + 4);
        int second = difference(net, column, at + 2, at + 4);
        return net.xor(plain(net, column, at + 4), net.and(first, second));
    }

    /** Whether all three entries from {@code at} on are XNORs of two secret bits. */
    private static boolean isProduct(int[] column, int at) {
        return column[at + 1] != Netlist.TRUE && column[at + 3] != Netlist.TRUE && column[at + 5] != Netlist.TRUE;
    }

    private static int plain(Netlist net, int[] column, int at) {
        return net.xor(column[at], column[at + 1]) ^ 1;
    }

    /** The XOR of two entries, gathered by factor. */
    private static int difference(Netlist net, int[] column, int i, int j) {
        return net.xor(net.xor(column[i], column[j]), net.xor(column[i + 1], column[j + 1]));
    }

    /** Built from the highest literal down, so that neighbours share the inner XOR. */
    private static int xorOfThree(Netlist net, int a, int b, int c) {
        int least = Math.min(a, Math.min(b, c));
        int most = Math.max(a, Math.max(b, c));
        return net.xor(least, net.xor(a ^ b ^ c ^ least ^ most, most));
    }
}
