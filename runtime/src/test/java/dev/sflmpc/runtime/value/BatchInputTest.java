package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchInputTest {

    private static final ValueType BOOL = new ValueType.Bool();
    private static final ValueType U8 = new ValueType.Int(false, 8);
    private static final ValueType REAL = new ValueType.Fixed(32, 16);
    private static final ValueType F64 = new ValueType.Float(64);
    private static final ValueType PAIR = new ValueType.Array(U8, 2);
    private static final ValueType MODEL = new ValueType.Struct(
            "Model", List.of(new ValueType.Field("weight", PAIR), new ValueType.Field("bias", REAL)));
    private static final ValueType EITHER = new ValueType.Tuple(List.of(BOOL, U8));

    private static final List<ValueType.Field> AB = List.of(new ValueType.Field("a", U8), new ValueType.Field("b", U8));
    private static final List<ValueType.Field> DEEP =
            List.of(new ValueType.Field("model", MODEL), new ValueType.Field("on", BOOL));

    @TempDir
    Path folder;

    private static List<ValueType.Field> one(ValueType type) {
        return List.of(new ValueType.Field("x", type));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    /** The rows as JSON, one on each line. */
    private List<String> read(List<ValueType.Field> fields, String text) throws IOException, InputException {
        BatchInput input = BatchInput.check(fields, write(text));
        List<String> rows = new ArrayList<>();
        try (BatchInput.Rows opened = input.open()) {
            for (long row = 0; row < input.rows(); row++) {
                StringBuilder line = new StringBuilder();
                new CsvOutput(fields).write(opened.next(), 0, row, line);
                rows.add(line.toString());
            }
        }
        return rows;
    }

    static List<Arguments> tables() {
        return List.of(
                Arguments.of(AB, "a,b\n1,2\n3,4\n", "1,2 3,4"),
                Arguments.of(AB, "b,a\n1,2\n3,4", "2,1 4,3"),
                Arguments.of(AB, "\uFEFFa,b\r\n1,2\r\n\r\n3,4\r\n  \r\n", "1,2 3,4"),
                Arguments.of(AB, "\n\na;b\n1;2\n", "1,2"),
                Arguments.of(AB, "\"a\"\t\"b\"\n1\t\"2\"\n", "1,2"),
                Arguments.of(AB, " a , b \n 1 ,0xFf\n", "1,255"),
                Arguments.of(one(U8), "x\n7\n", "7"),
                Arguments.of(
                        DEEP,
                        "on,model.bias,model.weight[1],model.weight[0]\nTRUE,-1.5,2,3\n0,1e2,4,5\n",
                        "3,2,-1.5,true 5,4,100.0,false"),
                Arguments.of(DEEP, "model,,,on\n1,2,3.5,1\n", "1,2,3.5,true"),
                Arguments.of(DEEP, "on,model.bias,model.weight,\nfalse,3.5,1,2\n", "1,2,3.5,false"),
                Arguments.of(one(EITHER), "x[1],x[0]\n9,false\n", "false,9"),
                Arguments.of(one(F64), "x\nNaN\n-Infinity\n1e-3\n", "NaN -Infinity 0.001"),
                Arguments.of(
                        one(new ValueType.Int(true, 100)),
                        "x\n-633825300114114700748351602688\n9007199254740993\n",
                        "-633825300114114700748351602688 9007199254740993"),
                Arguments.of(AB, "{\"a\": 1, \"b\": 2}\n\n{\"b\": \"0x10\", \"a\": 3}", "1,2 3,16"),
                Arguments.of(DEEP, "{\"on\": true, \"model\": {\"bias\": 1, \"weight\": [2, 3]}}\n", "2,3,1.0,true"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void open_tableAsPeopleWriteIt_givesItsRows(List<ValueType.Field> fields, String text, String rows)
            throws Exception {
        assertEquals(Arrays.asList(rows.split(" ", -1)), read(fields, text));
    }

    static List<Arguments> errors() {
        return List.of(
                // The file as a whole.
                Arguments.of(
                        AB,
                        "",
                        "rows.csv: the file is empty, expected CSV whose header names `a` and `b`, or a JSON object on"
                                + " each line"),
                Arguments.of(AB, "a,b\n\n", "rows.csv: there is no row after the header"),
                Arguments.of(
                        one(new ValueType.Array(BOOL, 70_000)),
                        "x\n",
                        "rows.csv: CSV with 70000 columns is too wide; write a JSON object on each line"),
                // The header.
                Arguments.of(AB, "a\n1\n", "rows.csv:1:1: `b`: missing, expected a column with uint<8>, an integer"),
                Arguments.of(AB, "a,b,a\n", "rows.csv:1:5: `a`: given twice"),
                Arguments.of(AB, "a,b,\n", "rows.csv:1:3: `b`: one column, but 1 column without a name follows"),
                Arguments.of(AB, ",a,b\n", "rows.csv:1:1: a column without a name, expected `a` and `b`"),
                Arguments.of(AB, "1,2\n3,4\n", """
                        rows.csv:1:1: `1`: unknown column, expected `a` and `b`
                        rows.csv:1:3: `2`: unknown column, expected `a` and `b`
                        rows.csv:1:1: `a`: missing, expected a column with uint<8>, an integer
                        rows.csv:1:1: `b`: missing, expected a column with uint<8>, an integer"""),
                Arguments.of(DEEP, "model.wieght[0],model.weight[1],model.bias,on\n", """
                        rows.csv:1:1: `model.wieght[0]`: unknown column, did you mean `model.weight[0]`?
                        rows.csv:1:1: `model.weight[0]`: missing, expected a column with uint<8>, an integer"""),
                Arguments.of(
                        DEEP,
                        "on\n",
                        "rows.csv:1:1: `model`: missing, expected columns `model.weight[0]`, `model.weight[1]` and"
                                + " `model.bias`"),
                Arguments.of(
                        DEEP,
                        "model,,on\n",
                        "rows.csv:1:1: `model`: stands for 3 columns, expected `model.weight[0]`, `model.weight[1]` and"
                                + " `model.bias` or `model` and 2 without a name, found 1"),
                Arguments.of(DEEP, "model,,,model.bias,on\n", "rows.csv:1:9: `model.bias`: given twice"),
                // Cells.
                Arguments.of(AB, "a,b\n1,256\n", "rows.csv:2:3: `b`: out of range, expected uint<8>, 0 to 255"),
                Arguments.of(
                        AB,
                        "a,b\n\n1,4711x\n",
                        "rows.csv:3:3: `b`: expected uint<8>, an integer, found a cell that does not hold one"),
                Arguments.of(AB, "a,b\n ,2\n", "rows.csv:2:2: `a`: an empty cell, expected uint<8>, an integer"),
                Arguments.of(
                        one(BOOL),
                        "x\n\"\"\n",
                        "rows.csv:2:1: `x`: an empty cell, expected bool, written true or false"),
                Arguments.of(
                        one(REAL),
                        "x\n\"1,5\"\n",
                        "rows.csv:2:1: `x`: expected fixed<32, 16>, a decimal number, found a cell that does not hold"
                                + " one"),
                Arguments.of(
                        one(BOOL),
                        "x\nyes\n",
                        "rows.csv:2:1: `x`: expected bool, written true or false, found a cell that does not hold one"),
                // Lines.
                Arguments.of(AB, "a,b\n1\n", "rows.csv:2:1: `b`: 1 cell, expected 2 as in the header"),
                Arguments.of(AB, "a,b\n1,2,3\n", "rows.csv:2:5: 3 cells, expected 2 as in the header"),
                Arguments.of(
                        AB,
                        "a,b\n1,\"2\n3,4\n",
                        "rows.csv:4:1: not CSV: a cell begins with a quote and has none at its end"),
                Arguments.of(
                        AB,
                        "a,b\n\"1\"2,3\n",
                        "rows.csv:2:5: not CSV: text follows a cell in quotes, expected a separator or the end of the"
                                + " line"),
                Arguments.of(
                        AB,
                        "a,b\n1," + "2".repeat(1 << 20) + "\n",
                        "rows.csv:2:10590: a cell of more than 10000 characters"),
                // JSON lines.
                Arguments.of(
                        AB,
                        "{\"a\": 1, \"b\": 2}\n{\"a\": 1}\n",
                        "rows.csv:2:1: `b`: missing, expected uint<8>, an integer"),
                Arguments.of(AB, "[1, 2]\n", "rows.csv:1:1: expected a JSON object with `a` and `b`, found an array"),
                Arguments.of(
                        AB,
                        "{\"a\": 1, \"b\": 2}\n{\"a\": 1",
                        "rows.csv:2:8: not JSON: the text ends before the value is complete"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void check_wrongRows_namesPlaceColumnAndExpectation(List<ValueType.Field> fields, String text, String message)
            throws IOException {
        Path file = write(text);
        InputException wrong = assertThrows(InputException.class, () -> BatchInput.check(fields, file));
        assertEquals(message, String.valueOf(wrong.getMessage()).replace(folder + "/", ""));
    }

    @Test
    void check_manyWrongCells_stopsAfterTwentyAndShowsNone() throws IOException {
        Path file = write("a,b\n" + "4711,4712\n".repeat(1000));
        InputException wrong = assertThrows(InputException.class, () -> BatchInput.check(AB, file));
        assertEquals(InputException.MAX_PROBLEMS, wrong.problems().size());
        assertFalse(String.valueOf(wrong.getMessage()).contains("471"), wrong::getMessage);
    }

    @Test
    void check_utf16_saysWhichEncodingIsExpected() throws IOException {
        Path file = Files.write(folder.resolve("rows.csv"), "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        InputException wrong = assertThrows(InputException.class, () -> BatchInput.check(AB, file));
        assertTrue(String.valueOf(wrong.getMessage()).contains("UTF-16, expected UTF-8"), wrong::getMessage);
    }

    @Test
    void check_folder_isRefused() {
        FileSystemException wrong = assertThrows(FileSystemException.class, () -> BatchInput.check(AB, folder));
        assertEquals("is a directory, expected a file with rows", wrong.getReason());
    }

    @Test
    void next_fileChangedMeanwhile_isNoticed() throws Exception {
        Path file = write("a,b\n1,2\n3,4\n");
        BatchInput input = BatchInput.check(AB, file);
        Files.writeString(file, "a,b\n1,2\n3,40\n");
        FileSystemException wrong = assertThrows(FileSystemException.class, () -> {
            try (BatchInput.Rows rows = input.open()) {
                assertEquals(16, rows.next().widthBits());
            }
        });
        assertEquals("was changed while it was being used", wrong.getReason());
    }

    @Test
    void skip_anyRow_goesOnBehindIt() throws Exception {
        for (String text :
                List.of("a,b\n1,2\n3,4\n5,6\n", "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n{\"a\":5,\"b\":6}\n")) {
            BatchInput input = BatchInput.check(AB, write(text));
            assertEquals(3, input.rows());
            try (BatchInput.Rows rows = input.open()) {
                rows.skip(2);
                assertArrayEquals(new long[] {0x605}, rows.next().words());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void write_thenRead_givesTheSameBits(long seed) throws Exception {
        RandomValues random = new RandomValues(new Random(seed));
        for (int round = 0; round < 50; round++) {
            List<ValueType.Field> fields = random.fields(3);
            CsvOutput output = new CsvOutput(fields);
            if (CsvOutput.columns(fields) == 0) {
                continue;
            }
            StringBuilder text = new StringBuilder(output.header());
            List<ValueBits> written = List.of(random.bits(fields), random.bits(fields), random.bits(fields));
            for (ValueBits bits : written) {
                output.write(bits, 0, 0, text.append('\n'));
            }
            BatchInput input = BatchInput.check(fields, write(text.toString()));
            try (BatchInput.Rows rows = input.open()) {
                for (ValueBits bits : written) {
                    assertArrayEquals(bits.words(), rows.next().words(), "seed " + seed + ": " + text);
                }
            }
        }
    }

    @Test
    void check_manyRows_countsThem() throws Exception {
        Path file = folder.resolve("many.csv");
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("a,b\n");
            for (int row = 0; row < 100_000; row++) {
                writer.write(row % 256 + "," + row / 256 % 256 + "\n");
            }
        }
        BatchInput input = BatchInput.check(AB, file);
        assertEquals(100_000, input.rows());
        try (BatchInput.Rows rows = input.open()) {
            rows.skip(99_999);
            int last = 99_999;
            assertEquals(last % 256 | (last / 256 % 256) << 8, rows.next().words()[0]);
        }
    }
}
