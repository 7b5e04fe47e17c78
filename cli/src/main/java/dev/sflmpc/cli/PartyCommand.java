package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.protocol.Rehearsal;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One party of a session with a peer on another host. All that can be wrong on this side is found before it connects. */
abstract class PartyCommand extends MpcCommand {

    /** How long to get ready before the peer is called, at most. */
    private static final Duration REHEARSAL = Duration.ofMillis(1500);

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
    BatchOptions batch = new BatchOptions();

    @Mixin
    Meeting meeting = new Meeting();

    @Mixin
    ChannelSettings channel = new ChannelSettings();

    @Mixin
    SuiteOptions suites = new SuiteOptions();

    @Option(
            names = "--prepared",
            order = 18,
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
            description =
                    "With --batch or --rows: print a JSON object for each row instead of CSV. Otherwise accepted like"
                            + " everywhere; the result is one JSON object anyway.")
    boolean json;

    abstract Role role();

    @Override
    final void validate() {
        effort.require(this);
        effort.requireRepeatable(program.path, this);
        meeting.requireOne(this);
        batch.validate(input, this);
        if (store.directory != null && !prepared) {
            throw usage("--store has no effect without --prepared");
        }
        if (batch.isBatch() && prepared) {
            throw usage("--prepared is for one run: it does not go with --batch and --rows");
        }
    }

    @Override
    final ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        Parties.require(party, loaded, this);
        SessionProgram sessionProgram = Sessions.program(loaded, program.path);
        report.requireWritable();
        Security security = channel.security(this);
        if (batch.isBatch()) {
            runBatch(loaded, sessionProgram, security);
            return ExitCode.DONE;
        }
        try (ValueBits values = readInput(loaded);
                Interruption _ = new Interruption(console());
                @Nullable StoredUnits units = units(sessionProgram, security);
                Channel open = channel.open(meeting, security, this);
                Progress progress = new Progress(role().toString(), sessionProgram.andCount(), console())) {
            console().note("connected: " + open.description());
            SessionNotes notes = new SessionNotes(console(), progress);
            Session session = units == null
                    ? new Session(sessionProgram, seat(), open, suites.options(), notes)
                    : Session.prepared(sessionProgram, seat(), open, suites.options(), notes, units);
            finish(loaded, session.run(values.words()));
        }
        return ExitCode.DONE;
    }

    private Session.Seat seat() {
        return new Session.Seat(role(), party);
    }

    /** Prepared units, or null when a garbling is made on the way; Java gets ready for either. */
    private @Nullable StoredUnits units(SessionProgram sessionProgram, Security security) throws Exception {
        if (!prepared) {
            Session.expect(sessionProgram, role(), suites.options(), 1);
            return null;
        }
        StoredUnits units = store.units(channel.home, this, sessionProgram, seat(), suites.options(), security);
        Rehearsal.run(sessionProgram, suites.options(), security, REHEARSAL);
        return units;
    }

    private void runBatch(Program loaded, SessionProgram sessionProgram, Security security) throws Exception {
        ResultLines form = ResultLines.of(JsonOutput.fields(loaded, party), json, this);
        try (BatchSource source = batchSource(loaded);
                ResultTarget target = ResultTarget.open(batch.output, batch.resume, form, console());
                Interruption _ = new Interruption(console());
                BatchProgress progress = new BatchProgress(role().toString(), sessionProgram.andCount(), console())) {
            batch.requireRoom(target.rows(), source.count());
            Session.expect(sessionProgram, role(), suites.options(), source.count());
            RowResults results = new RowResults(form, target);
            BatchSession session = new BatchSession(
                    sessionProgram,
                    seat(),
                    suites.options().withThreads(batch.threadCount()),
                    source,
                    results,
                    batch.retryLimit(),
                    console());
            SessionReport total;
            try {
                total = session.run(() -> channel.open(meeting, security, this), progress);
            } catch (IOException | ProtocolException e) {
                if (batch.output != null) {
                    console().note("to go on with the rows that are left start both sides again, with --resume");
                }
                throw e;
            } finally {
                progress.finish(results.delivered());
            }
            finish(total);
        }
    }

    private BatchSource batchSource(Program loaded) throws InputException, Failure, IOException {
        return batch.batch != null
                ? BatchFiles.open(loaded, party, batch.batch, this)
                : new SameInput(readInput(loaded), Objects.requireNonNull(batch.rows));
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
        finish(result.report());
    }

    private void finish(SessionReport done) throws Failure {
        report.write(done);
        if (!done.confirmed()) {
            console().note("warning: the peer did not say that it finished; this side's result is right nevertheless");
        }
        console().detail(Sessions.summary(done));
        console().detail(Sessions.times(done));
        console().detail(Sessions.resources(done));
    }
}
