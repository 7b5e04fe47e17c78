package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryPipeTest {
    private static final ChannelOptions SHORT =
            ChannelOptions.defaults().withIdle(Duration.ofMillis(100)).withMinBytesPerSecond(0);

    @Test
    void read_piecesOfEverySize_givesWhatWasWritten() throws Exception {
        long seed = 20261122;
        byte[] data = new byte[3 << 20];
        new Random(seed).nextBytes(data);
        MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults());
        CompletableFuture<Void> writer = async(() -> {
            Random sizes = new Random(seed + 1);
            int at = 0;
            while (at < data.length) {
                int length = Math.min(data.length - at, sizes.nextInt(200_000));
                pipe.first().write(data, at, length);
                at += length;
            }
            pipe.first().close();
        });
        byte[] seen = new byte[data.length];
        Random sizes = new Random(seed + 2);
        int at = 0;
        while (at < seen.length) {
            int length = Math.min(seen.length - at, sizes.nextInt(100_000));
            pipe.second().read(seen, at, length);
            at += length;
        }
        writer.join();
        assertArrayEquals(data, seen);
        assertEquals(data.length, pipe.first().sentBytes());
        assertEquals(data.length, pipe.second().receivedBytes());
        assertThrows(EOFException.class, () -> pipe.second().read(new byte[1], 0, 1));
    }

    @Test
    void read_fromASilentPeer_timesOut() {
        MemoryPipe pipe = new MemoryPipe(SHORT);
        assertThrows(SocketTimeoutException.class, () -> pipe.first().read(new byte[1], 0, 1));
    }

    @Test
    void read_pastTheDeadline_timesOutBeforeTheIdleLimit() {
        MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults());
        pipe.first().deadline(Deadline.after(Duration.ofMillis(50)));
        assertThrows(SocketTimeoutException.class, () -> pipe.first().read(new byte[1], 0, 1));
    }

    @Test
    void write_toAPeerThatDoesNotRead_isBoundedAndTimesOut() {
        MemoryPipe pipe = new MemoryPipe(SHORT);
        byte[] chunk = new byte[1 << 16];
        assertThrows(SocketTimeoutException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                pipe.first().write(chunk, 0, chunk.length);
            }
        });
        assertEquals(16L * chunk.length, pipe.first().sentBytes());
    }

    @Test
    void write_toAClosedPeer_fails() {
        MemoryPipe pipe = new MemoryPipe(SHORT);
        pipe.second().close();
        assertThrows(IOException.class, () -> pipe.first().write(new byte[1], 0, 1));
    }

    @Test
    void read_fromATricklingPeer_endsByTheLeastRate() {
        ThroughputWatch watch = new ThroughputWatch(Duration.ofSeconds(10), 100);
        assertThrows(SocketTimeoutException.class, () -> {
            for (int second = 0; second < 10; second++) {
                watch.waited(1_000_000_000L, 99);
            }
        });
        ThroughputWatch enough = new ThroughputWatch(Duration.ofSeconds(10), 100);
        assertEquals(30, waitSeconds(enough, 30, 100));
    }

    private static int waitSeconds(ThroughputWatch watch, int seconds, int bytes) {
        int waited = 0;
        try {
            while (waited < seconds) {
                watch.waited(1_000_000_000L, bytes);
                waited++;
            }
        } catch (SocketTimeoutException e) {
            return waited;
        }
        return waited;
    }

    interface Work {
        void run() throws Exception;
    }

    static CompletableFuture<Void> async(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
