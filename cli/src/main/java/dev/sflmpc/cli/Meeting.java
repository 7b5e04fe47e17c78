package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which side listens. Says nothing about who garbles. */
final class Meeting {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = EndpointConverter.class,
            order = 10,
            description =
                    "Wait for the peer at this address of this machine; :PORT for all of its addresses, a name for its"
                            + " first.")
    @Nullable
    Endpoint listen;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            converter = EndpointConverter.class,
            order = 11,
            description = "Connect to the peer, which listens there or soon will.")
    @Nullable
    Endpoint connect;

    /** For commands that cannot do without the peer. */
    void requireOne(MpcCommand command) {
        if (listen == null && connect == null) {
            throw command.usage("where is the peer? Add --listen HOST:PORT or --connect HOST:PORT");
        }
        requireAtMostOne(command);
    }

    void requireAtMostOne(MpcCommand command) {
        if (listen != null && connect != null) {
            throw command.usage("--listen and --connect exclude each other: one side listens, the other connects");
        }
        if (connect != null && (connect.host().isEmpty() || connect.port() == 0)) {
            throw command.usage("--connect " + connect + ": to connect, name a host and a port");
        }
    }
}
