package dev.sflmpc.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A tiny program from its source to its answer, in a process of its own: what a user waits for. */
final class TinyRun {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private TinyRun() {}

    /** Seconds from the start of {@code mpc run} to its end; once more than there are samples, for the files to be read. */
    static Figure seconds(Launcher launcher, int samples) throws IOException {
        double[] seconds = new double[samples];
        try (TempFolder folder = new TempFolder()) {
            List<String> arguments = List.of(
                    "run",
                    folder.write(Workloads.TINY, Workloads.text(Workloads.TINY)).toString(),
                    "--input",
                    "alice=" + folder.write("alice.json", "{\"offer_a\": 18499000}"),
                    "--input",
                    "bob=" + folder.write("bob.json", "{\"offer_b\": 18725050}"));
            for (int i = -1; i < seconds.length; i++) {
                double taken = once(launcher, arguments, folder);
                seconds[Math.max(i, 0)] = taken;
            }
        }
        return Figure.of(seconds);
    }

    private static double once(Launcher launcher, List<String> arguments, TempFolder folder) throws IOException {
        Path out = folder.file("out");
        Path err = folder.file("err");
        try (Children children = new Children(launcher)) {
            long begin = System.nanoTime();
            Process process = children.start(arguments, out, err);
            Children.await(process, err, LIMIT);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!TempFolder.text(out).contains("\"alice_is_lower\": true")) {
                throw new IOException("mpc run gave a wrong answer: " + TempFolder.text(out));
            }
            return seconds;
        }
    }
}
