package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that is computed from the bits of one word and of nothing else.
 *
 * <p>Layout: {@code users[firstUser[n] … firstUser[n + 1]]} are the gates that read node {@code n}.
 */
final class WordClosures {

    private static final int MOST_NODES = 1 << 14;
    private static final long MOST_STEPS = 1 << 22;

    private final Netlist net;
    private final IntPredicate isNeeded;
    private final BitSet outputs = new BitSet();
    private final BitSet covered = new BitSet();
    private int[] firstUser = {};
    private int[] users = {};
    private long steps;

    /**
     * What is computed from one word.
     *
     * @param nodes all of them in ascending order, those of the word among them, and node 0
     * @param bits needed nodes that others ask for
     * @param ands how many of the needed ones are AND gates
     */
    record Closure(int[] nodes, int[] bits, int ands) {}

    WordClosures(Netlist net, int[] outputs, IntPredicate isNeeded) {
        this.net = net;
        this.isNeeded = isNeeded;
        for (int literal : outputs) {
            this.outputs.set(literal >>> 1);
        }
    }

    /** Words that are compared with constants or chosen, without their constant bits; those further down first. */
    static List<int[]> candidates(WordLog log, int leastBits, int mostBits) {
        Set<Word> words = new LinkedHashSet<>();
        for (WordOperation operation : log.operations()) {
            for (int[] word : words(operation)) {
                int[] bits = IntStream.of(word)
                        .filter(literal -> literal > Netlist.TRUE)
                        .toArray();
                if (bits.length >= leastBits && bits.length <= mostBits && Word.isOfDifferentNodes(bits)) {
                    words.add(new Word(bits));
                }
            }
        }
        return words.stream()
                .map(Word::literals)
                .sorted(Comparator.<int[]>comparingInt(Word::top).thenComparingInt(word -> -word.length))
                .toList();
    }

    private static List<int[]> words(WordOperation operation) {
        if (operation instanceof Less less) {
            return compared(less.left(), less.right());
        } else if (operation instanceof Same same) {
            return compared(same.left(), same.right());
        } else if (operation instanceof Select select) {
            return List.of(select.whenTrue(), select.whenFalse());
        }
        return List.of();
    }

    private static List<int[]> compared(int[] left, int[] right) {
        return Word.isConstant(left) ? List.of(right) : Word.isConstant(right) ? List.of(left) : List.of();
    }

    boolean hasSteps() {
        return steps < MOST_STEPS;
    }

    /** Null where it is large, or part of one that was asked for before. */
    @Nullable
    Closure of(int[] word) {
        if (IntStream.of(word).allMatch(literal -> covered.get(literal >>> 1))) {
            return null;
        }
        if (users.length == 0) {
            link();
        }
        BitSet closed = new BitSet();
        BitSet next = new BitSet();
        int size = 0;
        closed.set(0);
        for (int literal : word) {
            closed.set(literal >>> 1);
            enqueue(literal >>> 1, next);
        }
        for (int node = next.nextSetBit(1); node > 0; node = next.nextSetBit(node + 1)) {
            steps++;
            if (!closed.get(node) && closed.get(net.left(node) >>> 1) && closed.get(net.right(node) >>> 1)) {
                closed.set(node);
                size++;
                enqueue(node, next);
            }
            if (size > MOST_NODES) {
                return null;
            }
        }
        covered.or(closed);
        int[] nodes = closed.stream().toArray();
        BitSet ofWord = new BitSet();
        IntStream.of(word).forEach(literal -> ofWord.set(literal >>> 1));
        int[] inner = Arrays.stream(nodes)
                .filter(node -> node > 0 && !ofWord.get(node) && isNeeded.test(node))
                .toArray();
        int[] bits =
                Arrays.stream(inner).filter(node -> isAskedFor(node, closed)).toArray();
        return new Closure(
                nodes, bits, (int) Arrays.stream(inner).filter(net::isAnd).count());
    }

    private boolean isAskedFor(int node, BitSet closed) {
        return outputs.get(node)
                || IntStream.range(firstUser[node], firstUser[node + 1])
                        .map(i -> users[i])
                        .anyMatch(user -> !closed.get(user) && isNeeded.test(user));
    }

    private void enqueue(int node, BitSet next) {
        for (int i = firstUser[node]; i < firstUser[node + 1]; i++) {
            next.set(users[i]);
        }
    }

    private void link() {
        int nodes = net.nodeCount();
        firstUser = new int[nodes + 1];
        for (int node = 1; node < nodes; node++) {
            if (!net.isInput(node)) {
                firstUser[net.left(node) >>> 1]++;
                firstUser[net.right(node) >>> 1]++;
            }
        }
        int sum = 0;
        for (int node = 0; node <= nodes; node++) {
            int count = firstUser[node];
            firstUser[node] = sum;
            sum += count;
        }
        users = new int[sum];
        int[] at = firstUser.clone();
        for (int node = 1; node < nodes; node++) {
            if (!net.isInput(node)) {
                users[at[net.left(node) >>> 1]++] = node;
                users[at[net.right(node) >>> 1]++] = node;
            }
        }
    }
}
