package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Truth values and numbers as text, and as the bits of their types. */
final class ScalarText {

    private ScalarText() {}

    /**
     * Sets the bits from {@code at} to the value that a text means.
     *
     * @param type not an array, struct or tuple
     * @param holder what the text stands in, for the message: {@code a string}
     * @return what is wrong with the text, without any of it; then no bit is set
     */
    static Optional<String> read(ValueType type, String text, String holder, ValueBits bits, int at) {
        return switch (type) {
            case ValueType.Bool bool -> readBool(bool, text, holder, bits, at);
            case ValueType.Int integer -> readInteger(integer, text, holder, bits, at);
            case ValueType.Fixed fixed -> readFixed(fixed, text, holder, bits, at);
            case ValueType.Float number -> readFloat(number, text, holder, bits, at);
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ ->
                throw new IllegalArgumentException("not a scalar: " + type);
        };
    }

    private static Optional<String> readBool(ValueType.Bool type, String text, String holder, ValueBits bits, int at) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> bits.set(at, true);
            case "false", "0" -> bits.set(at, false);
            default -> {
                return Optional.of(none(type, holder));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> readInteger(
            ValueType.Int type, String text, String holder, ValueBits bits, int at) {
        Optional<BigInteger> value = NumberText.integer(text);
        if (value.isEmpty()) {
            return Optional.of(none(type, holder));
        }
        if (!fits(value.get(), type)) {
            return Optional.of("out of range, expected " + type + ", " + Expectation.range(type));
        }
        bits.setInteger(at, type.widthBits(), value.get());
        return Optional.empty();
    }

    private static Optional<String> readFixed(
            ValueType.Fixed type, String text, String holder, ValueBits bits, int at) {
        if (!NumberText.isDecimal(text)) {
            return Optional.of(none(type, holder));
        }
        Optional<BigInteger> units = NumberText.units(text, type);
        if (units.isEmpty()) {
            return Optional.of("out of range, expected " + type + ", " + Expectation.range(type));
        }
        bits.setInteger(at, type.widthBits(), units.get());
        return Optional.empty();
    }

    private static Optional<String> readFloat(
            ValueType.Float type, String text, String holder, ValueBits bits, int at) {
        boolean special = NumberText.isSpecial(text);
        if (!special && !NumberText.isDecimal(text)) {
            return Optional.of(none(type, holder));
        }
        long value = NumberText.floatBits(text, type);
        if (!special && NumberText.isSpecial(value, type)) {
            return Optional.of("out of range, expected " + type + ", " + Expectation.range(type));
        }
        bits.setLong(at, type.widthBits(), value);
        return Optional.empty();
    }

    private static String none(ValueType type, String holder) {
        return "expected " + Expectation.of(type) + ", found " + holder + " that does not hold one";
    }

    private static boolean fits(BigInteger value, ValueType.Int type) {
        return type.signed()
                ? value.bitLength() < type.widthBits()
                : value.signum() >= 0 && value.bitLength() <= type.widthBits();
    }

    /** The value of the bits from {@code at}, exactly, as {@link #read} reads it. */
    static String write(ValueType type, ValueBits bits, int at) {
        return switch (type) {
            case ValueType.Bool _ -> Boolean.toString(bits.get(at));
            case ValueType.Int integer ->
                bits.getInteger(at, integer.widthBits(), integer.signed()).toString();
            case ValueType.Fixed fixed ->
                NumberText.decimal(bits.getInteger(at, fixed.widthBits(), true), fixed.fractionBits());
            case ValueType.Float number -> NumberText.text(bits.getLong(at, number.widthBits()), number);
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ ->
                throw new IllegalArgumentException("not a scalar: " + type);
        };
    }
}
