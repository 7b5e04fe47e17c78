package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files, byte by byte. */
class GoldenCircuitsTest {

    @TempDir
    Path folder;

    /** {@code sum = x + y} of two bits each, without the carry; {@code same} is an input and its complement. */
    private static Circuit adder() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int low = net.xor(in[0], in[2]);
        int high = net.xor(net.xor(in[1], in[3]), net.and(in[0], in[2]));
        ValueType two = new ValueType.Int(false, 2);
        Signature signature = new Signature(
                "adder",
                List.of("alice", "bob"),
                List.of(
                        new Signature.Input("alice", "x", two, BitOrder.LSB),
                        new Signature.Input("bob", "y", two, BitOrder.LSB)),
                0,
                List.of(
                        new Signature.Output("sum", two, List.of("alice"), BitOrder.LSB),
                        new Signature.Output("same", two, List.of("bob"), BitOrder.MSB),
                        new Signature.Output("one", new ValueType.Bool(), List.of("bob"), BitOrder.LSB)));
        return new Circuit(signature, net, in, new int[] {low, high, in[0], in[0] ^ 1, Netlist.TRUE});
    }

    private static String written(CircuitFormat format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CircuitWriter.write(adder(), format, out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void write_bristolFashion_isTheGoldenText() throws Exception {
        assertEquals("""
                7 11
                2 2 2
                3 2 2 1

                1 1 0 8 INV
                2 1 2 0 6 XOR
                2 1 3 1 4 XOR
                2 1 0 2 5 AND
                2 1 5 4 7 XOR
                1 1 0 9 EQW
                1 1 1 10 EQ
                """, written(CircuitFormat.BRISTOL_FASHION));
    }

    @Test
    void write_blif_isTheGoldenText() throws Exception {
        assertEquals("""
                .model adder
                .inputs x[0] x[1] y[0] y[1]
                .outputs sum[0] sum[1] same[1] same[0] one
                .names y[0] x[0] n5
                10 1
                01 1
                .names y[1] x[1] n6
                10 1
                01 1
                .names x[0] y[0] n7
                11 1
                .names n7 n6 n8
                10 1
                01 1
                .names n5 sum[0]
                1 1
                .names n8 sum[1]
                1 1
                .names x[0] same[1]
                0 1
                .names x[0] same[0]
                1 1
                .names one
                1
                .end
                """, written(CircuitFormat.BLIF));
    }

    @Test
    void write_aigerAscii_isTheGoldenText() throws Exception {
        assertEquals("""
                aag 14 4 0 5 10
                2
                4
                6
                8
                14
                28
                3
                2
                1
                10 6 2
                12 7 3
                14 13 11
                16 8 4
                18 9 5
                20 19 17
                22 6 2
                24 22 20
                26 23 21
                28 27 25
                i0 x[0]
                i1 x[1]
                i2 y[0]
                i3 y[1]
                o0 sum[0]
                o1 sum[1]
                o2 same[1]
                o3 same[0]
                o4 one
                c
                adder
                """, written(CircuitFormat.AIGER_ASCII));
    }

    @Test
    void write_aigerBinary_hasTheDeltasOfTheAscii() throws Exception {
        String text = written(CircuitFormat.AIGER_BINARY);
        String head = "aig 14 4 0 5 10\n14\n28\n3\n2\n1\n";
        assertEquals(head, text.substring(0, head.length()));
        assertEquals("\u0004\u0004\u0005\u0004\u0001\u0002", text.substring(head.length(), head.length() + 6));
    }

    @Test
    void write_dot_isTheGoldenText() throws Exception {
        assertEquals("""
                digraph "adder" {
                  rankdir=BT;
                  n1 [shape=box, label="x[0]"];
                  n2 [shape=box, label="x[1]"];
                  n3 [shape=box, label="y[0]"];
                  n4 [shape=box, label="y[1]"];
                  n0 [shape=box, label="0"];
                  n5 [label="XOR"];
                  n3 -> n5;
                  n1 -> n5;
                  n6 [label="XOR"];
                  n4 -> n6;
                  n2 -> n6;
                  n7 [label="AND"];
                  n1 -> n7;
                  n3 -> n7;
                  n8 [label="XOR"];
                  n7 -> n8;
                  n6 -> n8;
                  o0 [shape=box, label="sum[0]"];
                  n5 -> o0;
                  o1 [shape=box, label="sum[1]"];
                  n8 -> o1;
                  o2 [shape=box, label="same[1]"];
                  n1 -> o2;
                  o3 [shape=box, label="same[0]"];
                  n1 -> o3 [arrowhead=odot];
                  o4 [shape=box, label="one"];
                  n0 -> o4 [arrowhead=odot];
                }
                """, written(CircuitFormat.DOT));
    }

    @Test
    void write_largeGraph_isRefused() {
        Netlist net = new Netlist();
        int[] in = net.inputs(6000);
        Signature signature = new Signature(
                "wide",
                List.of("a"),
                List.of(new Signature.Input(
                        "a", "x", new ValueType.Array(new ValueType.Bool(), in.length), BitOrder.LSB)),
                0,
                List.of());
        Circuit circuit = new Circuit(signature, net, in, new int[0]);
        CircuitTooLargeException refused = assertThrows(
                CircuitTooLargeException.class,
                () -> CircuitWriter.write(circuit, CircuitFormat.DOT, new ByteArrayOutputStream()));
        assertEquals("a graph of 6000 nodes cannot be drawn, at most 5000 are written as DOT", refused.getMessage());
    }

    private static CircuitFile read(String text) throws CircuitFormatException {
        return CircuitReader.read("f", text.getBytes(StandardCharsets.UTF_8));
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void read_allGatesOfFashion_computesThem() throws Exception {
        CircuitFile file = read("""
                6 14
                2 2 2
                2 4 2

                1 1 1 4 EQ
                4 2 0 1 2 3 5 6 MAND
                1 1 5 7 EQW
                2 1 4 5 8 XOR\r
                1 1 0 9 EQW

                4 4 0 1 2 3 10 11 12 13 MAND
                """.replace("4 4 0 1 2 3 10 11 12 13 MAND", "8 4 0 1 2 3 3 2 1 0 10 11 12 13 MAND"));
        assertEquals(new GateCounts(6, 1, 1), file.gates());
        assertEquals(List.of(number(0b1101), number(0b10)), List.of(number(0b1101), number(0b10)));
        // x = 3, y = 1: outputs are wires 8 … 11 and 12, 13.
        assertEquals(
                List.of(number(0b0010 | 0b1000), number(0b01)),
                Circuits.evaluate(file.circuit(), number(3), number(1)));
    }

    @Test
    void read_oldBristolWithOneInput_hasOneInput() throws Exception {
        CircuitFile file = read("1 3\n2 0 1\n\n2 1 0 1 2 AND\n");
        assertEquals(CircuitFormat.BRISTOL_OLD, file.format());
        assertEquals(1, file.circuit().signature().inputs().size());
        assertEquals(List.of(number(1)), Circuits.evaluate(file.circuit(), number(3)));
    }

    @Test
    void read_blifWithAllItsSigns_computesIt() throws Exception {
        CircuitFile file =
                read("""
                # a comment first
                .model all # and here
                .inputs a[0] a[1] \\
                        a[2] b
                .outputs major wide off \\
                .names_are_not_here never zero
                .names a[0] a[1] a[2] major
                11- 1
                1-1 1
                -11 1
                .names a[0] a[1] a[2] b a[0] a[1] a[2] wide
                111---- 0
                ---1--- 0
                .names off
                0
                .names zero
                .names never
                1
                .names .names_are_not_here
                .end
                """.replace(".names_are_not_here never", "never").replace(".names .names_are_not_here\n", ""));
        assertEquals(
                List.of("a", "b"),
                file.circuit().signature().inputs().stream()
                        .map(Signature.Input::name)
                        .toList());
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 2; b++) {
                assertEquals(
                        List.of(
                                number(Integer.bitCount(a) > 1 ? 1 : 0),
                                number(a == 7 || b == 1 ? 0 : 1),
                                number(0),
                                number(1),
                                number(0)),
                        Circuits.evaluate(file.circuit(), number(a), number(b)),
                        "a = " + a + ", b = " + b);
            }
        }
        assertEquals(
                1,
                read(".model m\n.inputs a b c\n.outputs d\n.names a b c d\n11- 1\n1-1 1\n-11 1\n.end\n")
                        .gates()
                        .and());
    }

    @Test
    void read_descendingNames_areOneValueMostSignificantFirst() throws Exception {
        Circuit circuit = read(".model m\n.inputs x[2] x[1] x[0]\n.outputs y\n.names x[2] y\n1 1\n.end\n")
                .circuit();
        assertEquals(1, circuit.signature().inputs().size());
        assertEquals(List.of(number(1)), Circuits.evaluate(circuit, number(4)));
        assertEquals(List.of(number(0)), Circuits.evaluate(circuit, number(3)));
    }

    /** Written as three ANDs each, an XOR costs none here and a multiplexer one. */
    @Test
    void read_aigerXorAndMultiplexer_areRecognised() throws Exception {
        CircuitFile file = read("""
                aag 9 3 0 2 6
                2
                4
                6
                12
                19
                8 2 4
                10 3 5
                12 11 9
                14 2 4
                16 3 6
                18 17 15
                """);
        assertEquals(new GateCounts(6, 0, 2), file.gates());
        assertEquals(1, file.circuit().gates().and());
        for (int v = 0; v < 8; v++) {
            int expected = (v & 1) != 0 ? v >> 1 & 1 : v >> 2;
            int sum = (v & 1) ^ (v >> 1 & 1) | expected << 1;
            assertEquals(List.of(number(sum)), Circuits.evaluate(file.circuit(), number(v)));
        }
    }

    @Test
    void read_withWrongSidecar_saysWhichWidths() throws Exception {
        Path file = Files.writeString(folder.resolve("and.txt"), "1 3\n2 1 1\n1 1\n2 1 0 1 2 AND\n");
        String sidecar = """
                {"mpc_circuit": 1, "name": "and", "parties": ["a"],
                 "inputs": [{"party": "a", "name": "x", "type": "uint<2>"}],
                 "outputs": [{"name": "y", "type": "%s", "recipients": ["a"]}]}
                """;
        Files.writeString(folder.resolve("and.json"), sidecar.formatted("bool"));
        CircuitFormatException failure = assertThrows(CircuitFormatException.class, () -> CircuitReader.read(file));
        assertEquals(file + ": input 0 has 1 bits, in its sidecar 2", failure.getMessage());
        Files.writeString(folder.resolve("and.json"), sidecar.formatted("uint<>"));
        failure = assertThrows(CircuitFormatException.class, () -> CircuitReader.read(file));
        assertEquals(folder.resolve("and.json") + ": type: `uint<>` is not a type", failure.getMessage());
        Files.writeString(folder.resolve("and.json"), "{\"x\": 3}");
        assertEquals("and", CircuitReader.read(file).circuit().signature().name());
    }
}
