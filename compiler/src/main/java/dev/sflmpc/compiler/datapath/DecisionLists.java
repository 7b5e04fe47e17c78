package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Bits that are decided by the first pair of words that differ, however that is spelled: with flags, early returns, or from
 * the last pair on. Where such a pair decides by its order, it is one comparison of all words put together, an AND for each
 * bit; otherwise a choice for each pair.
 *
 * <p>A bit is taken as a function of the comparisons below it. It begins with a pair if it is constant wherever that pair is
 * in order, and wherever it is out of order; then the search goes on where its words are equal.
 */
final class DecisionLists {

    private static final int MOST_GATES = 1 << 11;
    private static final int MOST_STATE_BITS = 4;
    private static final long MOST_STEPS = 1L << 24;

    private final Netlist net;
    private final ConeSearch cones;
    private final List<ComparedPair> pairs;
    private final Map<Integer, Set<ComparedPair>> pairsByNode = new HashMap<>();
    private final IntPredicate isNeeded;
    private final boolean[] aboveAny;
    private final boolean[] aboveTwice;
    private final BitSet pairNodes = new BitSet();
    private long steps;

    private DecisionLists(Netlist net, List<ComparedPair> pairs, IntPredicate isNeeded) {
        this.net = net;
        this.isNeeded = isNeeded;
        this.cones = new ConeSearch(net, MOST_GATES);
        boolean[] aboveSome = above(pairs);
        this.pairs = pairs.stream().filter(pair -> !isDerived(pair, aboveSome)).toList();
        for (ComparedPair pair : this.pairs) {
            for (int literal : pair.literals()) {
                pairNodes.set(literal >>> 1);
                pairsByNode
                        .computeIfAbsent(literal >>> 1, node -> new LinkedHashSet<>())
                        .add(pair);
            }
        }
        aboveAny = above(this.pairs);
        aboveTwice =
                above(this.pairs.stream().filter(ComparedPair::isComparedTwice).toList());
    }

    /** Which gates are strictly above a literal of one of the pairs. */
    private boolean[] above(List<ComparedPair> pairs) {
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

    /** Whether a pair compares a state of few bits that other comparisons decided; it is seen through. */
    private static boolean isDerived(ComparedPair pair, boolean[] aboveSome) {
        int[] secret = pair.secretNodes();
        return secret.length <= MOST_STATE_BITS && Arrays.stream(secret).anyMatch(node -> aboveSome[node]);
    }

    /** All bits of a netlist together, then one by one. */
    static List<Proposal> find(Netlist net, WordLog log, IntPredicate isNeeded) {
        List<ComparedPair> pairs = ComparedPair.of(log);
        if (pairs.stream().noneMatch(ComparedPair::isComparedTwice)) {
            return List.of();
        }
        List<Replacement> parts = new DecisionLists(net, pairs, isNeeded).all();
        List<Proposal> proposals = new ArrayList<>();
        if (parts.size() > 1) {
            proposals.add(new Proposal(parts));
        }
        parts.forEach(part -> proposals.add(new Proposal(List.of(part))));
        return proposals;
    }

    /** Bits from the last one down; what only leads to one that was found is left out. */
    private List<Replacement> all() {
        List<Replacement> parts = new ArrayList<>();
        BitSet covered = new BitSet();
        for (int node = net.nodeCount() - 1; node > 0 && steps + cones.steps() < MOST_STEPS; node--) {
            if (aboveTwice[node] && !pairNodes.get(node) && !covered.get(node) && isNeeded.test(node)) {
                int root = node;
                cones.find(2 * node, next -> pairNodes.get(next) || !aboveAny[next])
                        .ifPresent(cone -> found(root, cone).ifPresent(part -> {
                            parts.add(part);
                            cone.inner().forEach(covered::set);
                        }));
            }
        }
        return parts;
    }

    private Optional<Replacement> found(int root, Cone cone) {
        Set<ComparedPair> leaves = new HashSet<>();
        cone.leaves().forEach(leaf -> leaves.addAll(pairsByNode.getOrDefault(leaf, Set.of())));
        if (leaves.stream().noneMatch(ComparedPair::isComparedTwice)) {
            return Optional.empty();
        }
        steps += pairs.size();
        List<ComparedPair> below = pairs.stream().filter(leaves::contains).toList();
        Optional<Replacement> found = DecisionList.of(root, cone, below);
        steps += cone.steps();
        return found;
    }
}
