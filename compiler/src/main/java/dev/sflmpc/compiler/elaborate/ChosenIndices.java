package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Indices that were chosen between public ones, as the place of the least element so far. A read chooses between the elements by
 * the same conditions, which costs no more than a read otherwise and is often there already; an assignment asks for each place
 * which condition chose it last, an AND each.
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

    /** Steps from the last one that was made down, and the index that is left where none of them applies. */
    private record Choice(List<Step> steps, int last) {}

    /** The element; nothing where the index was not chosen so, or by more conditions than it has places. */
    Optional<Value> element(Value array, Value index, int reach) {
        return choice(index, Types.partCount(array.type()), reach).map(choice -> {
            Value element = chosen(array, choice);
            noteElement(array, choice, element);
            return element;
        });
    }

    /** For each place of an array whether the index is that; nothing where it was not chosen so. */
    Optional<int[]> places(Value array, Value index, int reach) {
        int length = Types.partCount(array.type());
        return choice(index, length, reach).map(choice -> {
            noteElement(array, choice, chosen(array, choice));
            return places(choice, length);
        });
    }

    /**
     * Whether an element has a value already wherever the index is its place, as the least element so far does when it is the
     * first one that is assigned there.
     */
    boolean isKept(Value array, Value index, int reach, int place, Value value) {
        Value element = values.part(array, place);
        return element instanceof Word word
                && word.segment() == tape.segment()
                && word.segment().insights().selection(word) != null
                && choice(index, Types.partCount(array.type()), reach)
                        .filter(choice -> isKept(choice, word, place, value))
                        .isPresent();
    }

    private boolean isKept(Choice choice, Word element, int place, Value value) {
        int mark = values.assumptions().mark();
        for (Step step : choice.steps) {
            boolean isMeant = step.index == place;
            values.assumptions().assume(step.condition, step.truth == isMeant);
            if (isMeant) {
                break;
            }
        }
        long steps = choice.steps.stream().filter(step -> step.index == place).count();
        boolean isOnlyWay = steps + (choice.last == place ? 1 : 0) == 1;
        boolean isKept = isOnlyWay && values.selections().isSameHere(element, values.loaded(value, element.segment()));
        values.assumptions().returnTo(mark);
        return isKept;
    }

    private Optional<Choice> choice(Value index, int length, int reach) {
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
            if (!isPlace(chosen, length)) {
                return Optional.empty();
            }
            steps.add(new Step(selection.condition(), onTrue, place(chosen)));
            at = onTrue ? selection.whenFalse() : selection.whenTrue();
        }
        return isPlace(at, length) ? Optional.of(new Choice(steps, place(at))) : Optional.empty();
    }

    /** One AND for each step: an index is that of the first step which applies. */
    private int[] places(Choice choice, int length) {
        Netlist netlist = tape.netlist();
        int[] places = new int[length];
        int none = Netlist.TRUE;
        for (Step step : choice.steps) {
            int first = netlist.and(none, step.condition.bits()[0] ^ (step.truth ? 0 : 1));
            places[step.index] = netlist.xor(places[step.index], first);
            none = netlist.xor(none, first);
        }
        places[choice.last] = netlist.xor(places[choice.last], none);
        return places;
    }

    private Value chosen(Value array, Choice choice) {
        Value element = values.part(array, choice.last);
        for (Step step : choice.steps.reversed()) {
            Value other = values.part(array, step.index);
            element = step.truth
                    ? values.merge(step.condition, other, element)
                    : values.merge(step.condition, element, other);
        }
        return element;
    }

    /** Says of which entries a number was chosen, unless that may be so in this branch only. */
    private void noteElement(Value array, Choice choice, Value element) {
        if (!(element instanceof Word word) || !values.assumptions().isEmpty()) {
            return;
        }
        int[] places = places(choice, Types.partCount(array.type()));
        List<int[]> entries = new ArrayList<>();
        List<Integer> selectors = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != Netlist.FALSE) {
                entries.add(values.bits(values.part(array, i), word.segment()));
                selectors.add(places[i]);
            }
        }
        int[] hot = selectors.stream().mapToInt(literal -> literal).toArray();
        word.segment().words().oneOf(entries.toArray(int[][]::new), hot, word.bits());
    }

    private static boolean isPlace(Word index, int length) {
        return index.isConstant()
                && index.range().min().signum() >= 0
                && index.range().max().compareTo(BigInteger.valueOf(length)) < 0;
    }

    private static int place(Word constant) {
        return constant.range().min().intValueExact();
    }
}
