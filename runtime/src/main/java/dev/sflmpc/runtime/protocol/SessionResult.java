package dev.sflmpc.runtime.protocol;

/**
 * What a session gives to this side.
 *
 * @param outputBits the bits of the outputs that this side's party learns, packed (bit i is bit i % 64 of word i / 64), in
 *     the order of the program's outputs
 */
public record SessionResult(long[] outputBits, SessionReport report) {

    /** Outputs stay out of logs. */
    @Override
    public String toString() {
        return "SessionResult[" + report + "]";
    }
}
