package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.WordLog;
import dev.sflmpc.compiler.netlist.CurrentOrigin;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A block under construction: a netlist, where its inputs are loaded from, and where literals of it are stored.
 *
 * <p>Later segments may still add exports to a finished one; nothing is fixed before the whole program is elaborated.
 *
 * <p>Programs load and store many bits, so sources and stores are kept in arrays: source or store {@code i} is bit
 * {@code offset(i)} of view number {@code view(i)}.
 */
final class Segment {

    /** Bits that differ only in a constant distance: of a region, or of a public number. */
    sealed interface View {}

    /** Bit {@code offset + Σ terms} of a region. */
    record RegionView(Region region, List<Affine.Term> terms) implements View {}

    /** Bit {@code offset} of a public number in two's complement. */
    record NumberView(Affine number) implements View {}

    /** A list of bits of views. */
    static final class Bits {
        private int[] views = new int[16];
        private long[] offsets = new long[16];
        private int[] literals = new int[16];
        private int size;

        int size() {
            return size;
        }

        int view(int index) {
            return views[index];
        }

        long offset(int index) {
            return offsets[index];
        }

        /** The literal loaded or stored. */
        int literal(int index) {
            return literals[index];
        }

        private void add(int view, long offset, int literal) {
            if (size == views.length) {
                views = Arrays.copyOf(views, 2 * size);
                offsets = Arrays.copyOf(offsets, 2 * size);
                literals = Arrays.copyOf(literals, 2 * size);
            }
            views[size] = view;
            offsets[size] = offset;
            literals[size++] = literal;
        }

        private void truncate(int newSize) {
            size = newSize;
        }
    }

    private Netlist netlist;
    private WordLog words = new WordLog();
    private final List<View> views = new ArrayList<>();
    private final Map<View, Integer> viewNumbers = new HashMap<>();
    private final List<SparseInts> loaded = new ArrayList<>();
    private final Bits sources = new Bits();
    private final Bits stores = new Bits();
    private final Region exports;
    private final SparseInts exportOffsets = new SparseInts();
    private int[] exportedNodes = new int[16];
    private Map<Integer, Integer> executions = new HashMap<>();
    private final Insights insights = new Insights();
    private Decoders decoders = new Decoders();
    private Swaps swaps = new Swaps();
    private EarlierSums earlierSums = new EarlierSums();
    private boolean discarded;

    /**
     * @param exports an empty region of the scope in which the segment runs
     * @param origin where its gates come from as they are made
     */
    Segment(Region exports, CurrentOrigin origin) {
        this.exports = exports;
        netlist = new Netlist(origin);
    }

    /** Counts an execution of a statement at this place. */
    void execute(int place) {
        executions.merge(place, 1, Integer::sum);
    }

    /** How often statements of each place are executed in the segment. */
    Map<Integer, Integer> executions() {
        return executions;
    }

    /** Goes back to what was counted before. */
    void setExecutions(Map<Integer, Integer> before) {
        executions = new HashMap<>(before);
    }

    /** Whether the attempt that made the segment was given up. */
    boolean isDiscarded() {
        return discarded;
    }

    void discard() {
        discarded = true;
    }

    Netlist netlist() {
        return netlist;
    }

    /** Gives up the gates, which are in a block by now. */
    void release() {
        netlist = new Netlist();
        words = new WordLog();
        decoders = new Decoders();
        swaps = new Swaps();
    }

    /** What is known of words of the netlist. */
    WordLog words() {
        return words;
    }

    /** What is known of the segment's literals. */
    Insights insights() {
        return insights;
    }

    /** Secret indices that were decoded. */
    Decoders decoders() {
        return decoders;
    }

    /** What was read and assigned at secret indices. */
    Swaps swaps() {
        return swaps;
    }

    /** The sums that were made last. */
    EarlierSums earlierSums() {
        return earlierSums;
    }

    void setEarlierSums(EarlierSums earlierSums) {
        this.earlierSums = earlierSums;
    }

    View view(int number) {
        return views.get(number);
    }

    /** Where netlist input {@code i} comes from, and its literal. */
    Bits sources() {
        return sources;
    }

    /** What is stored where, in order. */
    Bits stores() {
        return stores;
    }

    Region exports() {
        return exports;
    }

    /** The node exported at an offset of {@link #exports()}. */
    int exportedNode(int offset) {
        return exportedNodes[offset];
    }

    /**
     * Puts the literals of {@code count} bits of a region, as they were before this segment ran, into {@code to} from index
     * {@code at}.
     */
    void load(Region region, Affine offset, int count, int[] to, int at) {
        load(viewNumber(new RegionView(region, offset.terms())), offset.constant(), count, to, at);
    }

    /** The literal of bit {@code bit} of a public number. */
    int loadNumber(Affine number, int bit) {
        int[] literal = new int[1];
        load(viewNumber(new NumberView(number)), bit, 1, literal, 0);
        return literal[0];
    }

    private void load(int view, long offset, int count, int[] to, int at) {
        SparseInts known = loaded.get(view);
        for (int i = 0; i < count; i++) {
            int literal = known.get(offset + i);
            if (literal == SparseInts.NONE) {
                literal = netlist.input();
                sources.add(view, offset + i, literal);
                known.put(offset + i, literal);
            }
            to[at + i] = literal;
        }
    }

    /** The literal here of a literal of {@code owner}. */
    int use(Segment owner, int literal) {
        if (owner == this || literal <= Netlist.TRUE) {
            return literal;
        }
        int[] here = new int[1];
        load(owner.exports, Affine.of(owner.export(literal >> 1)), 1, here, 0);
        return here[0] ^ (literal & 1);
    }

    private int export(int node) {
        int offset = exportOffsets.get(node);
        if (offset == SparseInts.NONE) {
            offset = exports.grow();
            exportOffsets.put(node, offset);
            if (offset == exportedNodes.length) {
                exportedNodes = Arrays.copyOf(exportedNodes, 2 * offset);
            }
            exportedNodes[offset] = node;
        }
        return offset;
    }

    /** Stores {@code count} literals of this segment from index {@code at} of {@code literals} to a region. */
    void store(Region region, Affine offset, int[] literals, int at, int count) {
        int view = viewNumber(new RegionView(region, offset.terms()));
        for (int i = 0; i < count; i++) {
            stores.add(view, offset.constant() + i, literals[at + i]);
        }
    }

    /** Forgets all stores from number {@code count} on. */
    void forgetStoresFrom(int count) {
        stores.truncate(count);
    }

    private int viewNumber(View view) {
        Integer known = viewNumbers.get(view);
        if (known == null) {
            known = views.size();
            viewNumbers.put(view, known);
            views.add(view);
            loaded.add(new SparseInts());
        }
        return known;
    }
}
