package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvOutputTest {

    private static final ValueType PAIR =
            new ValueType.Tuple(List.of(new ValueType.Bool(), new ValueType.Int(true, 64)));

    @Test
    void write_results_namesThemByPathAndWritesThemExactly() throws IOException {
        List<ValueType.Field> fields = List.of(
                new ValueType.Field("x", new ValueType.Array(PAIR, 2)),
                new ValueType.Field("y", new ValueType.Fixed(16, 8)));
        CsvOutput output = new CsvOutput(fields);
        assertEquals("x[0][0],x[0][1],x[1][0],x[1][1],y", output.header());
        ValueBits bits = new ValueBits(2 * 65 + 16 + 3);
        bits.set(3, true);
        bits.setLong(4, 64, Long.MIN_VALUE);
        bits.setLong(3 + 130, 16, 0x180);
        StringBuilder line = new StringBuilder();
        output.write(bits, 3, 0, line);
        assertEquals("true,-9223372036854775808,false,0,1.5", line.toString());
    }

    @Test
    void write_nothingLearned_countsTheRows() throws IOException {
        CsvOutput output = new CsvOutput(List.of());
        StringBuilder line = new StringBuilder();
        output.write(new ValueBits(0), 0, 41, line);
        assertEquals("row", output.header());
        assertEquals("42", line.toString());
    }

    @Test
    void new_tooManyColumns_isRefused() {
        List<ValueType.Field> fields =
                List.of(new ValueType.Field("x", new ValueType.Array(new ValueType.Bool(), 70_000)));
        assertThrows(IllegalArgumentException.class, () -> new CsvOutput(fields));
    }
}
