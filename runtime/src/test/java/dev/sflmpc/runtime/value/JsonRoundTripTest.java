package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void write_thenRead_givesTheSameBits(long seed) throws IOException, InputException {
        RandomValues random = new RandomValues(new Random(seed));
        for (int round = 0; round < 200; round++) {
            List<ValueType.Field> fields = random.fields(3);
            ValueBits bits = random.bits(fields);
            String json = write(fields, bits);
            assertArrayEquals(bits.words(), read(fields, json).words(), "seed " + seed + ": " + json);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "int, 54, 9007199254740991, 9007199254740991",
        "int, 54, -9007199254740991, -9007199254740991",
        "int, 55, 9007199254740992, '\"9007199254740992\"'",
        "int, 55, -9007199254740992, '\"-9007199254740992\"'",
        "uint, 64, 18446744073709551615, '\"18446744073709551615\"'",
        "uint, 1, 1, 1",
        "int, 1, -1, -1",
    })
    void write_integer_isANumberWhileADoubleHoldsIt(String kind, int width, BigInteger value, String expected)
            throws IOException {
        assertWritten(new ValueType.Int(kind.equals("int"), width), value, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "32, 16, 98304, 1.5",
        "32, 16, -1, -0.0000152587890625",
        "64, 8, 9007199254740991, 35184372088831.99609375",
        "64, 8, 9007199254740992, '\"35184372088832.0\"'",
        "8, 8, -128, -0.5",
        "8, 0, -128, -128.0",
    })
    void write_fixed_isExact(int width, int fraction, BigInteger units, String expected) throws IOException {
        assertWritten(new ValueType.Fixed(width, fraction), units, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "32, 3f800000, 1.0",
        "32, 3dcccccd, 0.1",
        "64, 3fb999999999999a, 0.1",
        "32, 80000000, -0.0",
        "32, 00000001, 1.4E-45",
        "64, 0000000000000001, 4.9E-324",
        "32, 7f7fffff, 3.4028235E38",
        "64, ffefffffffffffff, -1.7976931348623157E308",
        "32, 4b800000, 1.6777216E7",
        "64, 4340000000000000, 9.007199254740992E15",
        "32, 7f800000, '\"Infinity\"'",
        "64, fff0000000000000, '\"-Infinity\"'",
        "32, 7fc00000, '\"NaN\"'",
        "64, fff8000000000001, '\"NaN\"'",
    })
    void write_float_isTheShortestThatReadsBack(int width, String hex, String expected) throws IOException {
        assertWritten(new ValueType.Float(width), new BigInteger(hex, 16), expected);
    }

    @Test
    void fields_ofAParty_areItsOwnInOrder() {
        ValueType bool = new ValueType.Bool();
        Program program = new Program(
                "p",
                List.of("a", "b"),
                List.of(
                        new Program.Input("a", "x", bool, 0),
                        new Program.Input("b", "y", bool, 1),
                        new Program.Input("a", "z", bool, 2)),
                new Program.Region(0, 0),
                List.of(
                        new Program.Output("r", bool, List.of("b"), 0),
                        new Program.Output("s", bool, List.of("a", "b"), 1)),
                3,
                List.of(),
                List.of());
        assertEquals(List.of("x", "z"), names(JsonInput.fields(program, "a")));
        assertEquals(List.of("y"), names(JsonInput.fields(program, "b")));
        assertEquals(List.of("s"), names(JsonOutput.fields(program, "a")));
        assertEquals(List.of("r", "s"), names(JsonOutput.fields(program, "b")));
    }

    private static List<String> names(List<ValueType.Field> fields) {
        return fields.stream().map(ValueType.Field::name).toList();
    }

    private static void assertWritten(ValueType type, BigInteger value, String expected) throws IOException {
        List<ValueType.Field> fields = List.of(new ValueType.Field("v", type));
        ValueBits bits = new ValueBits(type.widthBits());
        bits.setInteger(0, type.widthBits(), value);
        assertEquals("{\"v\":" + expected + "}", write(fields, bits));
    }

    private static String write(List<ValueType.Field> fields, ValueBits bits) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            JsonOutput.write(fields, bits, generator);
        }
        return text.toString();
    }

    private static ValueBits read(List<ValueType.Field> fields, String json) throws IOException, InputException {
        return JsonInput.read(fields, "in.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
