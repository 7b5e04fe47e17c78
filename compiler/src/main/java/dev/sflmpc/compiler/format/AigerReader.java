package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads combinational AIGER files, ascii and binary. XORs and multiplexers that are spelled out as three ANDs are
 * recognised.
 *
 * <p>A literal of the file is {@code 2 * variable + complement}, with variable 0 for the constant false, as in {@link
 * Netlist}.
 *
 * <p>Layout: AND {@code v} has the file's operand literals {@code lefts[v]}, {@code rights[v]}; an input has {@link #INPUT},
 * a variable without a definition {@link #UNDEFINED}. {@code literals[v]} is its literal in the netlist, {@code depths[v]} the
 * ANDs of the file on the longest path to it.
 */
final class AigerReader {

    private static final int UNDEFINED = -1;
    private static final int INPUT = -2;
    private static final int UNBUILT = -1;
    private static final int OPEN = -2;

    private final FileSource in;
    private Netlist netlist = new Netlist();
    private int variables;
    private int inputCount;
    private int outputCount;
    private int andCount;
    private int[] lefts = new int[0];
    private int[] rights = new int[0];
    private int[] lines = new int[0];
    private int[] literals = new int[0];
    private int[] depths = new int[0];
    private int[] inputBits = new int[0];
    private final IntVector outputs = new IntVector();
    private final IntVector outputLines = new IntVector();

    private AigerReader(FileSource in) {
        this.in = in;
    }

    static Draft read(FileSource in, String name, boolean binary) throws IOException, CircuitFormatException {
        return new AigerReader(in).read(name, binary);
    }

    private Draft read(String name, boolean binary) throws IOException, CircuitFormatException {
        header(binary);
        if (binary) {
            readOutputs();
            readBinaryAnds();
        } else {
            readAscii();
        }
        List<Optional<String>> inputNames = noNames(inputCount);
        List<Optional<String>> outputNames = noNames(outputCount);
        readSymbols(inputNames, outputNames);
        for (int i = 1; i <= variables; i++) {
            if (lefts[i] >= 0) {
                build(i);
            }
        }
        int[] outputBits = new int[outputCount];
        int depth = 0;
        for (int i = 0; i < outputCount; i++) {
            int literal = outputs.get(i);
            outputBits[i] = operand(literal, binary ? 1 : outputLines.get(i));
            depth = Math.max(depth, depths[literal >>> 1]);
        }
        return new Draft(
                binary ? CircuitFormat.AIGER_BINARY : CircuitFormat.AIGER_ASCII,
                name,
                netlist,
                groups("in", inputNames),
                groups("out", outputNames),
                false,
                inputBits,
                outputBits,
                new GateCounts(andCount, 0, depth));
    }

    // ---- header

    private void header(boolean binary) throws IOException, CircuitFormatException {
        long magic = in.word();
        if (magic != FileSource.pack(binary ? "aig" : "aag")) {
            throw in.wrong("expected aag or aig");
        }
        variables = in.number("the largest variable");
        inputCount = in.number("the number of inputs");
        int latches = in.number("the number of latches");
        outputCount = in.number("the number of outputs");
        andCount = in.number("the number of ANDs");
        while (!in.atLineEnd()) {
            if (in.number("a number of properties") != 0) {
                throw in.wrong("properties (bad states, constraints, justice, fairness) are not supported");
            }
        }
        if (latches != 0) {
            throw in.wrong(latches + " latches: circuits with memory cannot be computed in one pass");
        }
        long defined = (long) inputCount + andCount;
        if (binary ? variables != defined : variables < defined) {
            throw in.wrong("the largest variable is " + variables + ", but there are " + inputCount + " inputs and "
                    + andCount + " ANDs");
        }
        in.requireBacked(andCount, binary ? 2 : 6, "ANDs");
        in.requireBacked(outputCount, 2, "outputs");
        in.requireInputs((long) variables - andCount);
        in.endLine("the end of the header");
        allocate();
        inputBits = netlist.inputs(inputCount);
        if (binary) {
            for (int i = 0; i < inputCount; i++) {
                defineInput(1 + i, inputBits[i]);
            }
        }
    }

    private void allocate() {
        int size = variables + 1;
        netlist = new Netlist(size);
        lefts = new int[size];
        rights = new int[size];
        lines = new int[size];
        literals = new int[size];
        depths = new int[size];
        Arrays.fill(lefts, UNDEFINED);
        Arrays.fill(literals, UNBUILT);
        lefts[0] = INPUT;
        literals[0] = Netlist.FALSE;
    }

    private void defineInput(int variable, int literal) {
        lefts[variable] = INPUT;
        literals[variable] = literal;
    }

    // ---- ascii

    private void readAscii() throws IOException, CircuitFormatException {
        for (int i = 0; i < inputCount; i++) {
            defineInput(newVariable("an input"), inputBits[i]);
            in.endLine("the end of the line after an input");
        }
        readOutputs();
        for (int i = 0; i < andCount; i++) {
            int line = in.line();
            int variable = newVariable("an AND");
            int left = fileLiteral("an operand");
            int right = fileLiteral("an operand");
            in.endLine("the end of the line after an AND");
            lefts[variable] = left;
            rights[variable] = right;
            lines[variable] = line;
        }
    }

    private int newVariable(String what) throws IOException, CircuitFormatException {
        requireMore(what);
        int literal = fileLiteral("the literal of " + what);
        if ((literal & 1) != 0 || literal == 0) {
            throw in.wrong("literal " + literal + ", expected that of " + what + ", even and not 0");
        }
        if (lefts[literal >>> 1] != UNDEFINED) {
            throw in.wrong("literal " + literal + " is defined a second time");
        }
        return literal >>> 1;
    }

    private void requireMore(String what) throws IOException, CircuitFormatException {
        if (in.peek() == FileSource.END) {
            throw in.wrong("the file ends, expected " + what);
        }
    }

    private int fileLiteral(String what) throws IOException, CircuitFormatException {
        int literal = in.number(what);
        if (literal >>> 1 > variables) {
            throw in.wrong("literal " + literal + ", the header's largest variable is " + variables);
        }
        return literal;
    }

    private void readOutputs() throws IOException, CircuitFormatException {
        for (int i = 0; i < outputCount; i++) {
            requireMore("an output");
            outputLines.add(in.line());
            outputs.add(fileLiteral("an output"));
            in.endLine("the end of the line after an output");
        }
    }

    // ---- binary

    private void readBinaryAnds() throws IOException, CircuitFormatException {
        for (int i = 0; i < andCount; i++) {
            int variable = 1 + inputCount + i;
            long left = 2L * variable - delta();
            long right = left - delta();
            if (left >= 2L * variable || right < 0 || left < 0) {
                throw in.wrongByte("AND " + i + " reads literals " + left + " and " + right
                        + ", expected ones below its own, " + 2L * variable);
            }
            lefts[variable] = (int) left;
            rights[variable] = (int) right;
        }
    }

    /** Seven bits a byte, the lowest first. */
    private long delta() throws IOException, CircuitFormatException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int c = in.nextRaw();
            if (c == FileSource.END) {
                throw in.wrongByte("the file ends within the ANDs");
            }
            value |= (long) (c & 0x7f) << shift;
            if (c < 0x80) {
                return value;
            }
        }
        throw in.wrongByte("a number of more than 32 bits");
    }

    // ---- symbols

    private static List<Optional<String>> noNames(int count) {
        List<Optional<String>> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(Optional.empty());
        }
        return names;
    }

    private void readSymbols(List<Optional<String>> inputNames, List<Optional<String>> outputNames)
            throws IOException, CircuitFormatException {
        for (int c = in.peek(); c != FileSource.END; c = in.peek()) {
            if (c == '\n' || c == '\r') {
                throw in.wrong("an empty line, expected a symbol, `c` or the end");
            }
            in.skipByte();
            if (c == 'c' && in.atLineEnd()) {
                return;
            }
            List<Optional<String>> names =
                    switch (c) {
                        case 'i' -> inputNames;
                        case 'o' -> outputNames;
                        default ->
                            throw in.wrong("expected a symbol (i0 name, o0 name), `c` or the end of the file after "
                                    + andCount + " ANDs");
                    };
            if (!FileSource.isDigit(in.peek())) {
                throw in.wrong("a symbol without a number");
            }
            int index = in.number("the number of a symbol");
            if (index >= names.size()) {
                throw in.wrong("a name for number " + index + " of " + names.size());
            }
            if (names.get(index).isPresent()) {
                throw in.wrong("a second name for " + (char) c + index);
            }
            names.set(index, Optional.of(restOfLine()));
        }
    }

    private String restOfLine() throws IOException, CircuitFormatException {
        byte[] text = new byte[64];
        int length = 0;
        in.skipBlanks();
        for (int c = in.peek(); c != '\n' && c != FileSource.END; c = in.peek()) {
            if (length == text.length) {
                text = Arrays.copyOf(text, 2 * length);
            }
            text[length++] = (byte) c;
            in.skipByte();
        }
        String name = new String(text, 0, length, StandardCharsets.UTF_8).strip();
        if (name.isEmpty()) {
            throw in.wrong("a symbol without a name");
        }
        in.endLine("the end of the line");
        return name;
    }

    private static List<Signature.Group> groups(String kind, List<Optional<String>> names) {
        if (names.stream().allMatch(Optional::isEmpty)) {
            return names.isEmpty() ? List.of() : List.of(new Signature.Group(kind, names.size(), BitOrder.LSB));
        }
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            filled.add(names.get(i).orElse(kind + i));
        }
        return BitNames.groups(filled);
    }

    // ---- gates

    /** Builds an AND and, before it, all that it needs. */
    private void build(int first) throws CircuitFormatException {
        if (buildNow(first)) {
            return;
        }
        IntVector stack = new IntVector();
        stack.add(first);
        while (stack.size() > 0) {
            int variable = stack.get(stack.size() - 1);
            if (literals[variable] >= 0 || buildNow(variable)) {
                stack.removeLast();
            } else {
                literals[variable] = OPEN;
                int missing = literals[lefts[variable] >>> 1] < 0 ? lefts[variable] >>> 1 : rights[variable] >>> 1;
                if (literals[missing] == OPEN) {
                    throw in.wrong(lines[variable], "literal " + 2 * missing + " depends on itself");
                }
                stack.add(missing);
            }
        }
    }

    /** Builds an AND if its operands are there. */
    private boolean buildNow(int variable) throws CircuitFormatException {
        int left = operand(lefts[variable], lines[variable]);
        int right = operand(rights[variable], lines[variable]);
        if (left < 0 || right < 0) {
            return false;
        }
        depths[variable] = 1 + Math.max(depths[lefts[variable] >>> 1], depths[rights[variable] >>> 1]);
        literals[variable] = gate(lefts[variable], rights[variable], left, right);
        return true;
    }

    private int operand(int fileLiteral, int line) throws CircuitFormatException {
        int variable = fileLiteral >>> 1;
        if (lefts[variable] == UNDEFINED) {
            throw in.wrong(line, "literal " + fileLiteral + " is neither an input nor an AND");
        }
        int literal = literals[variable];
        return literal < 0 ? literal : literal ^ (fileLiteral & 1);
    }

    /** {@code ~(a & b) & ~(~a & c)} is {@code ~(a ? b : c)}; with {@code c = ~b} that is an XOR. */
    private int gate(int fileLeft, int fileRight, int left, int right) {
        int p = fileLeft >>> 1;
        int q = fileRight >>> 1;
        if ((fileLeft & fileRight & 1) != 0 && lefts[p] >= 0 && lefts[q] >= 0) {
            int complement = complementOf(lefts[p], q);
            if (complement >= 0) {
                return choice(lefts[p], rights[p], complement);
            }
            complement = complementOf(rights[p], q);
            if (complement >= 0) {
                return choice(rights[p], lefts[p], complement);
            }
        }
        return netlist.and(left, right);
    }

    /** The other operand of {@code q} when one of them is {@code ~fileLiteral}, else -1. */
    private int complementOf(int fileLiteral, int q) {
        if (lefts[q] == (fileLiteral ^ 1)) {
            return rights[q];
        }
        return rights[q] == (fileLiteral ^ 1) ? lefts[q] : -1;
    }

    private int choice(int condition, int whenTrue, int whenFalse) {
        return netlist.mux(built(condition), built(whenTrue), built(whenFalse)) ^ 1;
    }

    private int built(int fileLiteral) {
        return literals[fileLiteral >>> 1] ^ (fileLiteral & 1);
    }
}
