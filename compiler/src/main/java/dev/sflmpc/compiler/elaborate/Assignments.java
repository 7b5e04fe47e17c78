package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Assigns to places: only the parts that are meant change, one multiplexer each where the index is secret. */
final class Assignments {

    private final Tape tape;
    private final Values values;
    private final Environment environment;
    private final Expressions expressions;

    Assignments(Tape tape, Values values, Environment environment, Expressions expressions) {
        this.tape = tape;
        this.values = values;
        this.environment = environment;
        this.expressions = expressions;
    }

    /** A step of a place with its index evaluated. */
    private sealed interface Step {}

    private record PartStep(int index) implements Step {}

    private record ElementStep(Affine index) implements Step {}

    private record SecretStep(Value index) implements Step {}

    void assign(Place place, Expr.Secret expression) {
        List<Step> path = new ArrayList<>();
        ValueType type = place.root().type();
        for (Place.Selector selector : place.path()) {
            switch (selector) {
                case Place.FieldAt field -> {
                    path.add(new PartStep(field.index()));
                    type = Types.part(type, field.index());
                }
                case Place.ElementAt element -> {
                    path.add(elementStep(element.index(), place, Types.partCount(type)));
                    type = ((ValueType.Array) type).element();
                }
            }
        }
        Change change = change(place, path, expression);
        Value before = environment.get(place.root());
        environment.assign(place.root(), updated(before, path, 0, change, Optional.empty()));
    }

    /**
     * What an assignment makes of the old value.
     *
     * @param assigned what is assigned, where that does not depend on it
     */
    private record Change(UnaryOperator<Value> ofOld, Optional<Value> assigned) {}

    /**
     * What the assignment makes of the old value. What is added at a secret index is added to every element, where it is
     * meant, so that the element need not be read first.
     */
    private Change change(Place place, List<Step> path, Expr.Secret expression) {
        if (path.stream().anyMatch(SecretStep.class::isInstance)
                && expression instanceof Expr.Binary sum
                && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)
                && !(sum.type() instanceof ValueType.Float)
                && SameExpression.isPlace(sum.left(), place)
                && AssignedVariables.in(sum.right()).isEmpty()) {
            Value amount = values.refined(values.settle(values.shared(expressions.evaluate(sum.right()))));
            boolean subtract = sum.operator() == BinaryOperator.SUBTRACT;
            return new Change(
                    old -> values.sums().add(sum.type(), old, true, amount, false, subtract), Optional.empty());
        }
        Value value = expressions.assigned(place, expression);
        return new Change(old -> value, Optional.of(value));
    }

    private Step elementStep(Expr index, Place place, int length) {
        return switch (index) {
            case Expr.Public known ->
                new ElementStep(expressions
                        .elements()
                        .index(
                                known,
                                length,
                                new Expr.Read(place.root(), place.root().span())));
            case Expr.Secret secret -> new SecretStep(expressions.operand(secret));
        };
    }

    private Value updated(Value before, List<Step> path, int depth, Change change, Optional<Value> enable) {
        if (depth == path.size()) {
            Value value = change.ofOld.apply(before);
            return enable.map(on -> values.merge(on, value, before)).orElse(value);
        }
        return switch (path.get(depth)) {
            case PartStep(int index) -> {
                Value part = updated(values.part(before, index), path, depth + 1, change, enable);
                yield values.withPart(before, index, part);
            }
            case ElementStep(Affine index) -> {
                Value element = updated(values.element(before, index), path, depth + 1, change, enable);
                yield values.withElement(before, index, element);
            }
            case SecretStep(Value index) -> {
                Value array = values.settle(before);
                yield depth == path.size() - 1 && enable.isEmpty() && change.assigned.isPresent()
                        ? assigned(array, index, change.assigned.get())
                        : elements(array, index, path, depth, change, enable);
            }
        };
    }

    private Value elements(
            Value before, Value index, List<Step> path, int depth, Change change, Optional<Value> enable) {
        Value array = before;
        int count = expressions.elements().reach(array, index);
        List<Value> selectors = selectors(array, index, count, enable);
        for (int i = 0; i < count; i++) {
            Optional<Value> on = Optional.of(selectors.get(i));
            if (Values.isConstant(selectors.get(i), false) || isKept(before, index, i, path, depth, change)) {
                continue;
            }
            array = values.withPart(array, i, updated(values.part(array, i), path, depth + 1, change, on));
        }
        return array;
    }

    private boolean isKept(Value array, Value index, int place, List<Step> path, int depth, Change change) {
        return depth == path.size() - 1
                && change.assigned
                        .filter(value -> expressions.elements().isKept(array, index, place, value))
                        .isPresent();
    }

    /** A value for an element of an array, which may complete a swap. */
    private Value assigned(Value array, Value index, Value value) {
        Value settled = values.settle(value);
        if (hasOpenSums(array) || hasOpenSums(settled) || settled.type().widthBits() == 0) {
            return elements(array, index, settled);
        }
        int[] flat = values.flatten(array);
        Swaps.Index at =
                new Swaps.Index(values.bits(index), expressions.elements().reach(array, index));
        int[] bits = values.flatten(settled);
        Segment segment = tape.segment();
        Optional<Swaps.Swap> swap = segment.swaps().completedBy(flat, at, bits);
        Value after = swap.map(found -> swapped(array, found)).orElseGet(() -> elements(array, index, settled));
        if (swap.isEmpty() && tape.segment() == segment) {
            segment.swaps().noteWrite(flat, at, bits, values.flatten(after), values.assumptions());
        }
        return after;
    }

    private Value elements(Value array, Value index, Value value) {
        Change change = new Change(old -> value, Optional.of(value));
        return elements(array, index, List.of(new SecretStep(index)), 0, change, Optional.empty());
    }

    private Value swapped(Value array, Swaps.Swap swap) {
        Segment segment = tape.segment();
        ValueType type = Types.part(array.type(), 0);
        int[][] elements = swap.elements(type.widthBits());
        Swaps.Changed changed = swap.changed(segment, elements);
        Value swapped = array;
        for (int k = 0; k < elements.length; k++) {
            Value part = values.unflatten(type, changed.elements()[k], 0);
            Value whenMeant = values.unflatten(type, changed.whenMeant()[k], 0);
            noteSelection(part, values.bool(changed.meant()[k]), whenMeant, values.unflatten(type, elements[k], 0));
            swapped = values.withPart(swapped, k, part);
        }
        return swapped;
    }

    /** Notes how the scalars of a value are selected. */
    private void noteSelection(Value selected, Word on, Value whenTrue, Value whenFalse) {
        if (selected instanceof Word word) {
            Word a = values.loaded(whenTrue, word.segment());
            Word b = values.loaded(whenFalse, word.segment());
            word.segment().insights().note(word, new Insights.Selection(on, a, b));
            return;
        }
        for (int i = 0; i < Types.partCount(selected.type()); i++) {
            noteSelection(values.part(selected, i), on, values.part(whenTrue, i), values.part(whenFalse, i));
        }
    }

    private static boolean hasOpenSums(Value value) {
        return switch (value) {
            case Sum sum -> sum.built() == null;
            case Value.Group group -> {
                boolean found = false;
                for (int i = 0; i < group.parts().size() && !found; i++) {
                    found = hasOpenSums(group.parts().get(i));
                }
                yield found;
            }
            case Word word -> false;
            case Value.Stored stored -> false;
            case Value.Undefined undefined -> false;
            case Value.Overlay overlay -> false;
        };
    }

    /** For each element whether it is meant. */
    private List<Value> selectors(Value array, Value index, int count, Optional<Value> enable) {
        Decoders decoders = tape.segment().decoders();
        int[] places = expressions.elements().places(array, index, count);
        List<Value> selectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            selectors.add(values.bool(
                    enable.isEmpty()
                            ? places[i]
                            : decoders.under(tape.netlist(), places[i], values.bit(enable.get()))));
        }
        return selectors;
    }
}
