package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.value.CsvOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir
    Path folder;

    @Test
    void open_onlyAHeaderInAnotherScript_isAFileWithoutResults() throws Exception {
        ResultLines form =
                new ResultLines.Csv(new CsvOutput(List.of(new ValueType.Field("результат", new ValueType.Bool()))));
        Path file = folder.resolve("out.csv");
        for (int i = 0; i < 2; i++) {
            try (ResultFile opened = ResultFile.open(file, form, false)) {
                assertEquals(0, opened.rows());
            }
            assertEquals("результат\n", Files.readString(file));
        }
    }
}
