package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.WordLog;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Intrinsic;
import java.util.List;

/** Notes which words operators made of which others, as far as {@link dev.sflmpc.compiler.datapath.Rewriter} asks for it. */
final class Recorder {

    private Recorder() {}

    static void binary(WordLog log, BinaryOperator operator, boolean signed, int[] a, int[] b, int[] result) {
        switch (operator) {
            case LESS -> log.less(signed, a, b, result[0]);
            case GREATER_OR_EQUAL -> log.less(signed, a, b, result[0] ^ 1);
            case GREATER -> log.less(signed, b, a, result[0]);
            case LESS_OR_EQUAL -> log.less(signed, b, a, result[0] ^ 1);
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    REMAINDER,
                    AND,
                    OR,
                    XOR,
                    EQUAL,
                    NOT_EQUAL,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    ROTATE_LEFT,
                    ROTATE_RIGHT -> {}
        }
    }

    static void built(WordLog log, Intrinsic intrinsic, boolean signed, List<int[]> words, int[] result) {
        if (intrinsic == Intrinsic.MIN || intrinsic == Intrinsic.MAX) {
            log.extreme(intrinsic == Intrinsic.MAX, signed, words.getFirst(), words.getLast(), result);
        }
    }
}
