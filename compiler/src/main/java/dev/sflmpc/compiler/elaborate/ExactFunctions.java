package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.BitCount;
import dev.sflmpc.compiler.arithmetic.BitScan;
import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.Median;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.arithmetic.Sorter;
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
            case DIV_REM -> both(Divider.divide(net, a, words.get(1), Types.isSigned(type)));
            case MEDIAN -> Median.ofThree(net, a, words.get(1), words.get(2), Types.isSigned(type));
            case SORT -> joined(Sorter.sort(net, elements(a, type), hasSignedElements(type)));
            case MIN_INDEX -> index(Tournament.min(net, elements(a, type), hasSignedElements(type)));
            case MAX_INDEX -> index(Tournament.max(net, elements(a, type), hasSignedElements(type)));
            case ABS,
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
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
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

    private static int[] both(QuotientRemainder result) {
        return joined(new int[][] {result.quotient(), result.remainder()});
    }

    private static int[] index(Tournament.Winner winner) {
        return winner.index().length == 0 ? new int[1] : winner.index();
    }

    private static boolean hasSignedElements(ValueType array) {
        return Types.isSigned(Types.part(array, 0));
    }

    private static int[][] elements(int[] bits, ValueType array) {
        int[][] elements = new int[Types.partCount(array)][];
        int width = Types.part(array, 0).widthBits();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Arrays.copyOfRange(bits, i * width, (i + 1) * width);
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
