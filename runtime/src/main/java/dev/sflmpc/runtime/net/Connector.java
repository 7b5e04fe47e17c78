package dev.sflmpc.runtime.net;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/** Connects to a peer that listens, or will. */
public final class Connector {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Endpoint endpoint;
    private final Security security;
    private final ChannelOptions options;
    private final ConnectionListener listener;
    private String lastReason = "";

    private Connector(Endpoint endpoint, Security security, ChannelOptions options, ConnectionListener listener) {
        this.endpoint = endpoint;
        this.security = security;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Tries every address of the host, again and again with growing pauses, until the peer is there or
     * {@code options.connect()} has passed.
     *
     * @throws ProtocolException when someone answers who is not the peer, or refuses us
     * @throws SocketTimeoutException when nobody answered in time; the message holds the last reason
     * @throws InsecureAddressException for plaintext to an address that is not loopback
     */
    public static Channel connect(
            Endpoint endpoint, Security security, ChannelOptions options, ConnectionListener listener)
            throws IOException, ProtocolException {
        if (endpoint.port() == 0 || endpoint.host().isEmpty()) {
            throw new IllegalArgumentException("'" + endpoint + "': to connect, name a host and a port");
        }
        return new Connector(endpoint, security, options, listener).connect();
    }

    private Channel connect() throws IOException, ProtocolException {
        Deadline deadline = Deadline.after(options.connect());
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return attempt(deadline);
            } catch (InsecureAddressException | InterruptedIOException e) {
                if (!(e instanceof SocketTimeoutException)) {
                    throw e;
                }
                report(e);
            } catch (IOException e) {
                report(e);
            }
            if (deadline.remainingMillis() <= pause) {
                throw new SocketTimeoutException("no connection to " + endpoint + " within "
                        + Durations.text(options.connect()) + ": " + lastReason);
            }
            sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 3 / 2);
        }
    }

    private Channel attempt(Deadline deadline) throws IOException, ProtocolException {
        List<InetAddress> addresses = endpoint.resolve();
        IOException last = new IOException("the host name has no address");
        for (InetAddress address : addresses) {
            if (security instanceof Security.InsecurePlaintext) {
                Handshake.requireLoopback(address);
            }
            try {
                return attempt(new InetSocketAddress(address, endpoint.port()), deadline);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Channel attempt(InetSocketAddress address, Deadline deadline) throws IOException, ProtocolException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    address,
                    Math.max(1, Deadline.after(ATTEMPT).earlierOf(deadline).remainingMillis()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        Duration left = Duration.ofNanos(Math.max(
                1, Deadline.after(options.handshake()).earlierOf(deadline).remainingNanos()));
        return Handshake.run(socket, Handshake.Side.CONNECTING, security, options.withHandshake(left));
    }

    private void report(IOException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            listener.retrying(endpoint, reason);
        }
    }

    private static void sleep(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
    }
}
