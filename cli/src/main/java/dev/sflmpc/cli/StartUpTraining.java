package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.ProgramFormatException;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import dev.sflmpc.runtime.protocol.Rehearsal;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Several commands in one process, with {@code --} between them: what the JVM watches to learn which classes a start needs and
 * which methods get hot. The launcher calls it after a build.
 *
 * <p>Sessions between hosts are commands of its own: {@code session} stands for {@link StartUpSession}, {@code rehearse CIRCUIT} {@linkplain
 * Rehearsal rehearses} the circuit over TLS.
 */
final class StartUpTraining {

    private static final String SEPARATOR = "--";
    private static final String SESSION = "session";
    private static final String REHEARSE = "rehearse";
    private static final Duration REHEARSAL = Duration.ofSeconds(3);

    private StartUpTraining() {}

    /** Ends with the {@link ExitCode} of the first command that fails. */
    public static void main(String[] arguments) throws Exception {
        Environment environment = Environment.ofProcess();
        int begin = 0;
        while (begin < arguments.length) {
            int end = begin;
            while (end < arguments.length && !arguments[end].equals(SEPARATOR)) {
                end++;
            }
            int exitCode = execute(environment, Arrays.copyOfRange(arguments, begin, end));
            if (exitCode != ExitCode.DONE.code()) {
                System.exit(exitCode);
            }
            begin = end + 1;
        }
    }

    private static int execute(Environment environment, String[] command) throws Exception {
        return switch (command[0]) {
            case SESSION -> StartUpSession.run(environment);
            case REHEARSE -> rehearse(Path.of(command[1]));
            default -> Mpc.commandLine(environment, command).execute(command);
        };
    }

    private static int rehearse(Path circuit) {
        try {
            SessionProgram program = SessionProgram.of(ProgramFile.read(circuit).program());
            Identity identity = Identity.generate(REHEARSE);
            TrustedPeers itself = TrustedPeers.only(new Peer(REHEARSE, identity.fingerprint()));
            Rehearsal.run(program, SessionOptions.defaults(), new Security.Tls(identity, itself), REHEARSAL);
            return ExitCode.DONE.code();
        } catch (IOException | ProgramFormatException e) {
            return ExitCode.INPUT_OR_FILE_WRONG.code();
        }
    }
}
