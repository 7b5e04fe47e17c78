package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.protocol.SessionListener;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionPhase;
import dev.sflmpc.runtime.value.ValueBits;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalRunTest {

    @Test
    void run_evaluatorFails_givesItsReasonAndNotTheClosedChannel() throws Failure {
        ValueBits tooWide = new ValueBits(9);
        tooWide.set(8, true);
        IllegalArgumentException reason =
                assertThrows(IllegalArgumentException.class, () -> localRun(SessionListener.NONE)
                        .run(Map.of("alice", new ValueBits(8), "bob", tooWide)));
        assertTrue(String.valueOf(reason.getMessage()).contains("party bob"), reason.getMessage());
    }

    @Test
    void run_garblerFails_endsTheEvaluatorToo() {
        SessionListener failing = new SessionListener() {
            @Override
            public void phase(SessionPhase phase) {
                if (phase == SessionPhase.GATES) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        assertThrows(IllegalStateException.class, () -> localRun(failing)
                .run(Map.of("alice", new ValueBits(8), "bob", new ValueBits(8))));
    }

    private static LocalRun localRun(SessionListener listener) throws Failure {
        return new LocalRun(
                Sessions.program(TestPrograms.compare(), Path.of("compare.sfc")),
                "alice",
                SessionOptions.defaults(),
                listener);
    }
}
