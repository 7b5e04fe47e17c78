package dev.sflmpc.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Two commands that meet: one listens, the other connects.
 *
 * @param listenerFirst whether the listening side starts first; the other then starts once it listens, and else the
 *     listening side starts once the other has found nobody
 */
record Meeting(Seat listening, Seat connecting, boolean listenerFirst) {

    static final Pattern LISTENS = Pattern.compile("waiting for peer at localhost:(\\d+)");
    private static final Pattern FOUND_NOBODY = Pattern.compile("waiting for peer at localhost:(\\d+) \\(");

    /** A command without its address. */
    record Seat(Company company, List<String> arguments) {

        Launcher start(String option, int port) {
            List<String> all = new ArrayList<>(arguments);
            all.add(option);
            all.add("localhost:" + port);
            return Launcher.start(company.home(), all);
        }
    }

    /** How both ended. */
    record Outcome(Launcher.Outcome listening, Launcher.Outcome connecting) {}

    Outcome hold() {
        return listenerFirst ? startListenerFirst() : startConnectorFirst();
    }

    private Outcome startListenerFirst() {
        try (Launcher listener = listening.start("--listen", 0)) {
            int port = Integer.parseInt(listener.awaitNote(LISTENS));
            try (Launcher connector = connecting.start("--connect", port)) {
                return outcome(listener, connector);
            }
        }
    }

    private Outcome startConnectorFirst() {
        int port = freePort();
        try (Launcher connector = connecting.start("--connect", port)) {
            String found = connector.awaitNote(FOUND_NOBODY);
            try (Launcher listener = listening.start("--listen", Integer.parseInt(found))) {
                return outcome(listener, connector);
            }
        }
    }

    private static Outcome outcome(Launcher listener, Launcher connector) {
        Launcher.Outcome connected = connector.await();
        return new Outcome(listener.await(), connected);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
