package dev.sflmpc.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is watching. */
final class Terminals {

    private static final Path ERROR_DESCRIPTOR = Path.of("/proc/self/fd/2");

    private Terminals() {}

    /**
     * Whether standard error is a terminal. Java itself only knows whether standard input and output are, so Linux is asked
     * first.
     */
    @SuppressWarnings("SystemConsoleNull") // The documentation of System.console() still allows null.
    static boolean isErrorTerminal() {
        try {
            if (Files.isSymbolicLink(ERROR_DESCRIPTOR)) {
                String target = Files.readSymbolicLink(ERROR_DESCRIPTOR).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException | SecurityException e) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
