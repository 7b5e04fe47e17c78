package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    private static ResultLines booleans() {
        return new ResultLines.Csv(new CsvOutput(List.of(new ValueType.Field("x", new ValueType.Bool()))));
    }

    @Test
    void open_fileThatAnotherRunWritesTo_isRefusedUntilThatHasEnded() throws Exception {
        Path file = folder.resolve("out.csv");
        try (ResultFile first = ResultFile.open(file, booleans(), false)) {
            first.write("true\n");
            Failure failure = assertThrows(Failure.class, () -> ResultFile.open(file, booleans(), true));
            assertEquals(
                    file + ": another run is writing its results there; wait for it, or name another file",
                    failure.getMessage());
            assertEquals(ExitCode.INPUT_OR_FILE_WRONG, failure.exitCode());
        }
        try (ResultFile second = ResultFile.open(file, booleans(), true)) {
            assertEquals(1, second.rows());
        }
    }

    /** Locks are between processes, and a file that is read again must not lose them. */
    @Test
    void open_fileThatAnotherProcessWritesTo_isRefusedUntilThatIsKilled() throws Exception {
        Path file = folder.resolve("out.csv");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('!', other.getInputStream().read());
            assertThrows(Failure.class, () -> ResultFile.open(file, booleans(), true));
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (ResultFile opened = ResultFile.open(file, booleans(), true)) {
            assertEquals(1, opened.rows());
        }
    }

    /** Writes a row to a file, says {@code !}, and keeps it open. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            try (ResultFile opened = ResultFile.open(Path.of(arguments[0]), booleans(), true)) {
                opened.write("true\n");
                System.out.print('!');
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }
}
