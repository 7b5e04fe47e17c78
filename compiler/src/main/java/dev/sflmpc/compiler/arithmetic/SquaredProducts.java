package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;

/**
 * Sums of products whose factors meet several partners, by squares:
 *
 * <pre>2 a b = ((a + b)^2 + (a + b)) - (a^2 + a) - (b^2 + b),</pre>
 *
 * where the words of the factors stand for the linear terms. A product costs one addition and one square, half of a
 * product; the squares of the factors are made once and subtracted wherever they are needed, alone or as sums. All of it
 * is modulo a power of two that holds twice the sum.
 */
public final class SquaredProducts {

    /**
     * A product.
     *
     * @param left as wide as the sum
     * @param right likewise
     */
    public record Product(int[] left, int[] right) {}

    /**
     * A word added or subtracted.
     *
     * @param bits not longer than the sum; shorter ones are not negative
     */
    public record Addend(int[] bits, boolean negative) {}

    private final int width;
    private final int factorWidth;
    private final boolean signed;
    private final int doubledWidth;

    /**
     * @param width of the sums
     * @param factorWidth the low bits of a factor that determine all others: the width itself, or fewer with zeros above
     *     them, or copies of the sign
     * @param signed whether it is the sign
     * @param products the most products in one sum
     */
    public SquaredProducts(int width, int factorWidth, boolean signed, int products) {
        this.width = width;
        this.factorWidth = factorWidth;
        this.signed = signed && factorWidth < width;
        int needed = 2 * factorWidth + 2 + (32 - Integer.numberOfLeadingZeros(products));
        doubledWidth = Math.min(width + 1, needed);
    }

    /** What {@link #sum} subtracts for factors: of those in {@code made} it was made before. */
    public int[] squares(Netlist net, List<int[]> factors, List<int[]> made) {
        ColumnSum sum = new ColumnSum(doubledWidth);
        factors.forEach(factor -> Squarer.addSquarePlusDigits(sum, factor(factor)));
        made.forEach(square -> sum.add(square, 0));
        return sum.sum(net);
    }

    /** The sum of the squares of factors modulo 2^width, given their {@link #squares}. */
    public int[] sumOfSquares(Netlist net, int[] squares, List<int[]> factors) {
        ColumnSum sum = new ColumnSum(Math.min(width, doubledWidth));
        sum.add(squares, 0);
        factors.forEach(factor -> sum.subtract(factor(factor).digits(), 0));
        return Words.extend(sum.sum(net), width, false);
    }

    /**
     * The sum of products and other terms modulo 2^width.
     *
     * @param bySquares products made by squares
     * @param squares what {@link #squares} gives for their factors, each factor once for each of its products
     * @param direct products made as such
     */
    public int[] sum(
            Netlist net, List<Product> bySquares, List<int[]> squares, List<Product> direct, List<Addend> addends) {
        ColumnSum doubled = new ColumnSum(doubledWidth);
        for (Product product : bySquares) {
            Squarer.addSquarePlusDigits(doubled, sum(net, product));
        }
        squares.forEach(square -> doubled.subtract(square, 0));
        ColumnSum others = new ColumnSum(width);
        direct.forEach(product -> Multiplier.addProduct(net, others, product.left(), product.right()));
        if (doubledWidth > width) {
            if (!direct.isEmpty()) {
                doubled.add(others.sum(net), 1);
            }
            addends.forEach(addend -> doubled.addNumber(addend.bits(), addend.negative(), 1));
            return Words.slice(doubled.sum(net), 1, width + 1);
        }
        int[] products = Words.extend(Words.slice(doubled.sum(net), 1, doubledWidth), width, signed);
        if (direct.isEmpty() && addends.isEmpty()) {
            return products;
        }
        others.addNumber(products, false, 0);
        addends.forEach(addend -> others.addNumber(addend.bits(), addend.negative(), 0));
        return others.sum(net);
    }

    /** {@code left + right}, exact. */
    private Factor sum(Netlist net, Product product) {
        int[] digits = Adder.addWithCarry(
                net, factor(product.left()).digits(), factor(product.right()).digits(), Netlist.FALSE);
        if (signed) {
            digits[factorWidth] ^= 1;
        }
        return new Factor(digits, signed);
    }

    private Factor factor(int[] word) {
        return new Factor(Words.slice(word, 0, factorWidth), signed);
    }

    /** The number of low bits that determine a word, and whether the rest is its sign. */
    public record Narrow(int width, boolean signed) {

        /** The narrower of both readings. */
        public static Narrow of(int[] word) {
            int unsignedWidth = Words.unsignedWidth(word);
            int signedWidth = Words.signedWidth(word);
            return signedWidth < unsignedWidth ? new Narrow(signedWidth, true) : new Narrow(unsignedWidth, false);
        }

        /** One that holds all words of both. */
        public Narrow or(Narrow other) {
            if (signed == other.signed) {
                return new Narrow(Math.max(width, other.width), signed);
            }
            int unsigned = signed ? other.width : width;
            return new Narrow(Math.max(signed ? width : other.width, unsigned + 1), true);
        }
    }
}
