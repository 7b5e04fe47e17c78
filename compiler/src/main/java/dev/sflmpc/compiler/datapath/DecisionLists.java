package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
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
        this.pairs = ComparedPair.independent(net, pairs);
        for (ComparedPair pair : this.pairs) {
            for (int literal : pair.literals()) {
                pairNodes.set(literal >>> 1);
                pairsByNode
                        .computeIfAbsent(literal >>> 1, node -> new LinkedHashSet<>())
                        .add(pair);
            }
        }
        aboveAny = ComparedPair.above(net, this.pairs);
        aboveTwice = ComparedPair.above(
                net, this.pairs.stream().filter(ComparedPair::isComparedTwice).toList());
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
