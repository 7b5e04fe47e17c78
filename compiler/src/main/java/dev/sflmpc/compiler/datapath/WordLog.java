package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.SquaredProducts.Multiple;
import dev.sflmpc.compiler.arithmetic.SquaredProducts.Product;
import dev.sflmpc.compiler.datapath.WordOperation.Added;
import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.AtMost;
import dev.sflmpc.compiler.datapath.WordOperation.Called;
import dev.sflmpc.compiler.datapath.WordOperation.Chosen;
import dev.sflmpc.compiler.datapath.WordOperation.Condition;
import dev.sflmpc.compiler.datapath.WordOperation.Division;
import dev.sflmpc.compiler.datapath.WordOperation.Extreme;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Offset;
import dev.sflmpc.compiler.datapath.WordOperation.OneOf;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.datapath.WordOperation.Saturated;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.datapath.WordOperation.Selected;
import dev.sflmpc.compiler.datapath.WordOperation.Shifted;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The word operations of one netlist in the order in which they were emitted.
 *
 * <p>An entry says what literals compute, so it stays true when later gates are dropped or shared. A log that grows beyond
 * {@value #MOST_LITERALS} literals forgets everything and stays empty: nothing is recognised then.
 */
public final class WordLog {

    private static final int MOST_LITERALS = 1 << 26;

    /** One operation in so many is a comparison where words are put in order. */
    private static final int ORDERING_PART = 8;

    private List<WordOperation> operations = new ArrayList<>();
    private long literals;
    private int comparisons;

    /** Notes that {@code result} is {@code left < right}. */
    public void less(boolean signed, int[] left, int[] right, int result) {
        if (result > Netlist.TRUE) {
            add(new Less(signed, left, right, result), 2L * left.length);
        }
    }

    /** Notes that {@code result} is {@code left == right}. */
    public void same(int[] left, int[] right, int result) {
        if (result > Netlist.TRUE) {
            add(new Same(left, right, result), 2L * left.length);
        }
    }

    /** Notes that {@code result} is {@code condition ? whenTrue : whenFalse}. */
    public void select(int condition, int[] whenTrue, int[] whenFalse, int[] result) {
        if (condition > Netlist.TRUE) {
            add(new Select(condition, whenTrue, whenFalse, result), 3L * result.length);
        }
    }

    /** Notes what a word, read as unsigned, is at most. */
    public void atMost(int[] word, int most) {
        add(new AtMost(word, most), word.length);
    }

    /**
     * Notes that {@code result} is what an operator makes of words.
     *
     * @param result with {@link Netlist#FALSE} for bits that were not made
     */
    public void applied(Operator operator, List<int[]> operands, int[] result) {
        long size = operands.stream().mapToLong(operand -> operand.length).sum();
        add(new Applied(operator, operands, result), size + result.length);
    }

    /**
     * Notes what a function returned.
     *
     * @param function the same for calls that differ in their secret arguments only
     */
    public void called(Object function, int[] arguments, int[] result) {
        add(new Called(function, arguments, result), arguments.length + (long) result.length);
    }

    /** Notes that the bits of a word are moved to other places. */
    public void shifted(int[] word) {
        add(new Shifted(word), word.length);
    }

    /** Notes that something is chosen by a literal. */
    public void condition(int literal) {
        if (literal > Netlist.TRUE) {
            add(new Condition(literal), 1);
        }
    }

    /** Notes that {@code result} was chosen, when it cannot be said from what. */
    public void chosen(int[] result) {
        add(new Chosen(result), result.length);
    }

    /** Notes that {@code result} is the greater or the lesser of two words. */
    public void extreme(boolean greatest, boolean signed, int[] left, int[] right, int[] result) {
        add(new Extreme(greatest, signed, left, right, result), 3L * result.length);
    }

    /** Notes that {@code result} is a sum of products, multiples and a constant, all as wide as the result. */
    public void sum(List<Product> products, List<Multiple> multiples, BigInteger constant, int[] result) {
        if (!products.isEmpty()) {
            long words = 1 + 2L * products.size() + multiples.size();
            add(new SumOfProducts(products, multiples, constant, result), words * result.length);
        }
    }

    /** Notes that {@code result} is the sum of a word, bits and a constant, without wrapping and all read as unsigned. */
    public void offset(int[] word, int[] bits, int constant, int[] result) {
        add(new Offset(word, bits, constant, result), word.length + bits.length + (long) result.length);
    }

    /**
     * Notes that {@code result} is the sum of words modulo 2^width, all of them as wide as the result.
     *
     * @param isExact whether nothing wraps, all read as unsigned
     */
    public void added(List<int[]> words, boolean isExact, int[] result) {
        add(new Added(words, isExact, result), (words.size() + 1L) * result.length);
    }

    /** Notes that {@code result} is the sum of two unsigned words, or the greatest number of their width. */
    public void saturated(int[] left, int[] right, int[] result) {
        add(new Saturated(left, right, result), 3L * result.length);
    }

    /** Notes that {@code result} is the quotient, or the remainder, of an unsigned word by a constant. */
    public void division(int[] dividend, BigInteger divisor, boolean isQuotient, int[] result) {
        add(new Division(dividend, divisor, isQuotient, result), 2L * dividend.length);
    }

    /** Notes that {@code result} is the entry at an unsigned index. */
    public void read(int[][] entries, int[] index, boolean inRange, int[] result) {
        add(new Read(entries, index, inRange, result), (long) entries.length * result.length + index.length);
    }

    /** Notes that {@code result} is what a selection without a check of the index makes of entries that are not all constant. */
    public void selected(int[][] entries, int least, int[] index, int[] result) {
        add(new Selected(entries, least, index, result), (long) entries.length * result.length + index.length);
    }

    /** Notes that {@code result} is the entry whose place holds, as exactly one of them does. */
    public void oneOf(int[][] entries, int[] places, int[] result) {
        add(new OneOf(entries, places, result), (entries.length + 1L) * (result.length + 1));
    }

    /** How many operations were noted so far. */
    public int size() {
        return operations.size();
    }

    /** Forgets all but the first operations, because nothing needs the words of later ones. */
    public void truncate(int size) {
        if (size < operations.size()) {
            List<WordOperation> later = operations.subList(size, operations.size());
            comparisons -= (int) later.stream().filter(WordLog::compares).count();
            later.clear();
        }
    }

    /** Whether so many words are compared that they may well be put in order: of half a sort nothing is known. */
    public boolean isOrdering() {
        return ORDERING_PART * (long) comparisons >= operations.size() && comparisons > 0;
    }

    private static boolean compares(WordOperation operation) {
        return operation instanceof Less || operation instanceof Extreme;
    }

    List<WordOperation> operations() {
        return operations;
    }

    private void add(WordOperation operation, long size) {
        literals += size;
        if (literals <= MOST_LITERALS) {
            operations.add(operation);
            comparisons += compares(operation) ? 1 : 0;
        } else if (!operations.isEmpty()) {
            operations = new ArrayList<>();
            comparisons = 0;
        }
    }
}
