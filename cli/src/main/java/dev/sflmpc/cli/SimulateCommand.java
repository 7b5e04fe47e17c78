package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.value.PlainValues;
import dev.sflmpc.runtime.value.ValueBits;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "  mpc simulate risk.sfl -D FEATURES=8 -i vendor=model.json -i operator=-  < reading.json"
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

    @Option(names = "--json", description = "Accepted like everywhere; the result is one JSON object in any case.")
    boolean json;

    @Override
    void validate() {
        effort.require(this);
    }

    @Override
    ExitCode execute() throws Exception {
        Program loaded = program.load(effort, this);
        Map<String, ValueBits> values = inputs.read(loaded, this);
        List<BitSet> outputs;
        try (Progress progress = new Progress("simulate", ProgramCost.of(loaded).andCount(), console())) {
            BitSet random = randomBits(loaded.random().widthBits());
            outputs = PlainEvaluator.evaluate(loaded, PlainValues.inputs(loaded, values), random, progress::update);
        }
        Map<String, ValueBits> learned = new LinkedHashMap<>();
        for (String party : loaded.parties()) {
            learned.put(party, PlainValues.outputs(loaded, party, outputs));
        }
        Results.print(loaded, learned, console());
        return ExitCode.DONE;
    }

    private static BitSet randomBits(int widthBits) {
        byte[] bytes = new byte[(widthBits + Byte.SIZE - 1) / Byte.SIZE];
        new SecureRandom().nextBytes(bytes);
        BitSet bits = BitSet.valueOf(bytes);
        bits.clear(widthBits, Math.max(widthBits, bits.length()));
        return bits;
    }
}
