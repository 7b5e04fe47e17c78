package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long streams between two ends of real loopback sockets, and peers that stall or flood. */
@Timeout(120)
class ChannelStreamTest {
    private static final Identity ALICE = Identity.generate("alice");
    private static final Identity BOB = Identity.generate("bob");
    private static final ChannelOptions OPTIONS =
            new ChannelOptions(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20), 0);

    /** Two ends of a channel. */
    private record Ends(Channel first, Channel second) implements AutoCloseable {

        static Ends open(boolean tls, ChannelOptions options) throws Exception {
            Security first = tls ? security(ALICE, "bob", BOB) : new Security.InsecurePlaintext();
            Security second = tls ? security(BOB, "alice", ALICE) : new Security.InsecurePlaintext();
            try (PeerListener listener =
                    PeerListener.open(Endpoint.parse("localhost:0"), first, options, ConnectionListener.NONE)) {
                CompletableFuture<Channel> connected = new CompletableFuture<>();
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        connected.complete(
                                Connector.connect(listener.endpoint(), second, options, ConnectionListener.NONE));
                    } catch (Exception e) {
                        connected.completeExceptionally(e);
                    }
                });
                return new Ends(listener.accept(), connected.join());
            }
        }

        private static Security security(Identity own, String name, Identity other) {
            return new Security.Tls(own, TrustedPeers.only(new Peer(name, other.fingerprint())));
        }

        /** The first waits for the second to end the stream too. */
        @Override
        public void close() {
            CompletableFuture<Void> closing = MemoryPipeTest.async(second::close);
            first.close();
            closing.join();
        }
    }

    /** Lengths of the pieces of a stream, small and large ones, the same for the same seed. */
    private static int[] lengths(long seed) {
        Random random = new Random(seed);
        return random.ints(400, 1, 65_000)
                .map(length -> random.nextBoolean() ? length : 1 + length / 200)
                .toArray();
    }

    /** Sends what {@code seed} gives, by both ways. */
    private static void send(Channel channel, long seed) throws IOException {
        Random bytes = new Random(seed);
        Random ways = new Random(seed + 1);
        for (int length : lengths(seed)) {
            byte[] piece = new byte[length];
            bytes.nextBytes(piece);
            if (ways.nextBoolean()) {
                channel.write(piece, 0, length);
            } else {
                byte[] room = channel.room();
                int at = ways.nextInt(room.length - length + 1);
                System.arraycopy(piece, 0, room, at, length);
                channel.writeRoom(room, at, length);
            }
            if (ways.nextInt(20) == 0) {
                channel.flush();
            }
        }
        channel.flush();
    }

    /** Receives it in the same pieces, read or taken. */
    private static void receive(Channel channel, long seed) throws IOException {
        Random bytes = new Random(seed);
        Random ways = new Random(seed + 2);
        byte[] spare = new byte[1 << 16];
        for (int length : lengths(seed)) {
            byte[] expected = new byte[length];
            bytes.nextBytes(expected);
            Channel.Piece piece = new Channel.Piece(spare, 0);
            if (ways.nextBoolean()) {
                channel.read(spare, 0, length);
            } else {
                piece = channel.take(length, spare);
            }
            int from = piece.offset();
            assertEquals(-1, Arrays.mismatch(piece.bytes(), from, from + length, expected, 0, length));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void take_whatWasWrittenInRoomsAndOtherwise_givesTheSameBytes(boolean tls) throws Exception {
        try (Ends ends = Ends.open(tls, OPTIONS)) {
            CompletableFuture<Void> there = MemoryPipeTest.async(() -> send(ends.first(), 1));
            receive(ends.second(), 1);
            there.join();
            CompletableFuture<Void> back = MemoryPipeTest.async(() -> send(ends.second(), 4));
            receive(ends.first(), 4);
            back.join();
            long length = Arrays.stream(lengths(4)).sum();
            Traffic traffic = ends.first().traffic();
            assertEquals(length, ends.first().receivedBytes());
            assertTrue(traffic.wireReceivedBytes() >= length, traffic::toString);
            assertTrue(traffic.wireReceivedBytes() < length * (tls ? 1.02 : 1.0001), traffic::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_toAPeerThatStopsReading_isBoundedAndTimesOut(boolean tls) throws Exception {
        ChannelOptions options = OPTIONS.withIdle(Duration.ofMillis(500));
        try (Ends ends = Ends.open(tls, options)) {
            byte[] chunk = new byte[1 << 16];
            Exception failure = assertThrows(SocketTimeoutException.class, () -> {
                for (int i = 0; i < 2000; i++) {
                    ends.first().write(chunk, 0, chunk.length);
                }
            });
            assertTrue(String.valueOf(failure.getMessage()).contains("taken no data for 500 ms"), failure::toString);
            assertTrue(ends.first().traffic().sendWaitNanos() >= 500_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_underAFloodFromThePeer_endsBothSides(boolean tls) throws Exception {
        Ends ends = Ends.open(tls, OPTIONS);
        CompletableFuture<Void> flood = MemoryPipeTest.async(() -> {
            byte[] chunk = new byte[1 << 16];
            assertThrows(IOException.class, () -> {
                while (true) {
                    ends.second().write(chunk, 0, chunk.length);
                }
            });
            ends.second().close();
        });
        ends.first().read(new byte[1], 0, 1);
        long start = System.nanoTime();
        ends.first().close();
        flood.join();
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
    }
}
