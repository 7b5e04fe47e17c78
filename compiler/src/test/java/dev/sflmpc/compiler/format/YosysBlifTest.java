package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BLIF as Yosys writes it with its own gates, names and connections. */
class YosysBlifTest {

    @TempDir
    Path folder;

    private Circuit read(String text) throws Exception {
        Path file = folder.resolve("circuit.blif");
        Files.writeString(file, text);
        return CircuitReader.read(file).circuit();
    }

    /** The truth table has a digit for each assignment, A the lowest bit of its number. */
    @ParameterizedTest
    @CsvSource({
        "$_BUF_, A, 01",
        "$_NOT_, A, 10",
        "$_AND_, AB, 0001",
        "$_NAND_, AB, 1110",
        "$_OR_, AB, 0111",
        "$_NOR_, AB, 1000",
        "$_XOR_, AB, 0110",
        "$_XNOR_, AB, 1001",
        "$_ANDNOT_, AB, 0100",
        "$_ORNOT_, AB, 1101",
        "$_MUX_, ABS, 01010011",
        "$_NMUX_, ABS, 10101100",
        "$_AOI3_, ABC, 11100000",
        "$_OAI3_, ABC, 11111000",
        "$_AOI4_, ABCD, 1110111011100000",
        "$_OAI4_, ABCD, 1111100010001000"
    })
    void read_gate_computesItsFunction(String gate, String pins, String table) throws Exception {
        StringBuilder inputs = new StringBuilder();
        StringBuilder connections = new StringBuilder();
        for (int i = 0; i < pins.length(); i++) {
            inputs.append(" x[").append(i).append(']');
            connections.append(" %c=x[%d]".formatted(pins.charAt(i), i));
        }
        for (String directive : List.of(".subckt", ".gate")) {
            Circuit circuit = read(".model m\n.inputs%s\n.outputs y\n%s %s%s Y=y\n.end\n"
                    .formatted(inputs, directive, gate, connections));
            for (int x = 0; x < table.length(); x++) {
                assertEquals(
                        List.of(BigInteger.valueOf(table.charAt(x) - '0')),
                        Circuits.evaluate(circuit, BigInteger.valueOf(x)),
                        gate + " of " + x);
            }
        }
    }

    @Test
    void read_connectionsAndRemarks_areNoGates() throws Exception {
        Circuit circuit = read("""
                .model top
                .inputs a
                .outputs y z
                .default_input_arrival 0.00 0.00
                .attr src "top.v:1.1-2.2"
                .subckt $_NOT_ A=a Y=n
                .cname not$1
                .param WIDTH 0001
                .conn n y
                .conn a z
                .end
                """);
        assertEquals(List.of(BigInteger.ZERO, BigInteger.ONE), Circuits.evaluate(circuit, BigInteger.ONE));
        assertEquals(List.of(BigInteger.ONE, BigInteger.ZERO), Circuits.evaluate(circuit, BigInteger.ZERO));
    }

    @Test
    void read_modelWithTheNameOfAGate_isTheModel() throws Exception {
        Circuit circuit = read("""
                .model top
                .inputs a
                .outputs y
                .subckt $_NOT_ A=a Y=y
                .end
                .model $_NOT_
                .inputs A
                .outputs Y
                .names A Y
                1 1
                .end
                """);
        assertEquals(List.of(BigInteger.ONE), Circuits.evaluate(circuit, BigInteger.ONE));
    }

    @ParameterizedTest
    @CsvSource({
        "'.conn a', 4: expected the name that is driven",
        "'.conn a y z', '4: `z`, expected the end of the line'",
        "'.conn x y', 4: nothing drives `x`",
        "'.conn a a', 4: `a` is driven a second time",
        "'.subckt $_AND_ A=a Y=y', 4: input `B` of `$_AND_` is not connected",
        "'.subckt $_NOT_ A=a B=a Y=y', 4: model `$_NOT_` has no input and no output `B`",
        "'.subckt $_DFF_P_ C=a D=a Q=y', 4: there is no model `$_DFF_P_`"
    })
    void read_wrongLine_isNamed(String line, String message) {
        CircuitFormatException e = assertThrows(
                CircuitFormatException.class, () -> read(".model m\n.inputs a\n.outputs y\n" + line + "\n.end\n"));
        assertEquals(message, e.getMessage().substring(e.getMessage().indexOf("blif:") + 5));
    }
}
