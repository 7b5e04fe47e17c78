package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a type and a JSON text together. Every {@code read} method begins at the first token of a value and ends at its
 * last one, whether the value fits or not, so that what follows can still be checked.
 */
final class JsonValueReader {

    /** Where a field lies: its number among the fields, and its distance in bits from the first. */
    private record Slot(int number, int offset, ValueType type) {}

    private final JsonParser parser;
    private final ValueBits bits;
    private final ProblemList problems;
    private final IdentityHashMap<List<ValueType.Field>, Map<String, Slot>> layouts = new IdentityHashMap<>();

    JsonValueReader(JsonParser parser, ValueBits bits, ProblemList problems) {
        this.parser = parser;
        this.bits = bits;
        this.problems = problems;
    }

    void readRoot(List<ValueType.Field> fields) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readFields(fields, 0);
            return;
        }
        List<String> names = fields.stream().map(ValueType.Field::name).toList();
        reject("expected a JSON object with " + Expectation.names(names) + ", found " + JsonSyntax.kind(parser));
    }

    private void read(ValueType type, int at) throws IOException {
        switch (type) {
            case ValueType.Bool bool -> readBool(bool, at);
            case ValueType.Int integer -> readInteger(integer, at);
            case ValueType.Fixed fixed -> readFixed(fixed, at);
            case ValueType.Float number -> readFloat(number, at);
            case ValueType.Array array -> readArray(array, at);
            case ValueType.Tuple tuple -> readTuple(tuple, at);
            case ValueType.Struct struct -> {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    readFields(struct.fields(), at);
                } else {
                    rejectKind(struct);
                }
            }
        }
    }

    private void readBool(ValueType.Bool type, int at) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_TRUE -> bits.set(at, true);
            case VALUE_FALSE -> bits.set(at, false);
            default -> rejectKind(type);
        }
    }

    private void readInteger(ValueType.Int type, int at) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            boolean fits = type.signed() ? fitsSigned(value, type.widthBits()) : fitsUnsigned(value, type.widthBits());
            if (fits) {
                setSmall(type, at, value);
            } else {
                reject("out of range, expected " + type + ", " + Expectation.range(type));
            }
            return;
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
            rejectKind(type);
            return;
        }
        readText(type, at);
    }

    private void readFixed(ValueType.Fixed type, int at) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> readText(type, at);
            default -> rejectKind(type);
        }
    }

    private void readFloat(ValueType.Float type, int at) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> readText(type, at);
            default -> rejectKind(type);
        }
    }

    private void readText(ValueType type, int at) throws IOException {
        Optional<String> problem = ScalarText.read(type, parser.getText(), "a string", bits, at);
        if (problem.isPresent()) {
            reject(problem.get());
        }
    }

    private void readArray(ValueType.Array type, int at) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            rejectKind(type);
            return;
        }
        JsonLocation start = parser.currentTokenLocation();
        int elementBits = type.element().widthBits();
        long count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count < type.length()) {
                readElement(type.element(), (int) count, at + (int) count * elementBits);
            } else {
                parser.skipChildren();
            }
            count++;
        }
        checkCount(start, type, type.length(), count);
    }

    private void readTuple(ValueType.Tuple type, int at) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            rejectKind(type);
            return;
        }
        JsonLocation start = parser.currentTokenLocation();
        int offset = at;
        long count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count < type.elements().size()) {
                ValueType element = type.elements().get((int) count);
                readElement(element, (int) count, offset);
                offset += element.widthBits();
            } else {
                parser.skipChildren();
            }
            count++;
        }
        checkCount(start, type, type.elements().size(), count);
    }

    private void readElement(ValueType type, int index, int at) throws IOException {
        int mark = problems.enterElement(index);
        read(type, at);
        problems.leave(mark);
    }

    private void checkCount(JsonLocation start, ValueType type, int expected, long found) {
        if (found != expected) {
            problems.add(
                    start, "expected " + type + ", " + Expectation.count(expected, "element") + ", found " + found);
        }
    }

    private void readFields(List<ValueType.Field> fields, int at) throws IOException {
        Map<String, Slot> layout = layouts.computeIfAbsent(fields, JsonValueReader::layout);
        JsonLocation start = parser.currentTokenLocation();
        BitSet seen = new BitSet();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonLocation place = parser.currentTokenLocation();
            parser.nextToken();
            int mark = problems.enterKey(key);
            Slot slot = layout.get(key);
            if (slot == null) {
                problems.add(place, unknown(key, fields));
                parser.skipChildren();
            } else if (seen.get(slot.number)) {
                problems.add(place, "given twice");
                parser.skipChildren();
            } else {
                seen.set(slot.number);
                read(slot.type, at + slot.offset);
            }
            problems.leave(mark);
        }
        for (int i = seen.nextClearBit(0); i < fields.size(); i = seen.nextClearBit(i + 1)) {
            int mark = problems.enterKey(fields.get(i).name());
            problems.add(
                    start, "missing, expected " + Expectation.of(fields.get(i).type()));
            problems.leave(mark);
        }
    }

    private static String unknown(String key, List<ValueType.Field> fields) {
        List<String> names = fields.stream().map(ValueType.Field::name).toList();
        return "unknown, "
                + Suggestion.closest(key, names)
                        .map(name -> "did you mean `" + name + "`?")
                        .orElseGet(() -> "expected " + Expectation.names(names));
    }

    private static Map<String, Slot> layout(List<ValueType.Field> fields) {
        Map<String, Slot> layout = new LinkedHashMap<>();
        int offset = 0;
        for (ValueType.Field field : fields) {
            layout.put(field.name(), new Slot(layout.size(), offset, field.type()));
            offset += field.type().widthBits();
        }
        return layout;
    }

    private void rejectKind(ValueType type) throws IOException {
        reject("expected " + Expectation.of(type) + ", found " + JsonSyntax.kind(parser));
    }

    private void reject(String message) throws IOException {
        problems.add(parser.currentTokenLocation(), message);
        parser.skipChildren();
    }

    private void setSmall(ValueType.Int type, int at, long value) {
        int low = Math.min(type.widthBits(), Long.SIZE);
        bits.setLong(at, low, value);
        for (int i = low; i < type.widthBits(); i += Long.SIZE) {
            bits.setLong(at + i, Math.min(Long.SIZE, type.widthBits() - i), value >> 63);
        }
    }

    private static boolean fitsSigned(long value, int widthBits) {
        return widthBits >= Long.SIZE || value >> (widthBits - 1) == value >> 63;
    }

    private static boolean fitsUnsigned(long value, int widthBits) {
        return value >= 0 && (widthBits >= Long.SIZE || value >>> widthBits == 0);
    }
}
