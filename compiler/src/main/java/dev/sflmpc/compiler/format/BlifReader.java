package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one flat, combinational model of BLIF: {@code .model}, {@code .inputs}, {@code .outputs}, {@code .names}.
 *
 * <p>Tables may come in any order. Those of up to six inputs are kept as truth tables, wider ones as their rows.
 *
 * <p>Layout: table {@code t} drives {@code targets[t]} from {@code pins[pinStarts[t] … pinStarts[t + 1])}. With at most six
 * pins its function is {@code tables[t]}; else its rows are {@code rows[rowStarts[t] … rowStarts[t + 1])}, one literal
 * {@code 0}, {@code 1} or {@code -} for each pin.
 */
final class BlifReader {

    private static final int UNDRIVEN = -1;
    private static final int INPUT = -2;
    private static final int UNBUILT = -1;
    private static final int OPEN = -2;

    private final FileSource in;
    private Netlist netlist = new Netlist();
    private final NameTable names = new NameTable();
    private byte[] token = new byte[256];
    private int tokenLength;

    private final IntVector inputs = new IntVector();
    private final IntVector outputs = new IntVector();
    private final IntVector outputLines = new IntVector();
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
    /** 1 or 0 as the rows of the last table say, -1 before its first one. */
    private int phase = -1;

    private int[] literals = new int[0];

    private BlifReader(FileSource in) {
        this.in = in;
        pinStarts.add(0);
        rowStarts.add(0);
    }

    static Draft read(FileSource in, String name) throws IOException, CircuitFormatException {
        try {
            return new BlifReader(in).read(name);
        } catch (IllegalStateException | NegativeArraySizeException e) {
            throw new CircuitFormatException(in.name(), "larger than this reader can take: " + e.getMessage());
        }
    }

    private Draft read(String name) throws IOException, CircuitFormatException {
        Optional<String> model = Optional.empty();
        boolean ended = false;
        boolean inTable = false;
        while (!ended && nextLogicalLine()) {
            if (peekByte() != '.') {
                if (!inTable) {
                    throw in.wrong("`" + in.excerpt() + "`, expected a directive such as .names");
                }
                row();
                continue;
            }
            int line = in.line();
            nextToken("a directive");
            String directive = tokenText();
            if (model.isEmpty() && !directive.equals(".model")) {
                throw in.wrong(line, directive + " before .model");
            }
            inTable = false;
            switch (directive) {
                case ".model" -> {
                    if (model.isPresent()) {
                        throw in.wrong(line, "a second .model; only files with one flat model are read");
                    }
                    model = Optional.of(nextToken() ? tokenText() : name);
                    requireLineEnd();
                }
                case ".inputs" -> inputs(line);
                case ".outputs" -> outputs(line);
                case ".names" -> {
                    names(line);
                    inTable = true;
                }
                case ".end" -> ended = true;
                case ".latch" -> throw in.wrong(line, ".latch: circuits with memory cannot be computed in one pass");
                case ".subckt", ".gate", ".mlatch" ->
                    throw in.wrong(
                            line, directive + ": only flat models of .names are read; flatten the circuit first");
                default ->
                    throw in.wrong(line, directive + " is not supported, expected .inputs, .outputs, .names or .end");
            }
        }
        if (model.isEmpty()) {
            throw in.wrong("expected .model");
        }
        if (ended && in.skipBlankLines()) {
            requireNothingAfterEnd();
        }
        finishTable();
        return draft(model.get());
    }

    private void requireNothingAfterEnd() throws IOException, CircuitFormatException {
        if (nextLogicalLine()) {
            throw in.wrong("`" + in.excerpt() + "` after .end; only files with one flat model are read");
        }
    }

    // ---- lines and words

    /** The next byte; a backslash at the end of a line, with it, and a comment are blanks. */
    private int peekByte() throws IOException, CircuitFormatException {
        int c = in.skipBlanks();
        while (c == '\\' || c == '#') {
            if (c == '#') {
                while (c != '\n' && c != FileSource.END) {
                    in.skipByte();
                    c = in.peek();
                }
                return c;
            }
            if (!in.skipContinuation()) {
                return c;
            }
            c = in.skipBlanks();
        }
        return c;
    }

    /** Goes to the next line that has something on it; false at the end of the file. */
    private boolean nextLogicalLine() throws IOException, CircuitFormatException {
        int c = peekByte();
        while (c == '\n') {
            in.next();
            c = peekByte();
        }
        return c != FileSource.END;
    }

    /** Reads the next word of the line into {@link #token}; false when there is none. */
    private boolean nextToken() throws IOException, CircuitFormatException {
        int c = peekByte();
        tokenLength = 0;
        while (c != '\n' && c != FileSource.END && !FileSource.isBlank(c) && c != '#') {
            if (c < ' ' || c == 0x7f) {
                throw in.wrong("a control character in a name");
            }
            if (tokenLength == token.length) {
                token = Arrays.copyOf(token, 2 * tokenLength);
            }
            token[tokenLength++] = (byte) c;
            in.skipByte();
            c = in.peek();
            if (c == '\\' && in.continuesLine()) {
                break;
            }
        }
        return tokenLength > 0;
    }

    private void nextToken(String expected) throws IOException, CircuitFormatException {
        if (!nextToken()) {
            throw in.wrong("expected " + expected);
        }
    }

    private String tokenText() {
        return new String(token, 0, tokenLength, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void requireLineEnd() throws IOException, CircuitFormatException {
        if (nextToken()) {
            throw in.wrong("`" + tokenText() + "`, expected the end of the line");
        }
    }

    private int tokenName() {
        int number = names.number(token, tokenLength);
        if (number == drivers.size()) {
            drivers.add(UNDRIVEN);
        }
        return number;
    }

    // ---- directives

    private void inputs(int line) throws IOException, CircuitFormatException {
        while (nextToken()) {
            int name = tokenName();
            if (drivers.get(name) != UNDRIVEN) {
                throw in.wrong(line, "input `" + names.name(name) + "` is driven a second time");
            }
            drivers.set(name, INPUT);
            inputs.add(name);
        }
    }

    private void outputs(int line) throws IOException, CircuitFormatException {
        while (nextToken()) {
            outputs.add(tokenName());
            outputLines.add(line);
        }
    }

    private void names(int line) throws IOException, CircuitFormatException {
        finishTable();
        while (nextToken()) {
            pins.add(tokenName());
        }
        if (pins.size() == pinStarts.get(pinStarts.size() - 1)) {
            throw in.wrong(line, ".names without a name, expected the inputs of a table and its output");
        }
        int target = pins.removeLast();
        if (drivers.get(target) != UNDRIVEN) {
            throw in.wrong(line, "`" + names.name(target) + "` is driven a second time");
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
        phase = -1;
    }

    /** The last table has no more rows. */
    private void finishTable() {
        if (targets.size() == rowStarts.size()) {
            int last = targets.size() - 1;
            if (phase == 0) {
                tables[last] = ~tables[last];
            }
            if (pinCount(last) > TruthTable.MAX_INPUTS) {
                tables[last] = phase == 0 ? 1 : 0;
            }
            rowStarts.add(rowBytes);
        }
    }

    private int pinCount(int table) {
        return pinStarts.get(table + 1) - pinStarts.get(table);
    }

    private void row() throws IOException, CircuitFormatException {
        int table = targets.size() - 1;
        int pinCount = pinCount(table);
        if (pinCount > 0) {
            nextToken("a row of the table");
            if (tokenLength != pinCount) {
                throw in.wrong("`" + tokenText() + "` in a table of " + pinCount + " inputs");
            }
            if (pinCount <= TruthTable.MAX_INPUTS) {
                tables[table] |= cube(pinCount);
            } else {
                keepRow(pinCount);
            }
        } else {
            tables[table] = -1;
        }
        nextToken("0 or 1, the value of the row");
        if (tokenLength != 1 || (token[0] != '0' && token[0] != '1')) {
            throw in.wrong("`" + tokenText() + "`, expected 0 or 1, the value of the row");
        }
        int value = token[0] - '0';
        if (phase >= 0 && phase != value) {
            throw in.wrong("a table with rows of value 0 and of value 1");
        }
        phase = value;
        requireLineEnd();
    }

    private void requireRowLetter(int i) throws CircuitFormatException {
        if (token[i] != '0' && token[i] != '1' && token[i] != '-') {
            throw in.wrong("`" + tokenText() + "` in a row, expected 0, 1 and - only");
        }
    }

    private long cube(int pinCount) throws CircuitFormatException {
        long cube = -1;
        for (int i = 0; i < pinCount; i++) {
            requireRowLetter(i);
            if (token[i] != '-') {
                cube &= token[i] == '1' ? TruthTable.variable(i) : ~TruthTable.variable(i);
            }
        }
        return cube;
    }

    private void keepRow(int pinCount) throws CircuitFormatException {
        for (int i = 0; i < pinCount; i++) {
            requireRowLetter(i);
        }
        if (rowBytes + pinCount > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, rowBytes + pinCount));
        }
        System.arraycopy(token, 0, rows, rowBytes, pinCount);
        rowBytes += pinCount;
    }

    // ---- gates

    private Draft draft(String name) throws CircuitFormatException {
        netlist = new Netlist(names.size() + 1);
        int[] inputBits = netlist.inputs(inputs.size());
        literals = new int[names.size()];
        Arrays.fill(literals, UNBUILT);
        for (int i = 0; i < inputBits.length; i++) {
            literals[inputs.get(i)] = inputBits[i];
        }
        for (int table = 0; table < targets.size(); table++) {
            build(table);
        }
        int[] outputBits = new int[outputs.size()];
        for (int i = 0; i < outputBits.length; i++) {
            int output = outputs.get(i);
            if (drivers.get(output) == UNDRIVEN) {
                throw in.wrong(outputLines.get(i), "nothing drives the output `" + names.name(output) + "`");
            }
            outputBits[i] = literals[output];
        }
        Circuit built =
                new Circuit(Signature.assumed(name, groups(inputs), groups(outputs)), netlist, inputBits, outputBits);
        return new Draft(
                CircuitFormat.BLIF,
                name,
                netlist,
                groups(inputs),
                groups(outputs),
                false,
                inputBits,
                outputBits,
                built.gates());
    }

    private List<Signature.Group> groups(IntVector which) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < which.size(); i++) {
            texts.add(names.name(which.get(i)));
        }
        return BitNames.groups(texts);
    }

    /** Builds a table and, before it, all that it needs. */
    private void build(int first) throws CircuitFormatException {
        IntVector stack = new IntVector();
        stack.add(first);
        while (stack.size() > 0) {
            int table = stack.get(stack.size() - 1);
            int target = targets.get(table);
            if (literals[target] >= 0) {
                stack.removeLast();
                continue;
            }
            int missing = missingPin(table);
            if (missing < 0) {
                literals[target] = gates(table);
                stack.removeLast();
            } else {
                literals[target] = OPEN;
                if (literals[missing] == OPEN) {
                    throw in.wrong(
                            lines.get(table),
                            "`" + names.name(missing) + "` depends on itself, by way of `" + names.name(target) + "`");
                }
                stack.add(drivers.get(missing));
            }
        }
    }

    /** A pin of the table that has not been built; -1 when there is none. */
    private int missingPin(int table) throws CircuitFormatException {
        for (int i = pinStarts.get(table); i < pinStarts.get(table + 1); i++) {
            int pin = pins.get(i);
            if (drivers.get(pin) == UNDRIVEN) {
                throw in.wrong(lines.get(table), "nothing drives `" + names.name(pin) + "`");
            }
            if (literals[pin] < 0) {
                return pin;
            }
        }
        return -1;
    }

    private int gates(int table) {
        int[] operands = new int[pinCount(table)];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = literals[pins.get(pinStarts.get(table) + i)];
        }
        if (operands.length <= TruthTable.MAX_INPUTS) {
            return TruthTable.build(netlist, tables[table], operands, operands.length);
        }
        IntVector cubes = new IntVector();
        for (int row = rowStarts.get(table); row < rowStarts.get(table + 1); row += operands.length) {
            IntVector factors = new IntVector();
            for (int i = 0; i < operands.length; i++) {
                if (rows[row + i] != '-') {
                    factors.add(rows[row + i] == '1' ? operands[i] : operands[i] ^ 1);
                }
            }
            cubes.add(all(factors.toArray()) ^ 1);
        }
        return all(cubes.toArray()) ^ 1 ^ (int) tables[table];
    }

    /** The AND of all these, as a tree. */
    private int all(int[] factors) {
        int count = factors.length;
        if (count == 0) {
            return Netlist.TRUE;
        }
        while (count > 1) {
            for (int i = 0; i < count / 2; i++) {
                factors[i] = netlist.and(factors[2 * i], factors[2 * i + 1]);
            }
            if (count % 2 == 1) {
                factors[count / 2] = factors[count - 1];
            }
            count = (count + 1) / 2;
        }
        return factors[0];
    }
}
