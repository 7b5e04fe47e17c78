package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A block under construction: a netlist, where its inputs are loaded from, and where literals of it are stored.
 *
 * <p>Later segments may still add exports to a finished one; nothing is fixed before the whole program is elaborated.
 */
final class Segment {

    /** A literal stored to a bit of a region. */
    record Store(Region region, Affine offset, int literal) {}

    /** Where an input of the netlist comes from: a bit of a region, or bit number {@code bit} of a public number. */
    sealed interface Source {}

    record FromRegion(Region region, Affine offset) implements Source {}

    record FromNumber(Affine number, int bit) implements Source {}

    /** Bits of one region at the same distance from the loops' counters. */
    private record View(Region region, List<Affine.Term> terms) {}

    private final Netlist netlist = new Netlist();
    private final List<Source> sources = new ArrayList<>();
    private final List<Integer> inputLiterals = new ArrayList<>();
    private final Map<View, Map<Long, Integer>> loaded = new HashMap<>();
    private final Map<FromNumber, Integer> loadedNumbers = new HashMap<>();
    private final List<Store> stores = new ArrayList<>();
    private final Region exports;
    private final Map<Integer, Integer> exportOffsets = new HashMap<>();
    private final List<Integer> exportedNodes = new ArrayList<>();

    /** @param exports an empty region of the scope in which the segment runs */
    Segment(Region exports) {
        this.exports = exports;
    }

    Netlist netlist() {
        return netlist;
    }

    /** Where netlist input {@code i} comes from. */
    List<Source> sources() {
        return sources;
    }

    /** The literal of netlist input {@code i}. */
    int inputLiteral(int input) {
        return inputLiterals.get(input);
    }

    List<Store> stores() {
        return stores;
    }

    Region exports() {
        return exports;
    }

    /** The nodes exported, by their offset in {@link #exports()}. */
    List<Integer> exportedNodes() {
        return exportedNodes;
    }

    /**
     * Puts the literals of {@code count} bits of a region, as they were before this segment ran, into {@code to} from index
     * {@code at}.
     */
    void load(Region region, Affine offset, int count, int[] to, int at) {
        Map<Long, Integer> bits = loaded.computeIfAbsent(new View(region, offset.terms()), view -> new HashMap<>());
        for (int i = 0; i < count; i++) {
            long constant = offset.constant() + i;
            Integer literal = bits.get(constant);
            if (literal == null) {
                literal = addInput(new FromRegion(region, new Affine(constant, offset.terms())));
                bits.put(constant, literal);
            }
            to[at + i] = literal;
        }
    }

    /** The literal of a bit of a public number. */
    int loadNumber(Affine number, int bit) {
        FromNumber source = new FromNumber(number, bit);
        Integer literal = loadedNumbers.get(source);
        if (literal == null) {
            literal = addInput(source);
            loadedNumbers.put(source, literal);
        }
        return literal;
    }

    /** The literal here of a literal of {@code owner}. */
    int use(Segment owner, int literal) {
        if (owner == this || literal <= Netlist.TRUE) {
            return literal;
        }
        int node = literal >> 1;
        Integer offset = owner.exportOffsets.get(node);
        if (offset == null) {
            offset = owner.exports.grow();
            owner.exportOffsets.put(node, offset);
            owner.exportedNodes.add(node);
        }
        int[] here = new int[1];
        load(owner.exports, Affine.of(offset), 1, here, 0);
        return here[0] ^ (literal & 1);
    }

    void store(Region region, Affine offset, int literal) {
        stores.add(new Store(region, offset, literal));
    }

    /** Forgets all stores from number {@code count} on. */
    void forgetStoresFrom(int count) {
        stores.subList(count, stores.size()).clear();
    }

    private int addInput(Source source) {
        int literal = netlist.input();
        sources.add(source);
        inputLiterals.add(literal);
        return literal;
    }
}
