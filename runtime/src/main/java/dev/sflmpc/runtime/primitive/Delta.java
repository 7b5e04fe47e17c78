package dev.sflmpc.runtime.primitive;

import java.security.SecureRandom;

/**
 * The garbler's secret offset between a wire's two labels (free XOR: Kolesnikov, Schneider, ICALP 2008).
 *
 * <p>Uniform in {0,1}^128 but for bit 0, which is 1 so that the two labels of a wire have different permute bits
 * (point and permute). One delta serves one session and is never used again: whoever learns it learns every value.
 */
public final class Delta implements AutoCloseable {

    private long low;
    private long high;
    private boolean closed;

    private Delta(long low, long high) {
        this.low = low | 1;
        this.high = high;
    }

    /** A fresh delta from the system's random generator. */
    public static Delta random() {
        return random(new SecureRandom());
    }

    /** The delta of a garbling that was made before and is used now for the first time; see {@link #low}, {@link #high}. */
    public static Delta kept(long low, long high) {
        return new Delta(low, high);
    }

    static Delta random(SecureRandom random) {
        return new Delta(random.nextLong(), random.nextLong());
    }

    /** The low word; its bit 0 is 1. Secret. */
    public long low() {
        requireOpen();
        return low;
    }

    /** The high word. Secret. */
    public long high() {
        requireOpen();
        return high;
    }

    /** Overwrites the value; it cannot be read afterwards. */
    @Override
    public void close() {
        low = 0;
        high = 0;
        closed = true;
    }

    @Override
    public String toString() {
        return "Delta[secret]";
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("delta was closed");
        }
    }
}
