package dev.sflmpc.cli;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.RowSource;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * One party's side of a batch: one session, and another one after each loss of the connection, which goes on with the rows that
 * either side lacks and garbles them anew. Nothing else is tried again: what a wrong peer makes fail might tell it
 * something each time.
 *
 * @param retries how many more sessions there may be
 */
record BatchSession(
        SessionProgram program,
        Session.Seat seat,
        SessionOptions options,
        RowSource source,
        RowResults results,
        int retries,
        Console console) {

    private static final long PAUSE_MILLIS = 500;

    /** Makes a new connection to the peer. */
    @FunctionalInterface
    interface Opener {
        Channel open() throws IOException, ProtocolException;
    }

    /** How one of the sessions ended. */
    private record End(SessionReport report, boolean peerLost, Optional<IOException> loss) {}

    /** Returns the reports of all sessions as one. */
    SessionReport run(Opener opener, BatchProgress progress) throws IOException, ProtocolException {
        Optional<SessionReport> sum = Optional.empty();
        for (int left = retries; ; left--) {
            End end;
            try (Channel channel = opener.open()) {
                console.note("connected: " + channel.description());
                end = session(channel, progress);
            } catch (IOException e) {
                if (sum.isPresent() && progress.isComplete(results.delivered()) && !isInterruption(e)) {
                    return sum.get();
                }
                throw e;
            }
            SessionReport report = end.report();
            sum = Optional.of(sum.map(before -> before.plus(report)).orElse(report));
            progress.update(results.delivered());
            if (isOver(end, progress)) {
                return sum.get();
            }
            if (left == 0) {
                if (end.loss().isPresent()) {
                    throw end.loss().get();
                }
                return sum.get();
            }
            announce(end, left);
            pause();
        }
    }

    private End session(Channel channel, BatchProgress progress) throws IOException, ProtocolException {
        Session session = new Session(program, seat, channel, options, progress);
        try {
            SessionReport report = session.run(source, results.delivered(), results);
            return new End(report, session.isPeerLost(), Optional.empty());
        } catch (IOException e) {
            if (e instanceof OwnFault || isInterruption(e)) {
                throw e;
            }
            return new End(session.report(), true, Optional.of(e));
        }
    }

    /** The garbler has its results of a row first, so an evaluator that has all of its own leaves nobody behind. */
    private boolean isOver(End end, BatchProgress progress) {
        return !end.peerLost() || (seat.role() == Role.EVALUATOR && progress.isComplete(results.delivered()));
    }

    private void announce(End end, int left) {
        String what =
                end.loss().map(Messages::of).orElse("the peer went away before it said that it has its last results");
        console.note(what + "; " + Counts.of(results.delivered(), "row") + " done, meeting again ("
                + (left == 1 ? "the last time" : "up to " + left + " times") + ")");
    }

    private static boolean isInterruption(IOException e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
    }
}
