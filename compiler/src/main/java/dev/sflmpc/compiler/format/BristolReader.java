package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads Bristol Fashion and the older Bristol format.
 *
 * <p>Strict: every wire is driven once, before it is read, and the header's counts are those of the file. In the older
 * format the second line is the widths of two inputs and one output, and gates follow at once; an input of width 0 is
 * none.
 *
 * <p>Layout: {@code literals[w]} is the literal of wire {@code w}, or {@link #UNDRIVEN}; {@code depths[w]} the AND gates on
 * the longest path to it.
 */
final class BristolReader {

    private static final int UNDRIVEN = -1;
    private static final int MAX_GROUPS = 1 << 16;
    private static final long XOR = FileSource.pack("XOR");
    private static final long AND = FileSource.pack("AND");
    private static final long INV = FileSource.pack("INV");
    private static final long NOT = FileSource.pack("NOT");
    private static final long EQ = FileSource.pack("EQ");
    private static final long EQW = FileSource.pack("EQW");
    private static final long MAND = FileSource.pack("MAND");

    private final FileSource in;
    private Netlist netlist = new Netlist();
    private int[] literals = new int[0];
    private int[] depths = new int[0];
    private int[] operands = new int[16];
    private long drivenCount;
    private long andCount;
    private long xorCount;

    private BristolReader(FileSource in) {
        this.in = in;
    }

    static Draft read(FileSource in, String name) throws IOException, CircuitFormatException {
        return new BristolReader(in).read(name);
    }

    private Draft read(String name) throws IOException, CircuitFormatException {
        if (!in.skipBlankLines()) {
            throw in.wrong("the file is empty, expected the number of gates");
        }
        int gateCount = in.number("the number of gates");
        int wireCount = in.number("the number of wires");
        in.requireBacked(gateCount, 7, "gates");
        in.endLine("nothing after the number of gates and that of wires");
        int secondLine = nextLine("the widths of the inputs");
        List<Integer> second = numbers("the width of an input");
        boolean old = isGateOrEnd();
        List<Integer> inputs;
        List<Integer> outputs;
        if (old) {
            if (second.size() != 3) {
                throw in.wrong(
                        secondLine,
                        "expected two widths of inputs and one of the output, as the older format has them, since no"
                                + " widths of outputs follow");
            }
            inputs = second.subList(0, second.get(1) == 0 ? 1 : 2);
            outputs = second.subList(2, 3);
        } else {
            inputs = widths(second, secondLine, "input");
            int thirdLine = in.line();
            outputs = widths(numbers("the width of an output"), thirdLine, "output");
        }
        makeWires(wireCount, inputs, outputs);
        int[] inputBits = netlist.inputs(Math.toIntExact(total(inputs)));
        System.arraycopy(inputBits, 0, literals, 0, inputBits.length);
        drivenCount = inputBits.length;
        readGates(gateCount);
        int[] outputBits = outputBits(wireCount, (int) total(outputs));
        return new Draft(
                old ? CircuitFormat.BRISTOL_OLD : CircuitFormat.BRISTOL_FASHION,
                name,
                netlist,
                groups("in", inputs),
                groups("out", outputs),
                true,
                inputBits,
                outputBits,
                new GateCounts(andCount, xorCount, outputDepth(wireCount, outputBits.length)));
    }

    private static List<Signature.Group> groups(String prefix, List<Integer> widths) {
        List<Signature.Group> groups = new ArrayList<>();
        for (int width : widths) {
            String name = widths.size() == 1 ? prefix : prefix + groups.size();
            groups.add(new Signature.Group(name, width, BitOrder.LSB));
        }
        return groups;
    }

    /** Goes to the next line that is not blank; its number. */
    private int nextLine(String expected) throws IOException, CircuitFormatException {
        if (!in.skipBlankLines()) {
            throw in.wrong("the file ends, expected " + expected);
        }
        return in.line();
    }

    private List<Integer> numbers(String what) throws IOException, CircuitFormatException {
        List<Integer> numbers = new ArrayList<>();
        while (!in.atLineEnd()) {
            if (numbers.size() > MAX_GROUPS) {
                throw in.wrong("more than " + MAX_GROUPS + " widths");
            }
            numbers.add(in.number(what));
        }
        in.endLine(what);
        return numbers;
    }

    /** Whether the next line is a gate's, or there is none: then the widths of outputs have been read already. */
    private boolean isGateOrEnd() throws IOException, CircuitFormatException {
        return !in.skipBlankLines() || in.lineHasLetter();
    }

    private List<Integer> widths(List<Integer> line, int number, String what) throws CircuitFormatException {
        if (line.isEmpty() || line.getFirst() != line.size() - 1) {
            throw in.wrong(
                    number,
                    "expected the number of " + what + "s, then the width of each, but "
                            + (line.isEmpty() ? "nothing" : line.getFirst()) + " is followed by "
                            + Math.max(0, line.size() - 1) + " widths");
        }
        return line.subList(1, line.size());
    }

    private static long total(List<Integer> widths) {
        return widths.stream().mapToLong(Integer::longValue).sum();
    }

    private void makeWires(int wireCount, List<Integer> inputs, List<Integer> outputs) throws CircuitFormatException {
        long inputBits = total(inputs);
        in.requireInputs(inputBits);
        if (wireCount < inputBits || wireCount < total(outputs)) {
            throw in.wrong("the header says " + wireCount + " wires, too few for " + inputBits + " input bits and "
                    + total(outputs) + " output bits");
        }
        in.requireBacked(wireCount - inputBits, 2, "wires that are no inputs");
        if (wireCount > FileSource.MAX_WIRES) {
            throw in.wrong(wireCount + " wires, at most " + FileSource.MAX_WIRES + " are possible");
        }
        netlist = new Netlist(wireCount + 1);
        literals = new int[wireCount];
        depths = new int[wireCount];
        Arrays.fill(literals, UNDRIVEN);
    }

    private void readGates(int gateCount) throws IOException, CircuitFormatException {
        for (int gate = 0; gate < gateCount; gate++) {
            if (!in.skipBlankLines()) {
                throw in.wrong("the file ends after " + gate + " gates, the header says " + gateCount);
            }
            readGate();
        }
        if (in.skipBlankLines()) {
            throw in.wrong("`" + in.excerpt() + "` after the last of the " + gateCount + " gates of the header");
        }
        if (drivenCount != literals.length) {
            throw in.wrong(
                    "wire " + undriven() + " is driven by nothing, the header says " + literals.length + " wires");
        }
    }

    private int undriven() {
        int wire = 0;
        while (literals[wire] != UNDRIVEN) {
            wire++;
        }
        return wire;
    }

    private void readGate() throws IOException, CircuitFormatException {
        int inputCount = in.number("the number of a gate's inputs");
        int outputCount = in.number("the number of a gate's outputs");
        int count = 0;
        while (FileSource.isDigit(in.skipBlanks())) {
            if (count == operands.length) {
                operands = Arrays.copyOf(operands, 2 * count);
            }
            operands[count++] = in.number("a wire");
        }
        if (in.peek() == '-') {
            throw in.wrong("`" + in.excerpt() + "`, expected a wire");
        }
        long gate = in.word();
        if (gate == 0) {
            throw in.wrong("expected XOR, AND, INV, EQ, EQW or MAND at the end of the gate");
        }
        if (count != (long) inputCount + outputCount) {
            throw in.wrong(count + " wires of a gate that says " + inputCount + " + " + outputCount);
        }
        apply(gate, inputCount, outputCount);
        in.endLine("the end of the line after a gate");
    }

    private void apply(long gate, int inputCount, int outputCount) throws CircuitFormatException {
        if (gate == XOR) {
            requireArity(gate, inputCount, outputCount, 2, 1);
            int result = netlist.xor(read(operands[0]), read(operands[1]));
            xorCount++;
            drive(operands[2], result, Math.max(depths[operands[0]], depths[operands[1]]));
        } else if (gate == AND) {
            requireArity(gate, inputCount, outputCount, 2, 1);
            and(operands[0], operands[1], operands[2]);
        } else if (gate == INV || gate == NOT) {
            requireArity(gate, inputCount, outputCount, 1, 1);
            drive(operands[1], read(operands[0]) ^ 1, depths[operands[0]]);
        } else if (gate == EQW) {
            requireArity(gate, inputCount, outputCount, 1, 1);
            drive(operands[1], read(operands[0]), depths[operands[0]]);
        } else if (gate == EQ) {
            requireArity(gate, inputCount, outputCount, 1, 1);
            if (operands[0] > 1) {
                throw in.wrong("EQ of " + operands[0] + ", expected the constant 0 or 1");
            }
            drive(operands[1], operands[0], 0);
        } else if (gate == MAND) {
            requireArity(gate, inputCount, outputCount, 2 * (inputCount / 2), inputCount / 2);
            for (int i = 0; i < outputCount; i++) {
                and(operands[i], operands[outputCount + i], operands[inputCount + i]);
            }
        } else {
            throw in.wrong(
                    "there is no gate `" + FileSource.unpack(gate) + "`, expected XOR, AND, INV, EQ, EQW or MAND");
        }
    }

    private void requireArity(long gate, int inputCount, int outputCount, int inputs, int outputs)
            throws CircuitFormatException {
        if (inputCount != inputs || outputCount != outputs) {
            throw in.wrong(FileSource.unpack(gate) + " with " + inputCount + " inputs and " + outputCount + " outputs"
                    + (gate == MAND ? ", expected 2n and n" : ", expected " + inputs + " and " + outputs));
        }
    }

    private void and(int a, int b, int target) throws CircuitFormatException {
        int result = netlist.and(read(a), read(b));
        andCount++;
        drive(target, result, 1 + Math.max(depths[a], depths[b]));
    }

    private int read(int wire) throws CircuitFormatException {
        if (wire >= literals.length) {
            throw in.wrong("wire " + wire + " of " + literals.length + "; they are numbered from 0");
        }
        int literal = literals[wire];
        if (literal == UNDRIVEN) {
            throw in.wrong("wire " + wire + " is read before a gate drives it; gates must come in order");
        }
        return literal;
    }

    private void drive(int wire, int literal, int depth) throws CircuitFormatException {
        if (wire >= literals.length) {
            throw in.wrong("wire " + wire + " of " + literals.length + "; they are numbered from 0");
        }
        if (literals[wire] != UNDRIVEN) {
            throw in.wrong("wire " + wire + " is driven a second time");
        }
        literals[wire] = literal;
        depths[wire] = depth;
        drivenCount++;
    }

    private int[] outputBits(int wireCount, int outputCount) {
        return Arrays.copyOfRange(literals, wireCount - outputCount, wireCount);
    }

    private int outputDepth(int wireCount, int outputCount) {
        int depth = 0;
        for (int wire = wireCount - outputCount; wire < wireCount; wire++) {
            depth = Math.max(depth, depths[wire]);
        }
        return depth;
    }
}
