package dev.sflmpc.cli.bench;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes of {@code mpc} that none outlives this object, nor this process. */
final class Children implements AutoCloseable {

    private final Launcher launcher;
    private final List<Process> started = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::end);

    Children(Launcher launcher) {
        this.launcher = launcher;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts {@code mpc} without standard input; results go to {@code out}, notes and errors to {@code err}. */
    Process start(List<String> arguments, Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(launcher.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(launcher.environment());
        synchronized (started) {
            Process process = builder.start();
            started.add(process);
            return process;
        }
    }

    /** Waits until the process has ended well. */
    static void await(Process process, Path err, Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("a process of mpc did not end within " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process of mpc was running");
        }
        requireEndedWell(process, err);
    }

    static void requireEndedWell(Process process, Path err) throws IOException {
        if (process.exitValue() != 0) {
            throw new IOException("a process of mpc ended with exit code " + process.exitValue() + ": "
                    + TempFolder.text(err).strip());
        }
    }

    private void end() {
        synchronized (started) {
            for (Process process : started) {
                Process _ = process.destroyForcibly();
            }
        }
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        end();
        try {
            boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
            assert removed;
        } catch (IllegalStateException e) {
            // This process is ending already, so the hook runs.
            return;
        }
    }
}
