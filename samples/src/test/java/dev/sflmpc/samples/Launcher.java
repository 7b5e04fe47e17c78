package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real launcher, {@code mpc} at the root of the checkout, as a process of its own. */
final class Launcher implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final long LONG_PATIENCE_MILLIS = 900_000;
    private static final long POLL_MILLIS = 20;

    private final List<String> arguments;
    private final Process process;
    private final Path out;
    private final Path err;

    private Launcher(List<String> arguments, Process process, Path out, Path err) {
        this.arguments = arguments;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a command ended. */
    record Outcome(List<String> arguments, int exitCode, String out, String err) {

        /** Expects success, and gives what was printed. */
        String result() {
            assertEquals(0, exitCode, this::toString);
            return out;
        }

        @Override
        public String toString() {
            return "mpc " + String.join(" ", arguments) + "\n=> " + exitCode + "\n" + out + err;
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("mpc")) || !Files.isDirectory(folder.resolve("samples"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("these tests run inside a checkout, which has `mpc` at its root");
            }
        }
        return folder;
    }

    /** Runs a command to its end, in a directory, with the identity and peers of {@code home}. */
    static Outcome run(Path home, List<String> arguments) {
        try (Launcher running = start(home, arguments)) {
            return running.await();
        }
    }

    /** Likewise what takes longer than a minute on a busy machine. */
    static Outcome runLong(Path home, List<String> arguments) {
        try (Launcher running = start(home, arguments)) {
            return running.await(LONG_PATIENCE_MILLIS);
        }
    }

    static Launcher start(Path home, List<String> arguments) {
        return start(root(), home, arguments);
    }

    /** Starts that of another checkout. */
    static Launcher start(Path root, Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("mpc").toString()));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("mpc", ".out");
            Path err = Files.createTempFile("mpc", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("MPC_HOME", home.toString());
            builder.environment().put("MPC_NO_BUILD", "1");
            // These programs are small: starting fast counts, not running fast.
            builder.environment().put("MPC_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            return new Launcher(List.copyOf(arguments), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome await() {
        return await(PATIENCE_MILLIS);
    }

    private Outcome await(long patienceMillis) {
        try {
            boolean ended = process.waitFor(patienceMillis, TimeUnit.MILLISECONDS);
            if (!ended) {
                throw new AssertionError("still running after " + patienceMillis + " ms: " + outcome(-1));
            }
            return outcome(process.exitValue());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome outcome(int exitCode) {
        return new Outcome(arguments, exitCode, Sample.read(out), Sample.read(err));
    }

    /** Waits until standard error matches, and gives the match's first group. */
    String awaitNote(Pattern pattern) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            Matcher matcher = pattern.matcher(Sample.read(err));
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive()) {
                break;
            }
            pause();
        }
        throw new AssertionError("no " + pattern + " in: " + outcome(process.isAlive() ? -1 : process.exitValue()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
