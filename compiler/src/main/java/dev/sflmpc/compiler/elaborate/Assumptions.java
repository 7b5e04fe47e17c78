package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of literals and words in the branch that is being executed: its condition holds, so do the operands of the
 * ANDs that make it up, and the words that it compares are in the ranges that it says.
 *
 * <p>Values that are computed from this are wrong where the condition does not hold; there they are not selected.
 */
final class Assumptions {

    private static final int MOST_OPERANDS = 1024;
    private static final int MOST_SUMMANDS = 1024;
    private static final int COFACTOR_DEPTH = 3;
    private static final int SELECTION_DEPTH = 3;
    private static final ValueType BOOL = new ValueType.Bool();

    /** A word as a number: without copies of its sign, or without zeros above it. */
    private record Number(Segment segment, Literals bits, boolean signed) {

        static Number of(Value.Word word) {
            int[] bits = word.bits();
            boolean signed = Types.isSigned(word.type()) && bits[bits.length - 1] != Netlist.FALSE;
            int width = bits.length;
            while (signed ? width > 1 && bits[width - 1] == bits[width - 2] : width > 0 && bits[width - 1] == 0) {
                width--;
            }
            return new Number(word.segment(), new Literals(Arrays.copyOf(bits, width)), signed);
        }
    }

    /** {@code less <= more} in the branch. */
    private record Order(Value.Word less, Value.Word more) {}

    private FixedNodes constants = new FixedNodes();
    private Map<Number, Range> ranges = new HashMap<>();
    private Deque<Order> orders = new ArrayDeque<>();
    private Deque<Runnable> undo = new ArrayDeque<>();

    boolean isEmpty() {
        return constants.isEmpty();
    }

    /** What a computation gives that is told nothing of the branch. */
    <T> T everywhere(Supplier<T> computation) {
        FixedNodes constantsHere = constants;
        Map<Number, Range> rangesHere = ranges;
        Deque<Order> ordersHere = orders;
        Deque<Runnable> undoHere = undo;
        constants = new FixedNodes();
        ranges = new HashMap<>();
        orders = new ArrayDeque<>();
        undo = new ArrayDeque<>();
        T result = computation.get();
        constants = constantsHere;
        ranges = rangesHere;
        orders = ordersHere;
        undo = undoHere;
        return result;
    }

    /** A point to go back to. */
    int mark() {
        return undo.size();
    }

    void returnTo(int mark) {
        while (undo.size() > mark) {
            undo.pop().run();
        }
    }

    /** Runs something when what is known now is not known any more; never where nothing is. */
    void whenForgotten(Runnable action) {
        if (!isEmpty()) {
            undo.push(action);
        }
    }

    /** From now on a condition has a value. */
    void assume(Value condition, boolean truth) {
        if (condition instanceof Value.Word word) {
            Deque<Integer> holding = new ArrayDeque<>();
            holding.add(word.bits()[0] ^ (truth ? 0 : 1));
            for (int count = 0; !holding.isEmpty() && count < MOST_OPERANDS; count++) {
                assume(word.segment(), holding.remove(), holding);
            }
        }
    }

    private void assume(Segment segment, int literal, Deque<Integer> holding) {
        int node = literal >>> 1;
        boolean truth = (literal & 1) == 0;
        if (node == 0) {
            return;
        }
        fix(segment, node, truth ? Netlist.TRUE : Netlist.FALSE);
        Insights.Comparison comparison = segment.insights().comparison(2 * node);
        Insights.Comparison opposite = segment.insights().comparison(2 * node + 1);
        if (comparison != null) {
            assume(comparison, truth);
        } else if (opposite != null) {
            assume(opposite, !truth);
        }
        Implied.by(segment.netlist(), literal, holding::add);
    }

    private void fix(Segment segment, int node, int value) {
        int before = constants.get(segment, node);
        if (before == FixedNodes.NONE) {
            constants.add(segment, node, value);
            undo.push(() -> constants.removeLast(segment));
        } else if (before != value) {
            constants.replace(segment, node, value);
            undo.push(() -> constants.replace(segment, node, before));
        }
    }

    private void assume(Insights.Comparison comparison, boolean truth) {
        Range a = rangeOf(comparison.left());
        Range b = rangeOf(comparison.right());
        BigInteger gap = truth ? BigInteger.ONE : BigInteger.ZERO;
        switch (comparison) {
            case Insights.Less less
            when truth -> {
                limit(less.left(), a, a.min(), b.max().subtract(gap));
                limit(less.right(), b, a.min().add(gap), b.max());
                order(less.left(), less.right());
            }
            case Insights.Less less -> {
                order(less.right(), less.left());
                limit(less.left(), a, b.min(), a.max());
                limit(less.right(), b, b.min(), a.max());
            }
            case Insights.Same same
            when truth -> {
                limit(same.left(), a, b.min(), b.max());
                limit(same.right(), b, a.min(), a.max());
            }
            case Insights.Same same -> {
                exclude(same.left(), a, b);
                exclude(same.right(), b, a);
            }
        }
    }

    private void order(Value.Word less, Value.Word more) {
        orders.push(new Order(less, more));
        undo.push(orders::pop);
    }

    private void limit(Value.Word word, Range known, BigInteger least, BigInteger most) {
        if (least.compareTo(most) <= 0) {
            put(Number.of(word), known.and(new Range(least, most)));
        }
    }

    /** One number less at an end. */
    private void exclude(Value.Word word, Range known, Range number) {
        if (number.isSingle() && !known.isSingle()) {
            if (known.min().equals(number.min())) {
                limit(word, known, known.min().add(BigInteger.ONE), known.max());
            } else if (known.max().equals(number.min())) {
                limit(word, known, known.min(), known.max().subtract(BigInteger.ONE));
            }
        }
    }

    private void put(Number number, Range range) {
        Range before = ranges.put(number, range);
        undo.push(before == null ? () -> ranges.remove(number) : () -> ranges.put(number, before));
    }

    // ---- looking up

    /** Whether one word is known to be no more than another here, both of them not negative. */
    boolean isOrdered(Value.Word less, Value.Word more) {
        return !less.range().mayBeNegative()
                && !more.range().mayBeNegative()
                && orders.stream().anyMatch(order -> isHere(order.less(), less) && isHere(order.more(), more));
    }

    /** Whether a word is another one as it is here. */
    private boolean isHere(Value.Word word, Value.Word here) {
        return Number.of(word).equals(Number.of(here))
                || Number.of(refined(word)).equals(Number.of(here));
    }

    /** What a word can be here. */
    Range rangeOf(Value.Word word) {
        return rangeOf(word, SELECTION_DEPTH);
    }

    private Range rangeOf(Value.Word word, int depth) {
        if (isEmpty() || word.isConstant()) {
            return word.range();
        }
        Range known = ranges.get(Number.of(word));
        Range range = known == null ? word.range() : word.range().and(known);
        Insights.Selection selection =
                depth == 0 ? null : word.segment().insights().selection(word);
        return selection == null
                ? range
                : range.and(rangeOf(selection.whenTrue(), depth - 1).or(rangeOf(selection.whenFalse(), depth - 1)));
    }

    /** Whether a literal that stands for a comparison is 0 or 1 here. */
    private Range decided(Segment segment, int literal) {
        for (int truth = 0; truth < 2; truth++) {
            Insights.Comparison comparison = segment.insights().comparison(literal ^ truth);
            if (comparison != null) {
                Range left = rangeOf(comparison.left());
                Range right = rangeOf(comparison.right());
                Range decided =
                        Ranges.binary(operator(comparison), comparison.left().type(), BOOL, left, right);
                return decided.isSingle() && truth == 1 ? Range.of(BigInteger.ONE.subtract(decided.min())) : decided;
            }
        }
        return Range.BIT;
    }

    private static BinaryOperator operator(Insights.Comparison comparison) {
        return switch (comparison) {
            case Insights.Less less -> BinaryOperator.LESS;
            case Insights.Same same -> BinaryOperator.EQUAL;
        };
    }

    /** The word as it is here; the same object if nothing more is known of it. */
    Value.Word refined(Value.Word word) {
        if (isEmpty() || word.isConstant()) {
            return word;
        }
        if (word.type() instanceof ValueType.Bool) {
            Range decided = decided(word.segment(), word.bits()[0]);
            if (decided.isSingle()) {
                return Value.Word.within(decided, word.type(), word.segment(), word.bits());
            }
        }
        Value.Word selected = selected(word);
        if (selected != null) {
            return Value.Word.within(
                    rangeOf(selected).and(rangeOf(word)), word.type(), word.segment(), selected.bits());
        }
        int[] bits = word.bits().clone();
        boolean changed = false;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = cofactor(word.segment(), bits[i], COFACTOR_DEPTH);
            changed |= bits[i] != word.bits()[i];
        }
        Range range = rangeOf(word);
        if (!changed && range.equals(word.range())) {
            return word;
        }
        return Value.Word.within(range, word.type(), word.segment(), bits);
    }

    /** The one of two words that is selected here, if that is known. */
    private Value.@Nullable Word selected(Value.Word word) {
        Insights.Selection selection = word.segment().insights().selection(word);
        if (selection == null) {
            return null;
        }
        int condition = selection.condition().bits()[0];
        int constant = constants.get(word.segment(), condition >>> 1);
        if (constant == FixedNodes.NONE) {
            return null;
        }
        return (constant ^ (condition & 1)) == Netlist.TRUE ? selection.whenTrue() : selection.whenFalse();
    }

    /** What a literal is with the literals that are known constant; makes no AND gate. */
    private int cofactor(Segment segment, int literal, int depth) {
        int node = literal >>> 1;
        if (node < constants.oldest(segment)) {
            return literal;
        }
        int constant = constants.get(segment, node);
        if (constant != FixedNodes.NONE) {
            return constant ^ (literal & 1);
        }
        Netlist netlist = segment.netlist();
        if (depth == 0 || netlist.isInput(node)) {
            return literal;
        }
        Integer simpler = netlist.isAnd(node) ? product(segment, node, depth) : sum(segment, node, depth);
        return simpler == null ? literal : simpler ^ (literal & 1);
    }

    private @Nullable Integer product(Segment segment, int node, int depth) {
        Netlist netlist = segment.netlist();
        int left = cofactor(segment, netlist.left(node), depth - 1);
        int right = cofactor(segment, netlist.right(node), depth - 1);
        boolean isFree = left <= Netlist.TRUE || right <= Netlist.TRUE || left >>> 1 == right >>> 1;
        return isFree ? netlist.and(left, right) : null;
    }

    private @Nullable Integer sum(Segment segment, int node, int depth) {
        Netlist netlist = segment.netlist();
        int left = cofactor(segment, netlist.left(node), depth - 1);
        int right = cofactor(segment, netlist.right(node), depth - 1);
        boolean isSame = left == netlist.left(node) && right == netlist.right(node);
        return isSame ? null : netlist.xor(left, right);
    }

    /** Whether a word is a constant here, as all gates down to what is known show. */
    boolean isConstant(Value.Word word, int[] bits) {
        return new KnownGates(word.segment(), constants).are(word.bits(), bits);
    }

    /** 0 or 1 where a sum of literals and products is that here, whatever the other literals are; else the literal. */
    int constant(Segment segment, int literal) {
        Netlist netlist = segment.netlist();
        int oldest = constants.oldest(segment);
        int[] summands = new int[16];
        int waiting = 0;
        summands[waiting++] = literal;
        int sum = 0;
        for (int count = 0; waiting > 0; count++) {
            int next = summands[--waiting];
            int node = next >>> 1;
            if (node > 0 && node < oldest) {
                return literal;
            }
            int value = cofactor(segment, next, netlist.isXor(node) ? 0 : 1);
            if (value <= Netlist.TRUE) {
                sum ^= value;
            } else if (netlist.isXor(node) && count < MOST_SUMMANDS) {
                if (waiting + 2 > summands.length) {
                    summands = Arrays.copyOf(summands, 2 * summands.length);
                }
                sum ^= next & 1;
                summands[waiting++] = netlist.left(node);
                summands[waiting++] = netlist.right(node);
            } else {
                return literal;
            }
        }
        return sum;
    }
}
