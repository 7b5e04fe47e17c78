package dev.sflmpc.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sflmpc.runtime.protocol.Role;
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
    /** The commands of a session, which also name what belongs to a side. */
    private static final String GARBLE = "garble";

    private static final String EVALUATE = "evaluate";
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
        run(job, session(job, GARBLE, job.garbler()), session(job, EVALUATE, job.evaluator()));
        return result(report(GARBLE), report(EVALUATE));
    }

    /** Makes units for so many runs of the job with the option {@code --prepared}. */
    public void prepare(PairJob job, int count) throws IOException {
        run(
                job,
                preparation(job, GARBLE, Role.GARBLER, job.garbler(), count),
                preparation(job, EVALUATE, Role.EVALUATOR, job.evaluator(), count));
    }

    private List<String> session(PairJob job, String command, PairJob.Seat seat) throws IOException {
        List<String> words = words(job, command, command, seat);
        words.addAll(List.of("--input", seat.input().toString()));
        words.addAll(List.of("--report", folder.file(command + ".json").toString()));
        return words;
    }

    private List<String> preparation(PairJob job, String side, Role role, PairJob.Seat seat, int count)
            throws IOException {
        List<String> words = words(job, "prepare", side, seat);
        words.addAll(List.of("--role", role.toString(), "--count", Integer.toString(count)));
        return words;
    }

    /** What all commands of a side have. */
    private List<String> words(PairJob job, String command, String side, PairJob.Seat seat) throws IOException {
        List<String> words = new ArrayList<>(List.of(command, job.program().toString(), "--party", seat.party()));
        words.addAll(job.tls() ? List.of("--home", home(side)) : List.of("--insecure-plaintext"));
        words.addAll(job.options());
        return words;
    }

    /** Starts the garbler, which says where it listens, and then the evaluator. */
    private void run(PairJob job, List<String> garblers, List<String> evaluators) throws IOException {
        Path garblerErr = folder.file("garbler.err");
        Path evaluatorErr = folder.file("evaluator.err");
        Files.deleteIfExists(garblerErr);
        long deadline = System.nanoTime() + job.limit().toNanos();
        try (Children children = new Children(launcher)) {
            garblers.addAll(List.of("--listen", "localhost:0"));
            Process garbler = children.start(garblers, folder.file("garbler.out"), garblerErr);
            int port = job.route().applyAsInt(port(garbler, garblerErr, deadline));
            evaluators.addAll(List.of("--connect", "localhost:" + port));
            Process evaluator = children.start(evaluators, folder.file("evaluator.out"), evaluatorErr);
            Children.await(evaluator, evaluatorErr, job.limit());
            Children.await(garbler, garblerErr, job.limit());
        }
    }

    private String home(String side) throws IOException {
        Homes both = homes();
        return (side.equals(GARBLE) ? both.garbler() : both.evaluator()).toString();
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
                longer(garbler, evaluator, "online"),
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
