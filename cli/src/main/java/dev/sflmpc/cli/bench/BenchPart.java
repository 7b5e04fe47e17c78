package dev.sflmpc.cli.bench;

import java.util.Locale;

/** What can be measured by itself. */
public enum BenchPart {
    AES128,
    SHA256,
    MUL32,
    DIV64,
    /** {@link #SHA256} with more and more evaluations side by side. */
    LANES,
    OT,
    /** Two processes. */
    END_TO_END,
    /** A small session in a process that runs already. */
    SESSION,
    /** The same with prepared units, between two processes. */
    PREPARED,
    /** A tiny program from the command to the answer. */
    TINY;

    /** The name for people: {@code end-to-end}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
