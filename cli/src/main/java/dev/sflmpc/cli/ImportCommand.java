package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.BitOrder;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFile;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a program of a circuit. */
@Command(
        name = "import",
        header = "Make a program of a circuit in another tool's format.",
        customSynopsis = "mpc import FILE [-o FILE] [OPTIONS]",
        description = {
            "",
            "Reads Bristol Fashion, the older Bristol format, BLIF and AIGER (ascii and binary), told by their content.",
            "A file says nothing of parties: the first input is from `a`, all others from `b`, and both learn all outputs;"
                    + " numbers are unsigned, least significant bit first. A sidecar beside the circuit (x.json of x.txt), as"
                    + " `mpc compile --format` writes it, says otherwise.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc import adder64.txt                    writes adder64.sfc",
            "  mpc import sha-1.txt --bit-order msb -o sha1.sfc"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
final class ImportCommand extends MpcCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The circuit.")
    Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 1,
            description = "Where to write. Default: beside the circuit, with the ending .sfc.")
    @Nullable
    Path output;

    @Option(
            names = "--bit-order",
            paramLabel = "ORDER",
            order = 2,
            description =
                    "How the file orders the bits of each input and output: ${COMPLETION-CANDIDATES}. Default: lsb, or"
                            + " what the sidecar says.")
    @Nullable
    BitOrder bitOrder;

    @Option(
            names = "--json",
            order = 3,
            description = "Print one JSON object: file, format, and what `mpc info --json` prints.")
    boolean json;

    @Override
    void validate() {
        OutputFormat.requireProgram(output, this);
    }

    @Override
    ExitCode execute() throws Exception {
        ProgramKind.requireCircuit(file);
        Path target = OutputFormat.SFC.target(file, output);
        CircuitFile read = CircuitFiles.read(file);
        Circuit circuit = bitOrder == null ? read.circuit() : read.circuit().inFileOrder(bitOrder);
        Program program = CircuitFiles.program(file, circuit);
        OutputFormat.SFC.write(new ProgramFile(program), target);
        ProgramInfo info = ProgramInfo.of(program);
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("file", target.toString());
                generator.writeStringField("format", read.format().toString());
                info.writeFields(generator);
            }));
        } else {
            console()
                    .result("wrote " + target + ": " + Counts.of(info.and(), "AND gate") + " from " + read.format()
                            + " with " + Counts.of(read.gates().and()) + ", digest " + info.digest());
        }
        return ExitCode.DONE;
    }
}
