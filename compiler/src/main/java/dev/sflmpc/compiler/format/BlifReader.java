package dev.sflmpc.compiler.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads combinational BLIF: {@code .model}, {@code .inputs}, {@code .outputs}, {@code .names}, {@code .subckt}, {@code .end};
 * and what Yosys adds to it: {@code .conn}, instances of {@link BlifCells}, and remarks about gates, which are skipped.
 *
 * <p>The first model is the circuit; the others are there for its instances. Tables may come in any order. Those of up to
 * six inputs are kept as truth tables, wider ones as their rows.
 */
final class BlifReader {

    /** Names and attributes of gates from Yosys, and delay constraints. */
    private static final Set<String> REMARKS = Set.of(
            ".cname",
            ".attr",
            ".param",
            ".area",
            ".delay",
            ".wire_load_slope",
            ".wire",
            ".input_arrival",
            ".default_input_arrival",
            ".output_required",
            ".default_output_required",
            ".input_drive",
            ".default_input_drive",
            ".output_load",
            ".default_output_load",
            ".max_input_load",
            ".default_max_input_load");

    private final FileSource in;
    private final BlifWords words;
    private final NameTable formals = new NameTable();
    private final List<BlifModel> models = new ArrayList<>();
    private final Set<String> modelNames = new HashSet<>();
    private boolean tableIsOpen;
    /** 1 or 0 as the rows of the open table say, -1 before its first one. */
    private int phase;

    private BlifReader(FileSource in) {
        this.in = in;
        this.words = new BlifWords(in);
    }

    static Draft read(FileSource in, String name) throws IOException, CircuitFormatException {
        try {
            return new BlifReader(in).read(name);
        } catch (IllegalStateException | NegativeArraySizeException e) {
            throw new CircuitFormatException(in.name(), "larger than this reader can take: " + e.getMessage());
        }
    }

    private Draft read(String name) throws IOException, CircuitFormatException {
        Optional<BlifModel> model = Optional.empty();
        while (words.nextLine()) {
            if (model.isPresent() && words.peek() != '.') {
                row(model.get());
                continue;
            }
            int line = in.line();
            words.next("a directive");
            String directive = words.text();
            if (directive.equals(".model")) {
                model.ifPresent(this::closeTable);
                model = Optional.of(model(line, name));
            } else if (directive.equals(".end") && model.isPresent()) {
                model.ifPresent(this::closeTable);
                model = Optional.empty();
            } else if (model.isPresent()) {
                directive(directive, line, model.get());
            } else {
                throw in.wrong(
                        line, models.isEmpty() ? directive + " before .model" : "`" + directive + "` after .end");
            }
        }
        model.ifPresent(this::closeTable);
        if (models.isEmpty()) {
            throw in.wrong("expected .model");
        }
        return BlifBuilder.build(in, BlifFlattening.flatten(in, formals, models));
    }

    private BlifModel model(int line, String fileName) throws IOException, CircuitFormatException {
        String name = words.next() ? words.text() : fileName;
        words.requireLineEnd();
        if (!modelNames.add(name)) {
            throw in.wrong(line, "a second model `" + name + "`");
        }
        BlifModel model = new BlifModel(in, name);
        models.add(model);
        return model;
    }

    private void directive(String directive, int line, BlifModel model) throws IOException, CircuitFormatException {
        closeTable(model);
        switch (directive) {
            case ".inputs" -> {
                while (words.next()) {
                    model.addInput(model.number(words, 0, words.length()), line);
                }
            }
            case ".outputs" -> {
                while (words.next()) {
                    model.addOutput(model.number(words, 0, words.length()), line);
                }
            }
            case ".names" -> names(line, model);
            case ".subckt" -> instance(line, model, false);
            case ".gate" -> instance(line, model, true);
            case ".conn" -> connection(line, model);
            case ".latch", ".mlatch" ->
                throw in.wrong(line, directive + ": circuits with memory cannot be computed in one pass");
            default -> remark(directive, line);
        }
    }

    /** Skips what says nothing about the function. */
    private void remark(String directive, int line) throws IOException, CircuitFormatException {
        if (!REMARKS.contains(directive)) {
            throw in.wrong(line, directive + " is not supported, expected .inputs, .outputs, .names, .subckt or .end");
        }
        words.skipLine();
    }

    private void names(int line, BlifModel model) throws IOException, CircuitFormatException {
        int last = -1;
        while (words.next()) {
            if (last >= 0) {
                model.addPin(last);
            }
            last = model.number(words, 0, words.length());
        }
        if (last < 0) {
            throw in.wrong(line, ".names without a name, expected the inputs of a table and its output");
        }
        model.openTable(last, line);
        tableIsOpen = true;
        phase = -1;
    }

    /** {@code .conn a b}: the name b is driven by a. */
    private void connection(int line, BlifModel model) throws IOException, CircuitFormatException {
        words.next("the name that drives");
        model.addPin(model.number(words, 0, words.length()));
        words.next("the name that is driven");
        model.openTable(model.number(words, 0, words.length()), line);
        model.addCube(TruthTable.variable(0));
        model.closeTable(false);
        words.requireLineEnd();
    }

    private void instance(int line, BlifModel model, boolean ofLibrary) throws IOException, CircuitFormatException {
        words.next("the model that is used");
        String used = words.text();
        if (ofLibrary && !BlifCells.isCell(used)) {
            throw in.wrong(line, ".gate: cells of a library are not read; write the circuit with .names");
        }
        IntVector connected = new IntVector();
        IntVector actuals = new IntVector();
        while (words.next()) {
            int equals = words.indexOf('=');
            if (equals <= 0 || equals == words.length() - 1) {
                throw in.wrong("`" + words.text() + "`, expected a connection such as a=x");
            }
            connected.add(words.number(formals, 0, equals));
            actuals.add(model.number(words, equals + 1, words.length()));
        }
        model.add(new BlifModel.Instance(used, line, connected.toArray(), actuals.toArray()));
    }

    // ---- rows

    private void row(BlifModel model) throws IOException, CircuitFormatException {
        if (!tableIsOpen) {
            throw in.wrong("`" + in.excerpt() + "`, expected a directive such as .names");
        }
        int pinCount = model.pinCount(model.tableCount() - 1);
        if (pinCount > 0) {
            inputPart(model, pinCount);
        } else {
            model.addCube(-1);
        }
        words.next("0 or 1, the value of the row");
        if (words.length() != 1 || (words.at(0) != '0' && words.at(0) != '1')) {
            throw in.wrong("`" + words.text() + "`, expected 0 or 1, the value of the row");
        }
        int value = words.at(0) - '0';
        if (phase >= 0 && phase != value) {
            throw in.wrong("a table with rows of value 0 and of value 1");
        }
        phase = value;
        words.requireLineEnd();
    }

    private void inputPart(BlifModel model, int pinCount) throws IOException, CircuitFormatException {
        words.next("a row of the table");
        if (words.length() != pinCount) {
            throw in.wrong("`" + words.text() + "` in a table of " + pinCount + " inputs");
        }
        long cube = -1;
        for (int i = 0; i < pinCount; i++) {
            byte letter = words.at(i);
            if (letter != '0' && letter != '1' && letter != '-') {
                throw in.wrong("`" + words.text() + "` in a row, expected 0, 1 and - only");
            }
            if (letter != '-' && pinCount <= TruthTable.MAX_INPUTS) {
                cube &= letter == '1' ? TruthTable.variable(i) : ~TruthTable.variable(i);
            }
        }
        if (pinCount <= TruthTable.MAX_INPUTS) {
            model.addCube(cube);
        } else {
            model.addRow(words);
        }
    }

    /** The open table has no more rows. */
    private void closeTable(BlifModel model) {
        if (tableIsOpen) {
            model.closeTable(phase == 0);
            tableIsOpen = false;
        }
    }
}
