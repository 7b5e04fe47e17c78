package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes gates of a flat BLIF model, each table after those that it needs. */
final class BlifBuilder {

    private static final int UNBUILT = -1;
    private static final int OPEN = -2;

    private final FileSource in;
    private final BlifModel model;
    private final Netlist netlist;
    private final int[] literals;

    private BlifBuilder(FileSource in, BlifModel model) {
        this.in = in;
        this.model = model;
        this.netlist = new Netlist(model.nameCount() + 1);
        this.literals = new int[model.nameCount()];
        Arrays.fill(literals, UNBUILT);
    }

    static Draft build(FileSource in, BlifModel model) throws CircuitFormatException {
        return new BlifBuilder(in, model).draft();
    }

    private Draft draft() throws CircuitFormatException {
        int[] inputBits = netlist.inputs(model.inputs().size());
        for (int i = 0; i < inputBits.length; i++) {
            literals[model.inputs().get(i)] = inputBits[i];
        }
        for (int table = 0; table < model.tableCount(); table++) {
            build(table);
        }
        int[] outputBits = new int[model.outputs().size()];
        for (int i = 0; i < outputBits.length; i++) {
            int output = model.outputs().get(i);
            if (model.driver(output) == BlifModel.UNDRIVEN) {
                throw in.wrong(model.outputLine(i), "nothing drives the output `" + model.nameOf(output) + "`");
            }
            outputBits[i] = literals[output];
        }
        List<Signature.Group> inputs = groups(model.inputs());
        List<Signature.Group> outputs = groups(model.outputs());
        Signature signature = Signature.assumed(model.name(), inputs, outputs);
        GateCounts gates = new Circuit(signature, netlist, inputBits, outputBits).gates();
        return new Draft(
                CircuitFormat.BLIF, model.name(), netlist, inputs, outputs, false, inputBits, outputBits, gates);
    }

    private List<Signature.Group> groups(IntVector which) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < which.size(); i++) {
            texts.add(model.nameOf(which.get(i)));
        }
        return BitNames.groups(texts);
    }

    /** Builds a table and, before it, all that it needs. */
    private void build(int first) throws CircuitFormatException {
        IntVector stack = new IntVector();
        stack.add(first);
        while (stack.size() > 0) {
            int table = stack.get(stack.size() - 1);
            int target = model.target(table);
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
                            model.line(table),
                            "`" + model.nameOf(missing) + "` depends on itself, by way of `" + model.nameOf(target)
                                    + "`");
                }
                stack.add(model.driver(missing));
            }
        }
    }

    /** A pin of the table that has not been built; -1 when there is none. */
    private int missingPin(int table) throws CircuitFormatException {
        for (int i = 0; i < model.pinCount(table); i++) {
            int pin = model.pin(table, i);
            if (model.driver(pin) == BlifModel.UNDRIVEN) {
                throw in.wrong(model.line(table), "nothing drives `" + model.nameOf(pin) + "`");
            }
            if (literals[pin] < 0) {
                return pin;
            }
        }
        return -1;
    }

    private int gates(int table) {
        int[] operands = new int[model.pinCount(table)];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = literals[model.pin(table, i)];
        }
        if (operands.length <= TruthTable.MAX_INPUTS) {
            return TruthTable.build(netlist, model.function(table), operands, operands.length);
        }
        IntVector cubes = new IntVector();
        for (int row = model.rowStart(table); row < model.rowStart(table + 1); row += operands.length) {
            IntVector factors = new IntVector();
            for (int i = 0; i < operands.length; i++) {
                byte letter = model.rowLetter(row + i);
                if (letter != '-') {
                    factors.add(letter == '1' ? operands[i] : operands[i] ^ 1);
                }
            }
            cubes.add(all(factors.toArray()) ^ 1);
        }
        return all(cubes.toArray()) ^ 1 ^ (int) model.function(table);
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
