package dev.sflmpc.runtime.failure;

import java.io.Serial;

/**
 * The peer sent what the protocol does not allow.
 *
 * <p>The message names the step and what was public about it, never a secret: no label, key, choice bit or input. It is
 * meant for the local log; a peer learns only that the run was given up. After this exception the run is over, and
 * everything secret of it is to be closed.
 */
public final class ProtocolException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message the step and what was wrong, without any secret */
    public ProtocolException(String message) {
        super(message);
    }

    /** Requires that a message of the peer has the length that the agreed parameters give it. */
    public static void requireLength(String step, byte[] message, long expected) throws ProtocolException {
        if (message.length != expected) {
            throw new ProtocolException(step + ": " + message.length + " bytes, expected " + expected);
        }
    }
}
