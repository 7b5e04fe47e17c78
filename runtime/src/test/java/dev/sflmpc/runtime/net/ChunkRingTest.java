package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChunkRingTest {
    private static final long LONG = 50_000_000_000L;

    @Test
    void claim_whenAllBuffersAreTaken_givesNoneUntilOneIsReleased() throws IOException {
        ChunkRing ring = new ChunkRing(3);
        for (int i = 0; i < 3; i++) {
            assertNotNull(ring.claim(0));
            ring.publish(i, 10 + i);
        }
        assertNull(ring.claim(1_000_000));
        assertEquals(10, ring.await(0));
        ring.release();
        assertNotNull(ring.claim(0));
        assertEquals(11, ring.await(0));
        assertEquals(1, ring.awaitedStart());
    }

    @Test
    void claim_afterARelease_givesTheBufferThatIsStillInTheCache() throws IOException {
        ChunkRing ring = new ChunkRing(4);
        byte[] first = ring.claim(0);
        assertSame(first, ring.claim(0));
        ring.publish(0, 1);
        byte[] second = ring.claim(0);
        assertEquals(1, ring.await(0));
        assertSame(first, ring.awaited());
        ring.release();
        ring.publish(0, 2);
        assertSame(first, ring.claim(0));
        assertEquals(2, ring.await(0));
        assertSame(second, ring.awaited());
    }

    @Test
    void publishMore_withAConsumerThatWaits_reachesItAtTheLatestWithAFlushOrTheEnd() throws Exception {
        for (int published : new int[] {1, 3, 4}) {
            for (boolean end : new boolean[] {false, true}) {
                ChunkRing ring = new ChunkRing(8);
                CompletableFuture<Void> consumer = MemoryPipeTest.async(() -> {
                    for (int i = 0; i < published; i++) {
                        assertEquals(7 + i, ring.await(LONG));
                        ring.release();
                    }
                });
                for (int i = 0; i < published; i++) {
                    assertNotNull(ring.claim(LONG));
                    ring.publishMore(0, 7 + i);
                }
                if (end) {
                    ring.end();
                } else {
                    ring.flush();
                }
                consumer.join();
            }
        }
    }

    @Test
    void claim_whileTheRingIsFull_wakesWhenHalfOfItIsReleased() throws Exception {
        ChunkRing ring = new ChunkRing(8);
        for (int i = 0; i < 8; i++) {
            assertNotNull(ring.claim(0));
            ring.publishMore(0, 1);
        }
        CompletableFuture<Void> producer = MemoryPipeTest.async(() -> assertNotNull(ring.claim(LONG)));
        for (int i = 0; i < 4; i++) {
            assertEquals(1, ring.await(0));
            ring.release();
        }
        producer.join();
    }

    @Test
    void publish_afterTheConsumerIsGone_failsWithTheReason() throws IOException {
        ChunkRing ring = new ChunkRing(2);
        assertNotNull(ring.claim(0));
        ring.fail(new IOException("broken pipe"));
        IOException failure = assertThrows(IOException.class, () -> ring.publish(0, 1));
        assertEquals("lost the connection to the peer: broken pipe", failure.getMessage());
        assertThrows(IOException.class, () -> ring.claim(0));
    }
}
