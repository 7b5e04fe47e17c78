package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BLIF files whose models use each other. */
class HierarchicalBlifTest {

    private static final String FULL_ADDER = """
            .model full
            .inputs a b c
            .outputs s carry
            .names a b c s
            100 1
            010 1
            001 1
            111 1
            .names a b c carry
            11- 1
            1-1 1
            -11 1
            .end
            """;

    @TempDir
    Path folder;

    private Circuit read(String text) throws Exception {
        Path file = folder.resolve("circuit.blif");
        Files.writeString(file, text);
        return CircuitReader.read(file).circuit();
    }

    @Test
    void read_adderOfFullAdders_adds() throws Exception {
        StringBuilder adder = new StringBuilder(".model adder\n.inputs");
        int width = 5;
        for (String word : List.of("x", "y")) {
            for (int i = 0; i < width; i++) {
                adder.append(' ').append(word).append('[').append(i).append(']');
            }
        }
        adder.append("\n.outputs");
        for (int i = 0; i < width; i++) {
            adder.append(" s[").append(i).append(']');
        }
        adder.append("\n.names c0\n");
        // the highest first: instances may come in any order
        for (int i = width - 1; i >= 0; i--) {
            adder.append(".subckt full c=c%1$d s=s[%1$d] a=x[%1$d] \\\n b=y[%1$d] carry=c%2$d # bit %1$d\n"
                    .formatted(i, i + 1));
        }
        Circuit circuit = read(adder.append(".end\n") + FULL_ADDER);
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 32; y++) {
                List<BigInteger> sum = Circuits.evaluate(circuit, BigInteger.valueOf(x), BigInteger.valueOf(y));
                assertEquals(List.of(BigInteger.valueOf((x + y) % 32)), sum, x + " + " + y);
            }
        }
    }

    @Test
    void read_instanceThatFeedsItself_isNoCycleWhereItsBitsAreNone() throws Exception {
        Circuit circuit = read("""
                .model top
                .inputs a
                .outputs z
                .subckt pair p=a q=m r=m s=z
                .end
                .model pair
                .inputs p r
                .outputs q s
                .names p q
                0 1
                .names r s
                0 1
                .end
                """);
        assertEquals(List.of(BigInteger.ONE), Circuits.evaluate(circuit, BigInteger.ONE));
        assertEquals(List.of(BigInteger.ZERO), Circuits.evaluate(circuit, BigInteger.ZERO));
    }

    @Test
    void read_modelsInModels_namesWhatIsWrongByItsPath() {
        CircuitFormatException e = assertThrows(CircuitFormatException.class, () -> read("""
                .model top
                .inputs a
                .outputs z
                .subckt outer p=a q=z
                .end
                .model outer
                .inputs p
                .outputs q
                .subckt inner x=p y=q
                .end
                .model inner
                .inputs x
                .outputs y
                .names x lost y
                11 1
                .end
                """));
        assertTrue(e.getMessage().endsWith("circuit.blif:14: nothing drives `outer@4.inner@9.lost`"), e.getMessage());
    }

    @Test
    void read_instancesThatMultiply_areRefused() {
        StringBuilder text = new StringBuilder(".model m0\n.inputs a\n.outputs z\n.subckt m1 x=a y=z\n.end\n");
        for (int level = 1; level < 40; level++) {
            String next = "m" + (level + 1);
            text.append(".model m%d\n.inputs x\n.outputs y\n.subckt %s x=x y=i\n.subckt %s x=i y=y\n.end\n"
                    .formatted(level, next, next));
        }
        text.append(".model m40\n.inputs x\n.outputs y\n.names x y\n1 1\n.end\n");
        CircuitFormatException e = assertThrows(CircuitFormatException.class, () -> read(text.toString()));
        assertTrue(e.getMessage().contains("names when all instances are written out"), e.getMessage());
    }
}
