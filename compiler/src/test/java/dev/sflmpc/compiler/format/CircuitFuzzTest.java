package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files are refused or read as some circuit; nothing else happens. */
class CircuitFuzzTest {

    private static final int MUTATIONS = Boolean.getBoolean("sfl.soak") ? 2_000_000 : 6_000;

    @ParameterizedTest
    @EnumSource(
            value = CircuitFormat.class,
            names = {"DOT", "BRISTOL_OLD"},
            mode = EnumSource.Mode.EXCLUDE)
    void read_mutated_isCircuitOrFormatException(CircuitFormat format) throws Exception {
        int refused = 0;
        int read = 0;
        byte[][] files = new byte[20][];
        for (int i = 0; i < files.length; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CircuitWriter.write(Circuits.random(i), format, out);
            files[i] = out.toByteArray();
        }
        for (long seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] mutated = mutate(files[random.nextInt(files.length)], random);
            try {
                Circuit circuit = CircuitReader.read("fuzz", mutated).circuit();
                assertTrue(circuit.netlist().nodeCount() > 0, "seed " + seed);
                read++;
            } catch (CircuitFormatException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("fuzz"), "seed " + seed);
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(format + ", seed " + seed, e);
            }
        }
        assertTrue(read > 0 && refused > MUTATIONS / 10, read + " read, " + refused + " refused");
    }

    private static byte[] mutate(byte[] file, Random random) {
        byte[] bytes = file.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 4 -> bytes = insert(bytes, at, "99999999".substring(random.nextInt(8)));
                default ->
                    bytes = insert(
                            bytes, at, new String[] {"\n", " ", "-1 ", ".names ", "\\\n", "#"}[random.nextInt(6)]);
            }
        }
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, String text) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + text.length());
        System.arraycopy(bytes, at, longer, at + text.length(), bytes.length - at);
        for (int i = 0; i < text.length(); i++) {
            longer[at + i] = (byte) text.charAt(i);
        }
        return longer;
    }
}
