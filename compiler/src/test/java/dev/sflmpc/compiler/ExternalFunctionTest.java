package dev.sflmpc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFormat;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.format.CircuitWriter;
import dev.sflmpc.compiler.format.SharedCircuits;
import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code extern fn … from "file";}. */
class ExternalFunctionTest {

    private static final String AND = "1 3\n2 1 1\n1 1\n2 1 0 1 2 AND\n";

    private static final String ADD_TWO_BITS =
            "4 8\n2 2 2\n1 2\n\n2 1 0 2 4 AND\n2 1 1 3 5 XOR\n2 1 0 2 6 XOR\n2 1 5 4 7 XOR\n";

    private static final String ADDER = """
            extern fn add(x: uint<2>, y: uint<2>) -> uint<2> from "FILE";
            fn main(x: uint<2> from alice, y: uint<2> from bob) -> (z: uint<2> to all) { return add(x, y); }
            """;

    @TempDir
    Path folder;

    private CompileResult compile(String text) throws IOException {
        Path source = Files.writeString(folder.resolve("p.sfl"), "program p;\nparty alice, bob;\n" + text);
        return SflCompiler.compile(source, CompileOptions.defaults());
    }

    private Program program(String text) throws IOException {
        CompileResult result = compile(text);
        assertEquals(List.of(), messages(result));
        return result.program().orElseThrow();
    }

    private static List<String> messages(CompileResult result) {
        return result.diagnostics().stream().map(d -> d.message()).toList();
    }

    private static List<BigInteger> run(Program program, BigInteger... inputs) {
        List<BitSet> bits =
                Arrays.stream(inputs).map(ExternalFunctionTest::bits).toList();
        List<BigInteger> outputs = new ArrayList<>();
        for (BitSet output : PlainEvaluator.evaluate(program, bits, new BitSet())) {
            BigInteger value = BigInteger.ZERO;
            for (int i = output.nextSetBit(0); i >= 0; i = output.nextSetBit(i + 1)) {
                value = value.setBit(i);
            }
            outputs.add(value);
        }
        return outputs;
    }

    private static BitSet bits(BigInteger number) {
        BitSet bits = new BitSet();
        for (int i = 0; i < number.bitLength(); i++) {
            bits.set(i, number.testBit(i));
        }
        return bits;
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    /** FIPS 197, appendix C.1: the example of the language's reference. */
    @Test
    void aes128_ofTheLanguageReference_givesTheStandardsCiphertext() throws IOException {
        Files.copy(SharedCircuits.require("bristol-fashion/aes_128.txt"), folder.resolve("aes_128.txt"));
        Program program = program("""
                extern fn aes128(key: u128, block: u128) -> u128 from "aes_128.txt";
                fn main(key: u128 from alice, block: u128 from bob) -> (cipher: u128 to bob) {
                    return aes128(key, block);
                }
                """);
        assertEquals(
                List.of(hex("69c4e0d86a7b0430d8cdb78070b4c55a")),
                run(program, hex("000102030405060708090a0b0c0d0e0f"), hex("00112233445566778899aabbccddeeff")));
    }

    @Test
    void sha256_twoBlocksInALoop_isTheDigest() throws Exception {
        Files.copy(SharedCircuits.require("bristol-fashion/sha256.txt"), folder.resolve("sha256.txt"));
        Program program = program("""
                extern fn compress(block: uint<512>, state: u256) -> u256 from "sha256.txt";
                fn main(blocks: uint<512>[2] from alice, start: u256 from bob) -> (digest: u256 to all) {
                    let mut state = start;
                    for i in 0..2 {
                        state = compress(blocks[i], state);
                    }
                    return state;
                }
                """);
        byte[] message =
                "sixty-two bytes of text that need a second block for padding..".getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(message, 128);
        padded[message.length] = (byte) 0x80;
        padded[126] = (byte) (8 * message.length >>> 8);
        padded[127] = (byte) (8 * message.length);
        BigInteger first = new BigInteger(1, Arrays.copyOf(padded, 64));
        BigInteger second = new BigInteger(1, Arrays.copyOfRange(padded, 64, 128));
        assertEquals(
                List.of(new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(message))),
                run(
                        program,
                        first.or(second.shiftLeft(512)),
                        hex("6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19")));
    }

    @ParameterizedTest
    @CsvSource({"adder64, 7, 35, 42", "mult64, 123456789, 987654321, 121932631112635269", "divide64, -100, 7, -14"})
    void arithmetic_ofSignedNumbers_isThatOfLong(String name, long x, long y, long expected) throws IOException {
        Files.copy(SharedCircuits.require("bristol-fashion/" + name + ".txt"), folder.resolve("f.txt"));
        Program program = program("""
                extern fn f(x: i64, y: i64) -> i64 from "f.txt";
                fn main(x: i64 from alice, y: i64 from bob) -> (z: i64 to all) { return f(x, y); }
                """);
        BigInteger mask = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        assertEquals(
                List.of(BigInteger.valueOf(expected).and(mask)),
                run(
                        program,
                        BigInteger.valueOf(x).and(mask),
                        BigInteger.valueOf(y).and(mask)));
    }

    @Test
    void reversed_oldSha1_isTheDigestOfBigEndianBytes() throws Exception {
        Files.copy(SharedCircuits.require("bristol-old/sha-1.txt"), folder.resolve("sha-1.txt"));
        Program program = program("""
                extern fn sha1(block: uint<512>) -> uint<160> from "sha-1.txt" reversed;
                fn main(block: uint<512> from alice, same: bool from bob) -> (digest: uint<160> to all, copy: bool to bob) {
                    return (sha1(block), same);
                }
                """);
        byte[] block = Arrays.copyOf("abc".getBytes(StandardCharsets.US_ASCII), 64);
        block[3] = (byte) 0x80;
        block[63] = 24;
        byte[] digest = MessageDigest.getInstance("SHA-1").digest("abc".getBytes(StandardCharsets.US_ASCII));
        assertEquals(
                List.of(new BigInteger(1, digest), BigInteger.ONE),
                run(program, new BigInteger(1, block), BigInteger.ONE));
    }

    /** Old Bristol: most significant bit first, and the message before the key. */
    @Test
    void reversed_oldAes_takesTheMessageFirst() throws IOException {
        Files.copy(SharedCircuits.require("bristol-old/AES-non-expanded.txt"), folder.resolve("aes.txt"));
        Program program = program("""
                extern fn aes(block: u128, key: u128) -> u128 from "aes.txt" reversed;
                fn main(key: u128 from alice, block: u128 from bob) -> (cipher: u128 to bob) {
                    return aes(block, key);
                }
                """);
        assertEquals(
                List.of(hex("69c4e0d86a7b0430d8cdb78070b4c55a")),
                run(program, hex("000102030405060708090a0b0c0d0e0f"), hex("00112233445566778899aabbccddeeff")));
    }

    /** Several outputs are a tuple; any types of the widths will do. */
    @Test
    void severalOutputs_areATuple() throws IOException {
        Files.writeString(folder.resolve("f.txt"), "2 6\n2 2 2\n2 1 1\n\n2 1 0 2 4 AND\n2 1 1 3 5 XOR\n");
        Program program = program("""
                struct Pair { low: bool, high: bool }
                extern fn f(x: u1[2], y: Pair) -> (bool, u1) from "f.txt";
                fn main(x: u1[2] from alice, y: Pair from bob) -> (low: bool to all, high: u1 to all) { return f(x, y); }
                """);
        assertEquals(List.of(BigInteger.ONE, BigInteger.ZERO), run(program, hex("3"), hex("3")));
        assertEquals(List.of(BigInteger.ZERO, BigInteger.ONE), run(program, hex("1"), hex("2")));
    }

    /** With the sidecar that is written beside it, and by the names in the file alone. */
    @ParameterizedTest
    @EnumSource(
            value = CircuitFormat.class,
            names = {"BRISTOL_FASHION", "BLIF", "AIGER_ASCII", "AIGER_BINARY"})
    void everyFormat_ofTheSameCircuit_isTheSameFunction(CircuitFormat format) throws Exception {
        Path adder = Files.writeString(folder.resolve("adder.txt"), ADD_TWO_BITS);
        Circuit circuit = CircuitReader.read(adder).circuit();
        CircuitWriter.write(circuit, format, folder.resolve("copy"));
        for (String sidecar : List.of("kept", "lost")) {
            Program program = program(ADDER.replace("FILE", "copy"));
            assertEquals(List.of(BigInteger.TWO), run(program, BigInteger.valueOf(3), BigInteger.valueOf(3)), sidecar);
            assertEquals(List.of(BigInteger.valueOf(3)), run(program, BigInteger.ONE, BigInteger.TWO), sidecar);
            Files.deleteIfExists(folder.resolve("copy.json"));
        }
    }

    /** AIGER without a symbol table knows bits only; the function says which belong together. */
    @ParameterizedTest
    @CsvSource({"'', 1, 2, 3", "'', 3, 3, 2", "reversed, 2, 1, 3", "reversed, 2, 2, 1"})
    void aiger_withoutNames_isGroupedByTheFunction(String order, long x, long y, long expected) throws IOException {
        Files.writeString(folder.resolve("f.aag"), """
                aag 14 4 0 2 10
                2
                4
                6
                8
                17
                29
                10 2 6
                12 2 7
                14 3 6
                16 13 15
                18 4 9
                20 5 8
                22 19 21
                24 23 11
                26 22 10
                28 25 27
                """);
        Program program = program(ADDER.replace("FILE", "f.aag").replace("\";", "\" " + order + ";"));
        assertEquals(List.of(BigInteger.valueOf(expected)), run(program, BigInteger.valueOf(x), BigInteger.valueOf(y)));
    }

    @Test
    void calls_onConstants_costOnlyWhatIsSecret() throws IOException {
        Files.writeString(folder.resolve("and.txt"), AND);
        Program program = program("""
                extern fn both(x: bool, y: bool) -> bool from "and.txt";
                fn main(x: bool from alice, y: bool from bob) -> (z: bool to all, w: bool to all) {
                    return (both(x, true), both(both(x, y), false));
                }
                """);
        assertEquals(0, dev.sflmpc.runtime.circuit.ProgramCost.of(program).andCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: uint<2>, y: bool | bool | ; | the circuit's inputs have 1 + 1 bits, those of the function 2 + 1",
                "x: bool | bool | ; | the circuit's inputs have 1 + 1 bits, those of the function 1",
                "x: bool, y: bool | u8 | ; | the circuit's outputs have 1 bit, those of the function 8",
                "x: bool, y: bool | bool | backwards; | `backwards` says nothing of a circuit's file"
            })
    void declaration_thatDoesNotFit_isAnError(String parameters, String result, String end, String message)
            throws IOException {
        Files.writeString(folder.resolve("and.txt"), AND);
        String source = """
                extern fn f(%s) -> %s from "and.txt" %s
                fn main(x: bool from alice, y: bool from bob) -> (z: bool to all) { return x & y; }
                """.formatted(parameters, result, end);
        assertEquals(List.of(message), messages(compile(source)));
    }

    @Test
    void file_missingOrMalformed_isAnErrorAtItsName() throws IOException {
        String source = """
                extern fn f(x: bool, y: bool) -> bool from "f.txt";
                fn main(x: bool from alice, y: bool from bob) -> (z: bool to all) { return f(x, y); }
                """;
        assertEquals(List.of("there is no file " + folder.resolve("f.txt")), messages(compile(source)));
        Files.writeString(folder.resolve("f.txt"), AND.replace("AND", "NAND"));
        assertEquals(
                List.of("this circuit cannot be used: " + folder.resolve("f.txt")
                        + ":4: there is no gate `NAND`, expected XOR, AND, INV, EQ, EQW or MAND"),
                messages(compile(source)));
        assertEquals(
                List.of("a program that is not in a file cannot use one"),
                messages(SflCompiler.compileText(
                        "p.sfl",
                        "program p;\nparty a, b;\n"
                                + source.replace("alice", "a").replace("bob", "b"),
                        CompileOptions.defaults())));
    }
}
