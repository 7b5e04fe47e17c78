package dev.sflmpc.runtime.protocol;

/**
 * The largest heap use seen at a number of moments, garbage included.
 *
 * <p>The memory pools' own peak would be exact, but the management classes cost a small run some 30 ms to load.
 */
final class HeapWatch {
    private final Runtime runtime = Runtime.getRuntime();
    private long peakBytes;

    void look() {
        peakBytes = Math.max(peakBytes, runtime.totalMemory() - runtime.freeMemory());
    }

    long peakBytes() {
        return peakBytes;
    }
}
