package dev.sflmpc.compiler.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One model of a BLIF file: tables and instances of other models, over numbered names.
 *
 * <p>Layout: table {@code t} drives {@code targets[t]} from {@code pins[pinStarts[t] … pinStarts[t + 1])}. With at most six
 * pins its function is {@code tables[t]}; else its rows are {@code rows[rowStarts[t] … rowStarts[t + 1])}, one literal
 * {@code 0}, {@code 1} or {@code -} for each pin, and {@code tables[t]} is 1 where they say when the output is 0.
 */
final class BlifModel {

    static final int UNDRIVEN = -1;
    static final int INPUT = -2;

    /**
     * A use of another model.
     *
     * @param formals names of the other model, as numbers of the file's table of formals
     * @param actuals the name of this model that each is connected to
     */
    record Instance(String model, int line, int[] formals, int[] actuals) {}

    private final FileSource in;
    private final String name;
    private final NameTable names = new NameTable();
    private final IntVector inputs = new IntVector();
    private final IntVector outputs = new IntVector();
    private final IntVector outputLines = new IntVector();
    private final List<Instance> instances = new ArrayList<>();
    /** The instances that were written out; their names come after {@link #names}. */
    private final List<BlifScope> scopes = new ArrayList<>();
    /** The table that drives a name, {@link #INPUT} or {@link #UNDRIVEN}. */
    private final IntVector drivers = new IntVector();

    private final IntVector targets = new IntVector();
    private final IntVector lines = new IntVector();
    private final IntVector pins = new IntVector();
    private final IntVector pinStarts = new IntVector();
    private final IntVector rowStarts = new IntVector();
    private long[] tables = new long[16];
    private byte[] rows = new byte[16];
    private int rowBytes;

    BlifModel(FileSource in, String name) {
        this.in = in;
        this.name = name;
        pinStarts.add(0);
        rowStarts.add(0);
    }

    String name() {
        return name;
    }

    // ---- names

    /** The number of the word read last, or of a part of it. */
    int number(BlifWords words, int from, int to) {
        return known(words.number(names, from, to));
    }

    int number(String text) {
        return known(names.number(text));
    }

    private int known(int number) {
        if (number == drivers.size()) {
            drivers.add(UNDRIVEN);
        }
        return number;
    }

    /** Adds the own names of an instance, numbered from {@link #nameCount} on. */
    void addNames(BlifScope scope) {
        if (scope.names().length > 0) {
            scopes.add(scope);
        }
        for (int i = 0; i < scope.names().length; i++) {
            drivers.add(UNDRIVEN);
        }
    }

    String nameOf(int number) {
        if (number < names.size()) {
            return names.name(number);
        }
        int low = 0;
        int high = scopes.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (scopes.get(middle).first() <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return scopes.get(low).nameOf(number);
    }

    int nameCount() {
        return drivers.size();
    }

    int driver(int number) {
        return drivers.get(number);
    }

    IntVector inputs() {
        return inputs;
    }

    IntVector outputs() {
        return outputs;
    }

    int outputLine(int output) {
        return outputLines.get(output);
    }

    void addInput(int number, int line) throws CircuitFormatException {
        if (drivers.get(number) != UNDRIVEN) {
            throw in.wrong(line, "input `" + names.name(number) + "` is driven a second time");
        }
        drivers.set(number, INPUT);
        inputs.add(number);
    }

    void addOutput(int number, int line) {
        outputs.add(number);
        outputLines.add(line);
    }

    // ---- instances

    List<Instance> instances() {
        return instances;
    }

    void add(Instance instance) {
        instances.add(instance);
    }

    // ---- tables

    int tableCount() {
        return targets.size();
    }

    int target(int table) {
        return targets.get(table);
    }

    int line(int table) {
        return lines.get(table);
    }

    int pinCount(int table) {
        return pinStarts.get(table + 1) - pinStarts.get(table);
    }

    int pin(int table, int index) {
        return pins.get(pinStarts.get(table) + index);
    }

    long function(int table) {
        return tables[table];
    }

    int rowStart(int table) {
        return rowStarts.get(table);
    }

    byte rowLetter(int at) {
        return rows[at];
    }

    void addPin(int number) {
        pins.add(number);
    }

    /** A table of the pins added since the last one; its rows follow. */
    void openTable(int target, int line) throws CircuitFormatException {
        if (drivers.get(target) != UNDRIVEN) {
            throw in.wrong(line, "`" + nameOf(target) + "` is driven a second time");
        }
        int number = targets.size();
        drivers.set(target, number);
        targets.add(target);
        lines.add(line);
        pinStarts.add(pins.size());
        if (number == tables.length) {
            tables = Arrays.copyOf(tables, 2 * number);
        }
        tables[number] = 0;
    }

    /** Lets the last table be true on a cube, one bit for each assignment of its at most six pins. */
    void addCube(long cube) {
        tables[targets.size() - 1] |= cube;
    }

    /** Adds the word read last as a row of the last table, which has more than six pins. */
    void addRow(BlifWords words) {
        makeRoom(words.length());
        words.copyTo(rows, rowBytes);
        rowBytes += words.length();
    }

    private void makeRoom(int bytes) {
        if (rowBytes + bytes > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, rowBytes + bytes));
        }
    }

    /** @param inverted whether the rows say when the output is 0 */
    void closeTable(boolean inverted) {
        int last = targets.size() - 1;
        if (pinCount(last) > TruthTable.MAX_INPUTS) {
            tables[last] = inverted ? 1 : 0;
        } else if (inverted) {
            tables[last] = ~tables[last];
        }
        rowStarts.add(rowBytes);
    }

    /**
     * Adds a copy of another model's table.
     *
     * @param numbers for each name of the other model the name here
     */
    void copyTable(BlifModel from, int table, int[] numbers) throws CircuitFormatException {
        for (int i = 0; i < from.pinCount(table); i++) {
            addPin(numbers[from.pin(table, i)]);
        }
        openTable(numbers[from.target(table)], from.line(table));
        int start = from.rowStarts.get(table);
        int length = from.rowStarts.get(table + 1) - start;
        makeRoom(length);
        System.arraycopy(from.rows, start, rows, rowBytes, length);
        rowBytes += length;
        tables[targets.size() - 1] = from.tables[table];
        rowStarts.add(rowBytes);
    }
}
