package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/**
 * Writes what a party learns as one JSON object whose keys are the names of {@code main}'s results, in the form that
 * {@link JsonInput} reads.
 *
 * <p>Every number is written exactly. One that a double cannot be relied on to hold, because its integer (for a fixed-point
 * number, its count of units) is beyond 2^53 - 1, is written as a string, so that no JSON reader rounds it. A float is the
 * shortest decimal number that reads back as the same one; {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"} are
 * strings.
 */
public final class JsonOutput {

    private static final int MAX_EXACT_WIDTH_BITS = 53;

    private static final BigInteger MAX_EXACT = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    /** The smallest normal double is 2^-1022. */
    private static final int MAX_EXACT_FRACTION_BITS = 1022;

    private final JsonGenerator generator;
    private final ValueBits bits;
    private int at;

    private JsonOutput(JsonGenerator generator, ValueBits bits, int at) {
        this.generator = generator;
        this.bits = bits;
        this.at = at;
    }

    /** The results of {@code main} that a party learns, in order: the layout of its output bits. */
    public static List<ValueType.Field> fields(Program program, String party) {
        return program.outputs().stream()
                .filter(output -> output.recipients().contains(party))
                .map(output -> new ValueType.Field(output.name(), output.type()))
                .toList();
    }

    /** @param bits the fields' bits, one field after the other */
    public static void write(List<ValueType.Field> fields, ValueBits bits, JsonGenerator generator) throws IOException {
        write(fields, bits, 0, generator);
    }

    /** @param at the first of the fields' bits */
    public static void write(List<ValueType.Field> fields, ValueBits bits, int at, JsonGenerator generator)
            throws IOException {
        new JsonOutput(generator, bits, at).writeFields(fields);
    }

    private void writeFields(List<ValueType.Field> fields) throws IOException {
        generator.writeStartObject();
        for (ValueType.Field field : fields) {
            generator.writeFieldName(field.name());
            write(field.type());
        }
        generator.writeEndObject();
    }

    private void write(ValueType type) throws IOException {
        switch (type) {
            case ValueType.Bool ignored -> generator.writeBoolean(bits.get(at++));
            case ValueType.Int integer -> writeInteger(integer);
            case ValueType.Fixed fixed -> writeFixed(next(fixed.widthBits(), true), fixed.fractionBits());
            case ValueType.Float number -> writeFloat(number);
            case ValueType.Struct struct -> writeFields(struct.fields());
            case ValueType.Array array -> {
                generator.writeStartArray();
                for (int i = 0; i < array.length(); i++) {
                    write(array.element());
                }
                generator.writeEndArray();
            }
            case ValueType.Tuple tuple -> {
                generator.writeStartArray();
                for (ValueType element : tuple.elements()) {
                    write(element);
                }
                generator.writeEndArray();
            }
        }
    }

    private BigInteger next(int widthBits, boolean signed) {
        BigInteger value = bits.getInteger(at, widthBits, signed);
        at += widthBits;
        return value;
    }

    private void writeInteger(ValueType.Int type) throws IOException {
        if (type.widthBits() <= MAX_EXACT_WIDTH_BITS) {
            int unused = Long.SIZE - type.widthBits();
            long aligned = bits.getLong(at, type.widthBits()) << unused;
            generator.writeNumber(type.signed() ? aligned >> unused : aligned >>> unused);
            at += type.widthBits();
            return;
        }
        BigInteger value = next(type.widthBits(), type.signed());
        if (isExact(value)) {
            generator.writeNumber(value.longValue());
        } else {
            generator.writeString(value.toString());
        }
    }

    private void writeFixed(BigInteger units, int fractionBits) throws IOException {
        String decimal = NumberText.decimal(units, fractionBits);
        if (isExact(units) && fractionBits <= MAX_EXACT_FRACTION_BITS) {
            generator.writeNumber(decimal);
        } else {
            generator.writeString(decimal);
        }
    }

    private void writeFloat(ValueType.Float type) throws IOException {
        long value = bits.getLong(at, type.widthBits());
        at += type.widthBits();
        String text = NumberText.text(value, type);
        if (NumberText.isSpecial(value, type)) {
            generator.writeString(text);
        } else {
            generator.writeNumber(text);
        }
    }

    private static boolean isExact(BigInteger value) {
        return value.abs().compareTo(MAX_EXACT) <= 0;
    }
}
