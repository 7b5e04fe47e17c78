package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.protocol.Preparation;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
import dev.sflmpc.runtime.store.UnitStore;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** One side's half of making units for later runs. */
@Command(
        name = "prepare",
        header = "Do the work of later runs of a program with a peer ahead of time.",
        customSynopsis = "mpc prepare PROGRAM --role ROLE --party PARTY (--listen | --connect) HOST:PORT [OPTIONS]",
        description = {
            "",
            "Both sides run this at the same time. It makes units: oblivious transfers and the garbled program, without any"
                    + " input. Each unit is good for one run of `mpc garble --prepared` and `mpc evaluate --prepared` with the"
                    + " same program, parties, roles and peer, which then takes milliseconds. Units are kept in an encrypted"
                    + " store on both sides, and never used twice. `mpc units` shows and removes them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc prepare risk.sfl --role garbler --party vendor --listen :7766 --count 10",
            "  mpc prepare risk.sfl --role evaluator --party operator --connect vendor.example:7766 --count 10"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.PEER_HELP,
            ExitCode.NETWORK_HELP
        })
final class PrepareCommand extends MpcCommand {

    private static final int MOST_UNITS = 1_000_000;

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            order = 2,
            converter = RoleConverter.class,
            description = "What this side will be in the runs: garbler or evaluator.")
    Role role = Role.GARBLER;

    @Option(
            names = {"-p", "--party"},
            required = true,
            paramLabel = "PARTY",
            order = 2,
            description = "The party of the program that this side will be.")
    String party = "";

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            order = 3,
            description = "How many runs to prepare; the same on both sides. Default: 1.")
    int count = 1;

    @Mixin
    Meeting meeting = new Meeting();

    @Mixin
    ChannelSettings channel = new ChannelSettings();

    @Mixin
    SuiteOptions suites = new SuiteOptions();

    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    ReportOption report = new ReportOption();

    @Option(names = "--json", order = 31, description = "Print one JSON object: prepared, store.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
        effort.requireRepeatable(program.path, this);
        meeting.requireOne(this);
        if (count < 1 || count > MOST_UNITS) {
            throw usage("--count " + count + ": expected 1 to " + Counts.of(MOST_UNITS));
        }
    }

    @Override
    ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        Parties.require(party, loaded, this);
        SessionProgram sessionProgram = Sessions.program(loaded, program.path);
        report.requireWritable();
        Security security = channel.security(this);
        UnitStore units = store.open(channel.home, environment());
        SessionReport done;
        try (Interruption _ = new Interruption(console());
                Channel open = channel.open(meeting, security, this);
                Progress progress = new Progress("prepare", count * sessionProgram.andCount(), console())) {
            console().note("connected: " + open.description());
            done = new Preparation(
                            sessionProgram,
                            new Session.Seat(role, party),
                            open,
                            suites.options(),
                            new SessionNotes(console(), progress))
                    .run(count, units);
        }
        print();
        report.write(done);
        console().detail(Sessions.summary(done));
        return ExitCode.DONE;
    }

    private void print() {
        String where = store.directory(channel.home, environment()).toString();
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeNumberField("prepared", count);
                generator.writeStringField("store", where);
            }));
            return;
        }
        console().result("prepared " + Counts.of(count, "unit") + " in " + where);
    }

    /** Reads a role. */
    static final class RoleConverter implements ITypeConverter<Role> {

        private static final Map<String, Role> ROLES =
                Map.of(Role.GARBLER.toString(), Role.GARBLER, Role.EVALUATOR.toString(), Role.EVALUATOR);

        @Override
        public Role convert(String text) {
            @Nullable Role role = ROLES.get(text.toLowerCase(Locale.ROOT));
            if (role == null) {
                throw new TypeConversionException("expected garbler or evaluator, found `" + text + "`");
            }
            return role;
        }
    }
}
