package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.value.PlainValues;
import dev.sflmpc.runtime.value.ValueBits;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a program on plain values. */
@Command(
        name = "simulate",
        header = "Evaluate a program without any cryptography.",
        customSynopsis = "mpc simulate PROGRAM --input PARTY=FILE... [OPTIONS]",
        description = {
            "",
            "Computes what `mpc run` computes, much faster, from all parties' inputs in plain: for trying out a program and"
                    + " its inputs. Prints one JSON object with what each party learns.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc simulate risk.sfl --input vendor=model.json --input operator=reading.json",
            "  mpc simulate risk.sfl -D FEATURES=8 -i vendor=model.json -i operator=-  < reading.json",
            "  mpc simulate risk.sfl -i vendor=model.json --batch operator=readings.csv"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.COMPILE_HELP, ExitCode.INPUT_HELP})
final class SimulateCommand extends MpcCommand {

    @Mixin
    ProgramArgument program = new ProgramArgument();

    @Mixin
    EffortOptions effort = new EffortOptions();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Mixin
    BatchesOption batches = new BatchesOption();

    @Option(
            names = "--json",
            description =
                    "With --batch: print a JSON object for each row instead of CSV. Otherwise accepted like everywhere;"
                            + " the result is one JSON object in any case.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
        batches.validate(this);
    }

    @Override
    ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        if (batches.isBatch()) {
            simulateBatch(loaded);
            return ExitCode.DONE;
        }
        Map<String, ValueBits> values = inputs.read(loaded, Set.of(), this);
        try (Progress progress = new Progress("simulate", ProgramCost.of(loaded).andCount(), console())) {
            Results.print(loaded, evaluate(loaded, values, progress::update), console());
        }
        return ExitCode.DONE;
    }

    private static Map<String, ValueBits> evaluate(
            Program program, Map<String, ValueBits> inputs, Walk.Listener progress) {
        BitSet random = randomBits(program.random().widthBits());
        List<BitSet> outputs = PlainEvaluator.evaluate(program, PlainValues.inputs(program, inputs), random, progress);
        Map<String, ValueBits> learned = new LinkedHashMap<>();
        for (String party : program.parties()) {
            learned.put(party, PlainValues.outputs(program, party, outputs));
        }
        return learned;
    }

    private void simulateBatch(Program loaded) throws Exception {
        ResultLines form = ResultLines.of(JoinedResults.fields(loaded), json, this);
        try (BatchInputs sources = BatchInputs.open(loaded, batches, inputs, this);
                ResultTarget target = ResultTarget.open(batches.output, false, form, console());
                BatchProgress progress = new BatchProgress("simulate", 0, console())) {
            JoinedResults joined = new JoinedResults(loaded, new RowResults(form, target));
            progress.rows(0, sources.rows());
            sources.begin();
            for (long row = 0; row < sources.rows(); row++) {
                joined.accept(row, evaluate(loaded, sources.next(), Walk.Listener.NONE));
                progress.update(row + 1);
            }
            progress.finish(sources.rows());
        }
    }

    private static BitSet randomBits(int widthBits) {
        byte[] bytes = new byte[(widthBits + Byte.SIZE - 1) / Byte.SIZE];
        new SecureRandom().nextBytes(bytes);
        BitSet bits = BitSet.valueOf(bytes);
        bits.clear(widthBits, Math.max(widthBits, bits.length()));
        return bits;
    }
}
