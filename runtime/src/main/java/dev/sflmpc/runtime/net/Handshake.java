package dev.sflmpc.runtime.net;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Makes a channel of a fresh TCP connection: TLS, then a greeting in both directions.
 *
 * <p>In TLS 1.3 the connecting side finishes before the listening side has looked at its certificate, so only the greeting
 * tells it that it was accepted. The greeting also tells a peer from a port scanner where there is no TLS.
 */
final class Handshake {
    private static final byte[] GREETING = "SFLMPC1\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration FAREWELL = Duration.ofMillis(500);
    private static final int TLS_ALERT = 21;
    private static final int TLS_HANDSHAKE = 22;

    /** A TLS alert record. JSSE closes without a word on what is not TLS; this tells a peer in plaintext why. */
    private static final byte[] HANDSHAKE_FAILURE = {TLS_ALERT, 3, 3, 0, 2, 2, 40};

    /** Which end of the TCP connection this side is; says nothing about who garbles. */
    enum Side {
        LISTENING,
        CONNECTING
    }

    private final Socket raw;
    private final Side side;
    private final Security security;
    private final ChannelOptions options;
    private final long start = System.nanoTime();

    private Handshake(Socket raw, Side side, Security security, ChannelOptions options) {
        this.raw = raw;
        this.side = side;
        this.security = security;
        this.options = options;
    }

    /**
     * Takes over {@code raw}, which is closed on failure.
     *
     * @throws ProtocolException when the other end is not the peer or does not take us for its own
     * @throws IOException when the connection failed; another attempt may succeed
     */
    static Channel run(Socket raw, Side side, Security security, ChannelOptions options)
            throws IOException, ProtocolException {
        Handshake handshake = new Handshake(raw, side, security, options);
        boolean done = false;
        try (Guard guard = new Guard(raw, options.handshake())) {
            try {
                raw.setTcpNoDelay(true);
                Channel channel = handshake.secure();
                done = !guard.fired();
                return channel;
            } catch (IOException e) {
                throw guard.fired() ? handshake.tooSlow() : e;
            } finally {
                if (!done) {
                    handshake.farewell();
                }
            }
        }
    }

    private Channel secure() throws IOException, ProtocolException {
        return switch (security) {
            case Security.Tls tls -> tls(tls);
            case Security.InsecurePlaintext plaintext -> plaintext();
        };
    }

    private Channel plaintext() throws IOException, ProtocolException {
        requireLoopback(raw.getInetAddress());
        greet(raw);
        var about = new RingChannel.About(
                "insecure plaintext, " + address(), Optional.empty(), Optional.empty(), elapsed());
        return new SocketCarrier(raw, Wire.plain(raw)).start(about, options);
    }

    private Channel tls(Security.Tls tls) throws IOException, ProtocolException {
        TlsContext context = new TlsContext(tls);
        try {
            RecordSocket records = new RecordSocket(raw);
            SSLSocket stream = (SSLSocket) context.context()
                    .getSocketFactory()
                    .createSocket(records, raw.getInetAddress().getHostAddress(), raw.getPort(), false);
            stream.setUseClientMode(side == Side.CONNECTING);
            stream.setSSLParameters(TlsContext.parameters());
            stream.startHandshake();
            greet(stream);
            Peer peer = context.seen()
                    .flatMap(tls.trusted()::find)
                    .orElseThrow(() -> new SSLException("the peer's key is no longer pinned"));
            var about = new RingChannel.About(
                    "TLS 1.3, peer " + peer.name() + " at " + address(),
                    Optional.of(peer),
                    Optional.of(tls.identity().fingerprint()),
                    elapsed());
            return new SocketCarrier(raw, Wire.tls(stream, records)).start(about, options);
        } catch (SSLException e) {
            if (TlsFailure.isPlaintext(e)) {
                raw.getOutputStream().write(HANDSHAKE_FAILURE);
            }
            throw new TlsFailure(tls, context.seen(), address()).translate(e);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void greet(Socket stream) throws IOException, ProtocolException {
        stream.getOutputStream().write(GREETING);
        stream.getOutputStream().flush();
        byte[] seen = new byte[GREETING.length];
        if (stream.getInputStream().readNBytes(seen, 0, seen.length) < seen.length) {
            throw new EOFException("the host at " + address() + " closed the connection");
        }
        if (Arrays.equals(seen, GREETING)) {
            return;
        }
        String what = seen[0] == TLS_ALERT || seen[0] == TLS_HANDSHAKE
                ? "uses TLS and this side does not; start both in the same way, with or without --insecure-plaintext"
                : "does not speak the SFL/mpc protocol, or another version of it";
        throw new ProtocolException("greeting: the host at " + address() + " " + what);
    }

    static void requireLoopback(InetAddress address) throws IOException {
        if (!address.isLoopbackAddress()) {
            throw new InsecureAddressException("plaintext is refused: " + address.getHostAddress()
                    + " is not a loopback address; between hosts use TLS (`mpc keygen`, `mpc peer add`)");
        }
    }

    private IOException tooSlow() {
        return new SocketTimeoutException(
                "the host at " + address() + " did not finish the handshake in " + Durations.text(options.handshake()));
    }

    /** Lets a TLS alert reach the other end: closing with unread data would reset the connection and lose it. */
    private void farewell() {
        try (raw) {
            if (!raw.isClosed()) {
                raw.setSoTimeout((int) FAREWELL.toMillis());
                raw.shutdownOutput();
                drain(raw.getInputStream());
            }
        } catch (IOException e) {
            // The connection is gone already; there is nobody to tell.
            return;
        }
    }

    private static void drain(InputStream in) throws IOException {
        Deadline deadline = Deadline.after(FAREWELL);
        byte[] rest = new byte[4096];
        int length = 0;
        while (length >= 0 && !deadline.isPast()) {
            length = in.read(rest);
        }
    }

    private String address() {
        return address((InetSocketAddress) raw.getRemoteSocketAddress());
    }

    static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
