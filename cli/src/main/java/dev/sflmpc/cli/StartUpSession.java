package dev.sflmpc.cli;

import dev.sflmpc.cli.bench.Homes;
import dev.sflmpc.cli.bench.TempFolder;
import dev.sflmpc.cli.bench.Workloads;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import dev.sflmpc.runtime.protocol.Rehearsal;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * {@code mpc garble} and {@code mpc evaluate} with each other on two threads of this process, over TLS and without: enough gates for
 * the JVM to see which methods are hot. Then small sessions with prepared units, as before each run with {@code --prepared}.
 */
final class StartUpSession {

    /** Each side may be slow to start on a busy machine, but where no connection is possible nobody should wait long. */
    private static final List<String> PATIENCE = List.of("--timeout", "20s");

    /** Multiplications of a prepared session: ten thousand ANDs. */
    private static final int PREPARED_ROUNDS = 18;

    private static final Duration REHEARSAL = Duration.ofSeconds(3);

    private final Environment environment;
    private final TempFolder folder;
    private final Path program;

    private StartUpSession(Environment environment, int rounds, TempFolder folder) throws IOException {
        this.environment = environment;
        this.folder = folder;
        program = folder.file("multiplications.sfc");
        new ProgramFile(Workloads.chain(rounds)).write(program);
    }

    /**
     * Runs all sessions; returns the first exit code that is not {@link ExitCode#DONE}'s, or else that.
     *
     * @param rounds multiplications, of some 540 ANDs each, of each session but the prepared one
     */
    static int run(Environment environment, int rounds) throws IOException, ExecutionException, InterruptedException {
        try (TempFolder folder = new TempFolder()) {
            StartUpSession session = new StartUpSession(environment, rounds, folder);
            Homes homes = Homes.make(folder.file("homes"));
            rehearse();
            int tls = session.both(
                    List.of("--home", homes.garbler().toString()),
                    List.of("--home", homes.evaluator().toString()));
            return tls != ExitCode.DONE.code()
                    ? tls
                    : session.both(List.of("--insecure-plaintext"), List.of("--insecure-plaintext"));
        }
    }

    private static void rehearse() {
        SessionProgram program = SessionProgram.of(Workloads.chain(PREPARED_ROUNDS));
        Identity identity = Identity.generate("training");
        TrustedPeers itself = TrustedPeers.only(new Peer("training", identity.fingerprint()));
        Rehearsal.run(program, SessionOptions.defaults(), new Security.Tls(identity, itself), REHEARSAL);
    }

    private int both(List<String> garblerOptions, List<String> evaluatorOptions)
            throws IOException, ExecutionException, InterruptedException {
        String endpoint = "localhost:" + freePort();
        FutureTask<Integer> garbler = new FutureTask<>(() -> one(
                List.of(
                        "garble",
                        "-p",
                        "a",
                        "-i",
                        folder.write("a.json", "{\"x\": 3}").toString(),
                        "--listen",
                        endpoint),
                garblerOptions));
        Thread _ = Thread.ofPlatform().daemon().start(garbler);
        int evaluated = one(
                List.of(
                        "evaluate",
                        "-p",
                        "b",
                        "-i",
                        folder.write("b.json", "{\"y\": 5}").toString(),
                        "--connect",
                        endpoint),
                evaluatorOptions);
        return evaluated != ExitCode.DONE.code() ? evaluated : garbler.get();
    }

    private int one(List<String> command, List<String> options) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(program.toString());
        arguments.addAll(options);
        arguments.addAll(PATIENCE);
        String[] all = arguments.toArray(String[]::new);
        return Mpc.commandLine(environment, all).execute(all);
    }

    /** Free a moment ago: the garbler could choose one by itself, but only tell people. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
