package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
import java.nio.file.Path;
import java.util.Locale;

/** What the commands that run sessions share. */
final class Sessions {

    private Sessions() {}

    static SessionProgram program(Program program, Path file) throws Failure {
        try {
            return new SessionProgram(program, ProgramDigest.of(program));
        } catch (IllegalArgumentException e) {
            throw Failure.ofFile(file, String.valueOf(e.getMessage()));
        }
    }

    /** A line for people. */
    static String summary(SessionReport report) {
        return String.format(
                Locale.ROOT,
                "%s in %.2f s, sent %s, received %s, level %s",
                Counts.of(report.and(), "AND gate"),
                report.seconds().total(),
                Counts.ofBytes(report.sentBytes()),
                Counts.ofBytes(report.receivedBytes()),
                report.level());
    }
}
