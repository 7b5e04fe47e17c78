package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    @TempDir
    Path folder;

    private static final ProgramCost COST = ProgramCost.of(TestPrograms.compare());
    private static final String DIGEST = HexFormat.of().formatHex(ProgramDigest.of(TestPrograms.compare()));

    @Test
    void info_json_hasTheFieldsOfTheContract() throws IOException {
        Cli cli = new Cli(folder);
        String program = cli.writeCompare();
        cli.run("info", program, "--json")
                .assertDone("""
                {"name": "compare", "parties": ["alice", "bob"], \
                "inputs": [{"party": "alice", "name": "a", "type": "uint<8>", "bits": 8}, \
                {"party": "bob", "name": "b", "type": "uint<8>", "bits": 8}], \
                "outputs": [{"name": "less", "type": "bool", "bits": 1, "recipients": ["alice", "bob"]}, \
                {"name": "a", "type": "uint<8>", "bits": 8, "recipients": ["bob"]}], "structs": {}, \
                "and": 8, "xor": %d, "not": %d, "and_depth": 8, "and_depth_exact": true, \
                "input_bits": {"alice": 8, "bob": 8}, "output_bits": 9, "blocks": 1, "file_bytes": %d, \
                "table_bytes": 256, "digest": "%s"}
                """.formatted(COST.xorCount(), COST.notCount(), Files.size(Path.of(program)), DIGEST));
    }

    @Test
    void info_threeHalves_saysHowLargeItsTablesAre() throws IOException {
        Cli cli = new Cli(folder);
        String json = cli.run("info", cli.writeCompare(), "--garbling", "three-halves", "--json")
                .out();
        assertTrue(json.contains("\"table_bytes\": 197,"), json);
    }

    @Test
    void info_text_isATable() throws IOException {
        Cli cli = new Cli(folder);
        String program = cli.writeCompare();
        cli.run("info", program)
                .assertDone("""
                program         compare
                parties         alice, bob
                input           a: uint<8> from alice
                input           b: uint<8> from bob
                output          less: bool to alice, bob
                output          a: uint<8> to bob
                AND gates       8
                XOR gates       %s
                NOT gates       %s
                AND depth       8
                blocks          1
                compiled file   %d bytes
                garbled tables  256 bytes
                digest          %s
                """.formatted(COST.xorCount(), COST.notCount(), Files.size(Path.of(program)), DIGEST));
    }

    @Test
    void info_ofSource_hasTheSameDigest() throws IOException {
        Cli cli = new Cli(folder);
        String ofFile = cli.run("info", cli.writeCompare(), "--json").out();
        assertEquals(
                ofFile,
                cli.run("info", cli.write("x.sfl", "program x;"), "--json").out());
    }
}
