package dev.sflmpc.runtime.net;

import java.time.Duration;
import java.util.Optional;

/**
 * Two channels in one process, each the other's peer: both parties of a run on one machine, each on its own thread.
 *
 * <p>Bounded like a channel between hosts: what one side has written and the other has not read stays under 1 MiB.
 */
public final class MemoryPipe {
    private static final int CHUNKS = 16;
    private static final RingChannel.About ABOUT =
            new RingChannel.About("memory", Optional.empty(), Optional.empty(), Duration.ZERO);

    private final Channel first;
    private final Channel second;

    public MemoryPipe(ChannelOptions options) {
        ChunkRing forth = new ChunkRing(CHUNKS);
        ChunkRing back = new ChunkRing(CHUNKS);
        first = new RingChannel(forth, back, () -> {}, ABOUT, options);
        second = new RingChannel(back, forth, () -> {}, ABOUT, options);
    }

    public Channel first() {
        return first;
    }

    public Channel second() {
        return second;
    }
}
