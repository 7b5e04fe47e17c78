package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two words and the literals that say how they are ordered; each of them may be missing. */
final class ComparedPair {

    private static final int NONE = -1;
    private static final int MOST_STATE_BITS = 4;

    /** What holds of two words; exactly one of the three. */
    enum Order {
        LESS,
        GREATER,
        SAME
    }

    private final int[] left;
    private final int[] right;
    private boolean signed;
    private int less = NONE;
    private int greater = NONE;
    private int same = NONE;

    private ComparedPair(int[] left, int[] right) {
        this.left = left;
        this.right = right;
    }

    /** All pairs of at least two bits whose comparisons agree on the sign, in the order of their first literals. */
    static List<ComparedPair> of(WordLog log) {
        Map<List<Word>, ComparedPair> pairs = new LinkedHashMap<>();
        Set<ComparedPair> mixed = new HashSet<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Less(boolean signed, int[] left, int[] right, int result)) {
                ComparedPair pair = of(pairs, left, right);
                if (pair.less != NONE && pair.signed != signed || pair.greater != NONE && pair.signed != signed) {
                    mixed.add(pair);
                }
                pair.signed = signed;
                if (Arrays.equals(pair.left, left)) {
                    pair.less = result;
                } else {
                    pair.greater = result;
                }
            } else if (operation instanceof Same(int[] left, int[] right, int result)) {
                of(pairs, left, right).same = result;
            }
        }
        List<ComparedPair> all = new ArrayList<>(pairs.values());
        all.removeIf(pair -> mixed.contains(pair) || pair.secretNodes().length < 2);
        all.sort(Comparator.comparingInt(ComparedPair::firstNode));
        return all;
    }

    private static ComparedPair of(Map<List<Word>, ComparedPair> pairs, int[] left, int[] right) {
        Word a = new Word(left);
        Word b = new Word(right);
        ComparedPair swapped = pairs.get(List.of(b, a));
        return swapped != null ? swapped : pairs.computeIfAbsent(List.of(a, b), key -> new ComparedPair(left, right));
    }

    /** Without those that compare a state of few bits that other comparisons decided; it is seen through. */
    static List<ComparedPair> independent(Netlist net, List<ComparedPair> pairs) {
        boolean[] above = above(net, pairs);
        return pairs.stream().filter(pair -> !pair.isState(above)).toList();
    }

    private boolean isState(boolean[] above) {
        int[] secret = secretNodes();
        return secret.length <= MOST_STATE_BITS && Arrays.stream(secret).anyMatch(node -> above[node]);
    }

    /** Which gates are strictly above a literal of one of some pairs. */
    static boolean[] above(Netlist net, List<ComparedPair> pairs) {
        BitSet literals = new BitSet();
        pairs.forEach(pair -> pair.literals().forEach(literal -> literals.set(literal >>> 1)));
        boolean[] above = new boolean[net.nodeCount()];
        for (int node = 1; node < above.length; node++) {
            if (!net.isInput(node)) {
                int left = net.left(node) >>> 1;
                int right = net.right(node) >>> 1;
                above[node] = above[left] || above[right] || literals.get(left) || literals.get(right);
            }
        }
        return above;
    }

    int[] left() {
        return left;
    }

    int[] right() {
        return right;
    }

    boolean signed() {
        return signed;
    }

    /** The literal of {@code left == right}, if it was made. */
    Optional<Integer> same() {
        return same == NONE ? Optional.empty() : Optional.of(same);
    }

    /** Whether more than one literal speaks of the pair. */
    boolean isComparedTwice() {
        return literals().size() > 1;
    }

    /** The nodes that both words consist of, without constants. */
    int[] secretNodes() {
        return Arrays.stream(Word.concat(List.of(left, right)))
                .map(literal -> literal >>> 1)
                .filter(node -> node > 0)
                .distinct()
                .toArray();
    }

    private int firstNode() {
        return literals().stream().mapToInt(literal -> literal >>> 1).min().orElse(0);
    }

    /** The literals that speak of the pair; where it is a pair of bits, these do too. */
    List<Integer> literals() {
        List<Integer> literals = new ArrayList<>();
        int bit = onlyBit();
        if (bit != NONE) {
            literals.add(left[bit]);
            literals.add(right[bit]);
        }
        for (int literal : new int[] {less, greater, same}) {
            if (literal != NONE) {
                literals.add(literal);
            }
        }
        return literals;
    }

    /** Whether the nodes of the comparisons are 0 or 1, the last one winning where the case is impossible. */
    Map<Integer, Integer> ofComparisons(Order order) {
        Map<Integer, Integer> values = new HashMap<>();
        put(values, less, order == Order.LESS);
        put(values, greater, order == Order.GREATER);
        put(values, same, order == Order.SAME);
        return values;
    }

    /**
     * Which literals the nodes of the comparisons are, and of the words if these are bits; nothing if they contradict each
     * other, since the case is impossible.
     */
    Optional<Map<Integer, Integer>> when(Order order) {
        Map<Integer, Integer> values = ofComparisons(order);
        boolean isPossible = isConsistent(order);
        int bit = onlyBit();
        if (isPossible && bit != NONE && order == Order.SAME) {
            values.putIfAbsent(left[bit] >>> 1, right[bit] ^ left[bit] & 1);
        } else if (isPossible && bit != NONE) {
            isPossible = put(values, left[bit], order == Order.GREATER) && put(values, right[bit], order == Order.LESS);
        }
        return isPossible ? Optional.of(values) : Optional.empty();
    }

    /** Where the words may differ, if that is one place, below a sign. */
    private int onlyBit() {
        int only = NONE;
        for (int i = 0; i < left.length; i++) {
            if (left[i] != right[i]) {
                boolean isOnly = only == NONE && left[i] > Netlist.TRUE && right[i] > Netlist.TRUE;
                if (!isOnly || signed && i == left.length - 1) {
                    return NONE;
                }
                only = i;
            }
        }
        return only;
    }

    /** What is known where the words differ. */
    Map<Integer, Integer> whenDifferent() {
        Map<Integer, Integer> values = new HashMap<>();
        put(values, same, false);
        return values;
    }

    /** Whether no two literals of one node say different things. */
    private boolean isConsistent(Order order) {
        Map<Integer, Integer> values = new HashMap<>();
        return put(values, less, order == Order.LESS)
                && put(values, greater, order == Order.GREATER)
                && put(values, same, order == Order.SAME);
    }

    private static boolean put(Map<Integer, Integer> values, int literal, boolean truth) {
        if (literal == NONE) {
            return true;
        }
        int value = (literal & 1) ^ (truth ? 1 : 0);
        Integer before = values.put(literal >>> 1, value);
        return before == null || before == value;
    }
}
