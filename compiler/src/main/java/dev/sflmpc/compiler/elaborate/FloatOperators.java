package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.FloatAdder;
import dev.sflmpc.compiler.arithmetic.FloatComparator;
import dev.sflmpc.compiler.arithmetic.FloatConverter;
import dev.sflmpc.compiler.arithmetic.FloatDivider;
import dev.sflmpc.compiler.arithmetic.FloatFma;
import dev.sflmpc.compiler.arithmetic.FloatFormat;
import dev.sflmpc.compiler.arithmetic.FloatMultiplier;
import dev.sflmpc.compiler.arithmetic.FloatRoot;
import dev.sflmpc.compiler.arithmetic.FloatRounder;
import dev.sflmpc.compiler.arithmetic.FloatRounder.Direction;
import dev.sflmpc.compiler.arithmetic.Median;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/** Which circuit each operator of the language is on floats. */
final class FloatOperators {

    private FloatOperators() {}

    static FloatFormat format(ValueType.Float type) {
        return type.widthBits() == Float.SIZE ? FloatFormat.BINARY32 : FloatFormat.BINARY64;
    }

    static int[] binary(Netlist net, BinaryOperator operator, int[] a, int[] b, ValueType.Float type) {
        FloatFormat format = format(type);
        return switch (operator) {
            case ADD -> FloatAdder.add(net, format, a, b);
            case SUBTRACT -> FloatAdder.subtract(net, format, a, b);
            case MULTIPLY -> FloatMultiplier.multiply(net, format, a, b);
            case DIVIDE -> FloatDivider.divide(net, format, a, b);
            case EQUAL -> bit(FloatComparator.equal(net, format, a, b));
            case NOT_EQUAL -> bit(FloatComparator.equal(net, format, a, b) ^ 1);
            case LESS -> bit(FloatComparator.less(net, format, a, b));
            case LESS_OR_EQUAL -> bit(FloatComparator.lessOrEqual(net, format, a, b));
            case GREATER -> bit(FloatComparator.less(net, format, b, a));
            case GREATER_OR_EQUAL -> bit(FloatComparator.lessOrEqual(net, format, b, a));
            case REMAINDER, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, ROTATE_LEFT, ROTATE_RIGHT ->
                throw new IllegalStateException("`" + operator.spelling() + "` of floats");
        };
    }

    static int[] built(Netlist net, Intrinsic intrinsic, List<int[]> words, ValueType.Float type) {
        FloatFormat format = format(type);
        int[] a = words.getFirst();
        return switch (intrinsic) {
            case ABS -> FloatAdder.abs(a);
            case MIN -> FloatComparator.min(net, format, a, words.getLast());
            case MAX -> FloatComparator.max(net, format, a, words.getLast());
            case SQRT -> FloatRoot.squareRoot(net, format, a);
            case MUL_ADD -> FloatFma.multiplyAdd(net, format, a, words.get(1), words.get(2));
            case ROUND -> FloatRounder.round(net, format, a, Direction.NEAREST_AWAY);
            case ROUND_EVEN -> FloatRounder.round(net, format, a, Direction.NEAREST_EVEN);
            case FLOOR -> FloatRounder.round(net, format, a, Direction.DOWN);
            case CEIL -> FloatRounder.round(net, format, a, Direction.UP);
            case TRUNC -> FloatRounder.round(net, format, a, Direction.TOWARD_ZERO);
            case IS_NAN -> bit(FloatComparator.isNan(net, format, a));
            case TO_BITS -> a;
            case MEDIAN -> {
                int[][] ordered = words.stream()
                        .map(word -> FloatComparator.ordered(net, word))
                        .toArray(int[][]::new);
                yield FloatComparator.ordered(net, Median.ofThree(net, ordered[0], ordered[1], ordered[2], true));
            }
            case WIDENING_MUL,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    CHECKED_ADD,
                    CHECKED_SUB,
                    CHECKED_MUL,
                    FROM_BITS,
                    POPCOUNT,
                    LEADING_ZEROS,
                    TRAILING_ZEROS,
                    DIV_REM,
                    SORT,
                    MIN_INDEX,
                    MAX_INDEX -> throw new IllegalStateException("`" + intrinsic.spelling() + "` of floats");
        };
    }

    /** A conversion to a float, from one, or between them. */
    static int[] cast(Netlist net, int[] bits, ValueType from, ValueType to) {
        if (from instanceof ValueType.Float source) {
            return to instanceof ValueType.Float target
                    ? convert(net, bits, source, target)
                    : FloatConverter.toFixed(
                            net, format(source), bits, to.widthBits(), Operators.fractionBits(to), Types.isSigned(to));
        }
        return FloatConverter.fromFixed(
                net, format((ValueType.Float) to), bits, Operators.fractionBits(from), Types.isSigned(from));
    }

    private static int[] convert(Netlist net, int[] bits, ValueType.Float from, ValueType.Float to) {
        return from.equals(to) ? bits : FloatConverter.convert(net, format(from), format(to), bits);
    }

    private static int[] bit(int literal) {
        return new int[] {literal};
    }
}
