package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compiles a source to a file. */
@Command(
        name = "compile",
        header = "Compile a program to a file that runs without the compiler.",
        customSynopsis = "mpc compile PROGRAM [-o FILE] [OPTIONS]",
        description = {
            "",
            "Both parties of a session must run the same program: give the compiled file to the peer, or compile the same"
                    + " source on both sides, which gives the same digest.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc compile risk.sfl                      writes risk.sfc",
            "  mpc compile risk.sfl -D FEATURES=8 -o risk8.sfc",
            "  mpc compile risk.sfl --budget 100000      fails when the program has more AND gates"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.BUDGET_HELP
        })
final class CompileCommand extends MpcCommand {

    /** What can be written. */
    enum Format {
        SFC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 2,
            description = "Where to write. Default: beside the source, with the ending .sfc.")
    @Nullable
    Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 3,
            description = "What to write: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Format format = Format.SFC;

    @Option(
            names = "--budget",
            paramLabel = "N",
            order = 4,
            description = "Write nothing and fail when the program has more than N AND gates.")
    @Nullable
    Long budget;

    @Option(
            names = "--json",
            order = 5,
            description = "Print one JSON object: file, and what `mpc info --json` prints.")
    boolean json;

    @Override
    void validate() {
        if (budget != null && budget < 0) {
            throw usage("--budget " + budget + ": expected a number of AND gates");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        if (ProgramKind.of(program.path) == ProgramKind.COMPILED) {
            throw Failure.ofFile(program.path, "is a compiled program already");
        }
        Path target = target();
        requireReplaceable(target);
        Program compiled = program.load(this);
        ProgramInfo info = ProgramInfo.of(compiled);
        if (budget != null && info.and() > budget) {
            throw new Failure(
                    ExitCode.OVER_BUDGET,
                    program.path + ": " + Counts.of(info.and(), "AND gate") + ", " + Counts.of(info.and() - budget)
                            + " over the budget of " + Counts.of(budget));
        }
        new ProgramFile(compiled).write(target);
        report(info, target);
        return ExitCode.DONE;
    }

    private void report(ProgramInfo info, Path target) {
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("file", target.toString());
                info.writeFields(generator);
            }));
            return;
        }
        console()
                .result("wrote " + target + ": " + Counts.of(info.and(), "AND gate") + ", "
                        + Counts.ofBytes(info.fileBytes()) + ", digest " + info.digest());
    }

    private Path target() {
        if (output != null) {
            return Files.isDirectory(output) ? output.resolve(defaultName()) : output;
        }
        return program.path.resolveSibling(defaultName());
    }

    private String defaultName() {
        String name = String.valueOf(program.path.getFileName());
        return (name.endsWith(".sfl") ? name.substring(0, name.length() - ".sfl".length()) : name) + ".sfc";
    }

    /** Only a compiled program is written over: never a source or anything else that somebody made. */
    private static void requireReplaceable(Path target) throws Failure, IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw Failure.ofFile(target, "there is no such folder to write it to");
        }
        if (Files.exists(target) && Files.size(target) > 0 && !CompiledPrograms.isCompiled(target)) {
            throw Failure.ofFile(target, "exists and is not a compiled program; it is not written over");
        }
    }
}
