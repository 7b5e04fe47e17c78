package dev.sflmpc.runtime.net;

/**
 * The peer is wrong: it is not who it should be, runs something else, or sent what the protocol forbids.
 *
 * <p>The message names the step, both values where two differ, and what to do; it never holds a secret. What the machine
 * or the network did wrong is an {@link java.io.IOException} instead.
 */
public class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    private final String step;

    /** @param step where in the session it happened, such as {@code "hello"} or {@code "output"} */
    public ProtocolException(String step, String message) {
        super(message);
        this.step = step;
    }

    public ProtocolException(String step, String message, Throwable cause) {
        super(message, cause);
        this.step = step;
    }

    public final String step() {
        return step;
    }
}
