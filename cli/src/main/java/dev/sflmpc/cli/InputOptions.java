package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.value.InputException;
import dev.sflmpc.runtime.value.InputProblem;
import dev.sflmpc.runtime.value.JsonInput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The inputs of all parties, for the commands that play all of them. */
final class InputOptions {

    @Option(
            names = {"-i", "--input"},
            paramLabel = "PARTY=FILE",
            order = 2,
            description = "A party's input: a JSON object whose keys are that party's parameters of main; - is standard"
                    + " input. Once for each party that gives one.")
    List<String> inputs = new ArrayList<>();

    /**
     * Reads and checks the inputs of all parties.
     *
     * @param others parties whose inputs come from elsewhere
     * @return bits by party, those of parties without inputs included
     */
    Map<String, ValueBits> read(Program program, Set<String> others, MpcCommand command)
            throws InputException, Failure, IOException {
        Map<String, String> files = files(program, command);
        Map<String, ValueBits> byParty = new LinkedHashMap<>();
        List<InputProblem> problems = new ArrayList<>();
        for (String party : program.parties()) {
            if (others.contains(party)) {
                continue;
            }
            List<ValueType.Field> fields = JsonInput.fields(program, party);
            try {
                byParty.put(party, readOne(fields, party, files, command));
            } catch (InputException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            byParty.values().forEach(ValueBits::close);
            throw new InputException(problems);
        }
        return byParty;
    }

    private static ValueBits readOne(
            List<ValueType.Field> fields, String party, Map<String, String> files, MpcCommand command)
            throws InputException, Failure, IOException {
        String file = files.get(party);
        if (file != null) {
            return InputFile.read(fields, file, command.environment());
        }
        if (!fields.isEmpty()) {
            throw command.usage("no input for " + party + ", which gives "
                    + String.join(
                            ", ", fields.stream().map(ValueType.Field::name).toList()) + "; add --input "
                    + party + "=FILE");
        }
        return new ValueBits(0);
    }

    private Map<String, String> files(Program program, MpcCommand command) {
        Map<String, String> files = byParty("--input", inputs, program, command);
        if (files.values().stream().filter(InputFile.STANDARD_INPUT::equals).count() > 1) {
            throw command.usage("only one party's input can be read from standard input");
        }
        return files;
    }

    /** Files by party, from values {@code PARTY=FILE} of an option. */
    static Map<String, String> byParty(String option, List<String> values, Program program, MpcCommand command) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw command.usage(option + " " + value + ": expected PARTY=FILE; the parties are "
                        + String.join(", ", program.parties()));
            }
            String party = value.substring(0, equals);
            Parties.require(party, program, command);
            if (files.put(party, value.substring(equals + 1)) != null) {
                throw command.usage(option + " is given twice for " + party);
            }
        }
        return files;
    }
}
