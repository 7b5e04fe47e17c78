package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.FloatAdder;
import dev.sflmpc.compiler.datapath.Operator;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/** Makes the circuits of operators, and notes those that cost more than the choice between two operands does. */
final class NotedOperators {

    private record Binary(BinaryOperator operator, ValueType type, boolean signed) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            return Operators.binary(net, operator, operands.getFirst(), operands.getLast(), type, signed);
        }
    }

    private record Shift(BinaryOperator operator, boolean signed) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            return Operators.shift(net, operator, operands.getFirst(), operands.getLast(), signed);
        }
    }

    private record Built(Intrinsic intrinsic, ValueType type) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            return Operators.built(net, intrinsic, operands, type);
        }
    }

    private record Cast(ValueType from, ValueType to) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            return Operators.cast(net, operands.getFirst(), from, to);
        }
    }

    private NotedOperators() {}

    /** {@link Operators#binary} in a segment. */
    static int[] binary(Segment segment, BinaryOperator operator, int[] a, int[] b, ValueType type, boolean signed) {
        boolean isFloat = type instanceof ValueType.Float;
        if (isFloat && operator == BinaryOperator.SUBTRACT) {
            return binary(segment, BinaryOperator.ADD, a, FloatAdder.negate(b), type, signed);
        }
        int[] result = Operators.binary(segment.netlist(), operator, a, b, type, signed);
        boolean isDivision = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
        if (isDivision && type instanceof ValueType.Int) {
            int[] both = new int[2 * a.length];
            System.arraycopy(result, 0, both, operator == BinaryOperator.DIVIDE ? 0 : a.length, a.length);
            segment.words().applied(division(a.length, signed), List.of(a, b), both);
        } else if (isDivision || operator == BinaryOperator.MULTIPLY || isFloat && operator == BinaryOperator.ADD) {
            segment.words().applied(new Binary(operator, type, signed), List.of(a, b), result);
        }
        return result;
    }

    /** Quotient and remainder, one behind the other. */
    private static Operator division(int width, boolean signed) {
        return new Built(Intrinsic.DIV_REM, new ValueType.Int(signed, width));
    }

    /** {@link Operators#shift} by a secret amount in a segment. */
    static int[] shift(Segment segment, BinaryOperator operator, int[] a, int[] amount, boolean signed) {
        int[] result = Operators.shift(segment.netlist(), operator, a, amount, signed);
        segment.words().applied(new Shift(operator, signed), List.of(a, amount), result);
        return result;
    }

    /** {@link Operators#built} in a segment. */
    static int[] built(Segment segment, Intrinsic intrinsic, List<int[]> words, ValueType type) {
        int[] result = Operators.built(segment.netlist(), intrinsic, words, type);
        boolean isCheap =
                switch (intrinsic) {
                    case ABS, MIN, MAX, SATURATING_ADD, SATURATING_SUB, CHECKED_ADD, CHECKED_SUB -> true;
                    case IS_NAN, TO_BITS, FROM_BITS -> true;
                    default -> false;
                };
        if (!isCheap) {
            segment.words().applied(new Built(intrinsic, type), words, result);
        }
        return result;
    }

    /** {@link Operators#cast} in a segment. */
    static int[] cast(Segment segment, int[] bits, ValueType from, ValueType to) {
        int[] result = Operators.cast(segment.netlist(), bits, from, to);
        if (from instanceof ValueType.Float || to instanceof ValueType.Float) {
            segment.words().applied(new Cast(from, to), List.of(bits), result);
        }
        return result;
    }
}
