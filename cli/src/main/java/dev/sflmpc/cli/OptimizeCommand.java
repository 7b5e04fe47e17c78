package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.GateCounts;
import dev.sflmpc.compiler.optimise.Optimised;
import dev.sflmpc.compiler.optimise.Optimiser;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a circuit smaller. */
@Command(
        name = "optimize",
        header = "Find a smaller circuit for the same function.",
        customSynopsis = "mpc optimize FILE -o FILE [OPTIONS]",
        description = {
            "",
            "Makes AND gates fewer, then XOR gates; with --balance also the AND depth, the gates that wait for each other. FILE is a circuit (Bristol Fashion, old Bristol, BLIF, AIGER), a compiled"
                    + " program or a source; what is written is told by the ending of -o: .txt, .blif, .aig, .aag, .dot or"
                    + " .sfc. `mpc verify` proves that both are equal.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc optimize divide64.txt -o smaller.txt",
            "  mpc optimize divide64.txt -o smaller.txt --optimize 3 --time-limit 10m --json",
            "  mpc optimize adder64.txt -o shallow.txt --balance=100"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.COMPILE_HELP, ExitCode.INPUT_HELP})
final class OptimizeCommand extends MpcCommand {

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            order = 2,
            description = "Where to write.")
    Path output = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 3,
            description = "What to write: ${COMPLETION-CANDIDATES}. Default: by the ending of -o.")
    @Nullable
    OutputFormat format;

    @Option(
            names = "--optimize",
            paramLabel = "LEVEL",
            order = 4,
            description = "How hard to try: 0 removes dead and repeated gates only, 3 searches for as long as it pays."
                    + " Default: ${DEFAULT-VALUE}.")
    int level = 2;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            order = 5,
            converter = DurationConverter.class,
            description = "Stop after this time with what has been reached: 30s, 5m, 2h.")
    @Nullable
    Duration timeLimit;

    @Option(
            names = "--balance",
            paramLabel = "PERCENT",
            arity = "0..1",
            parameterConsumer = OptionalPercent.class,
            order = 6,
            description =
                    "Then make the circuit shallower, with at most PERCENT more AND gates than without it. Without"
                            + " PERCENT: 0. More are taken only where the circuit would be deeper than FILE, and never more than"
                            + " FILE has.")
    @Nullable
    Integer balance;

    @Option(
            names = "--json",
            order = 7,
            description = "Print one JSON object: file, before and after with and, xor, and_depth, and seconds.")
    boolean json;

    @Override
    void validate() {
        if (level < 0 || level > OptimiserOptions.MOST_LEVEL) {
            throw usage("--optimize " + level + ": expected 0, 1, 2 or 3");
        }
        if (balance != null && balance < 0) {
            throw usage("--balance " + balance + ": expected a percentage of AND gates, 0 or more");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        OutputFormat chosen = OutputFormat.of(format, output, this);
        Path target = chosen.target(program.path, output);
        CircuitFiles.Loaded loaded = CircuitFiles.load(program.path, program.params, this);
        Circuit circuit = loaded.circuit();
        long start = System.nanoTime();
        Optimised optimised =
                Optimiser.optimise(circuit.netlist(), circuit.inputBits(), circuit.outputBits(), options());
        Circuit smaller = new Circuit(circuit.signature(), optimised.net(), optimised.inputs(), optimised.outputs());
        double seconds = (System.nanoTime() - start) / 1e9;
        chosen.write(smaller, target);
        report(target, loaded.gates(), smaller.gates(), seconds);
        return ExitCode.DONE;
    }

    private OptimiserOptions options() {
        OptimiserOptions options = OptimiserOptions.ofLevel(level);
        OptimiserOptions limited = timeLimit == null ? options : options.withTimeLimit(timeLimit);
        return balance == null ? limited : limited.withBalance(balance);
    }

    private void report(Path target, GateCounts before, GateCounts after, double seconds) {
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("file", target.toString());
                write("before", before, generator);
                write("after", after, generator);
                generator.writeNumberField("seconds", Math.round(1000 * seconds) / 1000.0);
            }));
            return;
        }
        console()
                .result(Columns.of(List.of(
                        List.of("", "before", "after"),
                        row("AND gates", before.and(), after.and()),
                        row("XOR gates", before.xor(), after.xor()),
                        row("AND depth", before.andDepth(), after.andDepth()))));
        console().result("wrote " + target);
    }

    private static List<String> row(String name, long before, long after) {
        return List.of(name, Counts.of(before), Counts.of(after));
    }

    private static void write(String name, GateCounts gates, JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart(name);
        generator.writeNumberField("and", gates.and());
        generator.writeNumberField("xor", gates.xor());
        generator.writeNumberField("and_depth", gates.andDepth());
        generator.writeEndObject();
    }
}
