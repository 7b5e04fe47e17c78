package dev.sflmpc.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs sessions between two processes of {@code mpc} on this machine. */
public final class TwoProcesses implements AutoCloseable {

    private static final Pattern WAITING =
            Pattern.compile("^waiting for peer at localhost:([0-9]+)$", Pattern.MULTILINE);
    private static final long POLL_MILLIS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Launcher launcher;
    private final TempFolder folder = new TempFolder();
    private @Nullable Homes homes;

    public TwoProcesses(Launcher launcher) throws IOException {
        this.launcher = launcher;
    }

    /** Runs one session to its end. */
    public PairResult run(PairJob job) throws IOException {
        Path garblerErr = folder.file("garbler.err");
        Path evaluatorErr = folder.file("evaluator.err");
        Files.deleteIfExists(garblerErr);
        long deadline = System.nanoTime() + job.limit().toNanos();
        try (Children children = new Children(launcher)) {
            Process garbler = children.start(
                    arguments(job, "garble", job.garbler(), "localhost:0"), folder.file("garbler.out"), garblerErr);
            int port = job.route().applyAsInt(port(garbler, garblerErr, deadline));
            Process evaluator = children.start(
                    arguments(job, "evaluate", job.evaluator(), "localhost:" + port),
                    folder.file("evaluator.out"),
                    evaluatorErr);
            Children.await(evaluator, evaluatorErr, job.limit());
            Children.await(garbler, garblerErr, job.limit());
        }
        return result(report("garble"), report("evaluate"));
    }

    private List<String> arguments(PairJob job, String command, PairJob.Seat seat, String where) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                job.program().toString(),
                "--party",
                seat.party(),
                "--input",
                seat.input().toString(),
                command.equals("garble") ? "--listen" : "--connect",
                where,
                "--report",
                folder.file(command + ".json").toString()));
        if (job.tls()) {
            Homes both = homes();
            arguments.addAll(
                    List.of("--home", (command.equals("garble") ? both.garbler() : both.evaluator()).toString()));
        } else {
            arguments.add("--insecure-plaintext");
        }
        arguments.addAll(job.options());
        return arguments;
    }

    /** Made for the first session that needs them. */
    private Homes homes() throws IOException {
        Homes made = homes;
        if (made == null) {
            made = Homes.make(folder.path());
            homes = made;
        }
        return made;
    }

    /** Waits until the garbler says where it listens. */
    private static int port(Process garbler, Path err, long deadline) throws IOException {
        while (System.nanoTime() - deadline < 0) {
            Optional<Integer> port = said(err);
            if (port.isPresent()) {
                return port.get();
            }
            if (!garbler.isAlive()) {
                Children.requireEndedWell(garbler, err);
                throw new IOException("the garbler ended before anybody had connected");
            }
            pause();
        }
        throw new IOException("the garbler did not say where it listens: " + TempFolder.text(err));
    }

    private static Optional<Integer> said(Path err) throws IOException {
        Matcher matcher = WAITING.matcher(TempFolder.text(err));
        return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the garbler was starting");
        }
    }

    private JsonNode report(String command) throws IOException {
        return JSON.readTree(folder.file(command + ".json").toFile());
    }

    private static PairResult result(JsonNode garbler, JsonNode evaluator) {
        return new PairResult(
                garbler.get("and").asLong(),
                longer(garbler, evaluator, "gates"),
                longer(garbler, evaluator, "total"),
                garbler.get("sent_bytes").asLong()
                        + garbler.get("received_bytes").asLong(),
                garbler.get("sent_bytes").asLong());
    }

    private static double longer(JsonNode a, JsonNode b, String phase) {
        return Math.max(seconds(a, phase), seconds(b, phase));
    }

    private static double seconds(JsonNode report, String phase) {
        return report.get("seconds").get(phase).asDouble();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
