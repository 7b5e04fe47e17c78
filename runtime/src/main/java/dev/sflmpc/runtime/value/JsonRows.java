package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** JSON lines: an object for each row, as {@link JsonInput} reads one. */
final class JsonRows implements RowReader {

    private final List<ValueType.Field> fields;
    private final JsonParser parser;
    private final ProblemList problems;
    private final JsonValueReader values;

    JsonRows(List<ValueType.Field> fields, Reader text, ValueBits bits, ProblemList problems) throws IOException {
        this.fields = fields;
        this.problems = problems;
        parser = JsonSyntax.factory().createParser(text);
        values = new JsonValueReader(parser, bits, problems);
    }

    @Override
    public void begin() {
        // Each row says itself what it holds.
    }

    @Override
    public boolean next() throws IOException {
        if (parser.nextToken() == null) {
            return false;
        }
        values.readRoot(fields);
        return true;
    }

    @Override
    public boolean skip() throws IOException {
        if (parser.nextToken() == null) {
            return false;
        }
        parser.skipChildren();
        return true;
    }

    @Override
    public void explain(JsonProcessingException error) {
        JsonLocation place = error.getLocation();
        problems.addLast(place == null ? parser.currentLocation() : place, JsonSyntax.message(error));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
