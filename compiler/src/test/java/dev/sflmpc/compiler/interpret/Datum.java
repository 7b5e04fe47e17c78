package dev.sflmpc.compiler.interpret;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A value while interpreting. */
sealed interface Datum {

    record Truth(boolean value) implements Datum {}

    /** An integer, a fixed-point number in units of its last bit, or the bits of a float. */
    record Number(BigInteger value) implements Datum {}

    /** The elements of an array, fields of a struct or elements of a tuple. */
    record Many(List<Datum> parts) implements Datum {
        public Many {
            parts = List.copyOf(parts);
        }

        Many with(int index, Datum part) {
            List<Datum> copy = new ArrayList<>(parts);
            copy.set(index, part);
            return new Many(copy);
        }
    }

    /** The value whose bits are all 0. */
    static Datum zero(ValueType type) {
        return decode(type, new BitSet(), 0);
    }

    /** The value of {@code type} whose bits begin at {@code from}. */
    static Datum decode(ValueType type, BitSet bits, int from) {
        return switch (type) {
            case ValueType.Bool b -> new Truth(bits.get(from));
            case ValueType.Int number -> number(bits, from, number.widthBits(), number.signed());
            case ValueType.Fixed number -> number(bits, from, number.widthBits(), true);
            case ValueType.Float number -> number(bits, from, number.widthBits(), false);
            case ValueType.Array array -> {
                List<Datum> parts = new ArrayList<>();
                for (int i = 0; i < array.length(); i++) {
                    parts.add(decode(
                            array.element(), bits, from + i * array.element().widthBits()));
                }
                yield new Many(parts);
            }
            case ValueType.Struct struct ->
                decodeAll(struct.fields().stream().map(ValueType.Field::type).toList(), bits, from);
            case ValueType.Tuple tuple -> decodeAll(tuple.elements(), bits, from);
        };
    }

    private static Datum decodeAll(List<ValueType> types, BitSet bits, int from) {
        List<Datum> parts = new ArrayList<>();
        int at = from;
        for (ValueType type : types) {
            parts.add(decode(type, bits, at));
            at += type.widthBits();
        }
        return new Many(parts);
    }

    private static Datum number(BitSet bits, int from, int width, boolean signed) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < width; i++) {
            if (bits.get(from + i)) {
                value = value.setBit(i);
            }
        }
        return new Number(Arithmetic.wrap(value, width, signed));
    }

    /** Puts the bits of a value to {@code to} from place {@code at}. */
    static void encode(Datum value, ValueType type, BitSet to, int at) {
        switch (value) {
            case Truth truth -> to.set(at, truth.value());
            case Number number -> {
                for (int i = 0; i < type.widthBits(); i++) {
                    to.set(at + i, number.value().testBit(i));
                }
            }
            case Many many -> {
                int next = at;
                for (int i = 0; i < many.parts().size(); i++) {
                    ValueType part = part(type, i);
                    encode(many.parts().get(i), part, to, next);
                    next += part.widthBits();
                }
            }
        }
    }

    /** The type of part {@code index}. */
    static ValueType part(ValueType product, int index) {
        return switch (product) {
            case ValueType.Array array -> array.element();
            case ValueType.Struct struct -> struct.fields().get(index).type();
            case ValueType.Tuple tuple -> tuple.elements().get(index);
            case ValueType.Bool b -> throw new IllegalArgumentException("a bool has no parts");
            case ValueType.Int i -> throw new IllegalArgumentException("an integer has no parts");
            case ValueType.Fixed f -> throw new IllegalArgumentException("a number has no parts");
            case ValueType.Float f -> throw new IllegalArgumentException("a number has no parts");
        };
    }
}
