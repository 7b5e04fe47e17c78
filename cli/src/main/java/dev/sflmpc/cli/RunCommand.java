package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
import dev.sflmpc.runtime.value.ValueBits;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Both parties of a program on this machine. */
@Command(
        name = "run",
        header = "Run both parties of a program on this machine, with the real protocol.",
        customSynopsis = "mpc run PROGRAM --input PARTY=FILE... [OPTIONS]",
        description = {
            "",
            "Garbles and evaluates in two threads that exchange every message of a session between hosts, but over memory:"
                    + " for trying out a program and for seeing what a session costs. Prints one JSON object with what each"
                    + " party learns.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc run risk.sfl --input vendor=model.json --input operator=reading.json",
            "  mpc run risk.sfl -i vendor=model.json -i operator=reading.json --report cost.json",
            "  mpc run risk.sfl -i vendor=model.json --batch operator=readings.csv --output alarms.csv"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.COMPILE_HELP, ExitCode.INPUT_HELP})
final class RunCommand extends MpcCommand {

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Mixin
    BatchesOption batches = new BatchesOption();

    @Option(
            names = "--garbler",
            paramLabel = "PARTY",
            order = 3,
            description = "The party that garbles. Default: the one that the program declares first.")
    @Nullable
    String garbler;

    @Mixin
    SuiteOptions suites = new SuiteOptions();

    @Mixin
    ReportOption report = new ReportOption();

    @Option(
            names = "--json",
            order = 31,
            description =
                    "With --batch: print a JSON object for each row instead of CSV. Otherwise accepted like everywhere;"
                            + " the result is one JSON object anyway.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
        batches.validate(this);
    }

    @Override
    ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        if (garbler != null) {
            Parties.require(garbler, loaded, this);
        }
        SessionProgram sessionProgram = Sessions.program(loaded, program.path);
        report.requireWritable();
        String garblingParty = garbler == null ? loaded.parties().getFirst() : garbler;
        if (batches.isBatch()) {
            runBatch(loaded, sessionProgram, garblingParty);
            return ExitCode.DONE;
        }
        Map<String, ValueBits> values = inputs.read(loaded, Set.of(), this);
        LocalRun.Outcome outcome;
        try (Progress progress = new Progress("run", sessionProgram.andCount(), console())) {
            SessionNotes notes = new SessionNotes(console(), progress);
            outcome = new LocalRun(sessionProgram, garblingParty, suites.options(), notes).run(values);
        } finally {
            values.values().forEach(ValueBits::close);
        }
        Results.print(loaded, outcome.learned(), console());
        finish(outcome.reports());
        return ExitCode.DONE;
    }

    private void runBatch(Program loaded, SessionProgram sessionProgram, String garblingParty) throws Exception {
        ResultLines form = ResultLines.of(JoinedResults.fields(loaded), json, this);
        try (BatchInputs sources = BatchInputs.open(loaded, batches, inputs, this);
                ResultTarget target = ResultTarget.open(batches.output, false, form, console());
                BatchProgress progress = new BatchProgress("run", sessionProgram.andCount(), console())) {
            RowResults results = new RowResults(form, target);
            JoinedResults joined = new JoinedResults(loaded, results);
            try {
                finish(new LocalRun(sessionProgram, garblingParty, suites.options(), progress)
                        .run(sources.byParty(), joined::of));
            } finally {
                progress.finish(results.delivered());
            }
        }
    }

    private void finish(Map<String, SessionReport> reports) throws Failure {
        report.write(reports);
        reports.forEach((party, own) -> {
            console().detail(party + ": " + Sessions.summary(own));
            console().detail(party + ": " + Sessions.times(own));
        });
    }
}
