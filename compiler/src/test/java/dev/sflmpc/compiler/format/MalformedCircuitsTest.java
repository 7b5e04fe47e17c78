package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file, and on which line. */
class MalformedCircuitsTest {

    private static final String HEADER = "2 4\n2 1 1\n1 1\n\n";

    private static Arguments wrong(String content, String message) {
        return Arguments.of(content, message);
    }

    static Stream<Arguments> bristol() {
        return Stream.of(
                wrong("", "f: not a circuit: expected Bristol Fashion, old Bristol, BLIF or AIGER"),
                wrong("2", "f:1: expected the number of wires"),
                wrong("1 4 5\n", "f:1: `5`, expected nothing after the number of gates and that of wires"),
                wrong("1 3\n\n\n\n\n", "f:6: the file ends, expected the widths of the inputs"),
                wrong("99999999999 4\n2 1 1\n1 1\n", "f:1: the number of gates is more than 2^31 - 1"),
                wrong("2000000000 2000000002\n2 1 1\n1 1\n", "f:1: 2000000000 gates in a file of 32 bytes"),
                wrong(
                        "1 2000000002\n2 1 1\n1 1\n2 1 0 1 2 AND\n",
                        "f:4: 2000000000 wires that are no inputs in a file of 37 bytes"),
                wrong(
                        "1 2000000001\n2 1 1999999999\n1 1\n2 1 0 1 2 AND\n",
                        "f:4: 2000000000 input bits in a file of 46 bytes"),
                wrong(
                        "2 4\n2 1\n1 1\n\n2 1 0 1 2 AND\n2 1 0 1 3 AND\n",
                        "f:2: expected the number of inputs, then the width of each, but 2 is followed by 1 widths"),
                wrong(
                        "2 4\n2 1 1\n2 1\n\n2 1 0 1 2 AND\n2 1 0 1 3 AND\n",
                        "f:3: expected the number of outputs, then the width of each, but 2 is followed by 1 widths"),
                wrong(
                        "2 4\n2 1\n\n2 1 0 1 2 AND\n2 1 0 1 3 AND\n",
                        "f:2: expected two widths of inputs and one of the output, as the older format has them, since no"
                                + " widths of outputs follow"),
                wrong(
                        "1 1\n2 1 1\n1 1\n2 1 0 1 2 AND\n",
                        "f:4: the header says 1 wires, too few for 2 input bits and 1 output bits"),
                wrong(HEADER + "2 1 0 1 2 AND\n", "f:6: the file ends after 1 gates, the header says 2"),
                wrong(
                        HEADER + "2 1 0 1 2 AND\n2 1 0 2 3 XOR\n2 1 0 2 3 XOR\n",
                        "f:7: `2` after the last of the 2 gates of the header"),
                wrong(HEADER + "2 1 0 1 2 AND\n2 1 0 2 2 XOR\n", "f:6: wire 2 is driven a second time"),
                wrong(HEADER + "2 1 0 1 2 AND\n2 1 0 2 1 XOR\n", "f:6: wire 1 is driven a second time"),
                wrong(
                        HEADER + "2 1 0 3 2 AND\n2 1 0 2 3 XOR\n",
                        "f:5: wire 3 is read before a gate drives it; gates must come in order"),
                wrong(HEADER + "2 1 0 9 2 AND\n2 1 0 2 3 XOR\n", "f:5: wire 9 of 4; they are numbered from 0"),
                wrong(HEADER + "2 1 0 1 9 AND\n2 1 0 2 3 XOR\n", "f:5: wire 9 of 4; they are numbered from 0"),
                wrong(
                        HEADER + "2 1 0 1 2 NAND\n",
                        "f:5: there is no gate `NAND`, expected XOR, AND, INV, EQ, EQW or MAND"),
                wrong(HEADER + "2 1 0 1 2 ANDANDAND\n", "f:5: `ANDANDAN…` is not a word of this format"),
                wrong(HEADER + "2 1 0 1 2\n", "f:5: expected XOR, AND, INV, EQ, EQW or MAND at the end of the gate"),
                wrong(HEADER + "2 1 0 1 AND\n", "f:5: 2 wires of a gate that says 2 + 1"),
                wrong(HEADER + "1 1 0 2 AND\n", "f:5: AND with 1 inputs and 1 outputs, expected 2 and 1"),
                wrong(HEADER + "3 1 0 1 0 2 MAND\n", "f:5: MAND with 3 inputs and 1 outputs, expected 2n and n"),
                wrong(HEADER + "2 1 0 1 2 INV\n", "f:5: INV with 2 inputs and 1 outputs, expected 1 and 1"),
                wrong(HEADER + "1 1 2 2 EQ\n", "f:5: EQ of 2, expected the constant 0 or 1"),
                wrong(HEADER + "2 1 0 -1 2 AND\n", "f:5: `-1`, expected a wire"),
                wrong(HEADER + "2 1 0 1x 2 AND\n", "f:5: `x` after a number, expected a wire"),
                wrong(
                        HEADER + "2 1 0 1 2 AND 7\n2 1 0 2 3 XOR\n",
                        "f:5: `7`, expected the end of the line after a gate"),
                wrong(HEADER + "2 1 0 1 2 AND\n1 1 99999999999 3 INV\n", "f:6: a wire is more than 2^31 - 1"),
                wrong(
                        "1 4\n2 1 1\n1 1\n\n2 1 0 1 3 AND\n",
                        "f:6: wire 2 is driven by nothing, the header says 4 wires"));
    }

    static Stream<Arguments> blif() {
        String top = ".model m\n.inputs a b\n.outputs c\n";
        String not = ".model n\n.inputs x\n.outputs y\n.names x i\n0 1\n.names i y\n1 1\n.end\n";
        return Stream.of(
                wrong(".inputs a\n", "f:1: .inputs before .model"),
                wrong(
                        top + ".names a b c\n11 1\n.latch c d re clk 0\n.end\n",
                        "f:6: .latch: circuits with memory cannot be computed in one pass"),
                wrong(
                        top + ".gate s x=a y=c\n.end\n",
                        "f:4: .gate: cells of a library are not read; write the circuit with .names"),
                wrong(top + ".subckt s x=a y=c\n.end\n", "f:4: there is no model `s`"),
                wrong(top + ".subckt\n.end\n", "f:4: expected the model that is used"),
                wrong(top + ".subckt m a\n.end\n", "f:4: `a`, expected a connection such as a=x"),
                wrong(top + ".subckt m a=\n.end\n", "f:4: `a=`, expected a connection such as a=x"),
                wrong(top + ".subckt m a=a b=b c=c\n.end\n", "f:4: model `m` contains itself"),
                wrong(top + ".subckt n z=a\n.end\n" + not, "f:4: model `n` has no input and no output `z`"),
                wrong(top + ".subckt n i=x\n.end\n" + not, "f:4: model `n` has no input and no output `i`"),
                wrong(top + ".subckt n x=a x=b y=c\n.end\n" + not, "f:4: `x` of `n` is connected a second time"),
                wrong(top + ".subckt n y=c\n.end\n" + not, "f:4: input `x` of `n` is not connected"),
                wrong(top + ".subckt n x=a y=b\n.end\n" + not, "f:4: `b` is driven a second time"),
                wrong(
                        top + ".subckt n x=d y=c\n.subckt n x=c y=d\n.end\n" + not,
                        "f:12: `n@4.i` depends on itself, by way of `c`"),
                wrong(
                        top + ".exdc\n",
                        "f:4: .exdc is not supported, expected .inputs, .outputs, .names, .subckt or .end"),
                wrong(top + "11 1\n", "f:4: `11`, expected a directive such as .names"),
                wrong(top + ".names\n", "f:4: .names without a name, expected the inputs of a table and its output"),
                wrong(top + ".names a b c\n111 1\n", "f:5: `111` in a table of 2 inputs"),
                wrong(top + ".names a b c\n1x 1\n", "f:5: `1x` in a row, expected 0, 1 and - only"),
                wrong(top + ".names a b c\n11 2\n", "f:5: `2`, expected 0 or 1, the value of the row"),
                wrong(top + ".names a b c\n11\n", "f:5: expected 0 or 1, the value of the row"),
                wrong(top + ".names a b c\n11 1 1\n", "f:5: `1`, expected the end of the line"),
                wrong(top + ".names a b c\n11 1\n00 0\n", "f:6: a table with rows of value 0 and of value 1"),
                wrong(top + ".names a b c\n11 1\n.names a c\n1 1\n.end\n", "f:6: `c` is driven a second time"),
                wrong(top + ".names b a\n1 1\n.end\n", "f:4: `a` is driven a second time"),
                wrong(".model m\n.inputs a b \\\n a\n", "f:2: input `a` is driven a second time"),
                wrong(top + ".names a x c\n11 1\n.end\n", "f:4: nothing drives `x`"),
                wrong(top + ".end\n", "f:3: nothing drives the output `c`"),
                wrong(
                        top + ".names a d c\n11 1\n.names b c d\n11 1\n.end\n",
                        "f:6: `c` depends on itself, by way of `d`"),
                wrong(top + ".names a c c\n11 1\n.end\n", "f:4: `c` depends on itself, by way of `c`"),
                wrong(top + ".names a c\n1 1\n.end\n.names b d\n", "f:7: `.names` after .end"),
                wrong(top + ".names a c\n1 1\n.end\n.model m\n", "f:7: a second model `m`"));
    }

    static Stream<Arguments> aiger() {
        return Stream.of(
                wrong("aag 3 2 0 1\n", "f:1: expected the number of ANDs"),
                wrong(
                        "aag 3 2 1 1 0\n2\n4\n6 2\n6\n",
                        "f:1: 1 latches: circuits with memory cannot be computed in one pass"),
                wrong(
                        "aag 3 2 0 1 1 1\n",
                        "f:1: properties (bad states, constraints, justice, fairness) are not supported"),
                wrong(
                        "aag 2 2 0 1 1\n2\n4\n6\n6 2 4\n",
                        "f:1: the largest variable is 2, but there are 2 inputs and 1 ANDs"),
                wrong("aag 2000000000 2 0 1 1999999998\n2\n", "f:1: 1999999998 ANDs in a file of 34 bytes"),
                wrong("aag 2000000000 2 0 1 1\n2\n4\n6\n6 4 2\n", "f:1: 1999999999 input bits in a file of 35 bytes"),
                wrong("aag 3 2 0 1 1\n2\n2\n6\n6 4 2\n", "f:3: literal 2 is defined a second time"),
                wrong("aag 3 2 0 1 1\n2\n5\n6\n6 4 2\n", "f:3: literal 5, expected that of an input, even and not 0"),
                wrong("aag 3 2 0 1 1\n2\n4\n8\n6 4 2\n", "f:4: literal 8, the header's largest variable is 3"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n", "f:5: the file ends, expected an AND"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n6 4\n", "f:5: expected an operand"),
                wrong("aag 4 2 0 1 1\n2\n4\n6\n6 8 2\n", "f:5: literal 8 is neither an input nor an AND"),
                wrong("aag 4 2 0 1 1\n2\n4\n8\n6 4 2\n", "f:4: literal 8 is neither an input nor an AND"),
                wrong("aag 4 2 0 1 2\n2\n4\n6\n6 8 2\n8 6 4\n", "f:6: literal 6 depends on itself"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n6 4 2\n\n", "f:6: an empty line, expected a symbol, `c` or the end"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n6 4 2\ni2 x\n", "f:6: a name for number 2 of 2"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n6 4 2\ni1 x\ni1 y\n", "f:7: a second name for i1"),
                wrong("aag 3 2 0 1 1\n2\n4\n6\n6 4 2\ni1\n", "f:6: a symbol without a name"),
                wrong(
                        "aag 3 2 0 1 1\n2\n4\n6\n6 4 2\nhello\n",
                        "f:6: expected a symbol (i0 name, o0 name), `c` or the end of the file after 1 ANDs"),
                wrong(
                        "aig 4 2 0 1 1\n6\n\u0002\u0002",
                        "f:1: the largest variable is 4, but there are 2 inputs and 1 ANDs"),
                wrong("aig 3 2 0 1 1\n6\n\u0002", "f, byte 17: the file ends within the ANDs"),
                wrong(
                        "aig 3 2 0 1 1\n6\n\u0000\u0002",
                        "f, byte 18: AND 0 reads literals 6 and 4, expected ones below its own, 6"),
                wrong(
                        "aig 3 2 0 1 1\n6\n\u0002\u0007",
                        "f, byte 18: AND 0 reads literals 4 and -3, expected ones below its own, 6"));
    }

    @ParameterizedTest
    @MethodSource({"bristol", "blif", "aiger"})
    void read_malformed_saysWhereAndWhatWasExpected(String content, String message) {
        CircuitFormatException failure = assertThrows(
                CircuitFormatException.class,
                () -> CircuitReader.read("f", content.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(message, failure.getMessage());
    }

    /** A chain of tables in the wrong order is as long as the file: nothing recurses. */
    @Test
    void blif_longChainBackwards_isRead() throws Exception {
        StringBuilder text = new StringBuilder(".model m\n.inputs n0 one\n.outputs n50000\n");
        for (int i = 50_000; i > 0; i--) {
            text.append(".names n").append(i - 1).append(" one n").append(i).append("\n11 1\n");
        }
        Circuit circuit = CircuitReader.read("f", text.toString().getBytes(StandardCharsets.US_ASCII))
                .circuit();
        assertTrue(circuit.gates().and() >= 1);
    }
}
