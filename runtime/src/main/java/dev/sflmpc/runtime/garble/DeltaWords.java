package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Delta;
import java.util.Arrays;

/** Delta and sigma(delta) as the garbling kernels want them. Secret. */
final class DeltaWords {

    long low;
    long high;
    long sigmaLow;
    long sigmaHigh;

    /** Delta twice, sigma(delta) twice, for kernels with vectors of one or two labels. */
    final long[] pairs;

    DeltaWords(Delta delta) {
        this(delta.low(), delta.high());
    }

    /** For known answers; a session's delta comes from {@link Delta}. */
    DeltaWords(long low, long high) {
        this.low = low;
        this.high = high;
        sigmaLow = EpochHash.sigma(low);
        sigmaHigh = EpochHash.sigma(high);
        pairs = new long[] {low, high, low, high, sigmaLow, sigmaHigh, sigmaLow, sigmaHigh};
    }

    void wipe() {
        low = 0;
        high = 0;
        sigmaLow = 0;
        sigmaHigh = 0;
        Arrays.fill(pairs, 0);
    }

    @Override
    public String toString() {
        return "DeltaWords[secret]";
    }
}
