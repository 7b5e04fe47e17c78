package dev.sflmpc.cli;

import dev.sflmpc.cli.bench.Bench;
import dev.sflmpc.cli.bench.BenchOptions;
import dev.sflmpc.cli.bench.BenchPart;
import dev.sflmpc.cli.bench.BenchResult;
import dev.sflmpc.cli.bench.Launcher;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Measures how fast this machine is. */
@Command(
        name = "bench",
        header = "Measure how fast this machine garbles, evaluates and talks to itself.",
        customSynopsis = "mpc bench [OPTIONS]",
        description = {
            "",
            "Garbles and evaluates known circuits on one core, beside bare AES, which bounds it; makes correlated OTs; runs"
                    + " sessions between two processes on this machine, without and with TLS. Takes a few minutes; medians of"
                    + " five or more. Uses loopback and made-up inputs only. For figures that mean something, let the machine"
                    + " do nothing else.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc bench",
            "  mpc bench --json > bench.json",
            "  mpc bench --workload sha256 --workload lanes --seconds 3"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP, ExitCode.NETWORK_HELP})
final class BenchCommand extends MpcCommand {

    private static final double MAX_SECONDS = 600;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            order = 1,
            description =
                    "Time of each measurement, after as much for warming up. Default: ${DEFAULT-VALUE}. Below 1, sessions"
                            + " between processes get shorter too.")
    double seconds = 1;

    @Option(
            names = {"-w", "--workload"},
            paramLabel = "NAME",
            order = 2,
            converter = PartConverter.class,
            completionCandidates = Parts.class,
            description = "Measure this only: ${COMPLETION-CANDIDATES}. May be repeated. Default: all.")
    Set<BenchPart> workloads = new LinkedHashSet<>();

    @Mixin
    SuiteOptions suites = new SuiteOptions();

    @Option(names = "--json", order = 31, description = "Print one JSON object; null is what was not measured.")
    boolean json;

    @Override
    void validate() {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw usage("--seconds " + seconds + ": expected a number above 0, at most 600");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        Set<BenchPart> parts = workloads.isEmpty() ? EnumSet.allOf(BenchPart.class) : workloads;
        Duration perMeasurement = Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9)));
        BenchOptions options = new BenchOptions(perMeasurement, parts, suites.options(), BenchOptions.SAMPLES);
        Launcher launcher = Launcher.ofThisProcess(environment().variables());
        Console console = console();
        BenchResult result;
        try (Interruption _ = new Interruption(console)) {
            result = new Bench(options, launcher, note -> console.note("measuring " + note)).run();
        }
        console.result(json ? BenchJson.of(result) : BenchTable.of(result));
        return ExitCode.DONE;
    }

    /** The names that {@code --workload} takes. */
    static final class Parts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(BenchPart.values()).map(BenchPart::toString).iterator();
        }
    }

    /** Reads the name of what to measure. */
    static final class PartConverter implements ITypeConverter<BenchPart> {
        @Override
        public BenchPart convert(String text) {
            return Arrays.stream(BenchPart.values())
                    .filter(part -> part.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected " + String.join(", ", new Parts()) + "; found `" + text + "`"));
        }
    }
}
