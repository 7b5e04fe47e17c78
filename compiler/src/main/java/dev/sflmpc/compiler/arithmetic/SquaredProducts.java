package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
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
     * A product, or what it lacks to zero.
     *
     * @param left as wide as the sum
     * @param right likewise
     */
    public record Product(int[] left, int[] right, boolean negative) {}

    /** A word as wide as the sum, times a number. */
    public record Multiple(int[] bits, BigInteger factor) {}

    /**
     * The terms of a sum.
     *
     * @param bySquares products made by squares
     * @param added what {@link #squares} gives for the factors of those that are negative, each factor once for each product
     * @param subtracted what it gives for the factors of the others
     * @param direct products made as such
     * @param multiples other words
     */
    public record Terms(
            List<Product> bySquares,
            List<int[]> added,
            List<int[]> subtracted,
            List<Product> direct,
            List<Multiple> multiples,
            BigInteger constant) {}

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
        int needed = 2 * factorWidth + 3 + (32 - Integer.numberOfLeadingZeros(products));
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

    /** The sum of terms modulo 2^width. */
    public int[] sum(Netlist net, Terms terms) {
        ColumnSum doubled = new ColumnSum(doubledWidth);
        for (Product product : terms.bySquares()) {
            if (product.negative()) {
                Squarer.subtractSquarePlusDigits(doubled, sum(net, product));
            } else {
                Squarer.addSquarePlusDigits(doubled, sum(net, product));
            }
        }
        terms.added().forEach(square -> doubled.add(square, 0));
        terms.subtracted().forEach(square -> doubled.subtract(square, 0));
        if (doubledWidth > width) {
            if (!terms.direct().isEmpty()) {
                ColumnSum direct = new ColumnSum(width);
                addDirect(net, direct, terms);
                doubled.add(direct.sum(net), 1);
            }
            addOthers(net, doubled, terms, 1);
            return Words.slice(doubled.sum(net), 1, width + 1);
        }
        boolean mayBeNegative = signed || terms.bySquares().stream().anyMatch(Product::negative);
        int[] products = Words.extend(Words.slice(doubled.sum(net), 1, doubledWidth), width, mayBeNegative);
        ColumnSum sum = new ColumnSum(width);
        sum.addNumber(products, false, 0);
        addDirect(net, sum, terms);
        addOthers(net, sum, terms, 0);
        return sum.sum(net);
    }

    private static void addDirect(Netlist net, ColumnSum sum, Terms terms) {
        for (Product product : terms.direct()) {
            if (product.negative()) {
                Multiplier.subtractProduct(net, sum, product.left(), product.right());
            } else {
                Multiplier.addProduct(net, sum, product.left(), product.right());
            }
        }
    }

    private static void addOthers(Netlist net, ColumnSum sum, Terms terms, int weight) {
        for (Multiple multiple : terms.multiples()) {
            if (multiple.factor().abs().equals(BigInteger.ONE)) {
                sum.addNumber(multiple.bits(), multiple.factor().signum() < 0, weight);
            } else {
                Multiplier.addMultiple(
                        net, sum, multiple.bits(), multiple.factor().shiftLeft(weight));
            }
        }
        sum.addConstant(terms.constant().shiftLeft(weight));
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
