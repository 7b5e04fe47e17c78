package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.protocol.RowSink;
import dev.sflmpc.runtime.value.JsonOutput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of both parties, row by row in one line, for the commands that play both. Each party has a sink of its own,
 * which may be on a thread of its own; of each chunk of rows, the party that comes last writes.
 */
final class JoinedResults {

    private static final long[] NOTHING = {};

    private final List<String> parties;
    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final RowSink sink;
    private final Map<String, long[]> waiting = new LinkedHashMap<>();

    /** @param sink gets the bits of all parties' results, row by row, in the program's order of parties */
    JoinedResults(Program program, RowSink sink) {
        this.parties = program.parties();
        this.sink = sink;
        for (String party : parties) {
            int width = JsonOutput.fields(program, party).stream()
                    .mapToInt(field -> field.type().widthBits())
                    .sum();
            widths.put(party, width);
        }
    }

    /** A struct for each party that learns something: the form of a line. */
    static List<ValueType.Field> fields(Program program) {
        List<ValueType.Field> fields = new ArrayList<>();
        for (String party : program.parties()) {
            List<ValueType.Field> own = JsonOutput.fields(program, party);
            if (!own.isEmpty()) {
                fields.add(new ValueType.Field(party, new ValueType.Struct(party, own)));
            }
        }
        return fields;
    }

    /** What takes the results of one party. */
    RowSink of(String party) {
        return (firstRow, rows, outputBits, widthBits) -> accept(party, firstRow, rows, outputBits);
    }

    /** The results of one row, by party. */
    void accept(long row, Map<String, ValueBits> byParty) throws IOException {
        for (String party : parties) {
            accept(party, row, 1, byParty.getOrDefault(party, new ValueBits(0)).words());
        }
    }

    private synchronized void accept(String party, long firstRow, int rows, long[] outputBits) throws IOException {
        waiting.put(party, outputBits.clone());
        if (waiting.size() < parties.size()) {
            return;
        }
        join(firstRow, rows);
        waiting.values().forEach(bits -> Arrays.fill(bits, 0));
        waiting.clear();
    }

    private void join(long firstRow, int rows) throws IOException {
        int width = widths.values().stream().mapToInt(Integer::intValue).sum();
        long[] joined = Bits.allocate(Math.multiplyExact(width, rows));
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (String party : parties) {
                int own = widths.getOrDefault(party, 0);
                Bits.copy(waiting.getOrDefault(party, NOTHING), row * own, joined, at, own);
                at += own;
            }
        }
        sink.accept(firstRow, rows, joined, width);
        Arrays.fill(joined, 0);
    }
}
