package dev.sflmpc.runtime.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A moment by which something must have happened, on the clock of {@link System#nanoTime()}. */
public final class Deadline {
    private static final Deadline NEVER = new Deadline(0, true);

    private final long nanoTime;
    private final boolean never;

    private Deadline(long nanoTime, boolean never) {
        this.nanoTime = nanoTime;
        this.never = never;
    }

    /** The moment {@code duration} from now. */
    public static Deadline after(Duration duration) {
        // Beyond about 146 years nanoTime differences would overflow; a century is never for our purposes.
        return duration.compareTo(Duration.ofDays(36_500)) >= 0
                ? NEVER
                : new Deadline(System.nanoTime() + Math.max(0, duration.toNanos()), false);
    }

    public static Deadline never() {
        return NEVER;
    }

    /** Nanoseconds left: 0 when it is past, {@link Long#MAX_VALUE} when it never comes. */
    public long remainingNanos() {
        return never ? Long.MAX_VALUE : Math.max(0, nanoTime - System.nanoTime());
    }

    /** Milliseconds left, rounded up, at least 1 until it is past, as socket time-outs count. */
    public int remainingMillis() {
        long nanos = remainingNanos();
        return nanos == Long.MAX_VALUE
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }

    public boolean isPast() {
        return remainingNanos() == 0;
    }

    public Deadline earlierOf(Deadline other) {
        if (never) {
            return other;
        }
        return other.never || nanoTime - other.nanoTime <= 0 ? this : other;
    }
}
