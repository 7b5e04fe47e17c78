package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.function.Supplier;

/** Building blocks that say what they are; costs nothing unless somebody asked for explanations. */
final class Explained {

    private Explained() {}

    /** What the construction gives. */
    static <T> T of(Netlist net, Supplier<String> what, Supplier<T> construction) {
        long start = net.here();
        T result = construction.get();
        net.made(start, what);
        return result;
    }
}
