package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a source whose costs are known, and the compiler that users have. */
abstract class BothTestCase {

    static final String SOURCE = """
            program both;
            party alice, bob;

            fn masked(x: u8, y: u8) -> u8 {
                return x & y;
            }

            fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) {
                let m = masked(a, b);
                return m ^ (a + b);
            }
            """;

    @TempDir
    Path folder;

    Cli cli = new Cli(Path.of(""));
    String source = "";

    @BeforeEach
    void writeSource() throws IOException {
        cli = new Cli(folder).withCompiler();
        source = cli.write("both.sfl", SOURCE);
    }

    String compiled(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compile", source));
        arguments.addAll(List.of(options));
        Cli.Outcome outcome = cli.run(arguments.toArray(String[]::new));
        assertEquals("", outcome.err());
        return cli.path("both.sfc");
    }

    static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
