package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void peakBytes_ofLinuxStatus_isItsHighWaterMark() {
        List<String> status =
                List.of("Name:\tjava", "VmPeak:\t 3105132 kB", "VmHWM:\t   91000 kB", "VmRSS:\t   80000 kB");
        assertEquals(OptionalLong.of(91_000L * 1024), ResidentMemory.peakBytes(status));
    }

    @Test
    void peakBytes_ofAnythingElse_isUnknown() {
        assertEquals(OptionalLong.empty(), ResidentMemory.peakBytes(List.of("VmHWM: many kB", "")));
    }
}
