package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Division by a constant. */
final class ConstantDivider {

    private ConstantDivider() {}

    static QuotientRemainder divide(Netlist net, int[] a, int[] b, boolean signed) {
        return Divider.divide(net, a, 0, b, signed);
    }

    static int[] quotient(Netlist net, int[] a, int[] b, boolean signed) {
        return divide(net, a, b, signed).quotient();
    }

    static int[] remainder(Netlist net, int[] a, int[] b, boolean signed) {
        return divide(net, a, b, signed).remainder();
    }
}
