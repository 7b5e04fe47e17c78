package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A word less another one where that fits: {@code r >= d ? r - d : r}, one step of a division by digits.
 *
 * <p>Of all words the low bits where {@code d} has constant zeros are left out, since they stay as they are, and so are
 * constant zeros at the top. So a divisor that is shifted down and a remainder that is shifted up look the same.
 *
 * @param fits whether {@code whole >= divisor}
 * @param whole what is subtracted from
 * @param divisor what is subtracted
 * @param rest what is left, as wide as {@code whole}
 */
record ConditionalSubtraction(int fits, int[] whole, int[] divisor, int[] rest) {

    /** Words up to this width are compared case by case. */
    private static final int MOST_CASES_BITS = 12;

    /**
     * The step that a choice is by a comparison; null if it is another choice. The word chosen may have other bits below and
     * above, for example those of a quotient.
     */
    static @Nullable ConditionalSubtraction of(Netlist net, WordTables tables, Less less, Select select) {
        if (less.signed() && !(isPositive(less.left()) && isPositive(less.right()))) {
            return null;
        }
        boolean keepsOnTrue = select.condition() == less.result();
        int[] kept = keepsOnTrue ? select.whenTrue() : select.whenFalse();
        int[] reduced = keepsOnTrue ? select.whenFalse() : select.whenTrue();
        int[] whole = trimmed(less.left());
        int[] divisor = trimmed(less.right());
        int zeros = trailingZeros(divisor);
        int at = indexOf(kept, whole);
        if (at < 0 || whole.length <= zeros) {
            return null;
        }
        int end = at + whole.length;
        ConditionalSubtraction step = new ConditionalSubtraction(
                less.result() ^ 1,
                Arrays.copyOfRange(whole, zeros, whole.length),
                Arrays.copyOfRange(divisor, zeros, divisor.length),
                Arrays.copyOfRange(select.result(), at + zeros, end));
        boolean isStep =
                isDifference(net, whole, divisor, Arrays.copyOfRange(reduced, at, end)) || step.isByCases(tables);
        return isStep ? step : null;
    }

    /** Where a word is a part of another one; -1 if it is not. */
    private static int indexOf(int[] all, int[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPositive(int[] word) {
        return word[word.length - 1] == Netlist.FALSE;
    }

    /** Without constant zeros at the top. */
    private static int[] trimmed(int[] word) {
        int width = word.length;
        while (width > 0 && word[width - 1] == Netlist.FALSE) {
            width--;
        }
        return Arrays.copyOf(word, width);
    }

    private static int trailingZeros(int[] word) {
        int count = 0;
        while (count < word.length && word[count] == Netlist.FALSE) {
            count++;
        }
        return count;
    }

    /** Whether a word has the gates of a subtraction; where the divisor fits, nothing is left above the word's width. */
    private static boolean isDifference(Netlist net, int[] whole, int[] divisor, int[] difference) {
        int mark = net.nodeCount();
        int[] expected = Adder.subtract(net, whole, Arrays.copyOf(divisor, whole.length));
        net.truncate(mark);
        return Arrays.equals(expected, difference);
    }

    /**
     * Whether the rest is right for all numbers below twice a constant divisor. More a division by digits does not need, and
     * more does not hold where it is known to be so.
     */
    private boolean isByCases(WordTables tables) {
        if (whole.length > MOST_CASES_BITS
                || divisor.length > whole.length
                || !Word.isConstant(divisor)
                || !Word.isOfDifferentNodes(whole)) {
            return false;
        }
        int number = leastDivisor().intValueExact();
        int cases = Math.min(2 * number, 1 << whole.length);
        Optional<int[]> table = tables.table(rest, whole, cases);
        return table.isPresent()
                && IntStream.range(0, cases)
                        .allMatch(value -> table.get()[value] == (value >= number ? value - number : value));
    }

    /** What the divisor is at least, by its constant bits. */
    BigInteger leastDivisor() {
        BigInteger least = BigInteger.ZERO;
        for (int i = 0; i < divisor.length; i++) {
            least = divisor[i] == Netlist.TRUE ? least.setBit(i) : least;
        }
        return least;
    }

    /**
     * Whether this step goes on with what another one left: that times 2^count, plus that many other bits.
     *
     * @param needed how many bits of the rest may be other than zero; nothing of them may be cut
     */
    boolean follows(ConditionalSubtraction before, int count, int needed) {
        int[] brought = trimmed(before.rest);
        int taken = whole.length - count;
        if (taken < Math.min(needed, brought.length) || taken > brought.length) {
            return false;
        }
        for (int i = 0; i < taken; i++) {
            if (whole[count + i] != brought[i]) {
                return false;
            }
        }
        return taken > 0;
    }
}
