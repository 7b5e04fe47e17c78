package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.NearestFloat;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;

/** Public values as constants of secret types. */
final class Constants {

    private final Tape tape;
    private final Values values;
    private final Elaborator elaborator;

    Constants(Tape tape, Values values, Elaborator elaborator) {
        this.tape = tape;
        this.values = values;
        this.elaborator = elaborator;
    }

    Value value(Known known, ValueType type, Span span) {
        return switch (known) {
            case Known.Exact exact -> constant(exact.value(), type, span);
            case Affine affine -> number(affine, type);
        };
    }

    private Value constant(PublicValue value, ValueType type, Span span) {
        return switch (type) {
            case ValueType.Bool bool -> values.bool(((PublicValue.Bool) value).value() ? 1 : 0);
            case ValueType.Int integer ->
                values.word(
                        type,
                        bits(fitting(numerator(value), isSigned(integer), type, value, span), integer.widthBits()));
            case ValueType.Fixed fixed -> {
                BigInteger scaled = floor(numerator(value).shiftLeft(fixed.fractionBits()), denominator(value));
                yield values.word(type, bits(fitting(scaled, true, type, value, span), fixed.widthBits()));
            }
            case ValueType.Float number -> values.word(type, bits(nearest(value, number, span), number.widthBits()));
            case ValueType.Array array -> {
                PublicValue.Array list = (PublicValue.Array) value;
                yield values.group(
                        type,
                        list.elements().stream()
                                .map(element -> constant(element, array.element(), span))
                                .toList());
            }
            case ValueType.Struct struct -> throw new IllegalStateException("a public struct");
            case ValueType.Tuple tuple -> throw new IllegalStateException("a public tuple");
        };
    }

    /** A number that depends on counters: its bits are public, but other ones in each pass. */
    private Value number(Affine number, ValueType type) {
        Affine scaled =
                switch (type) {
                    case ValueType.Int integer -> number;
                    case ValueType.Fixed fixed -> {
                        if (fixed.fractionBits() > 62) {
                            throw new NotRollable("a long fraction");
                        }
                        yield number.times(1L << fixed.fractionBits());
                    }
                    case ValueType.Float floating -> throw new NotRollable("a float that differs between passes");
                    case ValueType.Bool bool -> throw new NotRollable("a truth value that differs between passes");
                    case ValueType.Array array -> throw new NotRollable("a list that differs between passes");
                    case ValueType.Struct struct -> throw new NotRollable("a struct that differs between passes");
                    case ValueType.Tuple tuple -> throw new NotRollable("a tuple that differs between passes");
                };
        boolean signed = Types.isSigned(type);
        int width = type.widthBits();
        if (!fits(BigInteger.valueOf(scaled.min()), signed, width)
                || !fits(BigInteger.valueOf(scaled.max()), signed, width)) {
            throw new NotRollable("a number that does not fit in some pass");
        }
        int[] bits = new int[width];
        for (int i = 0; i < width; i++) {
            bits[i] = tape.segment().loadNumber(scaled, Math.min(i, Long.SIZE - 1));
        }
        return values.word(type, bits);
    }

    private BigInteger fitting(BigInteger number, boolean signed, ValueType type, PublicValue value, Span span) {
        if (value instanceof PublicValue.Rational && type instanceof ValueType.Int) {
            throw elaborator.fail(
                    Diagnostic.error(span, value + " is not a whole number, but " + type + " is expected"));
        }
        if (!fits(number, signed, type.widthBits())) {
            throw elaborator.fail(Diagnostic.error(span, value + " does not fit in " + type));
        }
        return number;
    }

    private BigInteger nearest(PublicValue value, ValueType.Float type, Span span) {
        return NearestFloat.of(numerator(value), denominator(value), type)
                .orElseThrow(() ->
                        elaborator.fail(Diagnostic.error(span, Constants.shown(value) + " does not fit in " + type)));
    }

    /** Numbers too long to be read are not shown. */
    private static String shown(PublicValue value) {
        String text = value.toString();
        return text.length() > 60 ? "a number of " + text.length() + " digits" : text;
    }

    private static boolean isSigned(ValueType.Int integer) {
        return integer.signed();
    }

    private static boolean fits(BigInteger number, boolean signed, int width) {
        return signed ? number.bitLength() < width : number.signum() >= 0 && number.bitLength() <= width;
    }

    private static int[] bits(BigInteger number, int width) {
        int[] bits = new int[width];
        for (int i = 0; i < width; i++) {
            bits[i] = number.testBit(i) ? 1 : 0;
        }
        return bits;
    }

    private static BigInteger floor(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger numerator(PublicValue value) {
        return switch (value) {
            case PublicValue.Int number -> number.value();
            case PublicValue.Rational rational -> rational.numerator();
            case PublicValue.Bool bool -> throw new IllegalStateException("a truth value as a number");
            case PublicValue.Array array -> throw new IllegalStateException("a list as a number");
        };
    }

    private static BigInteger denominator(PublicValue value) {
        return value instanceof PublicValue.Rational rational ? rational.denominator() : BigInteger.ONE;
    }
}
