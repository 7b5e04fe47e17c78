package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates secret expressions. */
final class Expressions {

    private final Elaborator elaborator;
    private final Tape tape;
    private final Values values;
    private final PublicEvaluator publics;
    private final Environment environment;
    private final Places places;
    private final Constants constants;
    private final Scalars scalars;
    private final Elements elements;
    private final SelectedDifferences selectedDifferences;
    private final Set<FunctionInstance> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Variable> singleReads = new HashSet<>();
    private Expr.@Nullable Secret overwritten;

    Expressions(
            Elaborator elaborator,
            Tape tape,
            Values values,
            PublicEvaluator publics,
            Environment environment,
            Places places) {
        this.elaborator = elaborator;
        this.tape = tape;
        this.values = values;
        this.publics = publics;
        this.environment = environment;
        this.places = places;
        this.constants = new Constants(tape, values, elaborator);
        this.scalars = new Scalars(tape, values);
        this.selectedDifferences = new SelectedDifferences(tape, values);
        this.elements = new Elements(elaborator, this, tape, values, publics);
    }

    /** Finds out which variables of a function only name a part of an expression. */
    void enter(FunctionInstance function) {
        if (entered.add(function)) {
            singleReads.addAll(SingleReads.in(function.body()));
        }
    }

    Value evaluate(Expr.Secret expression) {
        if (!places.isMultiline()) {
            return valueHere(expression);
        }
        Places.Outer outer = places.enter(expression);
        try {
            return valueHere(expression);
        } finally {
            places.leave(outer);
        }
    }

    private Value valueHere(Expr.Secret expression) {
        return places.isExplaining()
                ? ExplainedExpression.evaluate(expression, places, values, () -> value(expression))
                : value(expression);
    }

    private Value value(Expr.Secret expression) {
        return switch (expression) {
            case Expr.FromPublic e -> constants.value(publics.evaluate(e.value()), e.type(), e.span());
            case Expr.Read e -> environment.get(e.variable());
            case Expr.Element e -> elements.element(e);
            case Expr.Slice e -> elements.slice(e);
            case Expr.Field e -> elements.field(e);
            case Expr.Unary e -> scalars.unary(e.operator(), e.type(), operand(e.operand()), isOurs(e.operand()));
            case Expr.Binary e -> binary(e);
            case Expr.Shift e -> shift(e);
            case Expr.Cast e -> scalars.cast(operand(e.value()), e.type());
            case Expr.If e -> choice(e);
            case Expr.BlockExpr e -> block(e.block());
            case Expr.Call e -> elaborator.call(e.function(), evaluateAll(e.arguments()), e.span());
            case Expr.Product e -> values.group(e.type(), evaluateAll(e.parts()));
            case Expr.Fill e -> {
                Value value = values.shared(evaluate(e.value()));
                yield new Value.Group(e.type(), Parts.of(e.type().length(), i -> value));
            }
            case Expr.Random e ->
                new Value.Stored(
                        e.type(), tape.random(), tape.newRandomBits(e.type().widthBits()));
            case Expr.Built e ->
                scalars.built(
                        e,
                        evaluateAll(e.arguments()).stream().map(values::refined).toList());
            case Expr.External e -> external(e);
        };
    }

    /** Elements of arrays. */
    Elements elements() {
        return elements;
    }

    /**
     * An operand of an operator, with what is known of it here; the old value of the place that is assigned stays what it is, as
     * a sum may build upon it.
     */
    Value operand(Expr.Secret expression) {
        Value value = values.settle(evaluate(expression));
        return expression.equals(overwritten) ? value : values.refined(value);
    }

    /** The value of an expression that becomes one more place's; a sum that has a place already gets its gates. */
    Value copied(Expr.Secret expression) {
        Value value = evaluate(expression);
        return isOurs(expression) ? value : values.shared(value);
    }

    /** The value that is assigned to a place, which may build upon the place's old value. */
    Value assigned(Place place, Expr.Secret expression) {
        Expr.Secret outer = overwritten;
        overwritten = OverwrittenRead.in(expression, place);
        Value value = copied(expression);
        overwritten = outer;
        return value;
    }

    /** {@code first && second}, where the second matters only if the first holds. */
    Value both(Value first, Expr.Secret second) {
        int known = values.assumptions().mark();
        values.assumptions().assume(first, true);
        Value holds = evaluate(second);
        values.assumptions().returnTo(known);
        int before = values.bit(first);
        return values.bool(tape.netlist().and(before, values.bit(holds)));
    }

    private List<Value> evaluateAll(List<Expr.Secret> expressions) {
        List<Value> evaluated = new ArrayList<>(expressions.size());
        for (Expr.Secret expression : expressions) {
            evaluated.add(copied(expression));
        }
        return evaluated;
    }

    private Value binary(Expr.Binary e) {
        Optional<Value> bit = bitAtCounter(e);
        if (bit.isPresent()) {
            return bit.get();
        }
        if (e.type() instanceof ValueType.Int
                && (e.operator() == BinaryOperator.ADD || e.operator() == BinaryOperator.SUBTRACT)
                && (isProduct(e.right()) || e.operator() == BinaryOperator.ADD && isProduct(e.left()))) {
            return withProduct(e);
        }
        Optional<Value> rotated = Rotation.of(e, publics).flatMap(rotation -> rotated(e, rotation));
        if (rotated.isPresent()) {
            return rotated.get();
        }
        Value left = operand(e.left());
        Value right = operand(e.right());
        boolean integers = e.type() instanceof ValueType.Int;
        if (e.type() instanceof ValueType.Float) {
            return scalars.binary(e.operator(), e.type(), left, right);
        }
        return switch (e.operator()) {
            case ADD -> sum(e, left, right, false);
            case SUBTRACT -> sum(e, left, right, true);
            case MULTIPLY ->
                integers
                        ? values.sums().multiply(e.type(), left, right)
                        : scalars.binary(e.operator(), e.type(), left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                Value a = isOurs(e.left()) ? left : values.shared(left);
                Value b = isOurs(e.right()) ? right : values.shared(right);
                yield scalars.order(e.operator(), e.type(), a, b);
            }
            case REMAINDER ->
                integers && Moduli.isItsRemainder(values.range(left), values.range(right))
                        ? isOurs(e.left()) ? left : values.shared(left)
                        : scalars.binary(e.operator(), e.type(), values.refined(left), values.refined(right));
            default -> scalars.binary(e.operator(), e.type(), values.refined(left), values.refined(right));
        };
    }

    /** {@code (x >> i) & 1} with the counter of a loop: a bit of wire memory. */
    private Optional<Value> bitAtCounter(Expr.Binary e) {
        if (e.operator() != BinaryOperator.AND
                || !(e.left() instanceof Expr.Shift shift)
                || shift.operator() != BinaryOperator.SHIFT_RIGHT
                || !(shift.amount() instanceof Expr.Public amount)
                || !(e.right() instanceof Expr.FromPublic mask)
                || !publics.evaluate(mask.value()).equals(new Known.Exact(PublicValue.Int.of(1)))) {
            return Optional.empty();
        }
        Affine index = publics.integer(amount);
        if (index.isConstant() || index.min() < 0 || index.max() >= e.type().widthBits()) {
            return Optional.empty();
        }
        Value bit = values.bit(values.settle(evaluate(shift.value())), index);
        return Optional.of(scalars.cast(bit, e.type()));
    }

    private static boolean isProduct(Expr.Secret expression) {
        return expression instanceof Expr.Binary product && product.operator() == BinaryOperator.MULTIPLY;
    }

    /** A sum with a product of a bit and a sum is that sum where the bit is 1: {@code b + c * (a - b)} selects. */
    private Value withProduct(Expr.Binary e) {
        boolean subtract = e.operator() == BinaryOperator.SUBTRACT;
        boolean isRight = isProduct(e.right());
        Expr.Secret plain = isRight ? e.left() : e.right();
        Expr.Binary product = (Expr.Binary) (isRight ? e.right() : e.left());
        Value other = operand(plain);
        Value a = operand(product.left());
        Value b = operand(product.right());
        boolean isLeftBit = Range.BIT.equals(values.range(a));
        Value bit = isLeftBit ? a : b;
        Value factor = isLeftBit ? b : a;
        if (!Range.BIT.equals(values.range(bit)) || !(factor instanceof Sum sum) || sum.built() != null) {
            Value right = values.sums().multiply(e.type(), a, b);
            return isRight ? sum(e, other, right, subtract) : sum(e, right, other, false);
        }
        Value without = isOurs(plain) ? other : values.shared(other);
        boolean factorIsOurs = isOurs(isLeftBit ? product.right() : product.left());
        Value with = values.sums().add(e.type(), without, true, factor, factorIsOurs, subtract);
        return values.merge(values.bool(values.bits(bit)[0]), with, without);
    }

    private Value sum(Expr.Binary e, Value left, Value right, boolean subtract) {
        if (subtract && e.type() instanceof ValueType.Int) {
            Optional<Value> difference = selectedDifferences.difference(e.type(), left, right);
            if (difference.isPresent()) {
                return difference.get();
            }
        }
        return values.sums().add(e.type(), left, isOurs(e.left()), right, isOurs(e.right()), subtract);
    }

    /** Whether nothing but the expression around it asks for the value of an expression. */
    private boolean isOurs(Expr.Secret expression) {
        return expression instanceof Expr.Binary
                || expression instanceof Expr.Unary
                || expression instanceof Expr.Read read && singleReads.contains(read.variable())
                || expression.equals(overwritten);
    }

    private Value external(Expr.External e) {
        List<Value> arguments =
                evaluateAll(e.arguments()).stream().map(values::settle).toList();
        Segment segment = values.memory().segmentOf(arguments);
        int[] inputs = arguments.stream()
                .flatMapToInt(argument -> java.util.Arrays.stream(values.flatten(argument, segment)))
                .toArray();
        return values.unflatten(e.type(), segment, e.circuit().copyInto(segment.netlist(), inputs), 0);
    }

    private Value shift(Expr.Shift e) {
        Value value = values.refined(operand(e.value()));
        return switch (e.amount()) {
            case Expr.Public amount ->
                scalars.shift(
                        e.operator(), value, shiftAmount(amount, value.type().widthBits()));
            case Expr.Secret amount -> scalars.shift(e.operator(), value, operand(amount));
        };
    }

    private Optional<Value> rotated(Expr.Binary e, Rotation rotation) {
        Value amount = values.refined(operand(rotation.amount()));
        Affine width = Affine.of(e.type().widthBits());
        BigInteger past = values.range(amount).max().subtract(BigInteger.valueOf(width.constant()));
        boolean isMixed = rotation.reduced() == 1;
        if (isMixed && past.signum() >= 0) {
            return Optional.empty();
        }
        Value word = values.refined(operand(rotation.word()));
        Value rotated = scalars.shift(rotation.operator(), word, amount);
        if (past.signum() <= 0 || rotation.reduced() == 2) {
            return Optional.of(rotated);
        }
        Value within = scalars.order(
                BinaryOperator.LESS_OR_EQUAL,
                new ValueType.Bool(),
                amount,
                constants.value(width, amount.type(), e.span()));
        return Optional.of(values.merge(within, rotated, constants.value(Affine.ZERO, e.type(), e.span())));
    }

    /** A public amount; one past what makes a difference is cut, keeping it the same modulo the width. */
    private int shiftAmount(Expr.Public amount, int width) {
        Affine by = publics.integer(amount);
        if (!by.isConstant()) {
            throw new NotRollable("a shift by a loop variable");
        }
        if (by.constant() < 0) {
            throw elaborator.fail(
                    Diagnostic.error(amount.span(), "a shift by " + by.constant() + " bits, expected 0 or more"));
        }
        return (int) (by.constant() < width ? by.constant() : width + by.constant() % width);
    }

    private Value choice(Expr.If e) {
        return switch (e.condition()) {
            case Expr.Public condition -> block(publics.condition(condition) ? e.whenTrue() : e.whenFalse());
            case Expr.Secret condition -> {
                Variable result = Elaborator.hidden("if", e.type());
                Value chosen = evaluate(condition);
                environment.declare(result, new Value.Undefined(e.type()));
                elaborator.choose(
                        chosen,
                        () -> environment.assign(result, block(e.whenTrue())),
                        () -> environment.assign(result, block(e.whenFalse())));
                yield environment.get(result);
            }
        };
    }

    private Value block(Expr.BlockValue block) {
        elaborator.execute(block.statements());
        return elaborator.hasReturned() ? new Value.Undefined(block.value().type()) : evaluate(block.value());
    }
}
