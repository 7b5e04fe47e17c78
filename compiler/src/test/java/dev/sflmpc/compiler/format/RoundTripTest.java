package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    private static final int CIRCUITS = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CircuitFormat.class,
            names = {"DOT", "BRISTOL_OLD"},
            mode = EnumSource.Mode.EXCLUDE)
    void write_thenRead_isTheSameCircuitWithTheSameSignature(CircuitFormat format) throws Exception {
        for (long seed = 0; seed < CIRCUITS; seed++) {
            Circuit circuit = Circuits.random(seed);
            Path file = folder.resolve("circuit.txt");
            assertEquals(folder.resolve("circuit.json"), CircuitWriter.write(circuit, format, file));
            CircuitFile read = CircuitReader.read(file);
            assertEquals(format, read.format());
            assertEquals(circuit.signature(), read.circuit().signature(), "seed " + seed);
            assertArrayEquals(
                    Circuits.sample(circuit, seed), Circuits.sample(read.circuit(), seed), format + ", seed " + seed);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "no parts are left");
        }
    }

    /** Without the sidecar bits are as the file has them, and the names of BLIF and AIGER make values of them again. */
    @ParameterizedTest
    @EnumSource(
            value = CircuitFormat.class,
            names = {"DOT", "BRISTOL_OLD"},
            mode = EnumSource.Mode.EXCLUDE)
    void write_thenReadWithoutSidecar_hasTheWidths(CircuitFormat format) throws Exception {
        long seed = 0;
        while (Circuits.random(seed).signature().randomBits() > 0) {
            seed++;
        }
        Circuit circuit = Circuits.random(seed);
        Signature signature = circuit.signature();
        Path file = folder.resolve("circuit.x");
        CircuitWriter.write(circuit.inFileOrder(BitOrder.LSB), format, file);
        Files.delete(folder.resolve("circuit.json"));
        Circuit read = CircuitReader.read(file).circuit();
        assertEquals(List.of("a", "b"), read.signature().parties());
        assertEquals(
                signature.inputs().stream()
                        .map(i -> i.type().widthBits())
                        .filter(w -> w > 0)
                        .toList(),
                read.signature().inputs().stream()
                        .map(i -> i.type().widthBits())
                        .filter(w -> w > 0)
                        .toList());
        assertEquals(
                signature.outputs().stream()
                        .map(i -> i.type().widthBits())
                        .filter(w -> w > 0)
                        .toList(),
                read.signature().outputs().stream()
                        .map(i -> i.type().widthBits())
                        .filter(w -> w > 0)
                        .toList());
    }

    @Test
    void program_ofCircuit_andBack_isTheSame() throws Exception {
        for (long seed = 0; seed < CIRCUITS; seed++) {
            Circuit circuit = Circuits.random(seed);
            Program program = CircuitPrograms.program(circuit);
            ProgramCheck.check(program);
            Circuit back = CircuitPrograms.circuit(program);
            assertEquals(circuit.signature().withOrder(BitOrder.LSB), back.signature(), "seed " + seed);
            assertArrayEquals(Circuits.sample(circuit, seed), Circuits.sample(back, seed), "seed " + seed);
        }
    }
}
