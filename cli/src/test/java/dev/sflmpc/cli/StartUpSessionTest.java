package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What the launcher's start-up cache learns from: should it fail, nothing would show it but a slower start. */
class StartUpSessionTest {

    @Test
    void run_fewGates_bothSessionsAreDone() throws Exception {
        assertEquals(ExitCode.DONE.code(), StartUpSession.run(Environment.ofProcess(), 3));
    }
}
