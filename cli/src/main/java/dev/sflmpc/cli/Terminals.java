package dev.sflmpc.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is watching. */
final class Terminals {

    private static final Path OUTPUT_DESCRIPTOR = Path.of("/proc/self/fd/1");
    private static final Path ERROR_DESCRIPTOR = Path.of("/proc/self/fd/2");

    private Terminals() {}

    /**
     * Whether standard error is a terminal. Java itself only knows whether standard input and output are, so Linux is asked
     * first.
     */
    static boolean isErrorTerminal() {
        return isTerminal(ERROR_DESCRIPTOR);
    }

    /** Whether standard output is a terminal. */
    static boolean isOutputTerminal() {
        return isTerminal(OUTPUT_DESCRIPTOR);
    }

    @SuppressWarnings("SystemConsoleNull") // The documentation of System.console() still allows null.
    private static boolean isTerminal(Path descriptor) {
        try {
            if (Files.isSymbolicLink(descriptor)) {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException | SecurityException e) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
