package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Cheapest;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Compares words, and remembers what was compared. */
final class Comparisons {

    /** Sums of more words are as a rule not selected by the order that is asked for. */
    private static final int MOST_COMPARED_WORDS = 2;

    private static final ValueType BOOL = new ValueType.Bool();

    /** A comparison of a selection goes to the words selected from this width on. */
    private static final int LEAST_DIVIDED = 4;

    private final Values values;

    Comparisons(Values values) {
        this.values = values;
    }

    static boolean isComparison(BinaryOperator operator) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> true;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, AND, OR, XOR -> false;
            case SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT -> false;
        };
    }

    /** A comparison of two words of a segment that their ranges do not decide. */
    Word compare(BinaryOperator operator, Segment segment, Word left, Word right) {
        return switch (operator) {
            case LESS -> bool(segment, less(segment, left, right));
            case GREATER_OR_EQUAL -> bool(segment, less(segment, left, right) ^ 1);
            case GREATER -> bool(segment, less(segment, right, left));
            case LESS_OR_EQUAL -> bool(segment, less(segment, right, left) ^ 1);
            case EQUAL -> bool(segment, same(segment, left, right));
            case NOT_EQUAL -> bool(segment, same(segment, left, right) ^ 1);
            default -> throw new IllegalArgumentException(operator + " is not a comparison");
        };
    }

    private static Word bool(Segment segment, int literal) {
        return new Word(BOOL, segment, new int[] {literal});
    }

    /** {@code left < right}. */
    private int less(Segment segment, Word left, Word right) {
        return divided(BinaryOperator.LESS, segment, left, right).orElseGet(() -> {
            boolean signed = isSigned(left, right);
            int literal = Comparator.less(segment.netlist(), left.bits(), right.bits(), signed);
            segment.insights().note(literal, new Insights.Less(plain(left), plain(right)));
            segment.words().less(signed, left.bits(), right.bits(), literal);
            return literal;
        });
    }

    private int same(Segment segment, Word left, Word right) {
        return divided(BinaryOperator.EQUAL, segment, left, right).orElseGet(() -> {
            int literal = Comparator.equal(segment.netlist(), left.bits(), right.bits());
            segment.insights().note(literal, new Insights.Same(plain(left), plain(right)));
            segment.words().same(left.bits(), right.bits(), literal);
            return literal;
        });
    }

    /**
     * {@code a < b || a == b} as the one order that it is, and {@code a <= b && a != b} likewise; nothing where the operands
     * are not an order and an equality of the same two words.
     */
    OptionalInt joined(BinaryOperator operator, Segment segment, int left, int right) {
        int inverted = operator == BinaryOperator.AND ? 1 : 0;
        if (operator != BinaryOperator.AND && operator != BinaryOperator.OR) {
            return OptionalInt.empty();
        }
        OptionalInt joined = lessOrSame(segment, left ^ inverted, right ^ inverted);
        if (joined.isEmpty()) {
            joined = lessOrSame(segment, right ^ inverted, left ^ inverted);
        }
        return joined.isEmpty() ? joined : OptionalInt.of(joined.getAsInt() ^ inverted);
    }

    private OptionalInt lessOrSame(Segment segment, int less, int same) {
        Insights insights = segment.insights();
        return insights.comparison(less) instanceof Insights.Less(Word a, Word b)
                        && insights.comparison(same) instanceof Insights.Same(Word c, Word d)
                        && (isSame(a, c) && isSame(b, d) || isSame(a, d) && isSame(b, c))
                ? OptionalInt.of(less(segment, b, a) ^ 1)
                : OptionalInt.empty();
    }

    private static boolean isSame(Word a, Word b) {
        return a.type().equals(b.type()) && Arrays.equals(a.bits(), b.bits());
    }

    private static boolean isSigned(Word left, Word right) {
        return Types.isSigned(left.type())
                && (left.range().mayBeNegative() || right.range().mayBeNegative());
    }

    /** Its range may hold in this branch only, so a word is remembered without it. */
    private static Word plain(Word word) {
        return new Word(word.type(), word.segment(), word.bits());
    }

    // ---- selections

    /** By the words from which one operand is selected, where the result for one of them is known. */
    private Optional<Integer> divided(BinaryOperator operator, Segment segment, Word left, Word right) {
        if (left.bits().length < LEAST_DIVIDED) {
            return Optional.empty();
        }
        Insights.Selection selection = segment.insights().selection(left);
        if (selection != null && right.isConstant()) {
            return divided(operator, segment, selection, right, false);
        }
        Insights.Selection other = segment.insights().selection(right);
        return other != null && left.isConstant() ? divided(operator, segment, other, left, true) : Optional.empty();
    }

    private Optional<Integer> divided(
            BinaryOperator operator, Segment segment, Insights.Selection selection, Word other, boolean swapped) {
        Word condition = selection.condition();
        Word whenTrue = values.selections().assuming(condition, true, selection.whenTrue());
        Word whenFalse = values.selections().assuming(condition, false, selection.whenFalse());
        Range ifTrue = decided(operator, whenTrue, other, swapped);
        Range ifFalse = decided(operator, whenFalse, other, swapped);
        if (!ifTrue.isSingle() && !ifFalse.isSingle()) {
            return Optional.empty();
        }
        int on = condition.bits()[0];
        int a = literal(operator, segment, ifTrue, selection.whenTrue(), other, swapped);
        int b = literal(operator, segment, ifFalse, selection.whenFalse(), other, swapped);
        if (isExcluded(segment, ifTrue.isSingle() ? b ^ a : a ^ b, condition, ifTrue.isSingle())) {
            return Optional.of(ifTrue.isSingle() ? b : a);
        }
        return Optional.of(segment.netlist().mux(on, a, b));
    }

    /** Whether a literal, where it holds, shows by itself that the condition has not the value {@code truth}. */
    private boolean isExcluded(Segment segment, int literal, Word condition, boolean truth) {
        Assumptions assumptions = values.assumptions();
        int mark = assumptions.mark();
        assumptions.assume(bool(segment, literal), true);
        Word known = assumptions.refined(condition);
        assumptions.returnTo(mark);
        return Values.isConstant(known, !truth);
    }

    private static Range decided(BinaryOperator operator, Word word, Word other, boolean swapped) {
        Range a = swapped ? other.range() : word.range();
        Range b = swapped ? word.range() : other.range();
        return Ranges.binary(operator, word.type(), BOOL, a, b);
    }

    private int literal(
            BinaryOperator operator, Segment segment, Range decided, Word word, Word other, boolean swapped) {
        if (decided.isSingle()) {
            return decided.min().signum() == 0 ? Netlist.FALSE : Netlist.TRUE;
        }
        return compare(operator, segment, swapped ? other : word, swapped ? word : other)
                .bits()[0];
    }

    // ---- extrema

    /** The lesser or the greater of two words; by an order that is known already, either way round. */
    Word extremum(Segment segment, Word a, Word b, boolean isMax) {
        if (!b.range().isBelow(a.range()) && a.range().max().compareTo(b.range().min()) <= 0) {
            return isMax ? b : a;
        }
        if (b.range().max().compareTo(a.range().min()) <= 0) {
            return isMax ? a : b;
        }
        Word bIsLess = bool(segment, lessOrMaybeSame(segment, b, a));
        Word extremum = isMax
                ? values.selections().select(segment, bIsLess, a, b)
                : values.selections().select(segment, bIsLess, b, a);
        if (values.assumptions().isEmpty()) {
            segment.words().extreme(isMax, Types.isSigned(a.type()), a.bits(), b.bits(), extremum.bits());
        }
        return extremum;
    }

    /** Whether {@code a < b}, or {@code a <= b} if that costs less. */
    private int lessOrMaybeSame(Segment segment, Word a, Word b) {
        Insights insights = segment.insights();
        Integer known = insights.less(a, b);
        Integer opposite = insights.less(b, a);
        if (known != null) {
            return known;
        }
        if (opposite != null) {
            return opposite ^ 1;
        }
        if (a.secretBits() == a.bits().length && b.secretBits() == b.bits().length) {
            return less(segment, a, b);
        }
        Netlist netlist = segment.netlist();
        boolean signed = isSigned(a, b);
        Supplier<int[]> less = () -> new int[] {Comparator.less(netlist, a.bits(), b.bits(), signed), 0};
        Supplier<int[]> notMore = () -> new int[] {Comparator.less(netlist, b.bits(), a.bits(), signed), 1};
        boolean isLess = Cheapest.of(netlist, List.of(less, notMore))[1] == 0;
        return isLess ? less(segment, a, b) : less(segment, b, a) ^ 1;
    }

    // ---- sums

    /**
     * An order of sums that do not wrap, by the sign of their difference: {@code a + b < c + d} is one compressor of which
     * only the carries are made. Nothing where neither is a sum without gates, or one of them wraps.
     */
    Optional<Value> bySums(BinaryOperator operator, Value left, Value right) {
        return switch (operator) {
            case LESS -> lessBySums(left, right, false);
            case GREATER_OR_EQUAL -> lessBySums(left, right, true);
            case GREATER -> lessBySums(right, left, false);
            case LESS_OR_EQUAL -> lessBySums(right, left, true);
            default -> throw new IllegalArgumentException(operator + " is not an order");
        };
    }

    private Optional<Value> lessBySums(Value first, Value second, boolean inverted) {
        Value left = values.sums().settledIfFree(first);
        Value right = values.sums().settledIfFree(second);
        if (!isUnbuilt(left) && !isUnbuilt(right)) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>(Sums.flatten(left));
        List<Term> subtracted = Sums.flatten(right);
        Range all = Range.of(left.type());
        Sums sums = values.sums();
        if (!all.contains(sums.exactRange(terms)) || !all.contains(sums.exactRange(subtracted))) {
            return Optional.empty();
        }
        subtracted.forEach(term -> terms.add(Sums.negated(term)));
        Range difference = sums.exactRange(terms);
        if (!difference.mayBeNegative() || difference.isNegative()) {
            return Optional.of(values.bool(difference.mayBeNegative() == inverted ? Netlist.FALSE : Netlist.TRUE));
        }
        Segment segment = sums.segmentOf(terms);
        LinearForm form = sums.form(segment, difference.width(), terms);
        int[] bits = form.build();
        int sign = bits[bits.length - 1];
        form.note(segment.words(), bits, false);
        form.noteSign(segment.words(), bits);
        noteOrder(segment, left, right, sign);
        return Optional.of(bool(segment, sign ^ (inverted ? 1 : 0)));
    }

    /**
     * Notes which words are compared where these are one or two words and a few bits each, as in a table of edit distances or of
     * the lengths of ways: they will be selected by their order as a rule, which makes them extrema.
     */
    private void noteOrder(Segment segment, Value left, Value right, int less) {
        if (isOffset(left) && isOffset(right)) {
            Word a = copy(left, segment);
            Word b = copy(right, segment);
            if (a.segment() == segment && b.segment() == segment) {
                segment.words().less(isSigned(a, b), a.bits(), b.bits(), less);
            }
        }
    }

    /** Whether a number is at most two words, added or subtracted once, and bits and a constant. */
    private boolean isOffset(Value scalar) {
        int words = 0;
        for (Term term : Sums.flatten(scalar)) {
            if (!(term instanceof Plain(Value part, BigInteger factor))) {
                return false;
            }
            boolean isSmall =
                    values.range(part).isSingle() || values.range(part).equals(Range.BIT);
            words += isSmall ? 0 : factor.abs().equals(BigInteger.ONE) ? 1 : 1 + MOST_COMPARED_WORDS;
        }
        return words <= MOST_COMPARED_WORDS;
    }

    /** The bits of a number, whose sum stays without gates if it is one. */
    private Word copy(Value scalar, Segment segment) {
        Sums sums = values.sums();
        return isUnbuilt(scalar)
                ? sums.build(sums.sum(scalar.type(), null, Sums.flatten(scalar)))
                : values.loaded(scalar, segment);
    }

    private static boolean isUnbuilt(Value value) {
        return value instanceof Sum sum && sum.built() == null;
    }
}
