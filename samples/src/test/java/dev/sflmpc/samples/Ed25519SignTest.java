package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures of {@code ed25519-sign}: RFC 8032's, and those that the JDK makes. Compiled once, as that takes longest. */
class Ed25519SignTest {

    private static final Sample SAMPLE = Sample.of("ed25519-sign");
    private static final int LENGTH = 2;

    @TempDir
    static Path directory;

    private static Path program;
    private static JsonNode info;

    @BeforeAll
    static void compile() {
        program = directory.resolve("sign.sfc");
        info = compile(LENGTH, program);
    }

    private static JsonNode compile(int length, Path file) {
        String source = SAMPLE.source().toString();
        List<String> command =
                List.of("compile", source, "-D", "LENGTH=" + length, "--optimize=0", "-o", file.toString(), "--json");
        return Sample.parse(Launcher.runLong(directory, command).result());
    }

    @Test
    void compile_toFile_statesItsCost() {
        SamplesTest.assertInterface(SAMPLE, info);
        SamplesTest.assertCost(SAMPLE, info);
        assertTrue(info.path("file_bytes").asLong() < 50_000_000, info::toString);
    }

    @Test
    void simulate_thirdVectorOfTheRfc_isItsSignature() {
        String out = mpc("simulate", program, SAMPLE.input("builder"), SAMPLE.input("approver"));
        assertEquals(SAMPLE.expected(), Sample.parse(out));
    }

    @Tag("soak")
    @ParameterizedTest(name = "{1}")
    @CsvSource({"0, empty", "1, 1-byte", "64, 64-bytes"})
    void simulate_otherVectorsOfTheRfc_areTheirSignatures(int length, String name) {
        Path file = directory.resolve("sign-" + name + ".sfc");
        assertEquals(info.path("outputs"), compile(length, file).path("outputs"));
        String out = mpc(
                "simulate", file, SAMPLE.file("builder-" + name + ".json"), SAMPLE.file("approver-" + name + ".json"));
        assertEquals(SAMPLE.json("expected-" + name + ".json"), Sample.parse(out));
    }

    @Tag("soak")
    @Test
    void run_thirdVectorOfTheRfc_isItsSignature() {
        String out = mpc("run", program, SAMPLE.input("builder"), SAMPLE.input("approver"));
        assertEquals(SAMPLE.expected(), Sample.parse(out));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void simulate_randomKeys_signAsTheJdkDoes(long seed) throws GeneralSecurityException {
        Random random = new Random(seed);
        byte[] key = bytes(random, 32);
        byte[] share = bytes(random, 32);
        byte[] message = bytes(random, LENGTH);
        Path builder = input("builder", xor(key, share), message);
        Path approver = input("approver", share, message);
        JsonNode learned = Sample.parse(mpc("simulate", program, builder, approver));
        for (JsonNode party : learned) {
            assertArrayEquals(signature(key, message), bytes(party.path("signature")));
        }
        assertEquals(2, learned.size());
    }

    @Test
    void simulate_differentMessages_areNotSigned() {
        byte[] share = bytes(new Random(4), 32);
        Path builder = input("builder", share, new byte[] {1, 2});
        Path approver = input("approver", share, new byte[] {1, 3});
        for (JsonNode party : Sample.parse(mpc("simulate", program, builder, approver))) {
            assertFalse(party.path("same_message").asBoolean(true));
            assertArrayEquals(new byte[64], bytes(party.path("signature")));
        }
    }

    private static byte[] signature(byte[] key, byte[] message) throws GeneralSecurityException {
        EdECPrivateKeySpec spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key);
        PrivateKey privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(privateKey);
        signature.update(message);
        return signature.sign();
    }

    private static Path input(String party, byte[] share, byte[] message) {
        Path file = directory.resolve(party + ".json");
        String json = String.format(
                "{\"%s_share\": %s, \"%s_message\": %s}", party, unsigned(share), party, unsigned(message));
        try {
            return Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xff);
        return Arrays.toString(values);
    }

    private static byte[] bytes(JsonNode array) {
        byte[] bytes = new byte[array.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) array.path(i).asInt();
        }
        return bytes;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] sum = a.clone();
        for (int i = 0; i < a.length; i++) {
            sum[i] ^= b[i];
        }
        return sum;
    }

    private static String mpc(String command, Path program, Path builder, Path approver) {
        return Launcher.runLong(
                        directory,
                        List.of(
                                command,
                                program.toString(),
                                "--input",
                                "builder=" + builder,
                                "--input",
                                "approver=" + approver))
                .result();
    }
}
