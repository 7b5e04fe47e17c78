package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Circuits of other tools on the command line: import, optimize, verify, info, compile --format. */
class CircuitCommandsTest {

    /** The carry of three bits with three ANDs; one is enough. */
    private static final String CARRY = """
            5 8
            2 2 1
            1 1

            2 1 0 1 3 AND
            2 1 0 2 4 AND
            2 1 1 2 5 AND
            2 1 3 4 6 XOR
            2 1 6 5 7 XOR
            """;

    @TempDir
    Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    @Test
    void import_bristol_writesAProgramForPartiesAAndB() throws Exception {
        Cli cli = cli();
        Cli.Outcome outcome = cli.run("import", cli.write("carry.txt", CARRY));
        assertEquals("", outcome.err());
        assertTrue(
                outcome.out()
                        .matches("wrote carry\\.sfc: 3 AND gates from Bristol Fashion with 3, digest [0-9a-f]{64}\n"),
                outcome.out());
        Program program = ProgramFile.read(folder.resolve("carry.sfc")).program();
        assertEquals("carry", program.name());
        assertEquals("uint<2>", program.inputs().getFirst().type().toString());
        assertEquals("a", program.inputs().getFirst().party());
        assertEquals("b", program.inputs().getLast().party());
    }

    @Test
    void import_json_namesTheFormat() throws IOException {
        Cli cli = cli();
        Cli.Outcome outcome = cli.run("import", cli.write("carry.txt", CARRY), "-o", cli.path("x.sfc"), "--json");
        assertTrue(
                outcome.out().startsWith("{\"file\": \"x.sfc\", \"format\": \"Bristol Fashion\", \"name\": \"carry\""),
                outcome.out());
    }

    @Test
    void import_malformed_saysWhichLine() throws IOException {
        Cli cli = cli();
        cli.run("import", cli.write("carry.txt", CARRY.replace("2 1 6 5 7 XOR", "2 1 6 9 7 XOR")))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: carry.txt:9: wire 9 of 8; they are numbered from 0");
    }

    @Test
    void import_fileThatIsNoCircuit_saysWhatItIsAndWhatIsExpected() throws IOException {
        Cli cli = cli();
        String expected = "expected a circuit in Bristol Fashion, the older Bristol format, BLIF or AIGER";
        cli.run("import", cli.write("p.sfl", "program p;"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: p.sfl: is not a circuit, " + expected + "; `mpc compile` takes SFL programs");
        cli.run("import", cli.write("empty.txt", ""))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: empty.txt: is empty, " + expected);
        cli.run("import", cli.write("mark.txt", "\uFEFF" + CARRY))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: mark.txt: begins with a byte-order mark; save it without one");
        Files.createDirectory(folder.resolve("folder"));
        cli.run("import", cli.path("folder"))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: folder: is a directory, " + expected);
    }

    @Test
    void import_bitOrder_reversesValues() throws IOException {
        Cli cli = cli();
        cli.run("import", cli.write("first.txt", "1 4\n2 2 1\n1 1\n1 1 0 3 EQW\n"), "--bit-order", "msb");
        cli.write("a.json", "{\"in0\": 2}");
        cli.write("b.json", "{\"in1\": false}");
        cli.run(
                        "simulate",
                        cli.path("first.sfc"),
                        "--input",
                        "a=" + cli.path("a.json"),
                        "--input",
                        "b=" + cli.path("b.json"))
                .assertDone("{\"a\": {\"out\": true}, \"b\": {\"out\": true}}\n");
    }

    @Test
    void info_ofCircuit_showsItsFileAndItsProgram() throws IOException {
        Cli cli = cli();
        Cli.Outcome outcome = cli.run("info", cli.write("carry.txt", CARRY), "--json");
        assertTrue(
                outcome.out()
                        .startsWith("{\"format\": \"Bristol Fashion\", \"file_and\": 3, \"file_xor\": 2,"
                                + " \"file_and_depth\": 1, \"name\": \"carry\""),
                outcome.out());
        assertTrue(cli.run("info", cli.path("carry.txt")).out().startsWith("format          Bristol Fashion, 3 AND"));
    }

    @Test
    void optimize_json_hasBeforeAndAfter() throws IOException {
        Cli cli = cli();
        Cli.Outcome outcome = cli.run("optimize", cli.write("carry.txt", CARRY), "-o", cli.path("less.txt"), "--json");
        assertTrue(
                outcome.out()
                        .startsWith("{\"file\": \"less.txt\", \"before\": {\"and\": 3, \"xor\": 2, \"and_depth\": 1},"
                                + " \"after\": {\"and\": 1, \"xor\": "),
                outcome.out());
        assertTrue(outcome.out().contains("\"seconds\": "), outcome.out());
        cli.run("verify", cli.path("carry.txt"), cli.path("less.txt")).assertDone("proved equal\n");
    }

    @Test
    void optimize_levelThatThereIsNot_isRefused() throws IOException {
        Cli cli = cli();
        cli.run("optimize", cli.write("carry.txt", CARRY), "-o", cli.path("x.txt"), "--optimize", "4")
                .assertFails(ExitCode.USAGE, "error: --optimize 4: expected 0, 1, 2 or 3\nSee `mpc optimize --help`.");
        cli.run("optimize", cli.path("carry.txt"), "-o", cli.path("carry.txt"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: carry.txt: is the file to read; write to another one with -o");
    }

    @Test
    void optimize_balance_isShallowerWithTheAndsAllowed() throws IOException {
        Cli cli = cli();
        String chain = cli.write("chain.txt", """
                3 7
                1 4
                3 1 1 1

                2 1 0 1 4 AND
                2 1 4 2 5 AND
                2 1 5 3 6 AND
                """);
        Cli.Outcome flat = cli.run("optimize", chain, "-o", cli.path("flat.txt"), "--json", "--balance=40");
        assertTrue(flat.out().contains("\"after\": {\"and\": 4, \"xor\": 0, \"and_depth\": 2}"), flat.out());
        cli.run("verify", chain, cli.path("flat.txt")).assertDone("proved equal\n");
        Cli.Outcome free = cli.run("optimize", "--balance", chain, "-o", cli.path("free.txt"), "--json");
        assertTrue(free.out().contains("\"after\": {\"and\": 3, \"xor\": 0, \"and_depth\": 3}"), free.out());
        cli.run("optimize", chain, "-o", cli.path("x.txt"), "--balance=much")
                .assertFails(
                        ExitCode.USAGE, "error: Unmatched argument at index 4: 'much'\nSee `mpc optimize --help`.");
        cli.run("optimize", chain, "-o", cli.path("x.txt"), "--balance=-1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --balance -1: expected a percentage of AND gates, 0 or more\nSee `mpc optimize --help`.");
    }

    @Test
    void optimize_endingOfNoFormat_listsThoseThatThereAre() throws IOException {
        Cli cli = cli();
        cli.run("optimize", cli.write("carry.txt", CARRY), "-o", cli.path("x.xyz"))
                .assertFails(
                        ExitCode.USAGE,
                        "error: -o x.xyz: .xyz is the ending of no format; expected .sfc, .txt, .bristol, .bf, .blif, .aig,"
                                + " .aag, .dot or .gv, or a format given with --format\nSee `mpc optimize --help`.");
        assertFalse(Files.exists(folder.resolve("x.xyz")));
    }

    @Test
    void import_otherEndingThanOfAProgram_isRefused() throws IOException {
        Cli cli = cli();
        cli.run("import", cli.write("carry.txt", CARRY), "-o", cli.path("x.blif"))
                .assertFails(
                        ExitCode.USAGE,
                        "error: -o x.blif: expected the ending .sfc; `mpc optimize` writes other formats\n"
                                + "See `mpc import --help`.");
    }

    @Test
    void info_ofDot_saysThatItIsWrittenOnly() throws IOException {
        Cli cli = cli();
        cli.run("optimize", cli.write("carry.txt", CARRY), "-o", cli.path("x.dot"));
        cli.run("info", cli.path("x.dot"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: x.dot: not an SFL program: it looks like a DOT graph, which is written only");
        cli.run("import", cli.path("x.dot"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: x.dot: is a DOT graph, which is written only; expected a circuit in Bristol Fashion, the"
                                + " older Bristol format, BLIF or AIGER");
    }

    @Test
    void verify_differentPrograms_showAnInput() throws IOException {
        Cli cli = cli();
        String other = cli.write("other.txt", CARRY.replace("2 1 6 5 7 XOR", "2 1 6 5 7 AND"));
        Cli.Outcome outcome = cli.run("verify", cli.write("carry.txt", CARRY), other);
        assertEquals(ExitCode.DIFFERENT.code(), outcome.exitCode());
        assertTrue(outcome.out().startsWith("different:\ninput        in0  0x"), outcome.out());
        assertTrue(outcome.out().contains("output of A  out  0x1"), outcome.out());
        String json = cli.run("verify", cli.path("carry.txt"), other, "--json").out();
        assertTrue(json.startsWith("{\"equal\": \"different\", \"patterns\": 64,"), json);
        assertTrue(json.contains("\"counterexample\": {\"inputs\": {\"in0\": \"0x"), json);
    }

    @Test
    void verify_otherShapes_isAnError() throws IOException {
        Cli cli = cli();
        cli.run("verify", cli.write("carry.txt", CARRY), cli.writeCompare())
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: carry.txt and compare.sfc cannot be compared: the inputs have 2 + 1 bits in one and 8 + 8 in"
                                + " the other; only circuits of the same shape can be compared");
    }

    @Test
    void verify_sameFunctionOfOtherOwners_saysWhoOwnsWhat() throws IOException {
        Cli cli = cli().withCompiler();
        String program = """
                program p;
                party alice, bob;
                fn main(x: u8 from alice, y: u8 from bob) -> (sum: u8 to all, less: bool to alice) {
                    return (x + y, x < y);
                }
                """;
        String one = cli.write("one.sfl", program);
        String other = cli.write(
                "other.sfl",
                program.replace("x: u8 from alice, y: u8 from bob", "x: u8 from bob, z: u8 from alice")
                        .replace("y)", "z)")
                        .replace("x + y", "x + z")
                        .replace("bool to alice", "bool to all"));
        Cli.Outcome outcome = cli.run("verify", one, other);
        assertEquals("proved equal\n", outcome.out());
        assertEquals("""
                note: input x is from alice in A, is from bob in B
                note: input y is from bob in A, z is from alice in B
                note: output less goes to alice in A, goes to alice and bob in B
                """, outcome.err());
        assertEquals(0, outcome.exitCode());
        String json = cli.run("verify", one, other, "--json", "-q").out();
        assertTrue(
                json.contains(
                        "\"other_owners\": [{\"kind\": \"input\", \"first\": {\"name\": \"x\", \"parties\": [\"alice\"]},"
                                + " \"second\": {\"name\": \"x\", \"parties\": [\"bob\"]}}, "),
                json);
        cli.run("verify", one, one).assertDone("proved equal\n");
        // Without the file beside it the circuit does not say who owns what.
        cli.run("compile", one, "--format", "bristol");
        Files.delete(folder.resolve("one.json"));
        cli.run("verify", other, cli.path("one.txt")).assertDone("proved equal\n");
    }

    @ParameterizedTest
    @CsvSource({"bristol, .txt", "blif, .blif", "aiger, .aig", "sfc, .sfc"})
    void compile_format_writesWhatVerifiesAndImportsToTheSameInterface(String format, String ending) throws Exception {
        Cli cli = cli();
        Cli.Outcome outcome = cli.run("compile", cli.write("x.sfl", "program x;"), "--format", format);
        assertTrue(outcome.out().startsWith("wrote x" + ending + ": 8 AND gates"), outcome.out());
        assertEquals(!format.equals("sfc"), Files.exists(folder.resolve("x.json")));
        cli.run("verify", cli.path("x.sfl"), cli.path("x" + ending)).assertDone("proved equal\n");
        if (!format.equals("sfc")) {
            cli.run("import", cli.path("x" + ending), "-o", cli.path("back.sfc"));
            Program program = ProgramFile.read(folder.resolve("back.sfc")).program();
            Program original = TestPrograms.compare();
            assertEquals(original.name(), program.name());
            assertEquals(original.parties(), program.parties());
            assertEquals(interfaceOf(original), interfaceOf(program));
        }
    }

    private static String interfaceOf(Program program) {
        StringBuilder text = new StringBuilder();
        program.inputs().forEach(i -> text.append(i.party() + " " + i.name() + " " + i.type() + ";"));
        program.outputs().forEach(o -> text.append(o.name() + " " + o.type() + " " + o.recipients() + ";"));
        return text.toString();
    }

    @Test
    void compile_dot_writesAGraphWithoutSidecar() throws IOException {
        Cli cli = cli();
        cli.run("compile", cli.write("x.sfl", "program x;"), "-o", cli.path("x.dot"));
        assertTrue(Files.readString(folder.resolve("x.dot")).startsWith("digraph \"compare\" {"));
        assertFalse(Files.exists(folder.resolve("x.json")));
    }

    @Test
    void compile_whereTheSidecarBelongsIsAnotherFile_isRefused() throws IOException {
        Cli cli = cli();
        cli.write("x.json", "{\"a\": 3}");
        cli.run("compile", cli.write("x.sfl", "program x;"), "--format", "bristol")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: x.json: the circuit's types and parties belong there, but it is another file");
        assertEquals("{\"a\": 3}", Files.readString(folder.resolve("x.json")));
        assertFalse(Files.exists(folder.resolve("x.txt")));
    }
}
