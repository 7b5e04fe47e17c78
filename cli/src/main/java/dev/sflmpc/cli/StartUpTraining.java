package dev.sflmpc.cli;

import java.util.Arrays;

/**
 * Several commands in one process, with {@code --} between them: what the JVM watches to learn which classes a start needs and
 * which methods get hot. The launcher calls it after a build. The word {@code session} stands for {@link StartUpSession}.
 */
final class StartUpTraining {

    private static final String SEPARATOR = "--";
    private static final String SESSION = "session";

    /** Three million ANDs: some tenths of a second. */
    private static final int ROUNDS = 6000;

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
        return command[0].equals(SESSION)
                ? StartUpSession.run(environment, ROUNDS)
                : Mpc.commandLine(environment, command).execute(command);
    }
}
