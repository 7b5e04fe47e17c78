package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.arithmetic.FloatComparator;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** {@code ==} of two values of any type: of floats IEEE 754's, where NaN differs from itself, of all else that of bits. */
final class Equality {

    private final Netlist net;
    private final int[] a;
    private final int[] b;
    private final List<Integer> exact = new ArrayList<>();
    private final List<Integer> equalFloats = new ArrayList<>();

    private Equality(Netlist net, int[] a, int[] b) {
        this.net = net;
        this.a = a;
        this.b = b;
    }

    /** Whether two values are equal, from all their bits. */
    static int of(Netlist net, ValueType type, int[] a, int[] b) {
        Equality equality = new Equality(net, a, b);
        equality.visit(type, 0);
        List<Integer> all = equality.equalFloats;
        if (!equality.exact.isEmpty() || all.isEmpty()) {
            all.add(Comparator.equal(net, equality.exactBits(a), equality.exactBits(b)));
        }
        return balanced(net, all);
    }

    private int[] exactBits(int[] word) {
        return exact.stream().mapToInt(i -> word[i]).toArray();
    }

    private void visit(ValueType type, int at) {
        switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _ ->
                IntStream.range(at, at + type.widthBits()).forEach(exact::add);
            case ValueType.Float number -> {
                int end = at + number.widthBits();
                equalFloats.add(FloatComparator.equal(
                        net,
                        FloatOperators.format(number),
                        Arrays.copyOfRange(a, at, end),
                        Arrays.copyOfRange(b, at, end)));
            }
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ -> {
                for (int i = 0; i < Types.partCount(type); i++) {
                    visit(Types.part(type, i), at + (int) Types.partOffset(type, i));
                }
            }
        }
    }

    private static int balanced(Netlist net, List<Integer> conditions) {
        int size = conditions.size();
        return size == 1
                ? conditions.getFirst()
                : net.and(
                        balanced(net, conditions.subList(0, size / 2)),
                        balanced(net, conditions.subList(size / 2, size)));
    }
}
