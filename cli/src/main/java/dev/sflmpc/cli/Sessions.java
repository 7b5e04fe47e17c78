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

    /** Where the time went, a line for people. */
    static String times(SessionReport report) {
        SessionReport.Seconds seconds = report.seconds();
        return String.format(
                Locale.ROOT,
                "connecting %.2f s, base OT %.2f s, OT %.2f s, gates %.2f s, results %.2f s; of it waiting: %.2f s to send, %.2f s"
                        + " to receive",
                seconds.handshake(),
                seconds.baseOt(),
                seconds.ot(),
                seconds.gates(),
                seconds.output(),
                seconds.sendWait(),
                seconds.receiveWait());
    }

    /** What the session took of network and machine, a line for people. */
    static String resources(SessionReport report) {
        return String.format(
                Locale.ROOT,
                "%s: %s sent and %s received on the wire; heap at most %s%s",
                report.tls() ? "TLS" : "no TLS",
                Counts.ofBytes(report.wireSentBytes()),
                Counts.ofBytes(report.wireReceivedBytes()),
                Counts.ofBytes(report.peakHeapBytes()),
                report.peakResidentBytes().isPresent()
                        ? ", process at most "
                                + Counts.ofBytes(report.peakResidentBytes().getAsLong())
                        : "");
    }
}
