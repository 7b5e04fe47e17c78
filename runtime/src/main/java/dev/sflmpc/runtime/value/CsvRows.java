package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as in RFC 4180, a row on each line below a header. Columns are separated by commas, semicolons or tabs, whichever
 * comes first in the header. Blanks around a cell and empty lines mean nothing.
 */
final class CsvRows implements RowReader {

    /** Where the header's first separator must have come. */
    private static final int LOOKAHEAD = 1 << 16;

    private static final String SEPARATORS = ",;\t";

    private final List<ValueType.Field> fields;
    private final CsvParser parser;
    private final ValueBits bits;
    private final ProblemList problems;
    private List<Leaf> columns = List.of();

    CsvRows(List<ValueType.Field> fields, BufferedReader text, ValueBits bits, ProblemList problems)
            throws IOException {
        this.fields = fields;
        this.bits = bits;
        this.problems = problems;
        char separator = separator(text);
        parser = factory().createParser(text);
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    }

    @Override
    public void begin() throws IOException {
        columns = CsvHeader.columns(fields, header(), problems);
    }

    private static CsvFactory factory() {
        return CsvFactory.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(JsonSyntax.MAX_NUMBER_LENGTH)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(LOOKAHEAD);
        char found = SEPARATORS.charAt(0);
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < LOOKAHEAD; i++) {
            int c = text.read();
            quoted ^= c == '"';
            if (c < 0 || (begun && (c == '\n' || c == '\r'))) {
                break;
            }
            begun |= !Character.isWhitespace(c);
            if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                found = (char) c;
                break;
            }
        }
        text.reset();
        return found;
    }

    private List<CsvHeader.Cell> header() throws IOException {
        List<CsvHeader.Cell> cells = new ArrayList<>();
        JsonToken outer = parser.nextToken();
        for (JsonToken token = parser.nextToken();
                outer != null && token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                cells.add(new CsvHeader.Cell(parser.getText().strip(), parser.currentTokenLocation()));
            }
        }
        return cells;
    }

    @Override
    public boolean next() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return false;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count < columns.size()) {
                read(columns.get(count));
            }
            count++;
        }
        if (count != columns.size()) {
            JsonLocation place = parser.currentTokenLocation();
            String message = Expectation.count(count, "cell") + ", expected " + columns.size() + " as in the header";
            problems.add(place, count < columns.size() ? columns.get(count).path() : "", message);
        }
        return true;
    }

    private void read(Leaf leaf) throws IOException {
        String text = parser.getText().strip();
        Optional<String> problem = text.isEmpty()
                ? Optional.of("an empty cell, expected " + Expectation.of(leaf.type()))
                : ScalarText.read(leaf.type(), text, "a cell", bits, leaf.at());
        if (problem.isPresent()) {
            problems.add(parser.currentTokenLocation(), leaf.path(), problem.get());
        }
    }

    @Override
    public boolean skip() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return false;
        }
        parser.skipChildren();
        return true;
    }

    @Override
    public void explain(JsonProcessingException error) {
        JsonLocation place = error.getLocation();
        problems.addLast(place == null ? parser.currentLocation() : place, message(error));
    }

    /** Jackson's own messages quote the text, which is secret. */
    static String message(JsonProcessingException error) {
        if (error instanceof StreamConstraintsException) {
            return "a cell of more than " + JsonSyntax.MAX_NUMBER_LENGTH + " characters";
        }
        String original = error.getOriginalMessage();
        if (original.contains("closing quote")) {
            return "not CSV: a cell begins with a quote and has none at its end";
        }
        if (original.contains("column separator")) {
            return "not CSV: text follows a cell in quotes, expected a separator or the end of the line";
        }
        return "not CSV";
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
