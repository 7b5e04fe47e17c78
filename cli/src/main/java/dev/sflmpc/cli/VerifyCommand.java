package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.compiler.equivalence.DifferentShapesException;
import dev.sflmpc.compiler.equivalence.EquivalenceChecker;
import dev.sflmpc.compiler.equivalence.EquivalenceLimits;
import dev.sflmpc.compiler.equivalence.EquivalenceResult;
import dev.sflmpc.compiler.equivalence.EquivalenceResult.Value;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves two programs equal. */
@Command(
        name = "verify",
        header = "Prove that two programs or circuits compute the same.",
        customSynopsis = "mpc verify A B [OPTIONS]",
        description = {
            "",
            "Both may be sources, compiled programs or circuits in any format, with inputs and outputs of the same widths in"
                    + " the same order. Random inputs are tried first; then equality is proved, by structure and by SAT."
                    + " Who gives an input or learns an output does not matter for that; a note says where it differs.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  mpc verify divide64.txt smaller.txt", "  mpc verify old.sfl new.sfl --time-limit 10m --json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:proved equal",
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.DIFFERENT_HELP,
            ExitCode.NOT_PROVED_HELP
        })
final class VerifyCommand extends MpcCommand {

    @Parameters(index = "0", paramLabel = "A", description = "Source (.sfl), compiled program (.sfc) or circuit.")
    Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    Path second = Path.of("");

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            order = 1,
            description = "Replace the value of a `param` of both sources. May be repeated.")
    Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--patterns", paramLabel = "N", order = 2, description = "How many inputs to try. Default: 65536.")
    long patterns = EquivalenceLimits.defaults().patterns();

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            order = 3,
            converter = DurationConverter.class,
            description = "Begin no further proof after this time. Default: 60s.")
    Duration timeLimit = Duration.ofSeconds(60);

    @Option(
            names = "--json",
            order = 4,
            description = "Print one JSON object: equal (proved, simulated or different), patterns, proved_outputs,"
                    + " output_bits, other_owners, seconds, and counterexample where they differ.")
    boolean json;

    @Override
    void validate() {
        if (patterns < 1) {
            throw usage("--patterns " + patterns + ": expected 1 or more");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        long start = System.nanoTime();
        CircuitFiles.Loaded a = CircuitFiles.load(first, paramsFor(first), this);
        CircuitFiles.Loaded b = CircuitFiles.load(second, paramsFor(second), this);
        EquivalenceLimits limits =
                EquivalenceLimits.defaults().withPatterns(patterns).withSeconds(timeLimit.toMillis() / 1e3);
        EquivalenceResult result = check(a.circuit(), b.circuit(), limits);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<OwnerDifference> owners = owners(a, b);
        console().result(json ? asJson(result, owners, seconds) : asText(result));
        owners.forEach(difference -> console().note("note: " + difference.asText()));
        return switch (result.verdict()) {
            case PROVED -> ExitCode.DONE;
            case SIMULATED -> ExitCode.NOT_PROVED;
            case DIFFERENT -> ExitCode.DIFFERENT;
        };
    }

    /** Nothing of circuits that do not say who owns what. */
    private static List<OwnerDifference> owners(CircuitFiles.Loaded a, CircuitFiles.Loaded b) {
        return a.namesParties() && b.namesParties()
                ? OwnerDifference.of(a.circuit().signature(), b.circuit().signature())
                : List.of();
    }

    private Map<String, String> paramsFor(Path file) throws Failure, IOException {
        return ProgramKind.of(file) == ProgramKind.SOURCE ? params : Map.of();
    }

    private EquivalenceResult check(Circuit a, Circuit b, EquivalenceLimits limits) throws Failure {
        try {
            return EquivalenceChecker.check(a, b, limits);
        } catch (DifferentShapesException e) {
            throw new Failure(
                    ExitCode.INPUT_OR_FILE_WRONG, first + " and " + second + " cannot be compared: " + e.getMessage());
        }
    }

    private static String word(EquivalenceResult result) {
        return switch (result.verdict()) {
            case PROVED -> "proved";
            case SIMULATED -> "simulated";
            case DIFFERENT -> "different";
        };
    }

    private static String asJson(EquivalenceResult result, List<OwnerDifference> owners, double seconds) {
        return Json.object(generator -> {
            generator.writeStringField("equal", word(result));
            generator.writeNumberField("patterns", result.patterns());
            generator.writeNumberField("proved_outputs", result.provedOutputs());
            generator.writeNumberField("output_bits", result.outputBits());
            generator.writeArrayFieldStart("other_owners");
            for (OwnerDifference difference : owners) {
                difference.write(generator);
            }
            generator.writeEndArray();
            generator.writeNumberField("seconds", Math.round(1000 * seconds) / 1000.0);
            if (result.counterexample().isPresent()) {
                EquivalenceResult.Counterexample example =
                        result.counterexample().get();
                generator.writeObjectFieldStart("counterexample");
                write("inputs", example.inputs(), generator);
                write("first", example.first(), generator);
                write("second", example.second(), generator);
                generator.writeEndObject();
            }
        });
    }

    private static void write(String name, List<Value> values, JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart(name);
        for (Value value : values) {
            generator.writeStringField(value.name(), hex(value));
        }
        generator.writeEndObject();
    }

    private static String hex(Value value) {
        return "0x" + value.bits().toString(16);
    }

    private static String asText(EquivalenceResult result) {
        return switch (result.verdict()) {
            case PROVED -> "proved equal";
            case SIMULATED ->
                "not proved: " + Counts.of(result.patterns()) + " patterns agree, "
                        + Counts.of(result.provedOutputs()) + " of " + Counts.of(result.outputBits(), "output bit")
                        + " proved equal";
            case DIFFERENT ->
                "different" + result.counterexample().map(VerifyCommand::rows).orElse("");
        };
    }

    private static String rows(EquivalenceResult.Counterexample example) {
        List<List<String>> rows = new ArrayList<>();
        for (Value value : example.inputs()) {
            rows.add(List.of("input", value.name(), hex(value), decimal(value)));
        }
        for (int i = 0; i < example.first().size(); i++) {
            Value first = example.first().get(i);
            Value second = example.second().get(i);
            if (!first.bits().equals(second.bits())) {
                rows.add(List.of("output of A", first.name(), hex(first), decimal(first)));
                rows.add(List.of("output of B", second.name(), hex(second), decimal(second)));
            }
        }
        return ":\n" + Columns.of(rows);
    }

    /** What people would write, where it is a number. */
    private static String decimal(Value value) {
        return switch (value.type()) {
            case ValueType.Bool _ -> value.bits().signum() == 0 ? "false" : "true";
            case ValueType.Int type -> {
                boolean negative = type.signed() && value.bits().testBit(type.widthBits() - 1);
                yield (negative ? value.bits().subtract(BigInteger.ONE.shiftLeft(type.widthBits())) : value.bits())
                        .toString();
            }
            case ValueType.Float type ->
                type.widthBits() == Float.SIZE
                        ? Float.toString(Float.intBitsToFloat(value.bits().intValue()))
                        : Double.toString(Double.longBitsToDouble(value.bits().longValue()));
            case ValueType.Fixed _, ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ -> "";
        };
    }
}
