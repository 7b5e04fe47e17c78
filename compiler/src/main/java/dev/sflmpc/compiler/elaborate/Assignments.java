package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Arrays;
import dev.sflmpc.compiler.netlist.Netlist;
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
        UnaryOperator<Value> change = change(place, path, expression);
        Value before = environment.get(place.root());
        environment.assign(place.root(), updated(before, path, 0, change, Optional.empty()));
    }

    /**
     * What the assignment makes of the old value. What is added at a secret index is added to every element, where it is
     * meant, so that the element need not be read first.
     */
    private UnaryOperator<Value> change(Place place, List<Step> path, Expr.Secret expression) {
        if (path.stream().anyMatch(SecretStep.class::isInstance)
                && expression instanceof Expr.Binary sum
                && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)
                && !(sum.type() instanceof ValueType.Float)
                && SameExpression.isPlace(sum.left(), place)
                && AssignedVariables.in(sum.right()).isEmpty()) {
            Value amount = values.refined(values.settle(values.shared(expressions.evaluate(sum.right()))));
            boolean subtract = sum.operator() == BinaryOperator.SUBTRACT;
            return old -> values.sums().add(sum.type(), old, true, amount, false, subtract);
        }
        Value value = expressions.assigned(place, expression);
        return old -> value;
    }

    private Step elementStep(Expr index, Place place, int length) {
        return switch (index) {
            case Expr.Public known ->
                new ElementStep(expressions.index(
                        known, length, new Expr.Read(place.root(), place.root().span())));
            case Expr.Secret secret -> new SecretStep(expressions.operand(secret));
        };
    }

    private Value updated(
            Value before, List<Step> path, int depth, UnaryOperator<Value> change, Optional<Value> enable) {
        if (depth == path.size()) {
            Value value = change.apply(before);
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
                int count = expressions.reach(array, index);
                List<Value> selectors = selectors(index, count, enable);
                for (int i = 0; i < count; i++) {
                    Optional<Value> on = Optional.of(selectors.get(i));
                    array = values.withPart(array, i, updated(values.part(array, i), path, depth + 1, change, on));
                }
                yield array;
            }
        };
    }

    /** For each element whether it is meant. */
    private List<Value> selectors(Value index, int count, Optional<Value> enable) {
        Netlist netlist = tape.netlist();
        int[] decoded = count == 0 ? new int[0] : Arrays.decode(netlist, values.bits(index), count);
        List<Value> selectors = new ArrayList<>(count);
        for (int literal : decoded) {
            selectors.add(values.bool(enable.isEmpty() ? literal : netlist.and(literal, values.bit(enable.get()))));
        }
        return selectors;
    }
}
