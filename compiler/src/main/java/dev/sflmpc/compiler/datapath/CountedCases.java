package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What literals say of how many of some bits are set: whether bit {@code i} is, and {@code k} before it.
 *
 * <p>What counts the bits one after the other is made of functions of one bit and of the number of those before it, so a table of
 * {@code 2 (i + 1)} values is enough for each gate.
 */
final class CountedCases {

    /** Bit {@code place} is set, as the one after {@code before} others. */
    record Case(int place, int before) {}

    /**
     * A function of bit {@code place} and of how many are set before it: those numbers for which it is true, where the bit is
     * clear and where it is set.
     */
    private record Function(int place, BitSet ifClear, BitSet ifSet) {

        static Function ofBit(int place) {
            BitSet all = new BitSet();
            all.set(0, place + 1);
            return new Function(place, new BitSet(), all);
        }

        Function negated() {
            return new Function(place, negated(ifClear), negated(ifSet));
        }

        private BitSet negated(BitSet set) {
            BitSet other = (BitSet) set.clone();
            other.flip(0, place + 1);
            return other;
        }

        Function combined(boolean isAnd, Function other) {
            return new Function(place, combined(isAnd, ifClear, other.ifClear), combined(isAnd, ifSet, other.ifSet));
        }

        private static BitSet combined(boolean isAnd, BitSet a, BitSet b) {
            BitSet result = (BitSet) a.clone();
            if (isAnd) {
                result.and(b);
            } else {
                result.xor(b);
            }
            return result;
        }

        /** The same as a function of how many are set up to this bit, if that is enough. */
        Optional<Function> ofCount() {
            for (int k = 1; k <= place; k++) {
                if (ifClear.get(k) != ifSet.get(k - 1)) {
                    return Optional.empty();
                }
            }
            BitSet counts = (BitSet) ifClear.clone();
            counts.set(place + 1, ifSet.get(place));
            return Optional.of(new Function(place + 1, counts, counts));
        }
    }

    /** Gates looked at. */
    private static final int MOST_GATES = 1 << 18;

    /** Gates between a literal and what it depends on besides the bits. */
    private static final int MOST_BESIDES = 1 << 8;

    private final Netlist net;
    private final int count;
    private final int least;

    /** Of the nodes looked at; nothing where a node depends on more. */
    private final Map<Integer, Optional<Function>> functions = new HashMap<>();

    CountedCases(Netlist net, int[] bits) {
        this.net = net;
        count = bits.length;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < bits.length; i++) {
            Function bit = Function.ofBit(i);
            functions.putIfAbsent(bits[i] >>> 1, Optional.of((bits[i] & 1) == 0 ? bit : bit.negated()));
            lowest = Math.min(lowest, bits[i] >>> 1);
        }
        least = lowest;
    }

    /** The case in which a literal is true, if it says just that. */
    Optional<Case> of(int literal) {
        return function(literal)
                .filter(function ->
                        function.ifClear.isEmpty() && function.ifSet.cardinality() == 1 && function.place < count)
                .map(function -> new Case(function.place, function.ifSet.nextSetBit(0)));
    }

    /** Whether a literal depends on the bits only. */
    boolean isFunction(int literal) {
        return function(literal).isPresent();
    }

    /**
     * The only literal that another one depends on besides the bits.
     *
     * @param known the literals that it may be, by their nodes
     */
    OptionalInt besides(int literal, Map<Integer, Integer> known) {
        OptionalInt only = OptionalInt.empty();
        Set<Integer> met = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(literal));
        while (!open.isEmpty()) {
            int next = open.pop();
            int node = next >>> 1;
            if (isFunction(next) || !met.add(node)) {
                continue;
            }
            Integer found = known.get(node);
            if (found != null) {
                if (only.isPresent() && only.getAsInt() != found) {
                    return OptionalInt.empty();
                }
                only = OptionalInt.of(found);
            } else if (net.isInput(node) || met.size() > MOST_BESIDES) {
                return OptionalInt.empty();
            } else {
                open.push(net.left(node));
                open.push(net.right(node));
            }
        }
        return only;
    }

    private Optional<Function> function(int literal) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(literal >>> 1);
        while (!open.isEmpty()) {
            int node = open.peek();
            if (functions.containsKey(node)) {
                open.pop();
            } else if (node < least || net.isInput(node) || functions.size() > MOST_GATES) {
                functions.put(open.pop(), Optional.empty());
            } else {
                int left = net.left(node) >>> 1;
                int right = net.right(node) >>> 1;
                if (functions.containsKey(left) && functions.containsKey(right)) {
                    functions.put(open.pop(), combined(net.isAnd(node), known(net.left(node)), known(net.right(node))));
                } else {
                    open.push(functions.containsKey(left) ? right : left);
                }
            }
        }
        return known(literal);
    }

    private Optional<Function> combined(boolean isAnd, Optional<Function> a, Optional<Function> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        int place = Math.max(a.get().place, b.get().place);
        return at(place, a.get()).flatMap(left -> at(place, b.get()).map(right -> left.combined(isAnd, right)));
    }

    private static Optional<Function> at(int place, Function function) {
        if (function.place == place) {
            return Optional.of(function);
        }
        return function.place == place - 1 ? function.ofCount() : Optional.empty();
    }

    private Optional<Function> known(int literal) {
        Optional<Function> function = functions.getOrDefault(literal >>> 1, Optional.empty());
        return (literal & 1) == 0 ? function : function.map(Function::negated);
    }
}
