package dev.sflmpc.runtime.net;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the one peer to connect.
 *
 * <p>Whoever else connects (scanners, unknown keys, silent hosts) is turned away without ending the wait: every connection
 * has its own thread and its own time limit, at most {@link #MAX_PENDING} at a time, and the first that turns out to be
 * the peer wins.
 */
public final class PeerListener implements AutoCloseable {
    static final int MAX_PENDING = 32;

    private final Endpoint endpoint;
    private final Security security;
    private final ChannelOptions options;
    private final ConnectionListener listener;
    private final ServerSocket server;
    private final Semaphore slots = new Semaphore(MAX_PENDING);
    private final Set<Socket> pending = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private @Nullable Channel winner;
    private @Nullable String lastRefusal;
    private boolean closed;

    private PeerListener(
            Endpoint endpoint,
            ServerSocket server,
            Security security,
            ChannelOptions options,
            ConnectionListener listener) {
        this.endpoint = new Endpoint(endpoint.host(), server.getLocalPort());
        this.server = server;
        this.security = security;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Binds the port; {@link #accept} then waits.
     *
     * @throws InsecureAddressException for plaintext on an address that is not loopback
     */
    public static PeerListener open(
            Endpoint endpoint, Security security, ChannelOptions options, ConnectionListener listener)
            throws IOException {
        return new PeerListener(endpoint, bind(endpoint, security), security, options, listener);
    }

    private static ServerSocket bind(Endpoint endpoint, Security security) throws IOException {
        boolean plaintext = security instanceof Security.InsecurePlaintext;
        if (endpoint.host().isEmpty() && plaintext) {
            throw new InsecureAddressException(
                    "plaintext is refused on every address of this machine; listen on a loopback"
                            + " address such as localhost:" + endpoint.port());
        }
        InetAddress address = endpoint.host().isEmpty()
                ? new InetSocketAddress(0).getAddress()
                : endpoint.resolve().getFirst();
        if (plaintext) {
            Handshake.requireLoopback(address);
        }
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(address, endpoint.port()));
            return server;
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + endpoint + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens, with the real port when 0 was asked for. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Waits for the peer and stops listening. To be called once.
     *
     * @throws SocketTimeoutException when the peer did not come within {@code options.connect()}; the message tells of the
     *     last one who was turned away
     */
    public Channel accept() throws IOException {
        start(this::acceptAll);
        try {
            return awaitWinner(Deadline.after(options.connect()));
        } finally {
            close();
        }
    }

    private synchronized Channel awaitWinner(Deadline deadline) throws IOException {
        while (winner == null) {
            if (deadline.isPast()) {
                throw new SocketTimeoutException("no peer connected to " + endpoint + " within "
                        + Durations.text(options.connect())
                        + (lastRefusal == null ? "" : "; turned away last: " + lastRefusal));
            }
            if (closed) {
                throw new IOException("the listener on " + endpoint + " was closed");
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(deadline.remainingNanos(), TimeUnit.HOURS.toNanos(1)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the peer");
            }
        }
        Channel channel = winner;
        winner = null;
        return channel;
    }

    private void acceptAll() {
        try {
            while (true) {
                slots.acquire();
                Socket socket = server.accept();
                if (!admit(socket)) {
                    return;
                }
            }
        } catch (InterruptedException | IOException e) {
            stop();
        }
    }

    private synchronized void stop() {
        closed = true;
        notifyAll();
    }

    private synchronized boolean admit(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            return false;
        }
        pending.add(socket);
        start(() -> handshake(socket));
        return true;
    }

    private void handshake(Socket socket) {
        String address = Handshake.address((InetSocketAddress) socket.getRemoteSocketAddress());
        try {
            offer(socket, Handshake.run(socket, Handshake.Side.LISTENING, security, options));
        } catch (IOException | ProtocolException e) {
            refuse(socket, address, String.valueOf(e.getMessage()));
        } finally {
            slots.release();
            forget(Thread.currentThread());
        }
    }

    private void offer(Socket socket, Channel channel) {
        synchronized (this) {
            pending.remove(socket);
            if (winner == null && !closed) {
                winner = channel;
                closed = true;
                notifyAll();
                return;
            }
        }
        channel.close();
    }

    private void refuse(Socket socket, String address, String reason) {
        synchronized (this) {
            if (!pending.remove(socket) || closed) {
                return;
            }
            lastRefusal = reason;
        }
        listener.refused(address, reason);
    }

    private synchronized void start(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name("mpc-accept").unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private synchronized void forget(Thread thread) {
        threads.remove(thread);
    }

    /** Stops listening and turns away whoever is in the middle of a handshake. */
    @Override
    public void close() {
        Set<Thread> left;
        Channel unclaimed;
        synchronized (this) {
            closed = true;
            notifyAll();
            closeQuietly(server);
            pending.forEach(PeerListener::closeQuietly);
            pending.clear();
            left = Set.copyOf(threads);
            unclaimed = winner;
            winner = null;
        }
        if (unclaimed != null) {
            unclaimed.close();
        }
        left.forEach(Thread::interrupt);
        left.forEach(PeerListener::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // A socket that cannot be closed is closed already.
            return;
        }
    }
}
