package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonLocation;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which value each column of a table is for.
 *
 * <p>A column is named by the path of its value ({@code reading[0]}, {@code model.bias}), in any order. The name of an array,
 * struct or tuple is for all of its values in order: the columns behind it, as many as it takes, have no name.
 */
final class CsvHeader {

    /** A cell of the header. */
    record Cell(String name, JsonLocation place) {}

    /** The leaves of a value: {@code count} from number {@code first} on. */
    private record Range(int first, int count) {}

    private final List<ValueType.Field> fields;
    private final List<Leaf> leaves;
    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private final ProblemList problems;
    private final BitSet given = new BitSet();
    private final List<Leaf> columns = new ArrayList<>();

    private CsvHeader(List<ValueType.Field> fields, ProblemList problems) {
        this.fields = fields;
        this.problems = problems;
        leaves = Leaf.of(fields);
        int[] seen = new int[1];
        Leaf.visit(fields, (path, type, _) -> {
            int count = Math.toIntExact(Leaf.count(type));
            ranges.put(path, new Range(seen[0], count));
            seen[0] += Leaf.isLeaf(type) ? 1 : 0;
        });
    }

    /** The leaf of each column; meaningless when there are problems. */
    static List<Leaf> columns(List<ValueType.Field> fields, List<Cell> cells, ProblemList problems) {
        CsvHeader header = new CsvHeader(fields, problems);
        header.read(cells);
        header.requireAll(cells.getFirst().place());
        return header.columns;
    }

    private void read(List<Cell> cells) {
        int at = 0;
        while (at < cells.size()) {
            Cell cell = cells.get(at);
            int unnamed = 0;
            while (at + unnamed + 1 < cells.size()
                    && cells.get(at + unnamed + 1).name().isEmpty()) {
                unnamed++;
            }
            Range range = ranges.get(cell.name());
            if (range == null) {
                problems.add(cell.place(), cell.name(), unknown(cell.name()));
            } else if (range.count() != unnamed + 1) {
                problems.add(cell.place(), cell.name(), wrongCount(range, unnamed));
            } else if (given.get(range.first(), range.first() + range.count()).isEmpty()) {
                columns.addAll(leaves.subList(range.first(), range.first() + range.count()));
            } else {
                problems.add(cell.place(), cell.name(), "given twice");
            }
            if (range != null) {
                given.set(range.first(), range.first() + range.count());
            }
            at += unnamed + 1;
        }
    }

    private String unknown(String name) {
        String expected = leaves.isEmpty()
                ? "expected no columns"
                : "expected "
                        + Expectation.names(leaves.stream().map(Leaf::path).toList());
        if (name.isEmpty()) {
            return "a column without a name, " + expected;
        }
        return "unknown column, "
                + Suggestion.closest(name, ranges.keySet())
                        .map(known -> "did you mean `" + known + "`?")
                        .orElse(expected);
    }

    private String wrongCount(Range range, int unnamed) {
        if (range.count() == 1) {
            return "one column, but " + Expectation.count(unnamed, "column") + " without a name "
                    + (unnamed == 1 ? "follows" : "follow");
        }
        List<String> names = leaves.subList(range.first(), range.first() + range.count()).stream()
                .map(Leaf::path)
                .toList();
        return "stands for " + Expectation.count(range.count(), "column") + ", expected " + Expectation.names(names)
                + " or `" + pathOf(range) + "` and " + (range.count() - 1) + " without a name, found " + unnamed;
    }

    private String pathOf(Range range) {
        return ranges.entrySet().stream()
                .filter(entry -> entry.getValue().equals(range))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** An array of which there is nothing is one problem, not as many as it has elements. */
    private void requireAll(JsonLocation place) {
        Predicate<Range> absent =
                range -> given.get(range.first(), range.first() + range.count()).isEmpty();
        for (ValueType.Field field : fields) {
            Range range = ranges.getOrDefault(field.name(), new Range(0, 0));
            if (range.count() > 1 && absent.test(range)) {
                List<String> names = leaves.subList(range.first(), range.first() + range.count()).stream()
                        .map(Leaf::path)
                        .toList();
                problems.add(place, field.name(), "missing, expected columns " + Expectation.names(names));
                given.set(range.first(), range.first() + range.count());
            }
        }
        for (int i = given.nextClearBit(0); i < leaves.size(); i = given.nextClearBit(i + 1)) {
            Leaf leaf = leaves.get(i);
            problems.add(place, leaf.path(), "missing, expected a column with " + Expectation.of(leaf.type()));
        }
    }
}
