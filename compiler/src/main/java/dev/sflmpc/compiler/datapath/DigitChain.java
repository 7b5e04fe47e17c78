package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.arithmetic.SquareRoot;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditional subtractions each of which goes on with what the one before left, so that they are a division or a square
 * root as a whole.
 *
 * <p><b>Division</b>: each step brings in one bit, the divisor d stays. For d &gt; 0 every rest is less than d if the first
 * step's bits but the lowest are: they must be none, or less than what the constant bits of d make. So no more bits than d
 * has need be brought to the next step, and the digits are those of the quotient. For d = 0 all digits are ones and the
 * rest is the dividend, cut to its width: that is what {@link Divider} makes of it.
 *
 * <p><b>Square root</b>: each step brings in two bits, and subtracts {@code 4 q + 1} where q are the digits so far. The rest
 * is at most {@code 2 q}.
 */
final class DigitChain {

    private final boolean isRoot;
    private final @Nullable DigitChain before;
    private final ConditionalSubtraction last;
    private final int count;

    private DigitChain(boolean isRoot, @Nullable DigitChain before, ConditionalSubtraction last) {
        this.isRoot = isRoot;
        this.before = before;
        this.last = last;
        count = before == null ? 1 : before.count + 1;
    }

    /** What starts with a step; null if nothing does. */
    static @Nullable DigitChain startingWith(ConditionalSubtraction first) {
        int width = first.whole().length;
        if (width <= 2 && Arrays.equals(first.divisor(), new int[] {Netlist.TRUE})) {
            return new DigitChain(true, null, first);
        }
        BigInteger above = BigInteger.ONE.shiftLeft(width - 1).subtract(BigInteger.ONE);
        BigInteger least = first.leastDivisor().max(BigInteger.ONE);
        return above.compareTo(least) < 0 ? new DigitChain(false, null, first) : null;
    }

    /** This one with one more step; null if that does not go on with it. */
    @Nullable
    DigitChain with(ConditionalSubtraction next) {
        boolean goesOn = isRoot
                ? isNextRootDivisor(next.divisor()) && next.follows(last, 2, count + 1)
                : Arrays.equals(next.divisor(), last.divisor()) && next.follows(last, 1, last.divisor().length);
        return goesOn ? new DigitChain(isRoot, this, next) : null;
    }

    /** How many digits it makes. */
    int count() {
        return count;
    }

    /** Whether a divisor is {@code 4 (2 q + digit) + 1} after {@code 4 q + 1} and that digit. */
    private boolean isNextRootDivisor(int[] divisor) {
        int[] digits = last.divisor();
        int known = Math.max(0, digits.length - 2);
        if (divisor.length != known + 3
                || divisor[0] != Netlist.TRUE
                || divisor[1] != Netlist.FALSE
                || divisor[2] != last.fits()) {
            return false;
        }
        return known == 0 || Arrays.equals(divisor, 3, divisor.length, digits, 2, digits.length);
    }

    private List<ConditionalSubtraction> fromLast() {
        List<ConditionalSubtraction> steps = new ArrayList<>(count);
        for (DigitChain at = this; at != null; at = at.before) {
            steps.add(at.last);
        }
        return steps;
    }

    /** The number that is divided, or the root of which is taken: what each step brought in, the last one lowest. */
    private int[] dividend(List<ConditionalSubtraction> fromLast) {
        List<int[]> brought = new ArrayList<>();
        for (ConditionalSubtraction step : fromLast.subList(0, count - 1)) {
            brought.add(Arrays.copyOf(step.whole(), isRoot ? 2 : 1));
        }
        brought.add(fromLast.getLast().whole());
        return Word.concat(brought);
    }

    /** All digits and the last rest by the best circuit. */
    Proposal proposal() {
        List<ConditionalSubtraction> fromLast = fromLast();
        int[] dividend = dividend(fromLast);
        int[] divisor = isRoot ? new int[0] : last.divisor();
        int[] digits = fromLast.stream().mapToInt(ConditionalSubtraction::fits).toArray();
        int[] rest = last.rest();
        Replacement.Circuit circuit = (net, given) -> {
            int[] a = Arrays.copyOf(given, dividend.length);
            int[] d = Arrays.copyOfRange(given, dividend.length, given.length);
            QuotientRemainder made = isRoot ? SquareRoot.rootAndRemainder(net, a) : divide(net, a, d);
            return Word.concat(List.of(
                    Arrays.copyOf(made.quotient(), digits.length), Arrays.copyOf(made.remainder(), rest.length)));
        };
        int[] inputs = Word.concat(List.of(dividend, divisor));
        return new Proposal(List.of(new Replacement(inputs, Word.concat(List.of(digits, rest)), circuit)));
    }

    private static QuotientRemainder divide(Netlist net, int[] dividend, int[] divisor) {
        int width = Math.max(dividend.length, divisor.length);
        return Divider.divide(net, Arrays.copyOf(dividend, width), Arrays.copyOf(divisor, width), false);
    }
}
