package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.Called;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls as operators: where two calls of one function have the same gates, only on other arguments, these gates are an
 * operator on any arguments.
 *
 * <p>Gates of both are numbered with the same numbers for the same function of the arguments, so that the order in which they
 * were made does not matter.
 */
final class CalledFunctions {

    /** Gates looked at until further calls are not compared. */
    private static final long MOST_WORK = 1L << 20;

    /** A gate by the numbers of its operands; the higher one is on the left of an XOR, on the right of an AND. */
    private record Gate(int left, int right) {}

    /**
     * The gates between arguments and a result.
     *
     * @param gates literals of the operands in pairs: argument {@code i} is node {@code i + 1}, and gates follow
     * @param result literals of the result
     */
    private record Gates(int arguments, int[] gates, int[] result) implements Operator {
        @Override
        public int size() {
            return gates.length / 2;
        }

        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            int[] literals = Arrays.copyOf(operands.getFirst(), arguments + gates.length / 2);
            for (int i = 0; i < gates.length; i += 2) {
                int a = literal(literals, gates[i]);
                int b = literal(literals, gates[i + 1]);
                literals[arguments + i / 2] = gates[i] < gates[i + 1] ? net.and(a, b) : net.xor(a, b);
            }
            return Arrays.stream(result).map(bit -> literal(literals, bit)).toArray();
        }

        private static int literal(int[] literals, int own) {
            return own <= Netlist.TRUE ? own : literals[(own >>> 1) - 1] ^ (own & 1);
        }
    }

    private final Netlist net;
    private long work;

    private CalledFunctions(Netlist net) {
        this.net = net;
    }

    /** The calls of functions that are called more than once. */
    static List<Applied> operators(Netlist net, List<Called> calls) {
        Map<Object, List<Called>> byFunction = new LinkedHashMap<>();
        calls.forEach(call -> byFunction
                .computeIfAbsent(call.function(), function -> new ArrayList<>(2))
                .add(call));
        CalledFunctions search = new CalledFunctions(net);
        return byFunction.values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(same -> search.operators(same).stream())
                .toList();
    }

    /** The calls of one function that depend on nothing but their arguments; with one operator where the gates are the same. */
    private List<Applied> operators(List<Called> calls) {
        Map<Gate, Integer> numbers = new HashMap<>();
        Map<Word, Operator> operators = new HashMap<>();
        List<Applied> found = new ArrayList<>();
        for (Called call : calls) {
            inner(call).ifPresent(nodes -> {
                Word shape = new Word(shape(call, nodes, numbers));
                Operator operator = operators.computeIfAbsent(shape, key -> gates(call, nodes));
                found.add(new Applied(operator, List.of(call.arguments()), call.result()));
            });
        }
        return found;
    }

    /** The gates between arguments and result in the order of the netlist. */
    private Optional<int[]> inner(Called call) {
        if (work > MOST_WORK) {
            return Optional.empty();
        }
        BitSet arguments = new BitSet();
        arguments.set(0);
        Arrays.stream(call.arguments()).forEach(literal -> arguments.set(literal >>> 1));
        BitSet inner = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        Arrays.stream(call.result()).forEach(literal -> open.push(literal >>> 1));
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!arguments.get(node) && !inner.get(node)) {
                work++;
                if (net.isInput(node) || work > MOST_WORK) {
                    return Optional.empty();
                }
                inner.set(node);
                open.push(net.left(node) >>> 1);
                open.push(net.right(node) >>> 1);
            }
        }
        return Optional.of(inner.stream().toArray());
    }

    /** The numbers of the result's bits, gates that are the same on other arguments having the same number. */
    private int[] shape(Called call, int[] nodes, Map<Gate, Integer> numbers) {
        Map<Integer, Integer> own = arguments(call);
        for (int node : nodes) {
            int a = literal(own, net.left(node));
            int b = literal(own, net.right(node));
            boolean isAnd = net.isAnd(node);
            Gate gate = isAnd == a < b ? new Gate(a, b) : new Gate(b, a);
            int next = call.arguments().length + 1 + numbers.size();
            own.put(node, 2 * numbers.computeIfAbsent(gate, key -> next));
        }
        return Arrays.stream(call.result()).map(bit -> literal(own, bit)).toArray();
    }

    private Gates gates(Called call, int[] nodes) {
        Map<Integer, Integer> own = arguments(call);
        int count = call.arguments().length;
        int[] gates = new int[2 * nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            int a = literal(own, net.left(nodes[i]));
            int b = literal(own, net.right(nodes[i]));
            boolean isOrdered = net.isAnd(nodes[i]) == a < b;
            gates[2 * i] = isOrdered ? a : b;
            gates[2 * i + 1] = isOrdered ? b : a;
            own.put(nodes[i], 2 * (count + 1 + i));
        }
        int[] result =
                Arrays.stream(call.result()).map(bit -> literal(own, bit)).toArray();
        return new Gates(count, gates, result);
    }

    /** The literals that nodes of arguments have; of equal arguments the first counts. */
    private static Map<Integer, Integer> arguments(Called call) {
        Map<Integer, Integer> own = new HashMap<>();
        own.put(0, Netlist.FALSE);
        for (int i = 0; i < call.arguments().length; i++) {
            int literal = call.arguments()[i];
            own.putIfAbsent(literal >>> 1, 2 * (i + 1) ^ (literal & 1));
        }
        return own;
    }

    private static int literal(Map<Integer, Integer> own, int literal) {
        return own.getOrDefault(literal >>> 1, Netlist.FALSE) ^ (literal & 1);
    }
}
