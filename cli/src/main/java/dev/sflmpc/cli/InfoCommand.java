package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.CircuitFile;
import dev.sflmpc.compiler.format.GateCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a program is and costs. */
@Command(
        name = "info",
        header = "Show a program's interface and what it costs.",
        customSynopsis = "mpc info PROGRAM [OPTIONS]",
        description = {
            "",
            "Time and traffic of a session are those of its AND gates, 32 bytes each (24.6 with --garbling"
                    + " three-halves); XOR and NOT gates cost no traffic."
                    + " Both parties of a session must see the same digest.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  mpc info risk.sfl", "  mpc info risk.sfl -D FEATURES=8 --json | jq .and"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.COMPILE_HELP, ExitCode.INPUT_HELP})
final class InfoCommand extends MpcCommand {

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Mixin
    TableOptions tables = new TableOptions();

    @Option(
            names = "--json",
            order = 2,
            description =
                    "Print one JSON object: name, parties, inputs, outputs, structs, and, xor, not, and_depth, input_bits,"
                            + " output_bits, blocks, file_bytes, table_bytes, digest; of a circuit also format, file_and, file_xor,"
                            + " file_and_depth.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
    }

    @Override
    ExitCode execute() throws Exception {
        if (ProgramKind.of(program.path) == ProgramKind.CIRCUIT && program.params.isEmpty() && !effort.isGiven()) {
            return circuit();
        }
        ProgramInfo info = ProgramInfo.of(program.loadFile(effort, this)).with(tables.garbling);
        console().result(json ? Json.object(info::writeFields) : info.table());
        return ExitCode.DONE;
    }

    private ExitCode circuit() throws Exception {
        CircuitFile file = CircuitFiles.read(program.path);
        ProgramInfo info = ProgramInfo.of(CircuitFiles.program(program.path, file.circuit()))
                .with(tables.garbling);
        GateCounts gates = file.gates();
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("format", file.format().toString());
                generator.writeNumberField("file_and", gates.and());
                generator.writeNumberField("file_xor", gates.xor());
                generator.writeNumberField("file_and_depth", gates.andDepth());
                info.writeFields(generator);
            }));
        } else {
            console()
                    .result("format          " + file.format() + ", " + Counts.of(gates.and(), "AND gate") + " and "
                            + Counts.of(gates.xor(), "XOR gate") + " as written\n" + info.table());
        }
        return ExitCode.DONE;
    }
}
