package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts.Multiple;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.List;

/** What words of a netlist are in terms of others. */
public sealed interface WordOperation {

    /** {@code result} is whether {@code left < right}. */
    record Less(boolean signed, int[] left, int[] right, int result) implements WordOperation {}

    /** {@code result} is whether {@code left == right}. */
    record Same(int[] left, int[] right, int result) implements WordOperation {}

    /** {@code result = condition ? whenTrue : whenFalse}. */
    record Select(int condition, int[] whenTrue, int[] whenFalse, int[] result) implements WordOperation {}

    /** {@code word}, read as unsigned, is at most a number. */
    record AtMost(int[] word, int most) implements WordOperation {}

    /** {@code result} is what an operator makes of words; {@link Netlist#FALSE} also for bits that nobody asked for. */
    record Applied(Operator operator, List<int[]> operands, int[] result) implements WordOperation {
        public Applied {
            operands = List.copyOf(operands);
        }
    }

    /**
     * {@code result} is what a function returns.
     *
     * @param function the same for calls that differ in their secret arguments only
     */
    record Called(Object function, int[] arguments, int[] result) implements WordOperation {}

    /** The bits of {@code word} are moved to other places. */
    record Shifted(int[] word) implements WordOperation {}

    /** Something is chosen by {@code literal}. */
    record Condition(int literal) implements WordOperation {}

    /** {@code result} was chosen between words in some way. */
    record Chosen(int[] result) implements WordOperation {}

    /** {@code result} is the greater or the lesser of two words. */
    record Extreme(boolean greatest, boolean signed, int[] left, int[] right, int[] result) implements WordOperation {}

    /**
     * {@code result} is the sum of products, multiples and a constant modulo 2^width, width that of the result and of all
     * words.
     */
    record SumOfProducts(List<Product> products, List<Multiple> multiples, BigInteger constant, int[] result)
            implements WordOperation {
        public SumOfProducts {
            products = List.copyOf(products);
            multiples = List.copyOf(multiples);
        }
    }

    /**
     * {@code result} is the sum of a word, bits and a constant, none of which wraps, all read as unsigned.
     *
     * @param bits literals that count 1 each
     */
    record Offset(int[] word, int[] bits, int constant, int[] result) implements WordOperation {}

    /**
     * {@code result} is the sum of words modulo 2^width, width that of the result and of all words.
     *
     * @param isExact whether nothing wraps, all read as unsigned
     */
    record Added(List<int[]> words, boolean isExact, int[] result) implements WordOperation {
        public Added {
            words = List.copyOf(words);
        }
    }

    /** {@code result} is the sum of two unsigned words, or the greatest number of their width where that is less. */
    record Saturated(int[] left, int[] right, int[] result) implements WordOperation {}

    /** {@code result} is the quotient, or the remainder, of an unsigned word by a constant. */
    record Division(int[] dividend, BigInteger divisor, boolean isQuotient, int[] result) implements WordOperation {}

    /**
     * {@code result} is the entry at an unsigned index, zero where there is none.
     *
     * @param inRange whether there always is one
     */
    record Read(int[][] entries, int[] index, boolean inRange, int[] result) implements WordOperation {}

    /**
     * {@code result} is the entry that {@link dev.sflmpc.compiler.arithmetic.Arrays#readWithin} selects among those from {@code
     * least} on, also where the index is none of theirs.
     */
    record Selected(int[][] entries, int least, int[] index, int[] result) implements WordOperation {}

    /** {@code result} is one of {@code entries}: that of the only one of {@code places} that holds. */
    record OneOf(int[][] entries, int[] places, int[] result) implements WordOperation {}
}
