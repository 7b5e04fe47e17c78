package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bits that depend on a word only by its first one (or zero), from either end, or only by how many ones it has, whatever
 * computes them: a search by halves, a loop that shifts, one that clears the lowest bit. All that depend on the first one share
 * n − 1 ANDs for a word of n bits, and all that depend on the number its sum, n − weight(n). The bits of a word that is
 * shifted until its first one stands in front are one shift.
 *
 * <p>The bits' decision diagrams say which they are: the first one decides alone where each variable leads to a constant, and
 * it decides a shift where each leads to a variable; order does not matter where all paths with the same number of ones meet.
 */
final class BitFunctions {

    private static final List<BitDecision> KINDS =
            List.of(BitTables.Kind.FIRST_ONE, BitTables.Kind.FIRST_ZERO, BitTables.Kind.COUNT, new ShiftedToFirst());

    private static final int LEAST_BITS = 6;
    private static final int MOST_BITS = 128;
    private static final int MOST_WORDS = 1 << 7;

    /** Diagrams may have so many nodes for each gate, within these bounds, and take so many steps for each node. */
    private static final long ROOM_PER_GATE = 1 << 6;

    private static final int LEAST_ROOM = 1 << 14;
    private static final int MOST_ROOM = 1 << 18;
    private static final long STEPS_PER_NODE = 1 << 4;

    private final Netlist net;
    private final IntPredicate isNeeded;
    private final WordClosures closures;

    private BitFunctions(Netlist net, int[] outputs, IntPredicate isNeeded) {
        this.net = net;
        this.isNeeded = isNeeded;
        closures = new WordClosures(net, outputs, isNeeded);
    }

    /** For each word a proposal for all bits that are found, and one for each kind of them. */
    static List<Proposal> find(Netlist net, WordLog log, int[] outputs, IntPredicate isNeeded) {
        BitFunctions search = new BitFunctions(net, outputs, isNeeded);
        List<Proposal> proposals = new ArrayList<>();
        int tried = 0;
        for (int[] word : WordClosures.candidates(log, LEAST_BITS, MOST_BITS)) {
            if (tried == MOST_WORDS || !search.closures.hasSteps()) {
                break;
            }
            WordClosures.Closure closure = search.closures.of(word);
            if (closure != null && closure.ands() >= word.length) {
                tried++;
                proposals.addAll(search.proposals(word, closure));
            }
        }
        return proposals;
    }

    /** One way to decide bits: null is the table of one that it does not decide. */
    private record Way(BitDecision kind, int[] word, List<int @Nullable []> tables) {

        /** How many of the bits that are left it decides. */
        int count(BitSet left) {
            return (int) left.stream().filter(bit -> tables.get(bit) != null).count();
        }

        BitSet decided() {
            BitSet decided = new BitSet();
            for (int bit = 0; bit < tables.size(); bit++) {
                decided.set(bit, tables.get(bit) != null);
            }
            return decided;
        }

        Replacement replacement(int[] bits, BitSet left) {
            int[] decided = left.stream().filter(bit -> tables.get(bit) != null).toArray();
            List<int[]> made = new ArrayList<>();
            for (int bit : decided) {
                made.add(Objects.requireNonNull(tables.get(bit)));
            }
            int[] outputs = IntStream.of(decided).map(bit -> 2 * bits[bit]).toArray();
            return new Replacement(word, outputs, (net, given) -> kind.build(net, given, made));
        }
    }

    private List<Proposal> proposals(int[] word, WordClosures.Closure closure) {
        int[] reversed = IntStream.range(0, word.length)
                .map(i -> word[word.length - 1 - i])
                .toArray();
        int[] bits = closure.bits();
        BitSet left = new BitSet();
        left.set(0, bits.length);
        List<Way> ways = ways(reversed, closure);
        if (ways.stream().noneMatch(way -> way.count(left) == bits.length)) {
            ways.addAll(ways(word, closure));
        }
        List<Replacement> parts = new ArrayList<>();
        while (true) {
            // a bit that several ways decide goes where most others are
            Way best = Collections.max(ways, Comparator.comparingInt(way -> way.count(left)));
            if (best.count(left) == 0) {
                break;
            }
            parts.add(best.replacement(bits, left));
            left.andNot(best.decided());
        }
        List<Proposal> proposals = new ArrayList<>();
        if (parts.size() > 1) {
            proposals.add(new Proposal(parts));
        }
        parts.forEach(part -> proposals.add(new Proposal(List.of(part))));
        return proposals;
    }

    /** How the bits are decided by those of a word in an order. */
    private List<Way> ways(int[] word, WordClosures.Closure closure) {
        int room = Math.clamp(ROOM_PER_GATE * Integer.highestOneBit(closure.nodes().length), LEAST_ROOM, MOST_ROOM);
        DecisionDiagrams diagrams = new DecisionDiagrams(room, STEPS_PER_NODE * room);
        int[] edges = edges(diagrams, word, closure.nodes());
        List<Way> ways = new ArrayList<>();
        for (BitDecision kind : KINDS) {
            List<int @Nullable []> tables = new ArrayList<>();
            for (int bit : closure.bits()) {
                int function = edges[Arrays.binarySearch(closure.nodes(), bit)];
                tables.add(kind.table(diagrams, function, word.length));
            }
            ways.add(new Way(kind, word, tables));
        }
        return ways;
    }

    /** The diagrams of nodes in ascending order, the bits of a word being the variables. */
    private int[] edges(DecisionDiagrams diagrams, int[] word, int[] nodes) {
        int[] edges = new int[nodes.length];
        Arrays.fill(edges, DecisionDiagrams.NONE);
        for (int place = 0; place < word.length; place++) {
            edges[Arrays.binarySearch(nodes, word[place] >>> 1)] = diagrams.of(place) ^ (word[place] & 1);
        }
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i];
            if (edges[i] == DecisionDiagrams.NONE && !net.isInput(node) && isNeeded.test(node)) {
                int a = edge(edges, nodes, net.left(node));
                int b = edge(edges, nodes, net.right(node));
                edges[i] = net.isAnd(node) ? diagrams.and(a, b) : diagrams.xor(a, b);
            }
        }
        return edges;
    }

    private static int edge(int[] edges, int[] nodes, int literal) {
        int edge = edges[Arrays.binarySearch(nodes, literal >>> 1)];
        return edge == DecisionDiagrams.NONE ? edge : edge ^ (literal & 1);
    }
}
