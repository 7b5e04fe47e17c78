package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.BitCount;
import dev.sflmpc.compiler.arithmetic.BitScan;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.FloatComparator;
import dev.sflmpc.compiler.arithmetic.Median;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.arithmetic.SquareRoot;
import dev.sflmpc.compiler.arithmetic.Tournament;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Arrays;
import java.util.List;

/** Which circuits the functions of the language are on integers, fixed-point numbers and arrays of them. */
final class ExactFunctions {

    private ExactFunctions() {}

    /** @param type of the arguments */
    static int[] of(Netlist net, Intrinsic intrinsic, List<int[]> words, ValueType type) {
        int[] a = words.getFirst();
        return switch (intrinsic) {
            case SQRT -> squareRoot(net, a, Operators.fractionBits(type), Types.isSigned(type));
            case POPCOUNT -> Arrays.copyOf(BitCount.popcount(net, a), a.length);
            case LEADING_ZEROS -> Arrays.copyOf(BitScan.leadingZeros(net, a), a.length);
            case TRAILING_ZEROS -> Arrays.copyOf(BitScan.trailingZeros(net, a), a.length);
            case ROUND, ROUND_EVEN, FLOOR, CEIL, TRUNC -> rounded(net, intrinsic, a, Operators.fractionBits(type));
            case DIV_REM -> both(Divider.divide(net, a, words.get(1), Types.isSigned(type)));
            case MEDIAN -> Median.ofThree(net, a, words.get(1), words.get(2), Types.isSigned(type));
            case MIN_INDEX -> index(Tournament.min(net, elements(net, a, type), hasSignedElements(type)));
            case MAX_INDEX -> index(Tournament.max(net, elements(net, a, type), hasSignedElements(type)));
            case SORT,
                    ABS,
                    MIN,
                    MAX,
                    WIDENING_MUL,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    CHECKED_ADD,
                    CHECKED_SUB,
                    CHECKED_MUL,
                    MUL_ADD,
                    IS_NAN,
                    TO_BITS,
                    FROM_BITS -> throw new IllegalStateException("`" + intrinsic.spelling() + "` of " + type);
        };
    }

    /** {@code floor(sqrt(x))} in units of the last bit: the radicand is {@code x * 2^fraction} units. 0 if negative. */
    private static int[] squareRoot(Netlist net, int[] a, int fractionBits, boolean signed) {
        int magnitudeBits = signed ? a.length - 1 : a.length;
        int[] radicand = new int[fractionBits + magnitudeBits];
        System.arraycopy(a, 0, radicand, fractionBits, magnitudeBits);
        int[] root = radicand.length == 0 ? radicand : SquareRoot.root(net, radicand);
        for (int i = 0; signed && i < root.length; i++) {
            root[i] = net.and(root[i], a[a.length - 1] ^ 1);
        }
        return Arrays.copyOf(root, a.length);
    }

    /** A fixed-point number without its fraction, and one more where it is rounded up. */
    private static int[] rounded(Netlist net, Intrinsic intrinsic, int[] a, int fractionBits) {
        if (fractionBits == 0) {
            return a;
        }
        if (fractionBits == a.length) {
            return new int[a.length];
        }
        int sign = a[a.length - 1];
        int half = a[fractionBits - 1];
        int below = any(net, Arrays.copyOf(a, fractionBits - 1));
        int up =
                switch (intrinsic) {
                    case ROUND -> net.and(half, net.or(below, sign ^ 1));
                    case ROUND_EVEN -> net.and(half, net.or(below, a[fractionBits]));
                    case CEIL -> net.or(half, below);
                    case TRUNC -> net.and(sign, net.or(half, below));
                    default -> Netlist.FALSE;
                };
        int[] whole = Arrays.copyOfRange(a, fractionBits, a.length);
        int[] result = new int[a.length];
        System.arraycopy(Adder.add(net, whole, new int[whole.length], up), 0, result, fractionBits, whole.length);
        return result;
    }

    private static int any(Netlist net, int[] bits) {
        return Comparator.equal(net, bits, new int[bits.length]) ^ 1;
    }

    private static int[] both(QuotientRemainder result) {
        return joined(new int[][] {result.quotient(), result.remainder()});
    }

    private static int[] index(Tournament.Winner winner) {
        return winner.index().length == 0 ? new int[1] : winner.index();
    }

    private static boolean hasSignedElements(ValueType array) {
        ValueType element = Types.part(array, 0);
        return Types.isSigned(element) || element instanceof ValueType.Float;
    }

    /** The elements of an array, floats as numbers in two's complement of the same order. */
    private static int[][] elements(Netlist net, int[] bits, ValueType array) {
        int[][] elements = new int[Types.partCount(array)][];
        ValueType type = Types.part(array, 0);
        int width = type.widthBits();
        for (int i = 0; i < elements.length; i++) {
            int[] element = Arrays.copyOfRange(bits, i * width, (i + 1) * width);
            elements[i] = type instanceof ValueType.Float ? FloatComparator.ordered(net, element) : element;
        }
        return elements;
    }

    private static int[] joined(int[][] words) {
        int width = words[0].length;
        int[] bits = new int[words.length * width];
        for (int i = 0; i < words.length; i++) {
            System.arraycopy(words[i], 0, bits, i * width, width);
        }
        return bits;
    }
}
