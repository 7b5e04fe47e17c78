package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with a party's inputs for many evaluations: a table (CSV) whose header names the values by their paths, or JSON lines,
 * an object for each evaluation as {@link JsonInput} reads one. The content says which.
 *
 * <p>The whole file is read and checked first, and read again as its rows are used; memory holds one row. A file that is
 * changed in between is an error.
 */
public final class BatchInput {

    private static final int PEEK_CHARS = 1 << 12;

    private final List<ValueType.Field> fields;
    private final Path file;
    private final SteadyStream.State state;
    private final long rows;

    private BatchInput(List<ValueType.Field> fields, Path file, SteadyStream.State state, long rows) {
        this.fields = fields;
        this.file = file;
        this.state = state;
        this.rows = rows;
    }

    /**
     * Reads all of a file and checks that each row is what the program takes.
     *
     * @param fields the layout of a row's bits
     * @throws InputException if a row is not; names every problem up to {@link InputException#MAX_PROBLEMS}
     * @throws IOException if the file cannot be read, or read twice
     */
    public static BatchInput check(List<ValueType.Field> fields, Path file) throws InputException, IOException {
        SteadyStream.State state = SteadyStream.State.of(file);
        ProblemList problems = new ProblemList(file.toString());
        long count = 0;
        try (Source source = new Source(fields, file, state, problems)) {
            count = source.count();
        } catch (Utf8Reader.MalformedException error) {
            problems.addLast(error);
        } catch (ProblemList.FullException full) {
            // Reported below, with the problems themselves.
        }
        if (!problems.isEmpty()) {
            throw problems.toException();
        }
        return new BatchInput(fields, file, state, count);
    }

    /** How many there are; at least one. */
    public long rows() {
        return rows;
    }

    /** Begins to read again. */
    public Rows open() throws IOException {
        return new Rows(this);
    }

    /** The rows of a file that has been checked. */
    public static final class Rows implements Closeable {

        private final BatchInput input;
        private final ProblemList problems;
        private final Source source;

        private Rows(BatchInput input) throws IOException {
            this.input = input;
            problems = new ProblemList(input.file.toString());
            source = new Source(input.fields, input.file, input.state, problems);
            try {
                source.reader.begin();
            } catch (IOException e) {
                source.close();
                throw e;
            }
        }

        /** Passes over rows. */
        public void skip(long count) throws IOException {
            for (long i = 0; i < count; i++) {
                require(source.reader.skip());
            }
        }

        /** The bits of the next row, in an object that is used again for the row after it. */
        public ValueBits next() throws IOException {
            require(isNextRight());
            return source.bits;
        }

        /** What was right when it was checked cannot be wrong now. */
        private boolean isNextRight() throws IOException {
            try {
                return source.reader.next() && problems.isEmpty();
            } catch (JsonProcessingException | ProblemList.FullException e) {
                return false;
            }
        }

        private void require(boolean asBefore) throws IOException {
            if (!asBefore) {
                throw SteadyStream.changed(input.file);
            }
        }

        /** Wipes the row. */
        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /** The file, opened, and a reader for what it holds. */
    private static final class Source implements Closeable {

        private final List<ValueType.Field> fields;
        private final ProblemList problems;
        private final SteadyStream in;
        private final BufferedReader text;
        private final ValueBits bits;
        private final RowReader reader;

        Source(List<ValueType.Field> fields, Path file, SteadyStream.State state, ProblemList problems)
                throws IOException {
            this.fields = fields;
            this.problems = problems;
            bits = new ValueBits(Math.toIntExact(
                    fields.stream().mapToLong(field -> field.type().widthBits()).sum()));
            in = new SteadyStream(file, state);
            text = new BufferedReader(new Utf8Reader(in));
            reader = reader();
        }

        private RowReader reader() throws IOException {
            switch (firstCharacter()) {
                case -1 -> problems.add("the file is empty, expected " + expectation());
                case '{', '[' -> {
                    return new JsonRows(fields, text, bits, problems);
                }
                default -> {
                    long columns = Leaf.count(fields);
                    if (columns <= Leaf.MAX_COUNT) {
                        return new CsvRows(fields, text, bits, problems);
                    }
                    problems.add("CSV with " + columns + " columns is too wide; write a JSON object on each line");
                }
            }
            return new JsonRows(fields, Reader.nullReader(), bits, problems);
        }

        private int firstCharacter() throws IOException {
            text.mark(PEEK_CHARS);
            int c = text.read();
            for (int i = 1; i < PEEK_CHARS && Character.isWhitespace(c); i++) {
                c = text.read();
            }
            text.reset();
            return c;
        }

        private String expectation() {
            return "CSV whose header names "
                    + Expectation.names(
                            fields.stream().map(ValueType.Field::name).toList())
                    + ", or a JSON object on each line";
        }

        /** Reads everything, for its problems and its number of rows. */
        long count() throws IOException {
            long rows = 0;
            try {
                reader.begin();
                boolean more = problems.isEmpty();
                while (more && reader.next()) {
                    rows++;
                }
            } catch (JsonProcessingException error) {
                reader.explain(error);
            }
            if (rows == 0 && problems.isEmpty()) {
                problems.add("there is no row after the header");
            }
            return rows;
        }

        @Override
        public void close() throws IOException {
            bits.close();
            reader.close();
            text.close();
            in.close();
        }
    }
}
