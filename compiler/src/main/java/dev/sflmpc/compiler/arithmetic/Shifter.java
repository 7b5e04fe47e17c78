package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shifts and rotations, as barrel shifters.
 *
 * <p>AND gates at width n, k = ceil(log2 n): a shift by a k-bit amount costs n k; a wider amount, whose high bits push
 * everything out, n - 2^(k-1) more and one for each of its high bits. An arithmetic shift costs k less. A rotation by a
 * k-bit amount costs n k - (n - 1) when n is a power of two: a stage that rotates by r moves bits along gcd(n, r)
 * cycles, the changes along a cycle cancel, so that one AND of each cycle is the XOR of the others. For other n a stage
 * of weight 2^i rotates by 2^i mod n. A public amount costs nothing, and a shifted constant with one bit set is a
 * decoder ({@link Arrays#decode}).
 */
public final class Shifter {

    private Shifter() {}

    /** {@code a << amount}; an amount of the width or more gives zero. */
    public static int[] shiftLeft(Netlist net, int[] a, int amount) {
        requireNotNegative(amount);
        return Words.shiftedLeft(a, Math.min(amount, a.length), a.length);
    }

    /** {@code a >> amount}, filled with zeros or the sign; an amount of the width or more leaves only the filling. */
    public static int[] shiftRight(Netlist net, int[] a, int amount, boolean arithmetic) {
        requireNotNegative(amount);
        int[] kept = Words.slice(a, Math.min(amount, arithmetic ? a.length - 1 : a.length), a.length);
        return Words.extend(kept, a.length, arithmetic);
    }

    /** Rotated towards the most significant end, by the amount modulo the width. */
    public static int[] rotateLeft(Netlist net, int[] a, int amount) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[Math.floorMod(i + (long) amount, a.length)] = a[i];
        }
        return result;
    }

    /** Rotated towards the least significant end, by the amount modulo the width. */
    public static int[] rotateRight(Netlist net, int[] a, int amount) {
        return rotateLeft(net, a, Math.floorMod(-(long) amount, a.length));
    }

    /** {@code a << amount} with an unsigned amount; an amount of the width or more gives zero. */
    public static int[] shiftLeft(Netlist net, int[] a, int[] amount) {
        if (Words.isConstant(a) && Words.value(a).bitCount() == 1) {
            int shift = Words.trailingZeros(a);
            return Words.shiftedLeft(Arrays.decode(net, amount, a.length - shift), shift, a.length);
        }
        List<Supplier<int[]>> orders = new ArrayList<>();
        orders.add(() -> shiftStages(net, a, amount, true));
        if (Words.hasConstantBit(a)) {
            orders.add(() -> shiftStages(net, a, amount, false));
        }
        return Explained.of(
                net,
                () -> "barrel shifter of " + a.length + " by " + amount.length + " bits",
                () -> Cheapest.of(net, orders));
    }

    /** {@code a >> amount} with an unsigned amount; one of the width or more leaves zeros or copies of the sign. */
    public static int[] shiftRight(Netlist net, int[] a, int[] amount, boolean arithmetic) {
        int fill = arithmetic ? Words.sign(a) : Netlist.FALSE;
        int[] reversed = Words.reverse(Words.xorEach(net, a, fill));
        return Words.xorEach(net, Words.reverse(shiftLeft(net, reversed, amount)), fill);
    }

    /** Rotated towards the most significant end, by the unsigned amount modulo the width. */
    public static int[] rotateLeft(Netlist net, int[] a, int[] amount) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> rotateStages(net, a, amount));
        if (amount.length > stageCount(a.length) && !isPowerOfTwo(a.length)) {
            ways.add(() -> rotateStages(net, a, amountModulo(net, amount, a.length)));
        }
        return Explained.of(
                net,
                () -> "barrel rotation of " + a.length + " by " + amount.length + " bits",
                () -> Cheapest.of(net, ways));
    }

    /** Rotated towards the least significant end, by the unsigned amount modulo the width. */
    public static int[] rotateRight(Netlist net, int[] a, int[] amount) {
        return Words.reverse(rotateLeft(net, Words.reverse(a), amount));
    }

    /**
     * One stage per bit of the amount. The largest shift first is better where only some result bits are used, the
     * smallest first where few bits of the word are not constant.
     */
    private static int[] shiftStages(Netlist net, int[] a, int[] amount, boolean largestFirst) {
        int stages = Math.min(stageCount(a.length), amount.length);
        int tooFar = Words.orAll(net, Words.slice(amount, stages, amount.length));
        if (stages == 0) {
            return Words.andEach(net, a, tooFar ^ 1);
        }
        int[] word = a;
        for (int i = 0; i < stages; i++) {
            int stage = largestFirst ? stages - 1 - i : i;
            int none = stage == stages - 1 ? tooFar : Netlist.FALSE;
            word = shiftStage(net, word, amount[stage], 1 << stage, none);
        }
        return word;
    }

    /** {@code clear ? 0 : condition ? word << distance : word}. */
    private static int[] shiftStage(Netlist net, int[] word, int condition, int distance, int clear) {
        int[] result = new int[word.length];
        int stays = net.and(condition ^ 1, clear ^ 1);
        for (int i = 0; i < word.length; i++) {
            if (i < distance) {
                result[i] = net.and(stays, word[i]);
            } else {
                result[i] = net.and(clear ^ 1, net.mux(condition, word[i - distance], word[i]));
            }
        }
        return result;
    }

    private static int[] rotateStages(Netlist net, int[] a, int[] amount) {
        int[] word = a;
        long distance = 1 % a.length;
        for (int i = 0; i < amount.length && distance != 0; i++) {
            word = rotateStage(net, word, amount[i], (int) distance);
            distance = 2 * distance % a.length;
        }
        return word;
    }

    /** {@code condition ? rotateLeft(word, distance) : word}, cycle by cycle. */
    private static int[] rotateStage(Netlist net, int[] word, int condition, int distance) {
        int width = word.length;
        int[] result = new int[width];
        for (int start = 0; start < greatestCommonDivisor(width, distance); start++) {
            int lastChange = Netlist.FALSE;
            int to = (start + distance) % width;
            for (int from = start; to != start; to = (to + distance) % width) {
                int change = net.and(condition, net.xor(word[from], word[to]));
                result[to] = net.xor(word[to], change);
                lastChange = net.xor(lastChange, change);
                from = to;
            }
            result[start] = net.xor(word[start], lastChange);
        }
        return result;
    }

    private static int[] amountModulo(Netlist net, int[] amount, int width) {
        int[] divisor = Words.constant(BigInteger.valueOf(width), Math.max(amount.length, 32));
        int[] dividend = Words.zeroExtend(amount, divisor.length);
        return Words.slice(Divider.remainder(net, dividend, divisor, false), 0, stageCount(width));
    }

    /** The least k with 2^k at or above the width. */
    private static int stageCount(int width) {
        return 32 - Integer.numberOfLeadingZeros(width - 1);
    }

    private static boolean isPowerOfTwo(int width) {
        return Integer.bitCount(width) == 1;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static void requireNotNegative(int amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("a shift by " + amount);
        }
    }
}
