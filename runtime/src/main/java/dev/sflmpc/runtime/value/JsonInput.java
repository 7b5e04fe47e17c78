package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads all of a party's input: one JSON object whose keys are the names of that party's parameters of {@code main}.
 *
 * <p>A struct is an object with its fields as keys, in any order; arrays and tuples are arrays; a bool is {@code true} or
 * {@code false}; an integer is a number without fraction and exponent, or a string with a decimal or {@code 0x…} number; a
 * fixed-point number is a decimal number, or a string with one, and means the nearest value of its type, of two equally
 * near ones the even one. A float is a number or a string with one, likewise rounded to the nearest, or one of the strings
 * {@code NaN}, {@code Infinity} and {@code -Infinity}. What is out of range is an error.
 *
 * <p>The text is streamed: memory holds the bits and a few kilobytes besides. The bits can be wiped, the buffers and
 * numbers on the way to them are left to the garbage collector.
 */
public final class JsonInput {

    private JsonInput() {}

    /** The parameters of {@code main} that a party gives, in order: the layout of its input bits. */
    public static List<ValueType.Field> fields(Program program, String party) {
        return program.inputs().stream()
                .filter(input -> input.party().equals(party))
                .map(input -> new ValueType.Field(input.name(), input.type()))
                .toList();
    }

    /**
     * Reads to the end of the stream, and does not close it.
     *
     * @param file the name by which messages call the stream
     * @return the bits of the party's inputs, one input after the other
     * @throws InputException if the text is not what the program takes; names every problem up to
     *     {@link InputException#MAX_PROBLEMS}
     * @throws IOException if the stream fails
     */
    public static ValueBits read(List<ValueType.Field> fields, String file, InputStream in)
            throws InputException, IOException {
        ValueBits bits = new ValueBits(Math.toIntExact(
                fields.stream().mapToLong(field -> field.type().widthBits()).sum()));
        ProblemList problems = new ProblemList(file);
        try (Utf8Reader text = new Utf8Reader(in);
                JsonParser parser = JsonSyntax.factory().createParser(text)) {
            read(fields, parser, bits, problems);
        } catch (Utf8Reader.MalformedException error) {
            problems.addLast(error);
        } catch (ProblemList.FullException full) {
            // Reported below, with the problems themselves.
        }
        if (!problems.isEmpty()) {
            bits.close();
            throw problems.toException();
        }
        return bits;
    }

    private static void read(List<ValueType.Field> fields, JsonParser parser, ValueBits bits, ProblemList problems)
            throws IOException {
        try {
            if (parser.nextToken() == null) {
                problems.add("the file is empty, expected a JSON object");
                return;
            }
            new JsonValueReader(parser, bits, problems).readRoot(fields);
        } catch (JsonProcessingException error) {
            problems.addLast(place(error, parser), JsonSyntax.message(error));
            return;
        }
        checkEnd(parser, problems);
    }

    private static void checkEnd(JsonParser parser, ProblemList problems) throws IOException {
        String message = "more text follows the value, expected the end of the file";
        try {
            if (parser.nextToken() != null) {
                problems.addLast(parser.currentTokenLocation(), message);
            }
        } catch (JsonProcessingException error) {
            problems.addLast(place(error, parser), message);
        }
    }

    /** Errors of bounds do not know their place. */
    private static JsonLocation place(JsonProcessingException error, JsonParser parser) {
        JsonLocation place = error.getLocation();
        return place == null ? parser.currentLocation() : place;
    }
}
