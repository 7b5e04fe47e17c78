package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.datapath.WordOperation.Shifted;
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

/** All that is computed from the bits of one word and of nothing else. */
final class WordClosures {

    private static final int MOST_NODES = 1 << 14;
    private static final long MOST_STEPS = 1 << 22;

    private final Netlist net;
    private final IntPredicate isNeeded;
    private final BitSet outputs = new BitSet();
    private final BitSet covered = new BitSet();
    private @Nullable Users users;

    /** The closure that a node was in last. */
    private int[] rounds = {};

    private int round;
    private int[] found = new int[1 << 10];
    private int size;
    private int[] stack = new int[1 << 10];
    private int pending;
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

    /** Words that are compared with constants, chosen, shifted or given to an operator, without their constant bits; those further down first. */
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
        } else if (operation instanceof Shifted shifted) {
            return List.of(shifted.word());
        } else if (operation instanceof Applied applied) {
            return applied.operands();
        }
        return List.of();
    }

    private static List<int[]> compared(int[] left, int[] right) {
        return Word.isConstant(left) ? List.of(right) : Word.isConstant(right) ? List.of(left) : List.of();
    }

    boolean hasSteps() {
        return steps < MOST_STEPS;
    }

    /** Null where it is large, of no use, or part of one that was asked for before. */
    @Nullable
    Closure of(int[] word) {
        if (IntStream.of(word).allMatch(literal -> covered.get(literal >>> 1))
                || IntStream.of(word).noneMatch(literal -> isNeeded.test(literal >>> 1))) {
            return null;
        }
        Users readers = users;
        if (readers == null) {
            readers = new Users(net);
            users = readers;
            rounds = new int[net.nodeCount()];
        }
        round++;
        size = 0;
        pending = 0;
        close(0, readers);
        for (int literal : word) {
            close(literal >>> 1, readers);
        }
        int given = size;
        while (pending > 0) {
            int node = stack[--pending];
            steps++;
            if (!isClosed(node) && isClosed(net.left(node) >>> 1) && isClosed(net.right(node) >>> 1)) {
                if (size - given == MOST_NODES) {
                    return null;
                }
                close(node, readers);
            }
        }
        int[] inner =
                Arrays.stream(found, given, size).filter(isNeeded).sorted().toArray();
        int[] nodes = Arrays.stream(found, 0, size).sorted().toArray();
        IntStream.of(nodes).forEach(covered::set);
        Users asking = readers;
        int[] bits =
                Arrays.stream(inner).filter(node -> isAskedFor(node, asking)).toArray();
        return new Closure(
                nodes, bits, (int) Arrays.stream(inner).filter(net::isAnd).count());
    }

    private boolean isClosed(int node) {
        return rounds[node] == round;
    }

    /** A gate is looked at whenever an operand of it is closed: the last time it is closed with it. */
    private void close(int node, Users readers) {
        if (isClosed(node)) {
            return;
        }
        rounds[node] = round;
        if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = node;
        if (node > 0) {
            readers.of(node, this::push);
        }
    }

    private void push(int node) {
        if (pending == stack.length) {
            stack = Arrays.copyOf(stack, 2 * pending);
        }
        stack[pending++] = node;
    }

    private boolean isAskedFor(int node, Users readers) {
        return outputs.get(node) || readers.anyMatch(node, user -> !isClosed(user) && isNeeded.test(user));
    }
}
