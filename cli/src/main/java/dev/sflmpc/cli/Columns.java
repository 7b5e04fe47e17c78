package dev.sflmpc.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns, without lines around it. */
final class Columns {

    private static final int MAX_COLUMN_WIDTH = 120;

    private Columns() {}

    /** @param rows of equal length, at least one */
    static String of(List<List<String>> rows) {
        List<ColumnData<List<String>>> columns = IntStream.range(
                        0, rows.getFirst().size())
                .mapToObj(i -> new Column()
                        .dataAlign(HorizontalAlign.LEFT)
                        .maxWidth(MAX_COLUMN_WIDTH)
                        .<List<String>>with(row -> row.get(i)))
                .toList();
        String table = AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns);
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("^ ", "").stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
