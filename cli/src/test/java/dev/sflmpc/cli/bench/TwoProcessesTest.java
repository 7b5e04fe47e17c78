package dev.sflmpc.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TwoProcessesTest {

    @TempDir
    Path folder;

    @Test
    void run_garblerFails_saysWhyAndLeavesNoProcess() throws Exception {
        try (TwoProcesses processes = new TwoProcesses(Launcher.ofThisProcess(Map.of()))) {
            PairJob job = PairJob.of(
                            folder.resolve("missing.sfc"),
                            new PairJob.Seat("a", folder.resolve("a.json")),
                            new PairJob.Seat("b", folder.resolve("b.json")))
                    .plain();
            IOException failure = assertThrows(IOException.class, () -> processes.run(job));
            assertTrue(String.valueOf(failure.getMessage()).contains("missing.sfc"), failure.getMessage());
        }
        assertEquals(
                0,
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .count());
    }

    @Test
    void children_closed_areEnded() throws Exception {
        Process process;
        try (Children children = new Children(new Launcher(List.of("sleep"), Map.of()))) {
            process = children.start(List.of("60"), folder.resolve("out"), folder.resolve("err"));
            assertTrue(process.isAlive());
        }
        assertTrue(process.waitFor() != 0);
        assertFalse(process.isAlive());
    }

    @Test
    void launcher_ofTheScript_isTheScript() throws Exception {
        Path script = Files.writeString(folder.resolve("mpc"), "");
        assertTrue(script.toFile().setExecutable(true));
        Launcher launcher = Launcher.ofThisProcess(Map.of("MPC_LAUNCHER", script.toString()));
        assertEquals(List.of(script.toString()), launcher.command());
        assertEquals("1", launcher.environment().get("MPC_NO_BUILD"));
    }

    @Test
    void figure_ofAnEvenNumber_isTheMiddle() {
        assertEquals(new Figure(2.5, 1, 4, 4), Figure.of(4, 1, 2, 3));
    }
}
