package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Differences between a word that was chosen from two by their own order and one of those two: {@code max(a, b) - a} is
 * {@code a < b ? b - a : 0}, where the borrow of the difference is the order, and so are {@code a - min(a, b)} and the other
 * two. 2 w ANDs for words of w bits.
 */
final class SelectedDifferences {

    private final Tape tape;
    private final Values values;

    SelectedDifferences(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /** {@code left - right}; nothing where neither is chosen from the other one and a third. */
    Optional<Value> difference(ValueType type, Value left, Value right) {
        if (!(made(left) instanceof Word a) || !(made(right) instanceof Word b) || !isHere(a) || !isHere(b)) {
            return Optional.empty();
        }
        Optional<Value> fromChosen = chosen(a, b)
                .map(found -> values.merge(
                        found.condition(),
                        minus(type, found.whenTrue(), b, isSame(found.whenTrue(), b)),
                        minus(type, found.whenFalse(), b, isSame(found.whenFalse(), b))));
        return fromChosen.isPresent()
                ? fromChosen
                : chosen(b, a)
                        .map(found -> values.merge(
                                found.condition(),
                                minus(type, a, found.whenTrue(), isSame(found.whenTrue(), a)),
                                minus(type, a, found.whenFalse(), isSame(found.whenFalse(), a))));
    }

    private Value minus(ValueType type, Word left, Word right, boolean isNothing) {
        return isNothing
                ? values.word(type, new int[type.widthBits()])
                : values.sums().add(type, left, false, right, false, true);
    }

    /** How a word was chosen from another one and a third by their order. */
    private Optional<Insights.Selection> chosen(Word word, Word other) {
        Insights.Selection selection = word.segment().insights().selection(word);
        return Optional.ofNullable(selection)
                .filter(found -> isSame(found.whenTrue(), other) || isSame(found.whenFalse(), other))
                .filter(found -> isOrder(found, 0) || isOrder(found, 1));
    }

    private static boolean isOrder(Insights.Selection selection, int inverted) {
        Word condition = selection.condition();
        Word a = selection.whenTrue();
        Word b = selection.whenFalse();
        return condition.segment().insights().comparison(condition.bits()[0] ^ inverted)
                        instanceof Insights.Less(Word less, Word more)
                && (isSame(less, a) && isSame(more, b) || isSame(less, b) && isSame(more, a));
    }

    private boolean isHere(Word word) {
        return word.segment() == tape.segment();
    }

    /** A sum that has gates as the word that it is, and a word of wire memory as it is loaded. */
    private Value made(Value value) {
        if (value instanceof Sum sum && sum.built() != null) {
            return sum.built();
        }
        return value instanceof Value.Stored stored ? values.loaded(stored, tape.segment()) : value;
    }

    private static boolean isSame(Word a, Word b) {
        return Arrays.equals(a.bits(), b.bits());
    }
}
