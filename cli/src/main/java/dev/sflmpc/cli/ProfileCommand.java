package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.CostMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a program's cost comes from. */
@Command(
        name = "profile",
        header = "Show what each line and call of a program costs.",
        customSynopsis = "mpc profile PROGRAM [OPTIONS]",
        description = {
            "",
            "Time and traffic of a session are those of its AND gates. Each of them belongs to a line of the source and to"
                    + " the calls that lead there, counted as often as it is executed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc profile risk.sfl",
            "  mpc profile risk.sfl -D FEATURES=8 --html risk.html",
            "  mpc profile risk.sfc --bandwidth 50M --latency 20",
            "  mpc profile risk.sfl --json | jq '.lines | max_by(.and)'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.COMPILE_HELP, ExitCode.INPUT_HELP})
final class ProfileCommand extends MpcCommand {

    private static final String PAGE_START = "<!doctype html>";
    private static final double DEFAULT_BITS_PER_SECOND = 1e9;

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Mixin
    TableOptions tables = new TableOptions();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            order = 2,
            description =
                    "Write one page that needs nothing else: the source with a colour per line, and a map of the calls.")
    @Nullable
    Path html;

    @Option(
            names = "--json",
            order = 3,
            description =
                    "Print one JSON object: name, and, table_bytes, unattributed, digest, lines with file, line, and,"
                            + " percent, times, text; paths with and, percent, frames; networks with seconds.")
    boolean json;

    @Option(
            names = "--all",
            order = 4,
            description = "List all lines of the source, not only those near one that costs.")
    boolean all;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            order = 5,
            description = "Where the source of a compiled program is. Default: beside it.")
    @Nullable
    Path source;

    @Option(
            names = "--rate",
            paramLabel = "AND/S",
            order = 6,
            converter = RateConverter.class,
            description = "AND gates that the slower machine does in a second, for estimates: 500k, 20M. Default: 10M.")
    double rate = Network.ANDS_PER_SECOND;

    @Option(
            names = "--bandwidth",
            paramLabel = "BIT/S",
            order = 7,
            converter = RateConverter.class,
            description = "Bits that your network carries in a second, for estimates: 50M, 1G. Default: 1G.")
    @Nullable
    Double bandwidth;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            order = 8,
            description = "Milliseconds of a round trip of your network, for estimates. Default: 0.")
    @Nullable
    Double latency;

    @Override
    void validate() {
        effort.require(this);
        if (latency != null && !(latency >= 0 && latency < 1e9)) {
            throw usage("--latency " + latency + ": expected a number of milliseconds");
        }
    }

    @Override
    ExitCode execute() throws Exception {
        if (html != null) {
            requireReplaceable(html);
        }
        LoadedProgram loaded = program.loadWithCost(effort, this);
        CostMap cost = loaded.cost().orElseThrow(this::unknown);
        Profile profile = Profile.of(loaded.program(), cost, SourceTexts.of(cost, folder()), tables.garbling);
        String digest = ProgramInfo.digest(loaded.program());
        if (html != null) {
            writePage(profile, digest, html);
        }
        if (json) {
            console().result(Json.object(generator -> ProfileJson.write(profile, networks(), digest, generator)));
        } else if (html != null) {
            console().result("wrote " + html);
        } else {
            boolean terminal = environment().outputIsTerminal();
            int width = terminal ? spec().usageMessage().width() : Integer.MAX_VALUE;
            boolean colour = environment().colourOfResults();
            console().result(ProfileListing.of(profile, networks(), all, width, colour));
        }
        return ExitCode.DONE;
    }

    private Failure unknown() {
        try {
            return Failure.ofFile(
                    program.path,
                    ProgramKind.of(program.path) == ProgramKind.CIRCUIT
                            ? "is a circuit: its gates come from no source"
                            : "does not say where its gates come from; profile its source, or compile it again without"
                                    + " --strip");
        } catch (Failure | IOException e) {
            return Failure.ofFile(program.path, "cannot be read again");
        }
    }

    private Path folder() {
        Path parent = program.path.getParent();
        return source != null ? source : parent == null ? Path.of("") : parent;
    }

    private List<Network> networks() {
        List<Network> networks = new ArrayList<>(Network.presets(rate));
        if (bandwidth != null || latency != null) {
            double bits = bandwidth == null ? DEFAULT_BITS_PER_SECOND : bandwidth;
            networks.addFirst(new Network("your network", rate, bits, latency == null ? 0 : latency));
        }
        return networks;
    }

    private void writePage(Profile profile, String digest, Path file) throws Failure {
        try {
            Files.writeString(file, ProfilePage.of(profile, networks(), digest));
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    /** Only a page is written over: never a source or anything else that somebody made. */
    private static void requireReplaceable(Path file) throws Failure {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw Failure.ofFile(file, "not a file in an existing directory, so the page cannot be written");
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0 && !isPage(file)) {
                throw Failure.ofFile(file, "exists and is no page; it is not written over");
            }
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    private static boolean isPage(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(PAGE_START.length()), StandardCharsets.ISO_8859_1);
            return start.equalsIgnoreCase(PAGE_START);
        }
    }
}
