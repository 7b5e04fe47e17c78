package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Applies operators to values: in which segment their gates belong, and what is known of the result. */
final class Scalars {

    private final Values values;
    private final Moduli moduli;
    private final Quotients quotients;
    private final Comparisons comparisons;
    private final Sorting sorting;

    Scalars(Tape tape, Values values) {
        this.values = values;
        this.moduli = new Moduli(values);
        this.quotients = new Quotients(values);
        this.comparisons = new Comparisons(values);
        this.sorting = new Sorting(tape, values);
    }

    /** @param isOurs whether nothing else asks for the operand */
    Value unary(UnaryOperator operator, ValueType type, Value operand, boolean isOurs) {
        boolean isFloat = type instanceof ValueType.Float;
        if (operator == UnaryOperator.NEGATE && !isFloat) {
            return values.sums().negate(type, operand, isOurs);
        }
        Segment segment = values.memory().segmentOf(List.of(operand));
        int[] bits = Operators.unary(segment.netlist(), operator, values.bits(operand, segment), type);
        if (isFloat) {
            return new Value.Word(type, segment, bits);
        }
        return within(Ranges.unary(operator, type, values.range(operand)), type, segment, bits);
    }

    /** An operator of two settled operands that is not a sum. */
    Value binary(BinaryOperator operator, ValueType type, Value left, Value right) {
        ValueType operandType = left.type();
        if (!hasRange(operandType)) {
            Segment segment = values.memory().segmentOf(List.of(left, right));
            int[] a = values.flatten(left, segment);
            int[] b = values.flatten(right, segment);
            int[] bits = NotedOperators.binary(segment, operator, a, b, operandType, Types.isSigned(operandType));
            return new Value.Word(type, segment, bits);
        }
        Range rangeOfLeft = values.range(left);
        Range rangeOfRight = values.range(right);
        Range range = Ranges.binary(operator, operandType, type, rangeOfLeft, rangeOfRight);
        if (range.isSingle()) {
            return constant(range, type);
        }
        if (operator == BinaryOperator.REMAINDER && Moduli.canReduce(rangeOfLeft, rangeOfRight)) {
            return moduli.remainder(left, rangeOfRight.min());
        }
        if (operator == BinaryOperator.DIVIDE
                && type instanceof ValueType.Int
                && Moduli.canReduce(rangeOfLeft, rangeOfRight)) {
            Value.Word quotient = quotients.quotient(left, rangeOfRight.min());
            return within(range, type, quotient.segment(), quotient.bits());
        }
        Segment segment = values.memory().segmentOf(List.of(left, right));
        Value.Word a = values.loaded(left, segment);
        Value.Word b = values.loaded(right, segment);
        if (Comparisons.isComparison(operator)) {
            return comparisons.compare(operator, segment, a, b);
        }
        if (operandType instanceof ValueType.Bool) {
            OptionalInt joined = comparisons.joined(operator, segment, a.bits()[0], b.bits()[0]);
            if (joined.isPresent()) {
                return within(range, type, segment, new int[] {joined.getAsInt()});
            }
        }
        boolean signed = Types.isSigned(operandType) && (rangeOfLeft.mayBeNegative() || rangeOfRight.mayBeNegative());
        int[] bits = NotedOperators.binary(segment, operator, a.bits(), b.bits(), operandType, signed);
        Value.Word result = within(range, type, segment, bits);
        boolean isWhole = type instanceof ValueType.Int && Arrays.equals(bits, result.bits());
        if (operator == BinaryOperator.DIVIDE && isWhole && !b.isConstant()) {
            segment.insights().note(result, new Remainders.Division(type, signed, plain(a), plain(b)));
        }
        return result;
    }

    /** Its range may hold in this branch only, so a word is remembered without it. */
    private static Value.Word plain(Value.Word word) {
        return new Value.Word(word.type(), word.segment(), word.bits());
    }

    /** By a public amount. */
    Value shift(BinaryOperator operator, Value value, int amount) {
        Segment segment = values.memory().segmentOf(List.of(value));
        boolean signed = Types.isSigned(value.type());
        int[] word = values.bits(value, segment);
        int[] bits = Operators.shift(segment.netlist(), operator, word, amount, signed);
        segment.words().shifted(word);
        Range range = Ranges.shift(operator, value.type(), values.range(value), Range.of(amount, amount));
        return within(range, value.type(), segment, bits);
    }

    Value shift(BinaryOperator operator, Value value, Value amount) {
        Segment segment = values.memory().segmentOf(List.of(value, amount));
        boolean signed = Types.isSigned(value.type());
        int[] bits = values.bits(value, segment);
        int[] by = values.bits(amount, segment);
        int[] shifted = NotedOperators.shift(segment, operator, bits, by, signed);
        Range range = Ranges.shift(operator, value.type(), values.range(value), values.range(amount));
        return within(range, value.type(), segment, shifted);
    }

    /** An order of two settled operands, by their difference where that spares building sums. */
    Value order(BinaryOperator operator, ValueType type, Value left, Value right) {
        return comparisons.bySums(operator, left, right).orElseGet(() -> binary(operator, type, left, right));
    }

    Value cast(Value value, ValueType type) {
        Segment segment = values.memory().segmentOf(List.of(value));
        int[] bits = NotedOperators.cast(segment, values.bits(value, segment), value.type(), type);
        if (!hasRange(type) || !hasRange(value.type())) {
            return new Value.Word(type, segment, bits);
        }
        return within(Ranges.cast(value.type(), type, values.range(value)), type, segment, bits);
    }

    Value built(Expr.Built e, List<Value> arguments) {
        List<Value> settled = arguments.stream().map(values::settle).toList();
        if (e.intrinsic() == Intrinsic.SORT) {
            return sorting.sorted(settled.getFirst());
        }
        Segment segment = values.memory().segmentOf(settled);
        ValueType type = settled.getFirst().type();
        if (hasRange(type) && (e.intrinsic() == Intrinsic.MIN || e.intrinsic() == Intrinsic.MAX)) {
            Value.Word a = values.loaded(settled.getFirst(), segment);
            Value.Word b = values.loaded(settled.getLast(), segment);
            return comparisons.extremum(segment, a, b, e.intrinsic() == Intrinsic.MAX);
        }
        List<int[]> words =
                settled.stream().map(value -> values.flatten(value, segment)).toList();
        int[] bits = NotedOperators.built(segment, e.intrinsic(), words, type);
        if (!hasRange(type) || !Ranges.knows(e.intrinsic())) {
            return values.unflatten(e.type(), segment, bits, 0);
        }
        Range a = values.range(settled.getFirst());
        Range b = values.range(settled.getLast());
        if (e.intrinsic() == Intrinsic.CHECKED_ADD && !Types.isSigned(type)) {
            segment.words().added(words, true, bits);
        }
        if (Ranges.isChecked(e.intrinsic())) {
            return checked(e, type, segment, bits, Ranges.exact(e.intrinsic(), a, b));
        }
        Value.Word result = within(Ranges.built(e.intrinsic(), type, e.type(), a, b), e.type(), segment, bits);
        if (e.intrinsic() == Intrinsic.SATURATING_ADD) {
            if (Types.isSigned(type)) {
                segment.words().chosen(result.bits());
            } else {
                segment.words().saturated(words.getFirst(), words.getLast(), result.bits());
            }
        }
        return result;
    }

    /** Whether the bits of a type are a number in binary. */
    private static boolean hasRange(ValueType type) {
        return Types.isScalar(type) && !(type instanceof ValueType.Float);
    }

    private Value checked(Expr.Built e, ValueType type, Segment segment, int[] bits, Range exact) {
        int width = type.widthBits();
        int overflow = Range.of(type).contains(exact) ? Netlist.FALSE : bits[width];
        int[] wrapped = Arrays.copyOf(bits, width);
        return values.group(
                e.type(),
                List.of(
                        within(exact.wrapped(type), type, segment, wrapped),
                        new Value.Word(new ValueType.Bool(), segment, new int[] {overflow})));
    }

    private Value constant(Range single, ValueType type) {
        int[] bits = new int[type.widthBits()];
        return values.word(type, single.narrowed(bits));
    }

    private static Value.Word within(Range range, ValueType type, Segment segment, int[] bits) {
        return Value.Word.within(range, type, segment, bits);
    }
}
