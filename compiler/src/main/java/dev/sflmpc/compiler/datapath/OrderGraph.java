package dev.sflmpc.compiler.datapath;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that are the lesser or the greater of two others, however that was written: a choice between two words by their
 * own comparison, with {@code <} or {@code <=} and either way round, or a minimum as such.
 *
 * <p>Words are numbered. A word without a definition is a <i>base</i>. The operands of a definition have lower nodes only.
 */
final class OrderGraph implements Definitions {

    static final int NONE = -1;

    private final boolean signed;
    private final Map<Word, Integer> numbers = new HashMap<>();
    private final List<int[]> words = new ArrayList<>();
    private int[] tops = new int[64];
    private int[] lefts = new int[64];
    private int[] rights = new int[64];
    private boolean[] greatest = new boolean[64];
    private int definitions;

    private OrderGraph(boolean signed) {
        this.signed = signed;
    }

    /** The words that are compared as signed ones, or as unsigned ones. */
    static OrderGraph of(WordLog log, boolean signed) {
        OrderGraph graph = new OrderGraph(signed);
        Map<Integer, List<Less>> comparisons = new HashMap<>();
        for (WordOperation operation : log.operations()) {
            switch (operation) {
                case Less less -> {
                    if (fits(signed, less.signed(), less.left(), less.right())) {
                        comparisons
                                .computeIfAbsent(less.result() >>> 1, node -> new ArrayList<>(1))
                                .add(less);
                    }
                }
                case Select select ->
                    comparisons
                            .getOrDefault(select.condition() >>> 1, List.of())
                            .forEach(less -> graph.define(select, less));
                case Extreme extreme -> {
                    if (fits(signed, extreme.signed(), extreme.left(), extreme.right())) {
                        graph.define(extreme.greatest(), extreme.left(), extreme.right(), extreme.result());
                    }
                }
                case SumOfProducts sum -> {}
                case Added added -> {}
                case Saturated saturated -> {}
                case Offset offset -> {}
                case Read read -> {}
                case OneOf element -> {}
                case Selected selected -> {}
                case Division division -> {}
                case AtMost bound -> {}
                case Same same -> {}
                case Chosen chosen -> {}
                case Applied applied -> {}
                case Called called -> {}
                case Condition condition -> {}
                case Shifted shifted -> {}
            }
        }
        return graph;
    }

    /** Numbers without a sign are in the same order either way. */
    static boolean fits(boolean signed, boolean written, int[] left, int[] right) {
        return signed == written
                || (left[left.length - 1] == Netlist.FALSE && right[right.length - 1] == Netlist.FALSE);
    }

    private void define(Select select, Less less) {
        boolean inOrder =
                Arrays.equals(less.left(), select.whenTrue()) && Arrays.equals(less.right(), select.whenFalse());
        boolean crossed =
                Arrays.equals(less.right(), select.whenTrue()) && Arrays.equals(less.left(), select.whenFalse());
        if (inOrder || crossed) {
            // chosen when true and the lesser, unless the comparison is read the other way round
            boolean inverted = select.condition() != less.result();
            define(crossed != inverted, less.left(), less.right(), select.result());
        }
    }

    private void define(boolean takesGreatest, int[] left, int[] right, int[] result) {
        int defined = number(result);
        int a = number(left);
        int b = number(right);
        if (lefts[defined] == NONE && tops[defined] > Math.max(tops[a], tops[b])) {
            lefts[defined] = a;
            rights[defined] = b;
            greatest[defined] = takesGreatest;
            definitions++;
        }
    }

    private int number(int[] word) {
        Integer known = numbers.putIfAbsent(new Word(word), words.size());
        if (known != null) {
            return known;
        }
        int number = words.size();
        if (number == tops.length) {
            tops = Arrays.copyOf(tops, 2 * number);
            lefts = Arrays.copyOf(lefts, 2 * number);
            rights = Arrays.copyOf(rights, 2 * number);
            greatest = Arrays.copyOf(greatest, 2 * number);
        }
        words.add(word);
        tops[number] = Word.top(word);
        lefts[number] = NONE;
        return number;
    }

    boolean isEmpty() {
        return definitions == 0;
    }

    boolean signed() {
        return signed;
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public int[] word(int number) {
        return words.get(number);
    }

    /** The number of a word, {@link #NONE} if it was never compared. */
    int find(int[] word) {
        return numbers.getOrDefault(new Word(word), NONE);
    }

    /** The highest node of a word. */
    @Override
    public int top(int number) {
        return tops[number];
    }

    @Override
    public boolean isDefined(int number) {
        return lefts[number] != NONE;
    }

    int left(int number) {
        return lefts[number];
    }

    int right(int number) {
        return rights[number];
    }

    /** Whether a defined word is the greater of its operands. */
    boolean isGreatest(int number) {
        return greatest[number];
    }

    /** Whether a word is the constant that no word is less than, or none greater than. */
    boolean isLimit(int number, boolean upper) {
        int[] word = words.get(number);
        if (tops[number] != 0) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            boolean one = upper != (signed && i == word.length - 1);
            if (word[i] != (one ? Netlist.TRUE : Netlist.FALSE)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int[] operands(int number) {
        return new int[] {lefts[number], rights[number]};
    }

    @Override
    public int[] otherLiterals(int number) {
        return new int[0];
    }
}
