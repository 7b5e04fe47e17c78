package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Literals compared one by one, so that words can be keys.
 *
 * @param literals not to be changed
 */
record Word(int[] literals) {

    /** The highest node of a word; 0 for constants. */
    static int top(int[] word) {
        int top = 0;
        for (int literal : word) {
            top = Math.max(top, literal >>> 1);
        }
        return top;
    }

    static int[] concat(Iterable<int[]> words) {
        int width = 0;
        for (int[] word : words) {
            width += word.length;
        }
        int[] all = new int[width];
        int at = 0;
        for (int[] word : words) {
            System.arraycopy(word, 0, all, at, word.length);
            at += word.length;
        }
        return all;
    }

    /** Cuts what {@link #concat} joined: {@code count} words of one width. */
    static int[][] split(int[] all, int count) {
        int width = count == 0 ? 0 : all.length / count;
        int[][] words = new int[count][];
        for (int i = 0; i < count; i++) {
            words[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        return words;
    }

    static int[] constant(BigInteger value, int width) {
        int[] word = new int[width];
        for (int i = 0; i < width; i++) {
            word[i] = value.testBit(i) ? Netlist.TRUE : Netlist.FALSE;
        }
        return word;
    }

    static boolean isConstant(int[] word) {
        return top(word) == 0;
    }

    /** Whether no literal is constant, or of the node of another one. */
    static boolean isOfDifferentNodes(int[] word) {
        return Arrays.stream(word)
                        .map(literal -> literal >>> 1)
                        .filter(node -> node > 0)
                        .distinct()
                        .count()
                == word.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Word word && Arrays.equals(literals, word.literals);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(literals);
    }
}
