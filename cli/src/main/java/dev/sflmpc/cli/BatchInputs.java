package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.protocol.RowSource;
import dev.sflmpc.runtime.value.InputException;
import dev.sflmpc.runtime.value.InputProblem;
import dev.sflmpc.runtime.value.JsonInput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of all parties for many rows, for the commands that play all of them. */
final class BatchInputs implements AutoCloseable {

    private final Program program;
    private final Map<String, BatchSource> sources;

    private BatchInputs(Program program, Map<String, BatchSource> sources) {
        this.program = program;
        this.sources = sources;
    }

    /** Checks all rows of all parties. */
    static BatchInputs open(Program program, BatchesOption batches, InputOptions inputs, MpcCommand command)
            throws InputException, Failure, IOException {
        Map<String, String> files = InputOptions.byParty("--batch", batches.batches, program, command);
        Map<String, String> inputFiles = InputOptions.byParty("--input", inputs.inputs, program, command);
        files.forEach((party, file) -> {
            if (inputFiles.containsKey(party)) {
                throw command.usage("both --batch and --input are given for " + party);
            }
            if (file.equals(InputFile.STANDARD_INPUT)) {
                throw command.usage("--batch " + party + "=" + file + ": rows are read twice; write them to a file");
            }
        });
        Map<String, ValueBits> same = inputs.read(program, files.keySet(), command);
        Map<String, BatchSource> sources = new LinkedHashMap<>();
        List<InputProblem> problems = new ArrayList<>();
        for (String party : program.parties()) {
            String file = files.get(party);
            try {
                sources.put(
                        party,
                        file == null
                                ? new SameInput(same.getOrDefault(party, new ValueBits(0)), Long.MAX_VALUE)
                                : BatchFiles.open(program, party, file, command));
            } catch (InputException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        BatchInputs opened = new BatchInputs(program, sources);
        opened.requireSameCount(files);
        return opened;
    }

    private void requireSameCount(Map<String, String> files) throws Failure {
        for (Map.Entry<String, BatchSource> source : sources.entrySet()) {
            long count = source.getValue().count();
            if (count != RowSource.ANY && count != rows()) {
                throw Failure.ofFile(
                        String.valueOf(files.get(source.getKey())),
                        Counts.of(count, "row") + ", but the batch of the other party has " + Counts.of(rows())
                                + "; row by row they belong together");
            }
        }
    }

    /** How many there are. */
    long rows() {
        return sources.values().stream()
                .mapToLong(RowSource::count)
                .filter(count -> count != RowSource.ANY)
                .findFirst()
                .orElseThrow();
    }

    Map<String, RowSource> byParty() {
        return new LinkedHashMap<>(sources);
    }

    /** Goes to the first row. */
    void begin() throws IOException {
        for (BatchSource source : sources.values()) {
            source.seek(0);
        }
    }

    /** The inputs of the next row, by party; to be used before the row after it. */
    Map<String, ValueBits> next() throws IOException {
        Map<String, ValueBits> row = new LinkedHashMap<>();
        for (Map.Entry<String, BatchSource> source : sources.entrySet()) {
            List<ValueType.Field> fields = JsonInput.fields(program, source.getKey());
            row.put(source.getKey(), ValueBits.of(fields, source.getValue().next()));
        }
        return row;
    }

    @Override
    public void close() throws OwnFault {
        for (BatchSource source : sources.values()) {
            source.close();
        }
    }
}
