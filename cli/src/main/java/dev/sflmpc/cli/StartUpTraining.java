package dev.sflmpc.cli;

import java.util.Arrays;

/**
 * Several commands in one process, with {@code --} between them: what the JVM watches to learn which classes a start needs and
 * which methods get hot. The launcher calls it after a build.
 */
final class StartUpTraining {

    private static final String SEPARATOR = "--";

    private StartUpTraining() {}

    /** Ends with the {@link ExitCode} of the first command that fails. */
    public static void main(String[] arguments) {
        Environment environment = Environment.ofProcess();
        int begin = 0;
        while (begin < arguments.length) {
            int end = begin;
            while (end < arguments.length && !arguments[end].equals(SEPARATOR)) {
                end++;
            }
            String[] command = Arrays.copyOfRange(arguments, begin, end);
            int exitCode = Mpc.commandLine(environment, command).execute(command);
            if (exitCode != ExitCode.DONE.code()) {
                System.exit(exitCode);
            }
            begin = end + 1;
        }
    }
}
