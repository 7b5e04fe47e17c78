package dev.sflmpc.benchmarks.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounds from below are the link's own; those from above allow for a busy machine. */
@Timeout(60)
class ShapingProxyTest {

    private static final long BUSY_MILLIS = 10_000;

    @Test
    void byteThereAndBack_onAnIdleLine_takesTheRoundTrip() throws Exception {
        Link link = new Link("slow to answer", 1e9, Duration.ofMillis(80));
        try (ServerSocket server = server();
                ShapingProxy proxy = ShapingProxy.open(link, server.getLocalPort());
                Socket near = connect(proxy);
                Socket far = server.accept()) {
            long begin = System.nanoTime();
            near.getOutputStream().write(7);
            assertEquals(7, far.getInputStream().read());
            far.getOutputStream().write(8);
            assertEquals(8, near.getInputStream().read());
            between(80, BUSY_MILLIS, begin);
        }
    }

    @Test
    void manyBytes_inBothDirectionsAtOnce_takeTheirLengthOverTheBandwidth() throws Exception {
        Link link = new Link("narrow", 8e6, Duration.ofMillis(2));
        byte[] there = bytes(1, 300_000);
        byte[] back = bytes(2, 200_000);
        try (ServerSocket server = server();
                ShapingProxy proxy = ShapingProxy.open(link, server.getLocalPort());
                Socket near = connect(proxy);
                Socket far = server.accept()) {
            long begin = System.nanoTime();
            CompletableFuture<Void> sent = send(near, there);
            CompletableFuture<Void> answered = send(far, back);
            CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(
                    () -> unchecked(() -> near.getInputStream().readAllBytes()));
            assertArrayEquals(there, far.getInputStream().readAllBytes());
            assertArrayEquals(back, answer.get(30, TimeUnit.SECONDS));
            sent.get(30, TimeUnit.SECONDS);
            answered.get(30, TimeUnit.SECONDS);
            // 300 ms of line time, less what the proxy may make up for.
            between(290, BUSY_MILLIS, begin);
        }
    }

    @Test
    void otherEndCloses_thisEndSeesTheEnd() throws Exception {
        Link link = new Link("any", 1e9, Duration.ofMillis(1));
        try (ServerSocket server = server();
                ShapingProxy proxy = ShapingProxy.open(link, server.getLocalPort());
                Socket near = connect(proxy)) {
            server.accept().close();
            assertEquals(-1, near.getInputStream().read());
        }
    }

    @Test
    void proxyCloses_connectionsAndPortAreGone() throws Exception {
        Link link = new Link("any", 1e9, Duration.ofMillis(1));
        try (ServerSocket server = server()) {
            ShapingProxy proxy = ShapingProxy.open(link, server.getLocalPort());
            int port = proxy.port();
            try (Socket near = connect(proxy);
                    Socket far = server.accept()) {
                proxy.close();
                assertTrue(ends(near));
                assertTrue(ends(far));
            }
            assertTrue(refuses(port));
        }
    }

    /** Whether a port accepts nothing any more, now or soon: the system closes it when the thread that waits there has left. */
    private static boolean refuses(int port) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(late.isConnected());
                Thread.sleep(20);
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void link_withoutBandwidth_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Link("none", 0, Duration.ZERO));
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Socket connect(ShapingProxy proxy) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(() -> unchecked(() -> {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return bytes;
        }));
    }

    /** An end of the stream or a reset connection. */
    private static boolean ends(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static void between(long least, long most, long begin) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(millis >= least && millis <= most, millis + " ms");
    }

    /** Something that fails if the network does. */
    @FunctionalInterface
    private interface Io<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Io<T> io) {
        try {
            return io.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
