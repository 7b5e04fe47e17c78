package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.net.Traffic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures how long each phase takes. */
final class PhaseClock {
    private static final double NANOS = 1e9;

    private final Map<SessionPhase, Long> nanos = new EnumMap<>(SessionPhase.class);
    private final Duration before;
    private SessionPhase phase = SessionPhase.NEW;
    private long since = System.nanoTime();

    /** @param before time spent on the connection before the session */
    PhaseClock(Duration before) {
        this.before = before;
    }

    void enter(SessionPhase next) {
        long now = System.nanoTime();
        nanos.merge(phase, now - since, Long::sum);
        phase = next;
        since = now;
    }

    /** @param traffic of the connection, from when it was made */
    SessionReport.Seconds seconds(Traffic traffic) {
        double connection = before.toNanos() / NANOS;
        double total = nanos.values().stream().mapToLong(Long::longValue).sum() / NANOS;
        return new SessionReport.Seconds(
                connection + total,
                connection + of(SessionPhase.HELLO),
                of(SessionPhase.BASE_OT),
                of(SessionPhase.OT),
                of(SessionPhase.GATES),
                of(SessionPhase.OUTPUT),
                traffic.sendWaitNanos() / NANOS,
                traffic.receiveWaitNanos() / NANOS,
                total);
    }

    private double of(SessionPhase one) {
        return nanos.getOrDefault(one, 0L) / NANOS;
    }
}
