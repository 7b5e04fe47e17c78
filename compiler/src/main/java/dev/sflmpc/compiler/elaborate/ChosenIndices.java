package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads of an array at an index that was chosen between public ones, as the place of the least element so far: the elements
 * are chosen by the same conditions, which costs no more than a read and is often there already.
 */
final class ChosenIndices {

    /** The public index where a condition has a value. */
    private record Step(Word condition, boolean truth, int index) {}

    private final Tape tape;
    private final Values values;

    ChosenIndices(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /** The element; nothing where the index was not chosen so, or by more conditions than it has places. */
    Optional<Value> element(Value array, Value index, int reach) {
        List<Step> steps = new ArrayList<>();
        if (!(index instanceof Word at) || at.segment() != tape.segment() || at.isConstant()) {
            return Optional.empty();
        }
        while (!at.isConstant()) {
            Insights.Selection selection = at.segment().insights().selection(at);
            if (selection == null || steps.size() >= reach - 1) {
                return Optional.empty();
            }
            boolean onTrue = selection.whenTrue().isConstant();
            Word chosen = onTrue ? selection.whenTrue() : selection.whenFalse();
            if (!isPlace(chosen, array)) {
                return Optional.empty();
            }
            steps.add(new Step(selection.condition(), onTrue, place(chosen)));
            at = onTrue ? selection.whenFalse() : selection.whenTrue();
        }
        return isPlace(at, array) ? Optional.of(chosen(array, steps, place(at))) : Optional.empty();
    }

    private Value chosen(Value array, List<Step> steps, int last) {
        Value element = values.part(array, last);
        for (Step step : steps.reversed()) {
            Value other = values.part(array, step.index);
            element = step.truth
                    ? values.merge(step.condition, other, element)
                    : values.merge(step.condition, element, other);
        }
        return element;
    }

    private static boolean isPlace(Word index, Value array) {
        BigInteger length = BigInteger.valueOf(Types.partCount(array.type()));
        return index.isConstant()
                && index.range().min().signum() >= 0
                && index.range().max().compareTo(length) < 0;
    }

    private static int place(Word constant) {
        return constant.range().min().intValueExact();
    }
}
