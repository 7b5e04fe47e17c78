package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** The fields of a float. */
record FloatParts(int[] fraction, int[] exponent, int sign) {

    /** Whether the exponent field is not zero: the hidden bit. */
    int hidden(Netlist net) {
        return Words.orAll(net, exponent);
    }

    /** Whether the exponent field is all ones: infinity or NaN. */
    int isSpecial(Netlist net) {
        return Words.andAll(net, exponent);
    }

    int hasFraction(Netlist net) {
        return Words.orAll(net, fraction);
    }

    int isNan(Netlist net) {
        return net.and(isSpecial(net), hasFraction(net));
    }

    /** The exponent field, 1 where it is 0: subnormal numbers have the exponent of the least normal ones. */
    int[] scale(Netlist net, int hidden) {
        int[] scale = exponent.clone();
        scale[0] = net.xor(scale[0], hidden ^ 1);
        return scale;
    }

    int[] significand(int hidden) {
        return Words.concat(fraction, new int[] {hidden});
    }

    /** Exponent and fraction as one word, in which floats of one sign are ordered. */
    int[] magnitude() {
        return Words.concat(fraction, exponent);
    }
}
