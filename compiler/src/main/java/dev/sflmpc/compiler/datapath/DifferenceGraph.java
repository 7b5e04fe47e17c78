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
import java.util.Optional;

/**
 * Words that differ from others by little, as far as their definitions say: a minimum, a maximum or a choice of two, or a
 * word plus bits and a constant. All are numbers without a sign; leading zeros do not count.
 *
 * <p>Number {@link #ZERO} is the empty word. Constants and words plus a constant are no words of their own but a
 * {@link Term}.
 */
final class DifferenceGraph implements Definitions {

    static final int ZERO = 0;

    /** A word plus a constant. */
    record Term(int word, int offset) {}

    /** How a word is made of terms. */
    sealed interface Definition {
        List<Term> terms();
    }

    record Extremum(boolean greatest, Term left, Term right) implements Definition {
        @Override
        public List<Term> terms() {
            return List.of(left, right);
        }
    }

    record Choice(int condition, Term whenTrue, Term whenFalse) implements Definition {
        @Override
        public List<Term> terms() {
            return List.of(whenTrue, whenFalse);
        }
    }

    /** With no bits, the word is the term. */
    record Count(Term term, int[] bits) implements Definition {
        @Override
        public List<Term> terms() {
            return List.of(term);
        }
    }

    static final int LARGEST_CONSTANT_BITS = 24;

    private final Map<Word, Integer> numbers = new HashMap<>();
    private final List<int[]> words = new ArrayList<>();
    private final List<Integer> tops = new ArrayList<>();
    private final Map<Integer, Definition> definitions = new HashMap<>();
    private final Map<Integer, Definition> singleBits = new HashMap<>();
    private final SelectedExtrema extrema;

    private DifferenceGraph(Netlist net) {
        extrema = new SelectedExtrema(net, this);
        number(new int[0]);
    }

    static DifferenceGraph of(Netlist net, WordLog log) {
        DifferenceGraph graph = new DifferenceGraph(net);
        log.operations().forEach(graph::add);
        return graph;
    }

    private void add(WordOperation operation) {
        switch (operation) {
            case Less less -> {
                if (isUnsigned(less.signed(), less.left(), less.right())) {
                    extrema.add(less);
                }
            }
            case Select select -> define(select.result(), definition(select));
            case Extreme extreme -> {
                if (isUnsigned(extreme.signed(), extreme.left(), extreme.right())) {
                    define(
                            extreme.result(),
                            new Extremum(extreme.greatest(), term(extreme.left()), term(extreme.right())));
                }
            }
            case Offset offset -> {
                boolean isBit = offset.word().length == 0 && offset.bits().length == 1;
                Term term = term(isBit ? offset.bits() : offset.word());
                if (Math.abs((long) term.offset() + offset.constant()) < 1 << LARGEST_CONSTANT_BITS) {
                    Term moved = new Term(term.word(), term.offset() + offset.constant());
                    define(offset.result(), new Count(moved, isBit ? new int[0] : offset.bits()));
                }
            }
            case SumOfProducts sum -> {}
            case Added added -> {}
            case Saturated saturated -> {}
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

    private static boolean isUnsigned(boolean signed, int[] left, int[] right) {
        return !signed || (left[left.length - 1] == Netlist.FALSE && right[right.length - 1] == Netlist.FALSE);
    }

    private Definition definition(Select select) {
        Optional<Extremum> extremum = extrema.of(select);
        return extremum.isPresent()
                ? extremum.get()
                : new Choice(select.condition(), term(select.whenTrue()), term(select.whenFalse()));
    }

    private void define(int[] result, Definition definition) {
        int before = words.size();
        int word = number(trimmed(result));
        int below = Word.top(otherLiterals(definition));
        for (Term term : definition.terms()) {
            below = Math.max(below, tops.get(term.word()));
        }
        if (word == before && tops.get(word) >= below && !Word.isConstant(result)) {
            definitions.put(word, definition);
        }
    }

    /** A word as an older word and a constant, if it is one. */
    Term term(int[] word) {
        int[] bits = trimmed(word);
        if (bits.length > 0 && Word.isConstant(bits) && bits.length <= LARGEST_CONSTANT_BITS) {
            return new Term(ZERO, constant(bits) + bits[0]);
        }
        int number = number(bits);
        Definition definition = definitions.get(number);
        if (definition == null && isSingleBit(bits) && bits.length > 1) {
            return new Term(number(new int[] {bits[0]}), constant(bits));
        }
        return definition instanceof Count(Term moved, int[] ones) && ones.length == 0 ? moved : new Term(number, 0);
    }

    static int[] trimmed(int[] word) {
        int width = word.length;
        while (width > 0 && word[width - 1] == Netlist.FALSE) {
            width--;
        }
        return width == word.length ? word : Arrays.copyOf(word, width);
    }

    private int number(int[] trimmed) {
        return numbers.computeIfAbsent(new Word(trimmed), key -> {
            int number = words.size();
            words.add(trimmed);
            tops.add(Word.top(trimmed));
            if (isSingleBit(trimmed)) {
                singleBits.put(number, new Count(new Term(ZERO, constant(trimmed)), new int[] {trimmed[0]}));
            }
            return number;
        });
    }

    /** Whether only the lowest bit is secret. */
    private static boolean isSingleBit(int[] word) {
        return word.length > 0
                && word.length <= LARGEST_CONSTANT_BITS
                && Word.isConstant(Arrays.copyOfRange(word, 1, word.length));
    }

    /** The word of one bit, if it is known as a word. */
    Optional<Integer> wordOf(int bit) {
        return Optional.ofNullable(numbers.get(new Word(new int[] {bit})));
    }

    /** The number that the constant bits above the lowest one stand for. */
    private static int constant(int[] word) {
        int value = 0;
        for (int i = 1; i < word.length; i++) {
            value |= word[i] << i;
        }
        return value;
    }

    boolean isEmpty() {
        return definitions.isEmpty();
    }

    /** How a word is made of words of lower numbers; a word of which one bit is secret is that bit and a constant. */
    Optional<Definition> definition(int number) {
        Definition definition = definitions.get(number);
        return Optional.ofNullable(definition == null ? singleBits.get(number) : definition);
    }

    private Definition defined(int number) {
        return definition(number).orElseThrow();
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public int[] word(int number) {
        return words.get(number);
    }

    @Override
    public int top(int number) {
        return tops.get(number);
    }

    @Override
    public boolean isDefined(int number) {
        return definitions.containsKey(number);
    }

    @Override
    public int[] operands(int number) {
        return defined(number).terms().stream().mapToInt(Term::word).toArray();
    }

    @Override
    public int[] otherLiterals(int number) {
        return otherLiterals(defined(number));
    }

    static int[] otherLiterals(Definition definition) {
        return switch (definition) {
            case Extremum extremum -> new int[0];
            case Choice choice -> new int[] {choice.condition()};
            case Count count -> count.bits();
        };
    }
}
