package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.protocol.Rehearsal;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionResult;
import dev.sflmpc.runtime.store.StoredUnits;
import dev.sflmpc.runtime.value.InputException;
import dev.sflmpc.runtime.value.JsonInput;
import dev.sflmpc.runtime.value.JsonOutput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One party of a session with a peer on another host. All that can be wrong on this side is found before it connects. */
abstract class PartyCommand extends MpcCommand {

    /** How long to get ready before the peer is called. */
    private static final Duration REHEARSAL = Duration.ofMillis(200);

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Option(
            names = {"-p", "--party"},
            required = true,
            paramLabel = "PARTY",
            order = 2,
            description = "The party of the program that this side is.")
    String party = "";

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            order = 3,
            description =
                    "This party's input: a JSON object whose keys are its parameters of main; - is standard input.")
    @Nullable
    String input;

    @Mixin
    Meeting meeting = new Meeting();

    @Mixin
    ChannelSettings channel = new ChannelSettings();

    @Mixin
    SuiteOptions suites = new SuiteOptions();

    @Option(
            names = "--prepared",
            order = 17,
            description =
                    "Use a unit that `mpc prepare` made, and is then gone, in place of oblivious transfers and garbling"
                            + " on the way.")
    boolean prepared;

    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    ReportOption report = new ReportOption();

    @Option(
            names = "--json",
            order = 31,
            description = "Accepted like everywhere; the result is one JSON object anyway.")
    boolean json;

    abstract Role role();

    @Override
    final void validate() {
        effort.require(this);
        effort.requireRepeatable(program.path, this);
        meeting.requireOne(this);
        if (store.directory != null && !prepared) {
            throw usage("--store has no effect without --prepared");
        }
    }

    @Override
    final ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        Parties.require(party, loaded, this);
        SessionProgram sessionProgram = Sessions.program(loaded, program.path);
        report.requireWritable();
        Security security = channel.security(this);
        Session.Seat seat = new Session.Seat(role(), party);
        try (ValueBits values = readInput(loaded);
                @Nullable StoredUnits units = units(sessionProgram, seat, security);
                Interruption _ = new Interruption(console());
                Channel open = channel.open(meeting, security, this);
                Progress progress = new Progress(role().toString(), sessionProgram.andCount(), console())) {
            console().note("connected: " + open.description());
            SessionNotes notes = new SessionNotes(console(), progress);
            Session session = units == null
                    ? new Session(sessionProgram, seat, open, suites.options(), notes)
                    : Session.prepared(sessionProgram, seat, open, suites.options(), notes, units);
            finish(loaded, session.run(values.words()));
        }
        return ExitCode.DONE;
    }

    /** Prepared units, and Java made ready for using one; null when a garbling is made on the way. */
    private @Nullable StoredUnits units(SessionProgram sessionProgram, Session.Seat seat, Security security)
            throws Exception {
        if (!prepared) {
            return null;
        }
        StoredUnits units = store.units(channel.home, environment(), sessionProgram, seat, suites.options(), security);
        Rehearsal.run(sessionProgram, suites.options(), REHEARSAL);
        return units;
    }

    private ValueBits readInput(Program loaded) throws InputException, Failure, IOException {
        List<ValueType.Field> fields = JsonInput.fields(loaded, party);
        if (input == null) {
            if (!fields.isEmpty()) {
                throw usage("no input for " + party + ", which gives "
                        + String.join(
                                ", ", fields.stream().map(ValueType.Field::name).toList())
                        + "; add --input FILE");
            }
            return new ValueBits(0);
        }
        String ownPrefix = party + "=";
        if (input.startsWith(ownPrefix) && !Files.exists(Path.of(input))) {
            throw usage("--input " + input + ": this command takes one party's input, without its name: --input "
                    + input.substring(ownPrefix.length()));
        }
        return InputFile.read(fields, input, environment());
    }

    /** The result first: a report that cannot be written must not cost it. */
    private void finish(Program loaded, SessionResult result) throws Failure, IOException {
        try (ValueBits learned = ValueBits.of(JsonOutput.fields(loaded, party), result.outputBits())) {
            Results.print(loaded, party, learned, console());
        }
        report.write(result.report());
        if (!result.report().confirmed()) {
            console().note("warning: the peer did not say that it finished; this side's result is right nevertheless");
        }
        console().detail(Sessions.summary(result.report()));
    }
}
