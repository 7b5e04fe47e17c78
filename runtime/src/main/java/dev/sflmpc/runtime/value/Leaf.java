package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that is neither array nor struct nor tuple: what one cell of a table holds.
 *
 * @param path such as {@code model.weight[3]}
 * @param at its first bit
 */
record Leaf(String path, ValueType type, int at) {

    /** Tables with more columns are for machines, which can as well write JSON. */
    static final int MAX_COUNT = 1 << 16;

    /** How many leaves the fields have. */
    static long count(List<ValueType.Field> fields) {
        return fields.stream().mapToLong(field -> count(field.type())).sum();
    }

    /** How many leaves a value has. */
    static long count(ValueType type) {
        return switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> 1;
            case ValueType.Array array -> array.length() * count(array.element());
            case ValueType.Struct struct -> count(struct.fields());
            case ValueType.Tuple tuple ->
                tuple.elements().stream().mapToLong(Leaf::count).sum();
        };
    }

    /** Hears of each value in the order of the bits, of arrays, structs and tuples before their parts. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path, ValueType type, int at);
    }

    /** Visits the fields and everything in them. */
    static void visit(List<ValueType.Field> fields, Visitor visitor) {
        visitFields("", fields, 0, visitor);
    }

    private static void visitFields(String prefix, List<ValueType.Field> fields, int at, Visitor visitor) {
        int next = at;
        for (ValueType.Field field : fields) {
            visit(prefix + field.name(), field.type(), next, visitor);
            next += field.type().widthBits();
        }
    }

    private static void visit(String path, ValueType type, int at, Visitor visitor) {
        visitor.visit(path, type, at);
        switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> {}
            case ValueType.Struct struct -> visitFields(path + ".", struct.fields(), at, visitor);
            case ValueType.Array array -> {
                int length = count(array.element()) == 0 ? 0 : array.length();
                for (int i = 0; i < length; i++) {
                    visit(
                            path + "[" + i + "]",
                            array.element(),
                            at + i * array.element().widthBits(),
                            visitor);
                }
            }
            case ValueType.Tuple tuple -> {
                int next = at;
                for (int i = 0; i < tuple.elements().size(); i++) {
                    visit(path + "[" + i + "]", tuple.elements().get(i), next, visitor);
                    next += tuple.elements().get(i).widthBits();
                }
            }
        }
    }

    /** All leaves of the fields, in the order of their bits. */
    static List<Leaf> of(List<ValueType.Field> fields) {
        List<Leaf> leaves = new ArrayList<>();
        visit(fields, (path, type, at) -> {
            if (isLeaf(type)) {
                leaves.add(new Leaf(path, type, at));
            }
        });
        return leaves;
    }

    static boolean isLeaf(ValueType type) {
        return switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> true;
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ -> false;
        };
    }
}
