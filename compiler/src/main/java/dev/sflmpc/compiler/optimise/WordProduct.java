package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * The product of two sums of weighted bits.
 *
 * @param isSquare whether both are the same
 */
record WordProduct(List<Digit> a, List<Digit> b, boolean isSquare) {

    /** A bit times {@code 2^power}, or that subtracted. */
    record Digit(int node, int power, boolean minus) {

        int literalOfBit() {
            return 2 * node;
        }

        /** The digit without its sign: complemented, a subtracted bit is added. */
        int literal() {
            return 2 * node ^ (minus ? 1 : 0);
        }

        BigInteger value() {
            BigInteger value = BigInteger.ONE.shiftLeft(power);
            return minus ? value.negate() : value;
        }
    }

    /** Whether the polynomial has three in four of the products below the modulus, and the words have distinct places. */
    boolean isMostlyIn(WeightedSum sum) {
        if (!isWord(a) || !isWord(b)) {
            return false;
        }
        int asked = 0;
        int met = 0;
        for (Digit x : a) {
            for (Digit y : b) {
                BigInteger value = value(x, y);
                if (value.getLowestSetBit() < sum.width() && !(isSquare && x.node == y.node)) {
                    BigInteger found =
                            sum.products().getOrDefault(WeightedSum.Pair.of(x.node, y.node), BigInteger.ZERO);
                    asked++;
                    met += congruent(found, value, sum.width()) ? 1 : 0;
                }
            }
        }
        return 4 * met >= 3 * asked;
    }

    /** The coefficient of the product of two digits; for a square both orders together. */
    private BigInteger value(Digit x, Digit y) {
        BigInteger value = x.value().multiply(y.value());
        return isSquare && x.node != y.node ? value.shiftLeft(1) : value;
    }

    private static boolean congruent(BigInteger a, BigInteger b, int width) {
        return a.subtract(b).mod(BigInteger.ONE.shiftLeft(width)).signum() == 0;
    }

    /** Places rise, from 0 on. */
    private static boolean isWord(List<Digit> word) {
        int last = -1;
        for (Digit digit : word) {
            if (digit.power <= last) {
                return false;
            }
            last = digit.power;
        }
        return true;
    }

    void subtractFrom(WeightedSum sum) {
        for (int i = 0; i < a.size(); i++) {
            for (int j = isSquare ? i : 0; j < b.size(); j++) {
                BigInteger value = value(a.get(i), b.get(j));
                if (value.getLowestSetBit() < sum.width()) {
                    sum.addProduct(a.get(i).literalOfBit(), b.get(j).literalOfBit(), value.negate());
                }
            }
        }
    }

    /**
     * Adds what the words of literals have more than the sums of digits to a polynomial: with offsets <i>c</i> and
     * <i>d</i> it is {@code (x - c)(y - d) = x y - d x - c y + c d}.
     */
    void addOffsetsTo(WeightedSum rest) {
        BigInteger c = offset(a);
        BigInteger d = offset(b);
        addWord(rest, a, d.negate());
        addWord(rest, b, c.negate());
        rest.addConstant(c.multiply(d));
    }

    private static void addWord(WeightedSum rest, List<Digit> word, BigInteger factor) {
        for (Digit digit : word) {
            rest.add(digit.literal(), factor.shiftLeft(digit.power));
        }
    }

    private static BigInteger offset(List<Digit> word) {
        BigInteger offset = BigInteger.ZERO;
        for (Digit digit : word) {
            offset = digit.minus ? offset.add(BigInteger.ONE.shiftLeft(digit.power)) : offset;
        }
        return offset;
    }

    /** Adds the product of the two words of literals, in columns shared with the rest or apart. */
    void addTo(Netlist net, ColumnSum sum, IntUnaryOperator image, boolean shared) {
        int[] x = word(a, sum.width(), image);
        int[] y = word(b, sum.width(), image);
        if (shared) {
            Multiplier.addProduct(net, sum, x, y);
        } else {
            sum.add(Multiplier.multiplyModulo(net, x, y, sum.width()), 0);
        }
    }

    private static int[] word(List<Digit> digits, int width, IntUnaryOperator image) {
        int[] word = new int[Math.min(width, digits.getLast().power + 1)];
        for (Digit digit : digits) {
            if (digit.power < width) {
                word[digit.power] = image.applyAsInt(digit.node) ^ (digit.minus ? 1 : 0);
            }
        }
        return word;
    }

    void forEachNode(IntConsumer action) {
        a.forEach(digit -> action.accept(digit.node));
        b.forEach(digit -> action.accept(digit.node));
    }
}
