package dev.sflmpc.runtime.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the system says about the memory of this process. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d{1,15}) kB");
    private static final long KILOBYTE = 1024;

    private ResidentMemory() {}

    /** The most that was resident at any time; empty where the system is not Linux. */
    static OptionalLong peakBytes() {
        try {
            return Files.isReadable(STATUS)
                    ? peakBytes(Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong peakBytes(List<String> status) {
        for (String line : status) {
            Matcher peak = PEAK.matcher(line);
            if (peak.matches()) {
                return OptionalLong.of(KILOBYTE * Long.parseLong(peak.group(1)));
            }
        }
        return OptionalLong.empty();
    }
}
