package dev.sflmpc.runtime.circuit;

import java.util.List;

/**
 * The type of an input or output, and with it the layout of its bits.
 *
 * <p>Numbers are two's complement, least significant bit first. Arrays lie element by element from index 0, structs and
 * tuples field by field in the order of their declaration, without padding. {@code toString} is the type's spelling in
 * SFL.
 */
public sealed interface ValueType {

    /** The largest number of bits that a single value may have. */
    int MAX_WIDTH_BITS = 1 << 28;

    /** The largest width of an integer or fixed-point number. */
    int MAX_NUMBER_WIDTH_BITS = 4096;

    /** Number of bits of a value of this type. */
    int widthBits();

    /** A truth value, one bit. */
    record Bool() implements ValueType {
        @Override
        public int widthBits() {
            return 1;
        }

        @Override
        public String toString() {
            return "bool";
        }
    }

    /** {@code int<N>} or {@code uint<N>}. */
    record Int(boolean signed, int widthBits) implements ValueType {
        public Int {
            requireNumberWidth(widthBits);
        }

        @Override
        public String toString() {
            return (signed ? "int<" : "uint<") + widthBits + ">";
        }
    }

    /** {@code fixed<W, F>}: a two's complement number of W bits, counted in units of 2^-F. */
    record Fixed(int widthBits, int fractionBits) implements ValueType {
        public Fixed {
            requireNumberWidth(widthBits);
            if (fractionBits < 0 || fractionBits > widthBits) {
                throw new IllegalArgumentException("fraction of " + fractionBits + " bits in " + widthBits);
            }
        }

        @Override
        public String toString() {
            return "fixed<" + widthBits + ", " + fractionBits + ">";
        }
    }

    /**
     * {@code float32} or {@code float64}: IEEE 754 binary32 or binary64, from the least significant bit fraction, exponent
     * and sign.
     */
    record Float(int widthBits) implements ValueType {
        public Float {
            if (widthBits != java.lang.Float.SIZE && widthBits != Double.SIZE) {
                throw new IllegalArgumentException("float of " + widthBits + " bits, expected 32 or 64");
            }
        }

        @Override
        public String toString() {
            return "float" + widthBits;
        }
    }

    /** {@code T[N]}; {@code T[R][C]} is an array of R rows of type {@code T[C]}. */
    record Array(ValueType element, int length) implements ValueType {
        public Array {
            if (length < 0 || (long) length * element.widthBits() > MAX_WIDTH_BITS) {
                throw new IllegalArgumentException(
                        "array of " + length + " elements of " + element.widthBits() + " bits");
            }
        }

        @Override
        public int widthBits() {
            return length * element.widthBits();
        }

        @Override
        public String toString() {
            ValueType base = this;
            StringBuilder dimensions = new StringBuilder();
            while (base instanceof Array array) {
                dimensions.append('[').append(array.length).append(']');
                base = array.element;
            }
            return base.toString() + dimensions;
        }
    }

    /** A named product of named fields. */
    record Struct(String name, List<Field> fields) implements ValueType {
        public Struct {
            fields = List.copyOf(fields);
            requireTotalWidth(fields.stream().map(Field::type).toList());
        }

        @Override
        public int widthBits() {
            return fields.stream().mapToInt(field -> field.type().widthBits()).sum();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A field of a struct. */
    record Field(String name, ValueType type) {}

    /** {@code (A, B, …)}; the empty tuple is the type of nothing. */
    record Tuple(List<ValueType> elements) implements ValueType {
        public Tuple {
            elements = List.copyOf(elements);
            requireTotalWidth(elements);
        }

        @Override
        public int widthBits() {
            return elements.stream().mapToInt(ValueType::widthBits).sum();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("(");
            for (ValueType element : elements) {
                text.append(text.length() == 1 ? "" : ", ").append(element);
            }
            return text.append(')').toString();
        }
    }

    private static void requireNumberWidth(int widthBits) {
        if (widthBits < 1 || widthBits > MAX_NUMBER_WIDTH_BITS) {
            throw new IllegalArgumentException(
                    "number of " + widthBits + " bits, expected 1 to " + MAX_NUMBER_WIDTH_BITS);
        }
    }

    private static void requireTotalWidth(List<ValueType> parts) {
        long total = 0;
        for (ValueType part : parts) {
            total += part.widthBits();
        }
        if (total > MAX_WIDTH_BITS) {
            throw new IllegalArgumentException("value of " + total + " bits, expected at most " + MAX_WIDTH_BITS);
        }
    }
}
