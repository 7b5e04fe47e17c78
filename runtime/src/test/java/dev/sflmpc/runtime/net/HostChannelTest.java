package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels between two ends of real loopback sockets. */
@Timeout(120)
class HostChannelTest {
    private static final Identity ALICE = Identity.generate("alice");
    private static final Identity BOB = Identity.generate("bob");
    private static final Identity MALLORY = Identity.generate("mallory");
    private static final Security PLAIN = new Security.InsecurePlaintext();
    private static final ChannelOptions OPTIONS =
            new ChannelOptions(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20), 0);

    /** Alice trusts Bob. */
    private static Security alice() {
        return new Security.Tls(ALICE, TrustedPeers.only(new Peer("bob", BOB.fingerprint())));
    }

    private static Security bob() {
        return new Security.Tls(BOB, TrustedPeers.only(new Peer("alice", ALICE.fingerprint())));
    }

    private static final class Refusals implements ConnectionListener {
        private final List<String> reasons = new ArrayList<>();

        @Override
        public synchronized void refused(String address, String reason) {
            reasons.add(reason);
        }

        synchronized String all() {
            return String.join("\n", reasons);
        }
    }

    private final Refusals refusals = new Refusals();

    @AfterEach
    void noThreadStaysBehind() throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10));
        while (!ourThreads().isEmpty() && !deadline.isPast()) {
            Thread.sleep(20);
        }
        assertEquals(List.of(), ourThreads());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mpc-"))
                .toList();
    }

    private PeerListener listen(Security security, ChannelOptions options) throws IOException {
        return PeerListener.open(Endpoint.parse("localhost:0"), security, options, refusals);
    }

    private static <T> CompletableFuture<T> async(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static Throwable failure(CompletableFuture<?> future) {
        Throwable failure = assertThrows(CompletionException.class, future::join);
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private static Channel connect(Endpoint endpoint, Security security) throws Exception {
        return Connector.connect(endpoint, security, OPTIONS, ConnectionListener.NONE);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "'" + part + "' in: " + text);
    }

    private static void exchange(Channel one, Channel other) throws IOException {
        byte[] data = new byte[300_000];
        new Random(7).nextBytes(data);
        CompletableFuture<Void> writer = MemoryPipeTest.async(() -> {
            one.write(data, 0, data.length);
            one.flush();
        });
        byte[] seen = new byte[data.length];
        other.read(seen, 0, seen.length);
        writer.join();
        assertArrayEquals(data, seen);
    }

    @Test
    void connect_overTls_carriesBytesBothWaysAndNamesThePeers() throws Exception {
        try (PeerListener listener = listen(alice(), OPTIONS)) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            try (Channel bob = connect(listener.endpoint(), bob());
                    Channel alice = accepted.join()) {
                exchange(bob, alice);
                exchange(alice, bob);
                assertEquals(Optional.of(new Peer("bob", BOB.fingerprint())), alice.peer());
                assertEquals(Optional.of(new Peer("alice", ALICE.fingerprint())), bob.peer());
                assertEquals(Optional.of(BOB.fingerprint()), bob.localFingerprint());
                assertEquals(300_000, bob.sentBytes());
                assertEquals(300_000, bob.receivedBytes());
                assertContains(alice.description(), "TLS 1.3, peer bob");
            }
        }
    }

    @Test
    void connect_overPlaintextLoopback_carriesBytes() throws Exception {
        try (PeerListener listener = listen(PLAIN, OPTIONS)) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            try (Channel one = connect(listener.endpoint(), PLAIN);
                    Channel other = accepted.join()) {
                exchange(one, other);
                exchange(other, one);
                assertEquals(Optional.empty(), one.peer());
                assertContains(one.description(), "insecure plaintext");
            }
        }
    }

    @Test
    void connect_overIpv6_works() throws Exception {
        try (PeerListener listener = PeerListener.open(Endpoint.parse("[::1]:0"), alice(), OPTIONS, refusals)) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            try (Channel bob = connect(listener.endpoint(), bob());
                    Channel alice = accepted.join()) {
                exchange(bob, alice);
            }
        }
    }

    @Test
    void connect_beforeThePeerListens_retries() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Endpoint endpoint = new Endpoint("localhost", port);
        CompletableFuture<Endpoint> retried = new CompletableFuture<>();
        CompletableFuture<Channel> connected =
                async(() -> Connector.connect(endpoint, bob(), OPTIONS, new ConnectionListener() {
                    @Override
                    public void retrying(Endpoint to, String reason) {
                        retried.complete(to);
                    }
                }));
        assertEquals(endpoint, retried.join());
        try (PeerListener listener = PeerListener.open(endpoint, alice(), OPTIONS, refusals);
                Channel alice = listener.accept();
                Channel bob = connected.join()) {
            exchange(alice, bob);
        }
    }

    @Test
    void connect_nobodyThere_endsByTheDeadlineWithTheReason() {
        ChannelOptions options = OPTIONS.withConnect(Duration.ofMillis(200));
        Exception failure = assertThrows(
                SocketTimeoutException.class,
                () -> Connector.connect(new Endpoint("localhost", 1), bob(), options, ConnectionListener.NONE));
        assertContains(String.valueOf(failure.getMessage()), "no connection to localhost:1 within 200 ms");
    }

    @Test
    void connect_toAWrongPeer_showsBothFingerprintsAndTheCommandOnBothSides() throws Exception {
        Security mallory = new Security.Tls(MALLORY, TrustedPeers.only(new Peer("bob", BOB.fingerprint())));
        try (PeerListener listener = listen(mallory, OPTIONS.withConnect(Duration.ofSeconds(4)))) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            Exception failure = assertThrows(ProtocolException.class, () -> connect(listener.endpoint(), bob()));
            String message = String.valueOf(failure.getMessage());
            assertContains(message, "it showed  " + MALLORY.fingerprint());
            assertContains(message, "pinned     " + ALICE.fingerprint() + " (alice)");
            assertContains(message, "mpc peer add NAME " + MALLORY.fingerprint());
            String other = String.valueOf(failure(accepted).getMessage());
            assertContains(other, "refused this side's identity");
            assertContains(other, "mpc peer add NAME " + MALLORY.fingerprint());
            assertContains(refusals.all(), "refused this side's identity");
        }
    }

    @Test
    void accept_anUnknownPeer_tellsBothSidesAndGoesOnListening() throws Exception {
        Security mallory = new Security.Tls(MALLORY, TrustedPeers.only(new Peer("alice", ALICE.fingerprint())));
        try (PeerListener listener = listen(alice(), OPTIONS)) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            Exception failure = assertThrows(ProtocolException.class, () -> connect(listener.endpoint(), mallory));
            assertContains(String.valueOf(failure.getMessage()), "refused this side's identity");
            assertContains(String.valueOf(failure.getMessage()), "mpc peer add NAME " + MALLORY.fingerprint());
            try (Channel bob = connect(listener.endpoint(), bob());
                    Channel alice = accepted.join()) {
                exchange(bob, alice);
            }
            assertContains(refusals.all(), "it showed  " + MALLORY.fingerprint());
        }
    }

    @Test
    void accept_amongScannersGarbageAndSilence_findsThePeer() throws Exception {
        try (PeerListener listener = listen(alice(), OPTIONS.withHandshake(Duration.ofSeconds(2)));
                Socket silent = new Socket("localhost", listener.endpoint().port());
                Socket trickle = new Socket("localhost", listener.endpoint().port());
                Socket garbage = new Socket("localhost", listener.endpoint().port());
                Socket huge = new Socket("localhost", listener.endpoint().port())) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            new Socket("localhost", listener.endpoint().port()).close();
            trickle.getOutputStream().write(0x16);
            garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            huge.getOutputStream().write(new byte[] {0x16, 3, 1, -1, -1, 1});
            try (Channel bob = connect(listener.endpoint(), bob());
                    Channel alice = accepted.join()) {
                exchange(bob, alice);
            }
            assertFalse(silent.isClosed());
        }
    }

    @Test
    void accept_onlyStrangers_endsByTheDeadlineAndNamesTheLast() throws Exception {
        try (PeerListener listener = listen(alice(), OPTIONS.withConnect(Duration.ofSeconds(3)));
                Socket garbage = new Socket("localhost", listener.endpoint().port())) {
            garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Exception failure = assertThrows(SocketTimeoutException.class, listener::accept);
            assertContains(String.valueOf(failure.getMessage()), "does not use TLS");
        }
    }

    @Test
    void accept_whilePeersFileChanges_seesAPeerPinnedLater() throws Exception {
        List<Peer> pinned = new ArrayList<>();
        Security security = new Security.Tls(ALICE, () -> List.copyOf(pinned));
        try (PeerListener listener = listen(security, OPTIONS)) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            assertThrows(ProtocolException.class, () -> connect(listener.endpoint(), bob()));
            pinned.add(new Peer("bob", BOB.fingerprint()));
            try (Channel bob = connect(listener.endpoint(), bob());
                    Channel alice = accepted.join()) {
                exchange(bob, alice);
            }
        }
    }

    @Test
    void connect_toASilentServer_endsByTheHandshakeLimit() throws Exception {
        ChannelOptions options = OPTIONS.withHandshake(Duration.ofMillis(200)).withConnect(Duration.ofMillis(600));
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Endpoint endpoint = new Endpoint("localhost", silent.getLocalPort());
            for (Security security : List.of(bob(), PLAIN)) {
                Exception failure = assertThrows(
                        SocketTimeoutException.class,
                        () -> Connector.connect(endpoint, security, options, ConnectionListener.NONE));
                assertContains(String.valueOf(failure.getMessage()), "did not finish the handshake");
            }
        }
    }

    @Test
    void connect_toAServerOfAnotherProtocol_saysSo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = MemoryPipeTest.async(() -> {
                for (int i = 0; i < 2; i++) {
                    try (Socket socket = other.accept();
                            OutputStream out = socket.getOutputStream()) {
                        out.write("220 mail.example ESMTP ready\r\n".getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        socket.shutdownOutput();
                        assertTrue(socket.getInputStream().readAllBytes().length > 0);
                    }
                }
            });
            Endpoint endpoint = new Endpoint("localhost", other.getLocalPort());
            String tls = String.valueOf(assertThrows(ProtocolException.class, () -> connect(endpoint, bob()))
                    .getMessage());
            assertContains(tls, "does not use TLS");
            String plain = String.valueOf(assertThrows(ProtocolException.class, () -> connect(endpoint, PLAIN))
                    .getMessage());
            assertContains(plain, "does not speak the SFL/mpc protocol");
            server.join();
        }
    }

    @Test
    void connect_plaintextToTls_saysThatTheSidesDiffer() throws Exception {
        try (PeerListener listener = listen(alice(), OPTIONS.withConnect(Duration.ofSeconds(3)))) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            Exception failure = assertThrows(ProtocolException.class, () -> connect(listener.endpoint(), PLAIN));
            assertContains(String.valueOf(failure.getMessage()), "uses TLS and this side does not");
            assertContains(String.valueOf(failure(accepted).getMessage()), "does not use TLS");
        }
    }

    @Test
    void connect_tlsToPlaintext_saysThatTheSidesDiffer() throws Exception {
        try (PeerListener listener = listen(PLAIN, OPTIONS.withConnect(Duration.ofSeconds(3)))) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            Exception failure = assertThrows(ProtocolException.class, () -> connect(listener.endpoint(), bob()));
            assertContains(String.valueOf(failure.getMessage()), "does not use TLS");
            assertContains(String.valueOf(failure(accepted).getMessage()), "uses TLS and this side does not");
        }
    }

    @Test
    void plaintext_notOnLoopback_isRefusedInTheLibrary() {
        for (String endpoint : List.of("192.0.2.7:80", "[2001:db8::7]:80", "0.0.0.0:80")) {
            assertThrows(
                    InsecureAddressException.class,
                    () -> Connector.connect(Endpoint.parse(endpoint), PLAIN, OPTIONS, ConnectionListener.NONE));
            assertThrows(
                    InsecureAddressException.class,
                    () -> PeerListener.open(Endpoint.parse(endpoint), PLAIN, OPTIONS, refusals));
        }
        assertThrows(
                InsecureAddressException.class,
                () -> PeerListener.open(Endpoint.parse("*:0"), PLAIN, OPTIONS, refusals));
    }

    @Test
    void read_whenThePeerGoesSilentOrAway_ends() throws Exception {
        try (PeerListener listener = listen(alice(), OPTIONS.withIdle(Duration.ofMillis(200)))) {
            CompletableFuture<Channel> accepted = async(listener::accept);
            Channel bob = connect(listener.endpoint(), bob());
            CompletableFuture<Void> closing;
            try (Channel alice = accepted.join()) {
                Exception failure = assertThrows(SocketTimeoutException.class, () -> alice.read(new byte[1], 0, 1));
                assertContains(String.valueOf(failure.getMessage()), "sent nothing for 200 ms");
                closing = MemoryPipeTest.async(bob::close);
                assertInstanceOf(EOFException.class, assertThrows(IOException.class, () -> readUntilEnd(alice)));
            }
            closing.join();
        }
    }

    private static void readUntilEnd(Channel channel) throws IOException {
        for (int i = 0; i < 50; i++) {
            try {
                channel.read(new byte[1], 0, 1);
            } catch (SocketTimeoutException e) {
                assertTrue(i < 49, "the end is seen");
            }
        }
    }

    @Test
    void close_afterALongMessage_deliversAllOfIt() throws Exception {
        for (Security[] pair : new Security[][] {{alice(), bob()}, {PLAIN, PLAIN}}) {
            try (PeerListener listener = listen(pair[0], OPTIONS)) {
                CompletableFuture<Channel> accepted = async(listener::accept);
                Channel sender = connect(listener.endpoint(), pair[1]);
                Channel receiver = accepted.join();
                byte[] unread = new byte[1000];
                receiver.write(unread, 0, unread.length);
                receiver.flush();
                byte[] data = new byte[5 << 20];
                new Random(3).nextBytes(data);
                CompletableFuture<Void> sending = MemoryPipeTest.async(() -> {
                    sender.write(data, 0, data.length);
                    sender.close();
                });
                byte[] seen = new byte[data.length];
                receiver.read(seen, 0, seen.length);
                assertArrayEquals(data, seen);
                receiver.close();
                sending.join();
            }
        }
    }
}
