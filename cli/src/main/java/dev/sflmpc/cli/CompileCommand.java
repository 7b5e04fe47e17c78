package dev.sflmpc.cli;

import dev.sflmpc.compiler.elaborate.LineExplanation;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
            "  mpc compile risk.sfl --budget 100000      fails when the program has more AND gates",
            "  mpc compile risk.sfl --explain 14         says why line 14 costs what it costs",
            "  mpc compile risk.sfl --format bristol     writes risk.txt, and risk.json beside it"
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

    private static final int LINES_OVER_BUDGET = 5;

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 2,
            description = "Where to write. Default: beside the source, with the format's ending.")
    @Nullable
    Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 3,
            description =
                    "What to write: ${COMPLETION-CANDIDATES}. Default: by the ending of -o, or sfc. All but sfc and dot"
                            + " come with a .json beside them that keeps parties and types.")
    @Nullable
    OutputFormat format;

    @Option(
            names = "--budget",
            paramLabel = "N",
            order = 4,
            description = "Write nothing and fail when the program has more than N AND gates.")
    @Nullable
    Long budget;

    @Option(
            names = "--strip",
            order = 5,
            description =
                    "Leave out where the gates come from: names of files and functions, numbers of lines. `mpc profile`"
                            + " then needs the source.")
    boolean strip;

    @Option(
            names = "--embed-source",
            order = 6,
            description =
                    "Keep the text of the source in the compiled file, so that `mpc profile` shows it wherever the file is.")
    boolean embedSource;

    @Option(
            names = "--explain",
            paramLabel = "LINE",
            order = 7,
            converter = LineConverter.class,
            description =
                    "Say which circuits were chosen for a line of the program, or FILE:LINE of an import, and what each"
                            + " costs. Writes a file only with -o.")
    @Nullable
    LineExplanation explain;

    @Option(
            names = "--json",
            order = 8,
            description = "Print one JSON object: file, and what `mpc info --json` prints.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
        if (budget != null && budget < 0) {
            throw usage("--budget " + budget + ": expected a number of AND gates");
        }
        if (strip && embedSource) {
            throw usage("--strip leaves out what --embed-source would keep; give one of them");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        OutputFormat chosen = OutputFormat.of(format, output, this);
        if (ProgramKind.of(program.path) == ProgramKind.COMPILED && chosen == OutputFormat.SFC) {
            throw Failure.ofFile(program.path, "is a compiled program already");
        }
        Path target = explain != null && output == null ? program.path : chosen.target(program.path, output);
        if (explain != null && ProgramKind.of(program.path) != ProgramKind.SOURCE) {
            throw Failure.ofFile(program.path, "--explain needs the source");
        }
        LoadedProgram loaded = program.loadWithCost(effort.explaining(Optional.ofNullable(explain)), this);
        ProgramFile file = ProgramFile.of(loaded.program(), kept(loaded.cost()));
        ProgramCost cost = ProgramCost.of(loaded.program());
        if (budget != null && cost.andCount() > budget) {
            throw new Failure(
                    ExitCode.OVER_BUDGET,
                    program.path + ": " + Counts.of(cost.andCount(), "AND gate") + ", "
                            + Counts.of(cost.andCount() - budget)
                            + " over the budget of " + Counts.of(budget) + mostExpensiveLines(loaded));
        }
        if (explain != null) {
            ExplainedLine line = explained(loaded, explain);
            console().result(json ? Json.object(line::writeFields) : line.listing());
            if (output != null) {
                chosen.write(file, target);
            }
            return ExitCode.DONE;
        }
        ProgramInfo.Digest digest = new ProgramInfo.Digest(loaded.program(), cost);
        chosen.write(file, target);
        boolean isSize = chosen == OutputFormat.SFC && Files.isRegularFile(target);
        report(digest.info(isSize ? Files.size(target) : ProgramInfo.bytesOf(file)), target);
        return ExitCode.DONE;
    }

    private ExplainedLine explained(LoadedProgram loaded, LineExplanation line) throws Failure {
        CostMap cost =
                loaded.cost().orElseThrow(() -> Failure.ofFile(program.path, "does not say what its lines cost"));
        Profile profile = Profile.of(loaded.program(), cost, SourceTexts.of(cost));
        int source = profile.sourceOf(line.file(), program.path);
        if (source < 0) {
            throw usage("--explain " + line.file() + ":" + line.line() + ": nothing of this file is in the program; of "
                    + String.join(
                            ", ", profile.texts().stream().map(SourceText::name).toList()) + " there is");
        }
        SourceText text = profile.texts().get(source);
        if (line.line() > text.lines().size()) {
            throw usage("--explain " + line.line() + ": " + text.name() + " has "
                    + Counts.of(text.lines().size(), "line"));
        }
        return ExplainedLine.of(profile, source, line);
    }

    private Optional<CostMap> kept(Optional<CostMap> cost) {
        if (strip) {
            return Optional.empty();
        }
        return embedSource ? cost : cost.map(CostMap::withoutTexts);
    }

    private String mostExpensiveLines(LoadedProgram loaded) {
        return loaded.cost()
                .map(cost -> Profile.of(loaded.program(), cost, SourceTexts.of(cost)))
                .map(profile -> "\nThe lines that cost most:\n" + ProfileListing.top(profile, LINES_OVER_BUDGET))
                .orElse("");
    }

    private void report(ProgramInfo info, Path target) throws IOException {
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("file", target.toString());
                info.writeFields(generator);
            }));
            return;
        }
        console()
                .result("wrote " + target + ": " + Counts.of(info.and(), "AND gate") + ", "
                        + Counts.ofBytes(sizeOf(target, info)) + ", digest " + info.digest());
    }

    /** In bytes, of what was written; a pipe or a device has no size to ask for. */
    private static long sizeOf(Path target, ProgramInfo info) throws IOException {
        return Files.isRegularFile(target) ? Files.size(target) : info.fileBytes();
    }
}
