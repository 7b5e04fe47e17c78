package dev.sflmpc.runtime.net;

import java.io.IOException;

/** Plaintext was asked for to or from an address that is not loopback. */
public final class InsecureAddressException extends IOException {
    private static final long serialVersionUID = 1;

    InsecureAddressException(String message) {
        super(message);
    }
}
