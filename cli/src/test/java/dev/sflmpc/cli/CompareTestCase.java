package dev.sflmpc.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with {@link TestPrograms#compare()} and an input of each of its parties: 3 and 5. */
abstract class CompareTestCase {

    @TempDir
    Path folder;

    Cli cli = new Cli(Path.of(""));
    String program = "";
    String a = "";
    String b = "";

    @BeforeEach
    void writeCompare() throws IOException {
        cli = new Cli(folder);
        program = cli.writeCompare();
        a = cli.write("a.json", "{\"a\": 3}");
        b = cli.write("b.json", "{\"b\": 5}");
    }
}
