package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Fused multiply-add of IEEE 754 floats, one rounding to nearest even: 1863 and 5049 AND gates for single and
 * double precision.
 *
 * <p>The product lies at the bottom of a window of 3 n + 4 bits, n the precision, with two bits below; the addend
 * starts at its top and is shifted right. Where the addend lies wholly above the product the shift is negative and
 * taken as zero: the product is then sticky only. The top of the window has an exponent of at least 1 after that, so
 * that no result needs a shift to the right.
 */
public final class FloatFma {

    private FloatFma() {}

    /** {@code a * b + c}. */
    public static int[] multiplyAdd(Netlist net, FloatFormat format, int[] a, int[] b, int[] c) {
        Operand x = Operand.of(net, format, a);
        Operand y = Operand.of(net, format, b);
        Operand z = Operand.of(net, format, c);
        int sign = net.xor(x.sign(), y.sign());
        int opposite = net.xor(sign, z.sign());
        int[] product = Multiplier.multiplyWide(net, x.significand(), y.significand(), false);
        Alignment alignment = Alignment.of(net, format, x, y, z);

        int[] aligned = Words.concat(new int[] {alignment.sticky()}, alignment.word());
        int[] still = Words.shiftedLeft(product, 3, aligned.length);
        int[] sum = Adder.addWithCarry(net, still, Words.xorEach(net, aligned, opposite), opposite);
        int carry = sum[aligned.length];
        int negative = net.and(opposite, carry ^ 1);
        int[] magnitude = Adder.negateIf(net, negative, Words.slice(sum, 0, aligned.length));
        magnitude = Words.concat(magnitude, new int[] {net.and(carry, opposite ^ 1)});

        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, magnitude);
        FloatNormal normal = FloatNormal.of(net, magnitude, first, alignment.exponent(), format.fractionBits() + 2);
        int infiniteProduct = net.or(x.special(), y.special());
        int bothInfinite = net.and(infiniteProduct, z.special());
        int nan = net.or(net.or(x.isNan(net), y.isNan(net)), z.isNan(net));
        nan = net.or(nan, net.and(infiniteProduct, net.or(x.zero(), y.zero())));
        nan = net.or(nan, net.and(bothInfinite, opposite));
        int ofSum = net.mux(first.any(), net.xor(sign, negative), net.and(sign, z.sign()));
        int resultSign = net.mux(z.special(), z.sign(), net.mux(infiniteProduct, sign, ofSum));
        return normal.rounding(format, resultSign, Netlist.FALSE, net)
                .pack(net, net.or(infiniteProduct, z.special()), nan);
    }

    private record Operand(int[] significand, int[] scale, int sign, int special, int anyFraction, int zero) {

        static Operand of(Netlist net, FloatFormat format, int[] word) {
            FloatParts parts = format.split(word);
            int hidden = parts.hidden(net);
            int anyFraction = parts.hasFraction(net);
            return new Operand(
                    parts.significand(hidden),
                    parts.scale(net, hidden),
                    parts.sign(),
                    parts.isSpecial(net),
                    anyFraction,
                    net.or(hidden, anyFraction) ^ 1);
        }

        int isNan(Netlist net) {
            return net.and(special, anyFraction);
        }
    }

    /**
     * The addend in the window.
     *
     * @param sticky whether a bit below the window is set
     * @param exponent of the top of the window
     */
    private record Alignment(int[] word, int sticky, int[] exponent) {

        static Alignment of(Netlist net, FloatFormat format, Operand x, Operand y, Operand z) {
            int precision = format.precision();
            int window = 3 * precision + 4;
            int fractionBits = format.fractionBits();
            ColumnSum difference = new ColumnSum(format.exponentBits() + 2);
            difference.add(Adder.addWithCarry(net, x.scale(), y.scale(), Netlist.FALSE), 0);
            difference.subtract(z.scale(), 0);
            difference.addConstant(BigInteger.valueOf(window - precision - 2 - format.bias() - fractionBits));
            int[] shift = difference.sum(net);
            int top = shift.length - 1;
            int none = net.or(shift[top], net.or(x.zero(), y.zero()));
            int bits = Math.min(top, 32 - Integer.numberOfLeadingZeros(window));
            int far = Words.orAll(net, Words.slice(shift, bits, top));
            int[] amount = Words.andEach(net, Words.orEach(net, Words.slice(shift, 0, bits), far), none ^ 1);
            int[] start = Words.shiftedLeft(z.significand(), window - precision, window);
            FloatShift.Shifted shifted = FloatShift.right(net, start, amount);
            int[] moved = Words.andEach(net, Words.slice(shift, 0, top), none ^ 1);
            int[] exponent = Adder.add(net, Words.zeroExtend(z.scale(), top), moved);
            return new Alignment(shifted.word(), shifted.sticky(), exponent);
        }
    }
}
