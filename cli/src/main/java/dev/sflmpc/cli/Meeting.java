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
            description = "Wait for the peer at this address of this machine; :PORT for all of its addresses.")
    @Nullable
    Endpoint listen;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            converter = EndpointConverter.class,
            description = "Connect to the peer, which listens there or soon will.")
    @Nullable
    Endpoint connect;

    void validate(MpcCommand command) {
        if (connect != null && (connect.host().isEmpty() || connect.port() == 0)) {
            throw command.usage("--connect " + connect + ": to connect, name a host and a port");
        }
    }
}
