package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.ConstantTable;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Calls that are large although they are functions of a few secret bits, as a substitution box that is computed: each is made
 * from the table of its values. A call is expanded to see that, and once more apart from the program; later ones that are
 * alike in all but their secrets need not be, so that a program of many of them is small from the beginning.
 *
 * <p>Outside of branches only: what is known there of the arguments may make a copy of the function's body smaller.
 */
final class TabulatedCalls {

    private static final int MOST_BITS = 8;
    private static final int MOST_ARGUMENT_BITS = 64;
    private static final int MOST_RESULT_BITS = 32;

    /** Calls that make fewer ANDs stay as they are: their gates may be sums and choices, which other passes know more of. */
    private static final int FEWEST_ANDS = 128;

    /** One in so many of the ANDs may be left. */
    private static final int LEAST_FACTOR = 2;

    /** Gates of a call that are looked at. */
    private static final int MOST_GATES = 1 << 16;

    /** An argument; {@code bits} are literals of variables, which are numbered from 1. */
    private record Argument(ValueType type, Range range, List<Integer> bits) {}

    /** What must be the same for two calls to have one table. */
    private record Shape(Calls.CallKey key, List<Argument> arguments) {}

    /** A call, and the literals that are its variables. */
    private record Call(Shape shape, int[] variables) {}

    /** A circuit whose inputs are the variables. */
    private record Table(ValueType type, Netlist net, int[] outputs) {}

    /** What a function made of variables, as literals of one segment. */
    record Expansion(int[] variables, Value.Word result) {}

    /** Expands functions without a trace in the program. */
    interface Evaluation {

        /**
         * What a function makes of so many variables of which nothing is known; nothing if that is no word of one segment.
         *
         * @param arguments from the literals of the variables
         */
        Optional<Expansion> of(FunctionInstance function, int variables, Function<int[], List<Value>> arguments);
    }

    private final Evaluation evaluation;
    private final Tape tape;
    private final Values values;
    private final Set<Calls.CallKey> tabulated = new HashSet<>();
    private final Map<Shape, Table> tables = new HashMap<>();
    private final Set<Shape> refused = new HashSet<>();

    TabulatedCalls(Evaluation evaluation, Tape tape, Values values) {
        this.evaluation = evaluation;
        this.tape = tape;
        this.values = values;
    }

    /** The value of a call that is like an earlier one. */
    Optional<Value> known(Calls.CallKey key, List<Value> arguments) {
        if (!tabulated.contains(key) || !values.assumptions().isEmpty()) {
            return Optional.empty();
        }
        return call(key, arguments)
                .flatMap(call -> Optional.ofNullable(tables.get(call.shape)).map(table -> read(table, call)));
    }

    /**
     * The value of a call that was expanded, made from its table where that is much smaller; nothing where it is not.
     *
     * @param result what the expansion gave
     * @param start {@link Netlist#andCount} of {@code segment} before
     */
    Optional<Value> tabulated(Calls.CallKey key, List<Value> arguments, Value result, Segment segment, int start) {
        boolean isLarge = tape.segment() == segment && segment.netlist().andCount() - start >= FEWEST_ANDS;
        if (!isLarge
                || !values.assumptions().isEmpty()
                || !(result instanceof Value.Word word)
                || word.segment() != segment
                || word.bits().length > MOST_RESULT_BITS) {
            return Optional.empty();
        }
        Optional<Call> call = call(key, arguments).filter(made -> !refused.contains(made.shape));
        if (call.isEmpty()) {
            return Optional.empty();
        }
        Optional<Table> table = table(call.get(), word);
        if (table.isEmpty()) {
            refused.add(call.get().shape);
            return Optional.empty();
        }
        tabulated.add(key);
        tables.put(call.get().shape, table.get());
        return Optional.of(read(table.get(), call.get()));
    }

    /** Nothing if a call has too many variables. */
    private Optional<Call> call(Calls.CallKey key, List<Value> arguments) {
        int width = 0;
        for (Value argument : arguments) {
            if (!(argument instanceof Value.Word) && !(argument instanceof Value.Stored)) {
                return Optional.empty();
            }
            width += argument.type().widthBits();
        }
        if (width > MOST_ARGUMENT_BITS || !arguments.stream().allMatch(argument -> Types.isScalar(argument.type()))) {
            return Optional.empty();
        }
        Map<Integer, Integer> variables = new LinkedHashMap<>();
        List<Integer> literals = new ArrayList<>();
        List<Argument> shape = new ArrayList<>();
        for (Value argument : arguments) {
            Value.Word word = values.loaded(argument, tape.segment());
            List<Integer> bits = new ArrayList<>();
            for (int literal : word.bits()) {
                if (literal > Netlist.TRUE && !variables.containsKey(literal >>> 1)) {
                    literals.add(literal);
                    variables.put(literal >>> 1, 2 * literals.size() ^ (literal & 1));
                }
                bits.add(variables.getOrDefault(literal >>> 1, 0) ^ (literal & 1));
            }
            shape.add(new Argument(word.type(), word.range(), bits));
        }
        if (variables.isEmpty() || variables.size() > MOST_BITS) {
            return Optional.empty();
        }
        int[] all = literals.stream().mapToInt(Integer::intValue).toArray();
        return Optional.of(new Call(new Shape(key, shape), all));
    }

    private Optional<Table> table(Call call, Value.Word result) {
        Netlist function = new Netlist();
        int[] outputs = function(result, call.variables, function);
        if (outputs.length == 0) {
            return Optional.empty();
        }
        Netlist net = new Netlist();
        int[][] entries = entries(function, outputs);
        int[] made = ConstantTable.lookUp(net, entries, net.inputs(call.variables.length));
        boolean isTaken =
                isBetter(LiveGates.of(net, made), LiveGates.of(function, outputs)) && isRightOfAll(call, entries);
        return isTaken ? Optional.of(new Table(result.type(), net, made)) : Optional.empty();
    }

    /**
     * Whether a call has these values whatever its arguments come from. What the expansion made of them may rest on that: a
     * condition that says something of another argument, or a quotient next to what it is the quotient of.
     */
    private boolean isRightOfAll(Call call, int[][] entries) {
        Shape shape = call.shape;
        return evaluation
                .of(shape.key.function(), call.variables.length, literals -> shape.arguments.stream()
                        .map(argument -> word(argument, literals))
                        .toList())
                .filter(expansion -> {
                    Netlist function = new Netlist();
                    int[] outputs = function(expansion.result, expansion.variables, function);
                    return outputs.length > 0 && Arrays.deepEquals(entries, entries(function, outputs));
                })
                .isPresent();
    }

    private Value word(Argument argument, int[] literals) {
        int[] bits = argument.bits.stream()
                .mapToInt(code -> code <= Netlist.TRUE ? code : literals[(code >>> 1) - 1] ^ (code & 1))
                .toArray();
        return new Value.Word(argument.type, tape.segment(), bits);
    }

    /** With as many ANDs, too: what is around the table of an inner call can be part of a table. */
    private static boolean isBetter(LiveGates made, LiveGates expanded) {
        return LEAST_FACTOR * made.ands() <= expanded.ands()
                || (made.ands() <= expanded.ands() && made.xors() < expanded.xors());
    }

    /** Makes what a word is of some literals, as the inputs; nothing if it is no function of them, or a large one. */
    private static int[] function(Value.Word word, int[] variables, Netlist function) {
        Netlist net = word.segment().netlist();
        Map<Integer, Integer> literals = new HashMap<>();
        literals.put(0, Netlist.FALSE);
        for (int variable : variables) {
            literals.put(variable >>> 1, function.input() ^ (variable & 1));
        }
        BitSet cone = new BitSet();
        Arrays.stream(word.bits()).forEach(literal -> cone.set(literal >>> 1));
        int gates = 0;
        for (int node = cone.previousSetBit(net.nodeCount()); node > 0; node = cone.previousSetBit(node - 1)) {
            if (!literals.containsKey(node)) {
                if (net.isInput(node) || ++gates > MOST_GATES) {
                    return new int[0];
                }
                cone.set(net.left(node) >>> 1);
                cone.set(net.right(node) >>> 1);
            }
        }
        for (int node = cone.nextSetBit(1); node > 0; node = cone.nextSetBit(node + 1)) {
            if (!literals.containsKey(node)) {
                int left = literal(literals, net.left(node));
                int right = literal(literals, net.right(node));
                literals.put(node, net.isAnd(node) ? function.and(left, right) : function.xor(left, right));
            }
        }
        return Arrays.stream(word.bits())
                .map(literal -> literal(literals, literal))
                .toArray();
    }

    private static int literal(Map<Integer, Integer> literals, int old) {
        return literals.getOrDefault(old >>> 1, 0) ^ (old & 1);
    }

    /** The values of all assignments. */
    private static int[][] entries(Netlist function, int[] outputs) {
        int variables = function.inputCount();
        int[][] entries = new int[1 << variables][outputs.length];
        for (int from = 0; from < entries.length; from += Long.SIZE) {
            long[] inputs = new long[variables];
            for (int t = 0; t < Long.SIZE; t++) {
                for (int i = 0; i < variables; i++) {
                    inputs[i] |= (from + t >>> i & 1L) << t;
                }
            }
            Simulator simulator = Simulator.run(function, inputs);
            for (int i = from; i < Math.min(from + Long.SIZE, entries.length); i++) {
                for (int bit = 0; bit < outputs.length; bit++) {
                    entries[i][bit] = (int) (simulator.value(outputs[bit]) >>> i & 1);
                }
            }
        }
        return entries;
    }

    private Value read(Table table, Call call) {
        Netlist target = tape.netlist();
        long start = target.here();
        Netlist net = table.net;
        int[] map = new int[net.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            int left = net.left(node);
            int right = net.right(node);
            if (net.isInput(node)) {
                map[node] = call.variables[net.inputIndex(node)];
            } else {
                int a = map[left >>> 1] ^ (left & 1);
                int b = map[right >>> 1] ^ (right & 1);
                map[node] = net.isAnd(node) ? target.and(a, b) : target.xor(a, b);
            }
        }
        target.made(
                start,
                () -> "table of all values of the function, " + call.variables.length + " to " + table.outputs.length
                        + " bits (ConstantTable)");
        int[] bits = Arrays.stream(table.outputs)
                .map(literal -> map[literal >>> 1] ^ (literal & 1))
                .toArray();
        return new Value.Word(table.type, tape.segment(), bits);
    }
}
