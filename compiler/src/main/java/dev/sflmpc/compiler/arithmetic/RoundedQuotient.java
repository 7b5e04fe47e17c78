package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code (factor * word + added) / divisor} with constants, as a division is rounded: {@code (x + d / 2) / d},
 * {@code (x + d - 1) / d}. By the reciprocal it costs what {@code x / d} does, as the constants are a part of its product.
 */
public final class RoundedQuotient {

    private RoundedQuotient() {}

    /**
     * In as many bits as hold it.
     *
     * @param word unsigned
     * @param greatest what {@code factor * word + added}, which is never negative, is at most
     * @param divisor positive
     */
    public static int[] of(
            Netlist net, int[] word, BigInteger factor, BigInteger added, BigInteger greatest, BigInteger divisor) {
        int bits = greatest.bitLength();
        int width = greatest.divide(divisor).bitLength();
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> {
            ColumnSum sum = new ColumnSum(bits);
            Multiplier.addMultiple(net, sum, word, factor);
            sum.addConstant(added);
            int[] constant = Words.constant(divisor, Math.max(bits, divisor.bitLength()));
            int[] dividend = Words.zeroExtend(sum.sum(net), constant.length);
            return Words.slice(Divider.quotient(net, dividend, constant, false), 0, width);
        });
        if (divisor.bitCount() > 1) {
            for (Reciprocal reciprocal : Reciprocal.of(divisor, bits, true)) {
                ways.add(() -> Words.zeroExtend(reciprocal.quotient(net, word, factor, added, bits), width));
            }
        }
        return Cheapest.of(net, ways);
    }
}
