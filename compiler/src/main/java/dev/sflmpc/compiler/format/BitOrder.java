package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Locale;
import java.util.Optional;

/** How a file orders the bits of an input or output. Values in memory always have the order of {@link ValueType}. */
public enum BitOrder {
    /** As {@link ValueType}: numbers least significant bit first. */
    LSB,
    /** All bits of the value reversed: the most significant bit of a number first, the last element of an array first. */
    MSB,
    /** Each number most significant bit first, elements and fields in their own order. */
    ELEMENT_MSB;

    /** As it is written in a sidecar. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<BitOrder> of(String text) {
        for (BitOrder order : values()) {
            if (order.toString().equals(text)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /**
     * Copies a value's bits between its own order and the file's; each of the orders is its own inverse.
     *
     * @param at where the value begins, in both arrays
     */
    void copy(ValueType type, int[] from, int[] to, int at) {
        switch (this) {
            case LSB -> System.arraycopy(from, at, to, at, type.widthBits());
            case MSB -> reverse(from, to, at, type.widthBits());
            case ELEMENT_MSB -> copyElements(type, from, to, at);
        }
    }

    private static void reverse(int[] from, int[] to, int at, int width) {
        for (int i = 0; i < width; i++) {
            to[at + i] = from[at + width - 1 - i];
        }
    }

    private static void copyElements(ValueType type, int[] from, int[] to, int at) {
        switch (type) {
            case ValueType.Array array -> {
                for (int i = 0; i < array.length(); i++) {
                    copyElements(
                            array.element(), from, to, at + i * array.element().widthBits());
                }
            }
            case ValueType.Struct struct -> {
                int next = at;
                for (ValueType.Field field : struct.fields()) {
                    copyElements(field.type(), from, to, next);
                    next += field.type().widthBits();
                }
            }
            case ValueType.Tuple tuple -> {
                int next = at;
                for (ValueType element : tuple.elements()) {
                    copyElements(element, from, to, next);
                    next += element.widthBits();
                }
            }
            case ValueType.Bool scalar -> reverse(from, to, at, scalar.widthBits());
            case ValueType.Int scalar -> reverse(from, to, at, scalar.widthBits());
            case ValueType.Float scalar -> reverse(from, to, at, scalar.widthBits());
            case ValueType.Fixed scalar -> reverse(from, to, at, scalar.widthBits());
        }
    }
}
