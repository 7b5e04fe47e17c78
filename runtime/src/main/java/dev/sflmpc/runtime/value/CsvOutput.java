package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes results as a table: a header with the paths of all values, a line for each evaluation. Numbers are exact, in the form
 * that {@link BatchInput} reads; none of it needs quotes. Fields without a value, as of a party that learns nothing, give
 * one column {@value #ROW}, the number of the evaluation from 1 on: every line then still says that a row is done.
 */
public final class CsvOutput {

    /** The most values that a line may have. */
    public static final int MAX_COLUMNS = Leaf.MAX_COUNT;

    private static final String ROW = "row";

    private final List<Leaf> leaves;

    /** @throws IllegalArgumentException when there are more than {@link #MAX_COLUMNS} */
    public CsvOutput(List<ValueType.Field> fields) {
        if (columns(fields) > MAX_COLUMNS) {
            throw new IllegalArgumentException(columns(fields) + " columns");
        }
        leaves = Leaf.of(fields);
    }

    /** How many values the fields have. */
    public static long columns(List<ValueType.Field> fields) {
        return Leaf.count(fields);
    }

    /** The first line, without its end. */
    public String header() {
        return leaves.isEmpty() ? ROW : leaves.stream().map(Leaf::path).collect(Collectors.joining(","));
    }

    /**
     * Appends the line of an evaluation, without its end.
     *
     * @param at the first of its bits
     * @param row its number, from 0
     */
    public void write(ValueBits bits, int at, long row, Appendable target) throws IOException {
        if (leaves.isEmpty()) {
            target.append(Long.toString(row + 1));
            return;
        }
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            target.append(i == 0 ? "" : ",").append(ScalarText.write(leaf.type(), bits, at + leaf.at()));
        }
    }
}
