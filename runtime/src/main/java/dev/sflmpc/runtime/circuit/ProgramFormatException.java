package dev.sflmpc.runtime.circuit;

/**
 * A compiled program's file is wrong: damaged, cut off, of another version, or made to mislead.
 *
 * <p>The message says what is wrong and at which byte.
 */
public final class ProgramFormatException extends Exception {

    private final long offset;

    /** @param offset bytes from the beginning of the file to where the fault was seen */
    public ProgramFormatException(String what, long offset) {
        super(what + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /** Bytes from the beginning of the file to where the fault was seen. */
    public long offset() {
        return offset;
    }
}
