package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout whose start-up cache is not what it should be: slower, and nobody notices otherwise. */
class StartUpCacheTest {

    private static final Path BUILT = Path.of("cli", "target", "mpc");

    @TempDir
    Path checkout;

    /** The same programs, but their own cache. */
    @BeforeEach
    void copyCheckout() throws IOException {
        Files.createDirectories(checkout.resolve(BUILT));
        Files.copy(Launcher.root().resolve("mpc"), checkout.resolve("mpc"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(
                checkout.resolve(BUILT).resolve("lib"),
                Launcher.root().resolve(BUILT).resolve("lib"));
        Files.writeString(checkout.resolve(BUILT).resolve("mpc.aot.java"), java() + "\n");
    }

    @Test
    void mpc_noCache_starts() {
        assertStarts();
    }

    @Test
    void mpc_emptyCache_starts() throws IOException {
        cache(new byte[0]);
        assertStarts();
    }

    @Test
    void mpc_garbageForACache_starts() throws IOException {
        byte[] garbage = new byte[1 << 20];
        new Random(1).nextBytes(garbage);
        cache(garbage);
        assertStarts();
    }

    @Test
    void mpc_cacheOfAnotherCheckout_startsWholeOrCutOff() throws IOException {
        Path own = Launcher.root().resolve(BUILT).resolve("mpc.aot");
        byte[] bytes =
                Files.exists(own) ? Files.readAllBytes(own) : "no cache was made".getBytes(StandardCharsets.UTF_8);
        cache(bytes);
        assertStarts();
        cache(Arrays.copyOf(bytes, bytes.length / 2));
        assertStarts();
    }

    @Test
    void mpc_cacheOfAnotherJava_isNotUsed() throws IOException {
        cache(new byte[] {1});
        Files.writeString(checkout.resolve(BUILT).resolve("mpc.aot.java"), "/another/bin/java\n");
        assertStarts();
    }

    /** It would have the classes of a build before. */
    @Test
    void mpc_cacheOlderThanTheJars_isNotUsed() throws Exception {
        Path jdk =
                Files.createDirectories(checkout.resolve("jdk").resolve("bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path java = Files.writeString(jdk.resolve("bin").resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(checkout.resolve(BUILT).resolve("mpc.aot.java"), java + "\n");
        cache(new byte[] {1});
        Path cache = checkout.resolve(BUILT).resolve("mpc.aot");
        String option = "-XX:AOTCache=" + cache.toRealPath();
        assertTrue(arguments(jdk).contains(option));
        Instant packaged = Files.getLastModifiedTime(checkout.resolve(BUILT).resolve("lib"))
                .toInstant();
        Files.setLastModifiedTime(cache, FileTime.from(packaged.minusSeconds(2)));
        assertFalse(arguments(jdk).contains(option));
    }

    /** What the launcher gives to the java of a JDK, which prints it. */
    private List<String> arguments(Path jdk) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(checkout.resolve("mpc").toString(), "--version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("MPC_NO_BUILD", "1");
        builder.environment().remove("MPC_JAVA_OPTS");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void cache(byte[] bytes) throws IOException {
        Files.write(checkout.resolve(BUILT).resolve("mpc.aot"), bytes);
    }

    private void assertStarts() {
        try (Launcher running = Launcher.start(checkout, checkout, List.of("--version"))) {
            Launcher.Outcome outcome = running.await();
            assertTrue(outcome.result().startsWith("mpc "), outcome::toString);
            assertEquals("", outcome.err(), outcome::toString);
        }
    }

    /** The java that the launcher takes. */
    private String java() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(checkout.resolve("mpc").toString());
        builder.environment().put("MPC_PRINT_JAVA", "1");
        Process process = builder.start();
        String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return path.strip();
    }
}
