package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.value.CsvOutput;
import dev.sflmpc.runtime.value.JsonOutput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/** The form of results of many rows: a line for each. */
sealed interface ResultLines {

    /** The line before the first row, if there is one; with its end. */
    Optional<String> header();

    /**
     * Appends the line of a row, with its end.
     *
     * @param at the first of its bits
     * @param row its number, from 0
     */
    void write(ValueBits bits, int at, long row, StringWriter target) throws IOException;

    /** A table; its header has the paths of the values. */
    record Csv(CsvOutput output) implements ResultLines {
        @Override
        public Optional<String> header() {
            return Optional.of(output.header() + "\n");
        }

        @Override
        public void write(ValueBits bits, int at, long row, StringWriter target) throws IOException {
            output.write(bits, at, row, target);
            target.append('\n');
        }
    }

    /** An object on each line. */
    record JsonObjects(List<ValueType.Field> fields) implements ResultLines {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public void write(ValueBits bits, int at, long row, StringWriter target) throws IOException {
            Json.write(target, generator -> JsonOutput.write(fields, bits, at, generator));
            target.append('\n');
        }
    }

    /** CSV, or JSON if that is asked for. */
    static ResultLines of(List<ValueType.Field> fields, boolean json, MpcCommand command) {
        if (json) {
            return new JsonObjects(fields);
        }
        long columns = CsvOutput.columns(fields);
        if (columns > CsvOutput.MAX_COLUMNS) {
            throw command.usage("each row of results has " + Counts.of(columns, "value")
                    + ", which is too wide for CSV; add --json");
        }
        return new Csv(new CsvOutput(fields));
    }
}
