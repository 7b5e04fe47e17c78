package dev.sflmpc.compiler.elaborate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What literals and words of one segment stand for: comparisons, selections and quotients, remembered as they are made. */
final class Insights {

    /** A comparison of two words of one width. */
    sealed interface Comparison {
        Value.Word left();

        Value.Word right();
    }

    /** {@code left < right}. */
    record Less(Value.Word left, Value.Word right) implements Comparison {}

    /** {@code left == right}. */
    record Same(Value.Word left, Value.Word right) implements Comparison {}

    /** {@code condition ? whenTrue : whenFalse}. */
    record Selection(Value.Word condition, Value.Word whenTrue, Value.Word whenFalse) {}

    private record Ordered(Literals less, Literals more, boolean signed) {}

    private record Number(Literals bits, boolean signed) {
        static Number of(Value.Word word) {
            return new Number(new Literals(word.bits()), Types.isSigned(word.type()));
        }
    }

    private final Map<Integer, Comparison> comparisons = new HashMap<>();
    private final Map<Ordered, Integer> orders = new HashMap<>();
    private final Map<Number, Selection> selections = new HashMap<>();
    private final Map<Number, Remainders.Division> divisions = new HashMap<>();
    private final Map<Number, Range> ranges = new HashMap<>();
    private final Monomials monomials = new Monomials();

    /** Which words are products. */
    Monomials monomials() {
        return monomials;
    }

    /** Notes what a secret literal stands for; the first meaning stays. */
    void note(int literal, Comparison comparison) {
        if (literal >>> 1 == 0) {
            return;
        }
        comparisons.putIfAbsent(literal, comparison);
        if (comparison instanceof Less(Value.Word left, Value.Word right)) {
            orders.putIfAbsent(ordered(left, right), literal);
        }
    }

    /** What a literal stands for; its complement may be another comparison or none. */
    @Nullable
    Comparison comparison(int literal) {
        return comparisons.get(literal);
    }

    /** The literal of {@code left < right}, if it was made. */
    @Nullable
    Integer less(Value.Word left, Value.Word right) {
        return orders.get(ordered(left, right));
    }

    private static Ordered ordered(Value.Word left, Value.Word right) {
        return new Ordered(new Literals(left.bits()), new Literals(right.bits()), Types.isSigned(left.type()));
    }

    /** Notes how a word was selected, unless it is one of the words selected or older. */
    void note(Value.Word selected, Selection selection) {
        int newest = newest(selected);
        if (newest > newest(selection.whenTrue()) && newest > newest(selection.whenFalse())) {
            selections.putIfAbsent(Number.of(selected), selection);
        }
    }

    private static int newest(Value.Word word) {
        return Arrays.stream(word.bits()).max().orElse(0) >>> 1;
    }

    @Nullable
    Selection selection(Value.Word word) {
        return selections.get(Number.of(word));
    }

    /** Notes that a word is the quotient of a division. */
    void note(Value.Word quotient, Remainders.Division division) {
        divisions.putIfAbsent(Number.of(quotient), division);
    }

    /** The division that a word is the quotient of. */
    Remainders.@Nullable Division division(Value.Word quotient) {
        return divisions.get(Number.of(quotient));
    }

    /** Notes what a word can be in every branch. */
    void noteRange(Value.Word word, Range range) {
        ranges.putIfAbsent(Number.of(word), range);
    }

    /** A word with what it can be in every branch; its own range may hold in one only. */
    Value.Word everywhere(Value.Word word) {
        Range range = Range.of(Types.isSigned(word.type()), word.bits());
        Range known = ranges.get(Number.of(word));
        return new Value.Word(word.type(), word.segment(), word.bits(), known == null ? range : range.and(known));
    }
}
