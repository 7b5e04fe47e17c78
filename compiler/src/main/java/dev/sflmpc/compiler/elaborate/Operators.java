package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.Checked;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.Extremum;
import dev.sflmpc.compiler.arithmetic.FixedPoint;
import dev.sflmpc.compiler.arithmetic.FloatAdder;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.arithmetic.Overflow;
import dev.sflmpc.compiler.arithmetic.Shifter;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Arrays;
import java.util.List;

/** Which circuit each operator of the language is. */
final class Operators {

    private Operators() {}

    /** @param type of the operand */
    static int[] unary(Netlist netlist, UnaryOperator operator, int[] a, ValueType type) {
        if (type instanceof ValueType.Float) {
            return FloatAdder.negate(a);
        }
        return switch (operator) {
            case NEGATE -> Adder.negate(netlist, a);
            case COMPLEMENT, NOT -> Arrays.stream(a).map(bit -> bit ^ 1).toArray();
        };
    }

    /**
     * @param type of both operands
     * @param signed whether one of the operands may be negative
     */
    static int[] binary(Netlist netlist, BinaryOperator operator, int[] a, int[] b, ValueType type, boolean signed) {
        if (type instanceof ValueType.Float number) {
            return FloatOperators.binary(netlist, operator, a, b, number);
        }
        return switch (operator) {
            case ADD -> Adder.add(netlist, a, b);
            case SUBTRACT -> Adder.subtract(netlist, a, b);
            case MULTIPLY ->
                type instanceof ValueType.Fixed fixed
                        ? FixedPoint.multiply(netlist, a, b, fixed.fractionBits())
                        : Multiplier.multiply(netlist, a, b);
            case DIVIDE ->
                type instanceof ValueType.Fixed fixed
                        ? FixedPoint.divide(netlist, a, b, fixed.fractionBits())
                        : Divider.quotient(netlist, a, b, signed);
            case REMAINDER -> Divider.remainder(netlist, a, b, signed);
            case AND -> each(a, b, netlist::and);
            case OR -> each(a, b, netlist::or);
            case XOR -> each(a, b, netlist::xor);
            case EQUAL -> bit(Equality.of(netlist, type, a, b));
            case NOT_EQUAL -> bit(Equality.of(netlist, type, a, b) ^ 1);
            case LESS -> bit(Comparator.less(netlist, a, b, signed));
            case LESS_OR_EQUAL -> bit(Comparator.lessOrEqual(netlist, a, b, signed));
            case GREATER -> bit(Comparator.less(netlist, b, a, signed));
            case GREATER_OR_EQUAL -> bit(Comparator.lessOrEqual(netlist, b, a, signed));
            case SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT -> throw new IllegalStateException("a shift");
        };
    }

    static int[] shift(Netlist netlist, BinaryOperator operator, int[] a, int amount, boolean signed) {
        return switch (operator) {
            case SHIFT_LEFT -> Shifter.shiftLeft(netlist, a, amount);
            case SHIFT_RIGHT -> Shifter.shiftRight(netlist, a, amount, signed);
            case ROTATE_LEFT -> Shifter.rotateLeft(netlist, a, amount);
            case ROTATE_RIGHT -> Shifter.rotateRight(netlist, a, amount);
            default -> throw new IllegalStateException(operator + " is not a shift");
        };
    }

    static int[] shift(Netlist netlist, BinaryOperator operator, int[] a, int[] amount, boolean signed) {
        return switch (operator) {
            case SHIFT_LEFT -> Shifter.shiftLeft(netlist, a, amount);
            case SHIFT_RIGHT -> Shifter.shiftRight(netlist, a, amount, signed);
            case ROTATE_LEFT -> Shifter.rotateLeft(netlist, a, amount);
            case ROTATE_RIGHT -> Shifter.rotateRight(netlist, a, amount);
            default -> throw new IllegalStateException(operator + " is not a shift");
        };
    }

    /** @param type of the arguments */
    static int[] built(Netlist netlist, Intrinsic intrinsic, List<int[]> words, ValueType type) {
        if (type instanceof ValueType.Float number) {
            return FloatOperators.built(netlist, intrinsic, words, number);
        }
        boolean signed = Types.isSigned(type);
        int[] a = words.getFirst();
        int[] b = words.getLast();
        return switch (intrinsic) {
            case ABS -> signed ? Adder.abs(netlist, a) : a;
            case MIN -> Extremum.min(netlist, a, b, signed);
            case MAX -> Extremum.max(netlist, a, b, signed);
            case WIDENING_MUL -> Multiplier.multiplyWide(netlist, a, b, signed);
            case SATURATING_ADD -> Overflow.saturatingAdd(netlist, a, b, signed);
            case SATURATING_SUB -> Overflow.saturatingSubtract(netlist, a, b, signed);
            case SATURATING_MUL -> Overflow.saturatingMultiply(netlist, a, b, signed);
            case CHECKED_ADD -> checked(Overflow.add(netlist, a, b, signed));
            case CHECKED_SUB -> checked(Overflow.subtract(netlist, a, b, signed));
            case CHECKED_MUL -> checked(Overflow.multiply(netlist, a, b, signed));
            case FROM_BITS -> a;
            case SQRT,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    POPCOUNT,
                    LEADING_ZEROS,
                    TRAILING_ZEROS,
                    DIV_REM,
                    MEDIAN,
                    MIN_INDEX,
                    MAX_INDEX -> ExactFunctions.of(netlist, intrinsic, words, type);
            case SORT, MUL_ADD, IS_NAN, TO_BITS ->
                throw new IllegalStateException("`" + intrinsic.spelling() + "` of " + type);
        };
    }

    /** The bits of a value converted to another number type; gates only where one of them is a float. */
    static int[] cast(Netlist netlist, int[] bits, ValueType from, ValueType to) {
        if (from instanceof ValueType.Float || to instanceof ValueType.Float) {
            return FloatOperators.cast(netlist, bits, from, to);
        }
        int fromFraction = fractionBits(from);
        int toFraction = fractionBits(to);
        int sign = Types.isSigned(from) ? bits[bits.length - 1] : Netlist.FALSE;
        int[] cast = new int[to.widthBits()];
        for (int i = 0; i < cast.length; i++) {
            int source = i - toFraction + fromFraction;
            if (source >= 0) {
                cast[i] = source < bits.length ? bits[source] : sign;
            }
        }
        return cast;
    }

    static int fractionBits(ValueType type) {
        return type instanceof ValueType.Fixed fixed ? fixed.fractionBits() : 0;
    }

    private static int[] checked(Checked result) {
        int[] bits = Arrays.copyOf(result.wrapped(), result.wrapped().length + 1);
        bits[result.wrapped().length] = result.overflow();
        return bits;
    }

    private interface Gate {
        int apply(int a, int b);
    }

    private static int[] each(int[] a, int[] b, Gate gate) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = gate.apply(a[i], b[i]);
        }
        return result;
    }

    private static int[] bit(int literal) {
        return new int[] {literal};
    }
}
