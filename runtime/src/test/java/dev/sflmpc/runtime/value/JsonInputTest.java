package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonInputTest {

    private static final ValueType BOOL = new ValueType.Bool();
    private static final ValueType I8 = new ValueType.Int(true, 8);
    private static final ValueType U100 = new ValueType.Int(false, 100);
    private static final ValueType REAL = new ValueType.Fixed(32, 16);
    private static final ValueType MODEL = new ValueType.Struct(
            "Model",
            List.of(new ValueType.Field("weight", new ValueType.Array(REAL, 2)), new ValueType.Field("bias", REAL)));

    private static List<ValueType.Field> one(ValueType type) {
        return List.of(new ValueType.Field("x", type));
    }

    static List<Arguments> errors() {
        ValueType pair = new ValueType.Tuple(List.of(BOOL, I8));
        ValueType grid = new ValueType.Array(new ValueType.Array(BOOL, 2), 2);
        return List.of(
                // The file as a whole.
                Arguments.of(one(BOOL), "", "in.json: the file is empty, expected a JSON object"),
                Arguments.of(one(BOOL), " \n ", "in.json: the file is empty, expected a JSON object"),
                Arguments.of(one(BOOL), "[true]", "in.json:1:1: expected a JSON object with `x`, found an array"),
                Arguments.of(List.of(), "3", "in.json:1:1: expected a JSON object with no keys, found an integer"),
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true} 1",
                        "in.json:1:13: more text follows the value, expected the end of the file"),
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true}}",
                        "in.json:1:12: more text follows the value, expected the end of the file"),
                // Keys.
                Arguments.of(one(BOOL), "{}", "in.json:1:1: `x`: missing, expected bool, written true or false"),
                Arguments.of(one(MODEL), "{\"x\": {\n \"weight\": [0, 1],\n \"bais\": 2}}", """
                        in.json:3:2: `x.bais`: unknown, did you mean `bias`?
                        in.json:1:7: `x.bias`: missing, expected fixed<32, 16>, a decimal number"""),
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true, \"temperature\": [{\"a\": 1}]}",
                        "in.json:1:13: `temperature`: unknown, expected `x`"),
                Arguments.of(one(BOOL), "{\"x\": true, \"x\": false}", "in.json:1:13: `x`: given twice"),
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true, \"\\u001b[2Jkey\": 1}",
                        "in.json:1:13: `\uFFFD[2Jkey`: unknown, expected `x`"),
                // Kinds.
                Arguments.of(
                        one(BOOL),
                        "{\"x\": 1}",
                        "in.json:1:7: `x`: expected bool, written true or false, found an integer"),
                Arguments.of(
                        one(I8), "{\"x\": true}", "in.json:1:7: `x`: expected int<8>, an integer, found a truth value"),
                Arguments.of(one(I8), "{\"x\": null}", "in.json:1:7: `x`: expected int<8>, an integer, found null"),
                Arguments.of(
                        one(I8),
                        "{\"x\": 1.0}",
                        "in.json:1:7: `x`: expected int<8>, an integer, found a number with a fraction or an exponent"),
                Arguments.of(
                        one(I8),
                        "{\"x\": \"4711x\"}",
                        "in.json:1:7: `x`: expected int<8>, an integer, found a string that does not hold one"),
                Arguments.of(
                        one(REAL),
                        "{\"x\": \"0x10\"}",
                        "in.json:1:7: `x`: expected fixed<32, 16>, a decimal number, found a string that does not hold one"),
                Arguments.of(
                        one(REAL),
                        "{\"x\": [1]}",
                        "in.json:1:7: `x`: expected fixed<32, 16>, a decimal number, found an array"),
                Arguments.of(
                        one(MODEL),
                        "{\"x\": [1]}",
                        "in.json:1:7: `x`: expected Model, an object with `weight` and `bias`, found an array"),
                Arguments.of(
                        one(pair),
                        "{\"x\": {}}",
                        "in.json:1:7: `x`: expected (bool, int<8>), an array of 2 elements, found an object"),
                Arguments.of(
                        one(grid),
                        "{\"x\": [[true, false], true]}",
                        "in.json:1:23: `x[1]`: expected bool[2], an array of 2 elements, found a truth value"),
                // Ranges.
                Arguments.of(one(I8), "{\"x\": 128}", "in.json:1:7: `x`: out of range, expected int<8>, -128 to 127"),
                Arguments.of(
                        one(I8), "{\"x\": \"-129\"}", "in.json:1:7: `x`: out of range, expected int<8>, -128 to 127"),
                Arguments.of(
                        one(U100), "{\"x\": -1}", "in.json:1:7: `x`: out of range, expected uint<100>, 0 to 2^100 - 1"),
                Arguments.of(
                        one(U100),
                        "{\"x\": \"0x10000000000000000000000000\"}",
                        "in.json:1:7: `x`: out of range, expected uint<100>, 0 to 2^100 - 1"),
                Arguments.of(
                        one(REAL),
                        "{\"x\": 32768}",
                        "in.json:1:7: `x`: out of range, expected fixed<32, 16>, at least -32768 and below 32768"),
                Arguments.of(
                        one(REAL),
                        "{\"x\": 1e999999999}",
                        "in.json:1:7: `x`: out of range, expected fixed<32, 16>, at least -32768 and below 32768"),
                Arguments.of(
                        one(new ValueType.Fixed(8, 8)),
                        "{\"x\": 0.5}",
                        "in.json:1:7: `x`: out of range, expected fixed<8, 8>, at least -0.5 and below 0.5"),
                Arguments.of(
                        one(new ValueType.Float(32)),
                        "{\"x\": 3.4028236e38}",
                        "in.json:1:7: `x`: out of range, expected float32, -3.4028235E38 to 3.4028235E38, or \"Infinity\""),
                Arguments.of(
                        one(new ValueType.Float(64)),
                        "{\"x\": -1e999999999999}",
                        "in.json:1:7: `x`: out of range, expected float64, -1.7976931348623157E308 to"
                                + " 1.7976931348623157E308, or \"Infinity\""),
                Arguments.of(
                        one(new ValueType.Float(64)),
                        "{\"x\": \"nan\"}",
                        "in.json:1:7: `x`: expected float64, a number, \"NaN\", \"Infinity\" or \"-Infinity\", found a"
                                + " string that does not hold one"),
                Arguments.of(
                        one(new ValueType.Float(32)),
                        "{\"x\": null}",
                        "in.json:1:7: `x`: expected float32, a number, \"NaN\", \"Infinity\" or \"-Infinity\", found null"),
                // Lengths.
                Arguments.of(
                        one(grid),
                        "{\"x\": [[true, false]]}",
                        "in.json:1:7: `x`: expected bool[2][2], 2 elements, found 1"),
                Arguments.of(one(grid), "{\"x\": [[true], [true, true, [1]]]}", """
                        in.json:1:8: `x[0]`: expected bool[2], 2 elements, found 1
                        in.json:1:16: `x[1]`: expected bool[2], 2 elements, found 3"""),
                Arguments.of(
                        one(pair), "{\"x\": [true]}", "in.json:1:7: `x`: expected (bool, int<8>), 2 elements, found 1"),
                // Text that is not JSON.
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true",
                        "in.json:1:11: not JSON: the text ends before the value is complete"),
                Arguments.of(
                        one(BOOL),
                        "{\"x\": true,}",
                        "in.json:1:12: not JSON: expected a key in double quotes; no `,` follows the last entry"),
                Arguments.of(
                        one(BOOL),
                        "{x: true}",
                        "in.json:1:2: not JSON: expected a key in double quotes; no `,` follows the last entry"),
                Arguments.of(
                        one(new ValueType.Array(I8, 2)),
                        "{\"x\": [1 2]}",
                        "in.json:1:10: `x`: not JSON: expected `,` or `]` after a value in an array"),
                Arguments.of(
                        one(I8),
                        "{\"x\": secret}",
                        "in.json:1:7: not JSON: expected a value: a number, true, false, a string, an object or an array"),
                Arguments.of(one(I8), "{\"x\": 012}", "in.json:1:8: not JSON: a number must not begin with 0"),
                Arguments.of(
                        one(I8),
                        "{\"x\": " + "9".repeat(20_000) + "}",
                        "in.json:1:10595: a number, string or key of more than 10000 characters, or brackets nested more than 500 deep"),
                Arguments.of(one(I8), "{\"x\": " + "[".repeat(100_000), """
                        in.json:1:7: `x`: expected int<8>, an integer, found an array
                        in.json:1:507: `x`: a number, string or key of more than 10000 characters, or brackets nested more than 500 deep"""));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void read_wrongText_saysWhereWhatAndWhatInstead(List<ValueType.Field> fields, String json, String expected) {
        InputException error = assertThrows(InputException.class, () -> read(fields, json));
        String message = error.getMessage();
        assertEquals(expected, message);
    }

    @Test
    void read_wrongValue_neverShowsIt() {
        for (String secret :
                List.of("31337", "31337.5", "\"31337\"", "[31337]", "31337x", "\"31337\\q\"", "-31337e5", "+31337")) {
            InputException error = assertThrows(InputException.class, () -> read(one(I8), "{\"x\": " + secret + "}"));
            assertFalse(error.getMessage().contains("31337"), error.getMessage());
        }
    }

    @Test
    void read_manyProblems_stopsAfterTwenty() {
        String json = "{\"x\": [" + "true, ".repeat(99) + "true]}";
        InputException error = assertThrows(InputException.class, () -> read(one(new ValueType.Array(I8, 100)), json));
        assertEquals(20, error.problems().size());
        assertTrue(error.getMessage().endsWith("\nstopped after 20 problems"), error.getMessage());
    }

    @Test
    void read_latin1_isRefusedWithItsLine() {
        byte[] text = "{\"x\":\n \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        InputException error = assertThrows(InputException.class, () -> read(one(I8), text));
        assertEquals("in.json:2: not UTF-8", error.getMessage());
    }

    @Test
    void read_utf16_isRefusedByName() {
        byte[] text = "\uFEFF{\"x\": 1}".getBytes(StandardCharsets.UTF_16LE);
        InputException error = assertThrows(InputException.class, () -> read(one(I8), text));
        assertEquals("in.json:1: UTF-16, expected UTF-8: save it in that encoding", error.getMessage());
    }

    @Test
    void read_byteOrderMark_isSkipped() throws IOException, InputException {
        assertEquals(BigInteger.ONE, read(one(I8), "\uFEFF{\"x\": 1}").getInteger(0, 8, true));
    }

    @Test
    void read_byteByByte_isTheSame() throws IOException, InputException {
        byte[] text = "\uFEFF{\"x\": [1, -2, 3]}".getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        ValueBits bits = JsonInput.read(one(new ValueType.Array(I8, 3)), "in.json", slow);
        assertEquals(BigInteger.TWO.negate(), bits.getInteger(8, 8, true));
        assertEquals(BigInteger.valueOf(3), bits.getInteger(16, 8, true));
    }

    @Test
    void read_fieldsInAnyOrder_lieInDeclaredOrder() throws IOException, InputException {
        ValueBits bits = read(one(MODEL), "{\"x\": {\"bias\": -1.5, \"weight\": [\"0.25\", 1e1]}}");
        assertEquals(BigInteger.valueOf(1 << 14), bits.getInteger(0, 32, true));
        assertEquals(BigInteger.valueOf(10 << 16), bits.getInteger(32, 32, true));
        assertEquals(BigInteger.valueOf(-3 << 15), bits.getInteger(64, 32, true));
    }

    @Test
    void read_negativeInWideInteger_extendsTheSign() throws IOException, InputException {
        ValueType wide = new ValueType.Int(true, 200);
        assertEquals(BigInteger.valueOf(-5), read(one(wide), "{\"x\": -5}").getInteger(0, 200, true));
        BigInteger big = BigInteger.ONE.shiftLeft(150).negate();
        assertEquals(big, read(one(wide), "{\"x\": " + big + "}").getInteger(0, 200, true));
    }

    @Test
    void read_noInputs_takesAnEmptyObject() throws IOException, InputException {
        assertEquals(0, read(List.of(), "{}").widthBits());
    }

    private static ValueBits read(List<ValueType.Field> fields, String json) throws IOException, InputException {
        return read(fields, json.getBytes(StandardCharsets.UTF_8));
    }

    private static ValueBits read(List<ValueType.Field> fields, byte[] json) throws IOException, InputException {
        return JsonInput.read(fields, "in.json", new ByteArrayInputStream(json));
    }
}
