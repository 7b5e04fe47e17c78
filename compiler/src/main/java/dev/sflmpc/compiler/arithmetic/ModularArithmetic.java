package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Arithmetic modulo a public number p of n bits on words of n bits below p.
 *
 * <table>
 * <caption>AND gates</caption>
 * <tr><td>p</td><td>2^255 - 19</td><td>a 256-bit prime without form (brainpoolP256r1)</td></tr>
 * <tr><td>add</td><td>764</td><td>767</td></tr>
 * <tr><td>subtract</td><td>509</td><td>511</td></tr>
 * <tr><td>multiply</td><td>33269</td><td>50862</td></tr>
 * <tr><td>square</td><td>20870</td><td>38200</td></tr>
 * <tr><td>multiply in Montgomery's form</td><td>35260</td><td>50608</td></tr>
 * </table>
 *
 * <p>With c = 2^n - p, a number v is at least p where v + c carries out of n bits, and v - p is that sum. A number of
 * more bits is folded, {@code h 2^n + l = l + c h}, where c is short; otherwise its quotient is estimated with a
 * reciprocal (Barrett) or it is divided by a constant. The cheapest of these is taken.
 */
public final class ModularArithmetic {

    /** Numbers up to this width are divided as well as folded, and the cheaper circuit taken. */
    private static final int LONGEST_TRIED_OTHERWISE = 96;

    private final BigInteger modulus;
    private final int width;
    private final BigInteger complement;

    /** Arithmetic modulo a number from 2 on. */
    public ModularArithmetic(BigInteger modulus) {
        if (modulus.compareTo(BigInteger.TWO) < 0) {
            throw new IllegalArgumentException("modulus " + modulus);
        }
        this.modulus = modulus;
        width = modulus.bitLength();
        complement = BigInteger.ONE.shiftLeft(width).subtract(modulus);
    }

    /** Number of bits of a word. */
    public int width() {
        return width;
    }

    /** {@code a + b} modulo p. */
    public int[] add(Netlist net, int[] a, int[] b) {
        requireWidths(a, b);
        return Cheapest.of(net, List.of(() -> subtractOnce(net, a, b), () -> reducedSum(net, List.of(a, b))));
    }

    /** {@code a - b} modulo p. */
    public int[] subtract(Netlist net, int[] a, int[] b) {
        requireWidths(a, b);
        int[] difference = Adder.subtractWithBorrow(net, a, b);
        int[] correction = Words.andEach(net, Words.constant(modulus, width), difference[width]);
        return Adder.add(net, Words.slice(difference, 0, width), correction);
    }

    /** {@code a * b} modulo p. */
    public int[] multiply(Netlist net, int[] a, int[] b) {
        requireWidths(a, b);
        int[] product = Multiplier.multiplyWide(net, a, b, false);
        return reduce(net, product, modulus.subtract(BigInteger.ONE).pow(2));
    }

    /** {@code a * a} modulo p. */
    public int[] square(Netlist net, int[] a) {
        return multiply(net, a, a);
    }

    /** An unsigned word of any width modulo p. */
    public int[] reduce(Netlist net, int[] word) {
        return reduce(net, word, SignedDigits.allOnes(word.length));
    }

    /**
     * An unsigned word modulo p where it is known to be at most {@code greatest}.
     *
     * @param word has the bits of {@code greatest} or more
     */
    public int[] reduce(Netlist net, int[] word, BigInteger greatest) {
        int[] narrow = Words.slice(word, 0, greatest.bitLength());
        if (greatest.compareTo(modulus) < 0) {
            return Words.zeroExtend(narrow, width);
        }
        if (modulus.bitCount() == 1) {
            return Words.extendWith(Words.slice(narrow, 0, width - 1), width, Netlist.FALSE);
        }
        if (greatest.compareTo(modulus.shiftLeft(1)) < 0) {
            int[] once = Words.zeroExtend(narrow, width + 1);
            return Cheapest.of(net, List.of(() -> subtractOnce(net, once), () -> reducedSum(net, List.of(once))));
        }
        if (!modulus.testBit(0)) {
            return withLowBits(net, narrow, greatest);
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        // a third of the range at most: otherwise the folds do not end below 2 p
        boolean foldable = complement.shiftLeft(1).add(complement).bitLength() <= width
                && complement.bitLength() <= (width + 1) / 2;
        if (foldable) {
            ways.add(() -> named(net, "folding", narrow, () -> folded(net, narrow, greatest)));
        }
        if (!foldable || narrow.length <= LONGEST_TRIED_OTHERWISE) {
            ways.add(() -> named(net, "the reciprocal", narrow, () -> byReciprocal(net, narrow, greatest)));
            ways.add(() -> named(net, "division", narrow, () -> byDivision(net, narrow)));
        }
        // what is left has fewer bits
        for (CyclicSum empty : digitSums(Math.min(narrow.length / 2, narrow.length - 3))) {
            ways.add(() -> named(net, "the sum of its digits", narrow, () -> {
                CyclicSum digits = empty.empty();
                digits.add(narrow, 0);
                return reduce(net, digits);
            }));
        }
        return Cheapest.of(net, ways);
    }

    /** Empty sums modulo small multiples of p for {@link #reduce(Netlist, CyclicSum)}; none where p is even. */
    public List<CyclicSum> digitSums(int widest) {
        return modulus.testBit(0) ? CyclicSum.ofDivisor(modulus, widest) : List.of();
    }

    /** The sum of an unsigned word and a bit modulo p, without the carries of that sum where it can be. */
    int[] reduce(Netlist net, int[] word, int bit) {
        int zeros = modulus.getLowestSetBit();
        if (zeros > 0 && modulus.bitCount() > 1) {
            int[] low = Adder.addWithCarry(net, Words.slice(word, 0, zeros), new int[zeros], bit);
            ModularArithmetic odd = new ModularArithmetic(modulus.shiftRight(zeros));
            int[] high = odd.reduce(net, Words.slice(word, zeros, word.length), low[zeros]);
            return Words.concat(Words.slice(low, 0, zeros), high);
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        BigInteger greatest = BigInteger.ONE.shiftLeft(word.length);
        ways.add(() -> reduce(net, Adder.addWithCarry(net, word, new int[word.length], bit), greatest));
        for (CyclicSum empty : digitSums(word.length / 2)) {
            ways.add(() -> {
                CyclicSum digits = empty.empty();
                digits.add(word, 0);
                digits.addBit(bit, 0);
                return reduce(net, digits);
            });
        }
        return Cheapest.of(net, ways);
    }

    /** A sum modulo a multiple of p, reduced. */
    public int[] reduce(Netlist net, CyclicSum sum) {
        int[] word = sum.sum(net);
        return reduce(net, word, sum.greatest());
    }

    /** A word modulo {@code 2^t q}: its low t bits stay, and what is above them is reduced modulo q. */
    private int[] withLowBits(Netlist net, int[] word, BigInteger greatest) {
        int zeros = modulus.getLowestSetBit();
        ModularArithmetic odd = new ModularArithmetic(modulus.shiftRight(zeros));
        int[] high = Words.slice(word, zeros, word.length);
        return Words.concat(Words.slice(word, 0, zeros), odd.reduce(net, high, greatest.shiftRight(zeros)));
    }

    private int[] named(Netlist net, String way, int[] word, Supplier<int[]> reduction) {
        return Explained.of(
                net,
                () -> "reduction of " + word.length + " bits modulo " + Words.shown(modulus) + " by " + way,
                reduction);
    }

    /**
     * {@code a * b / 2^n} modulo an odd p: the product in Montgomery's form, where x stands for x / 2^n
     * ("Modular multiplication without trial division", 1985).
     *
     * @throws IllegalStateException if p is even
     */
    public int[] montgomeryMultiply(Netlist net, int[] a, int[] b) {
        requireWidths(a, b);
        if (!modulus.testBit(0)) {
            throw new IllegalStateException("Montgomery's form modulo an even number");
        }
        BigInteger range = BigInteger.ONE.shiftLeft(width);
        int[] product = Multiplier.multiplyWide(net, a, b, false);
        int[] low = Words.slice(product, 0, width);
        BigInteger inverse = modulus.modInverse(range).negate().mod(range);
        int[] factor = timesConstant(net, low, inverse, width);
        int[] multiple = timesConstant(net, factor, modulus, 2 * width);
        // the low halves add up to 0 or 2^n
        int carry = Words.orAll(net, low);
        int[] high = Adder.addWithCarry(
                net, Words.slice(product, width, 2 * width), Words.slice(multiple, width, 2 * width), carry);
        return subtractOnce(net, high);
    }

    /** {@code a * 2^n} modulo p. */
    public int[] toMontgomery(Netlist net, int[] a) {
        BigInteger square = BigInteger.ONE.shiftLeft(2 * width).mod(modulus);
        return montgomeryMultiply(net, a, Words.constant(square, width));
    }

    /** {@code a / 2^n} modulo p. */
    public int[] fromMontgomery(Netlist net, int[] a) {
        return montgomeryMultiply(net, a, Words.constant(BigInteger.ONE, width));
    }

    private int[] byDivision(Netlist net, int[] word) {
        int wide = Math.max(word.length, width);
        int[] remainder = Divider.remainder(net, Words.zeroExtend(word, wide), Words.constant(modulus, wide), false);
        return Words.slice(remainder, 0, width);
    }

    private int[] folded(Netlist net, int[] word, BigInteger greatest) {
        int[] rest = Words.zeroExtend(word, Math.max(word.length, width));
        BigInteger bound = greatest;
        while (isLong(bound)) {
            BigInteger high = bound.shiftRight(width);
            bound = SignedDigits.allOnes(width).min(bound).add(high.multiply(complement));
            ColumnSum sum = new ColumnSum(bound.bitLength());
            addFolded(net, sum, rest);
            rest = sum.sum(net);
        }
        int[] last = rest;
        return reducedSum(net, List.of(last));
    }

    /** Whether one more fold does not leave less than 2 p. */
    private boolean isLong(BigInteger bound) {
        BigInteger folded =
                SignedDigits.allOnes(width).add(bound.shiftRight(width).multiply(complement));
        return folded.compareTo(modulus.shiftLeft(1)) >= 0;
    }

    /** The sum of words that comes below 2 p when it is folded, reduced: the carry decides, then one more sum. */
    private int[] reducedSum(Netlist net, List<int[]> words) {
        ColumnSum test = new ColumnSum(width + 1);
        words.forEach(word -> addFolded(net, test, word));
        test.addConstant(complement);
        int carry = test.sum(net)[width];
        ColumnSum result = new ColumnSum(width);
        words.forEach(word -> addFolded(net, result, word));
        result.add(Words.andEach(net, Words.constant(complement, width), carry), 0);
        return result.sum(net);
    }

    private void addFolded(Netlist net, ColumnSum sum, int[] word) {
        sum.add(Words.slice(word, 0, Math.min(width, word.length)), 0);
        if (word.length > width) {
            Factor high = Factor.of(Words.slice(word, width, word.length), false, word.length);
            ConstantMultiplier.add(net, sum, high, complement);
        }
    }

    /** The estimate of the quotient is at most 2 too small. */
    private int[] byReciprocal(Netlist net, int[] word, BigInteger greatest) {
        int bits = greatest.bitLength();
        BigInteger reciprocal = BigInteger.ONE.shiftLeft(bits).divide(modulus);
        int[] high = Words.slice(word, width - 1, bits);
        int from = bits - width + 1;
        int[] product = timesConstant(net, high, reciprocal, high.length + reciprocal.bitLength());
        int[] quotient = Words.slice(product, from, product.length);
        int[] multiple = timesConstant(net, quotient, modulus, width + 2);
        int[] rest = Adder.subtract(net, Words.slice(word, 0, width + 2), multiple);
        return subtractOnce(net, subtractTwice(net, rest));
    }

    private int[] subtractTwice(Netlist net, int[] word) {
        int[] twice = Words.constant(modulus.shiftLeft(1), width + 2);
        int[] difference = Adder.subtractWithBorrow(net, word, twice);
        int[] result = Selector.mux(net, difference[width + 2], word, Words.slice(difference, 0, width + 2));
        return Words.slice(result, 0, width + 1);
    }

    private int[] subtractOnce(Netlist net, int[] a, int[] b) {
        return subtractOnce(net, Adder.addWithCarry(net, a, b, Netlist.FALSE));
    }

    /** A word of n + 1 bits below 2 p, reduced. */
    private int[] subtractOnce(Netlist net, int[] word) {
        int[] difference = Adder.subtractWithBorrow(net, word, Words.constant(modulus, width + 1));
        return Selector.mux(net, difference[width + 1], Words.slice(word, 0, width), Words.slice(difference, 0, width));
    }

    private static int[] timesConstant(Netlist net, int[] word, BigInteger constant, int width) {
        int[] factor = Words.constant(constant, constant.bitLength());
        return Multiplier.product(net, word, false, factor, false, width);
    }

    private void requireWidths(int[] a, int[] b) {
        if (a.length != width || b.length != width) {
            throw new IllegalArgumentException("words of " + a.length + " and " + b.length + " bits modulo " + modulus);
        }
    }
}
