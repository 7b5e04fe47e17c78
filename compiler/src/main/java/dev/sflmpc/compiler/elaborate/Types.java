package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ValueType;

/** The parts of product types. */
final class Types {

    private Types() {}

    static boolean isScalar(ValueType type) {
        return switch (type) {
            case ValueType.Bool b -> true;
            case ValueType.Int i -> true;
            case ValueType.Fixed f -> true;
            case ValueType.Float f -> true;
            case ValueType.Array a -> false;
            case ValueType.Struct s -> false;
            case ValueType.Tuple t -> false;
        };
    }

    static boolean isSigned(ValueType type) {
        return switch (type) {
            case ValueType.Int integer -> integer.signed();
            case ValueType.Fixed fixed -> true;
            case ValueType.Float f -> false;
            case ValueType.Bool b -> false;
            case ValueType.Array a -> false;
            case ValueType.Struct s -> false;
            case ValueType.Tuple t -> false;
        };
    }

    /** Number of elements, fields or tuple elements. */
    static int partCount(ValueType type) {
        return switch (type) {
            case ValueType.Array array -> array.length();
            case ValueType.Struct struct -> struct.fields().size();
            case ValueType.Tuple tuple -> tuple.elements().size();
            case ValueType.Bool b -> throw noParts(type);
            case ValueType.Int i -> throw noParts(type);
            case ValueType.Fixed f -> throw noParts(type);
            case ValueType.Float f -> throw noParts(type);
        };
    }

    static ValueType part(ValueType type, int index) {
        return switch (type) {
            case ValueType.Array array -> array.element();
            case ValueType.Struct struct -> struct.fields().get(index).type();
            case ValueType.Tuple tuple -> tuple.elements().get(index);
            case ValueType.Bool b -> throw noParts(type);
            case ValueType.Int i -> throw noParts(type);
            case ValueType.Fixed f -> throw noParts(type);
            case ValueType.Float f -> throw noParts(type);
        };
    }

    /** Bits before part {@code index}. */
    static long partOffset(ValueType type, int index) {
        if (type instanceof ValueType.Array array) {
            return (long) index * array.element().widthBits();
        }
        long offset = 0;
        for (int i = 0; i < index; i++) {
            offset += part(type, i).widthBits();
        }
        return offset;
    }

    private static IllegalArgumentException noParts(ValueType type) {
        return new IllegalArgumentException(type + " has no parts");
    }
}
