package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import org.jspecify.annotations.Nullable;

/**
 * Finds the carries of adders and comparators that look ahead.
 *
 * <p>For pairs of bits <i>(a, b)</i> a literal may be a <i>propagate</i> of a set of pairs, {@code a + b} or {@code a | b}
 * of each and all of these ANDed, or a <i>carry</i>: the propagate of a set ANDed with the carry out of a chain of pairs.
 * A carry of the chain <i>c</i>, ORed with one of the chain <i>d</i> propagated through <i>c</i>, is the carry of <i>d</i>
 * followed by <i>c</i>: Brent, Kung, "A Regular Layout for Parallel Adders" (1982). Everything is the carry of a chain of
 * the pair of itself, which stands for a carry that comes in.
 *
 * <p>Sets are sums of hashes of 64 bits; <i>exclusive</i> ones are ANDs of XORs alone, for which a pair and its complements
 * are the same. Layout: literal <i>l</i> has up to {@link #MOST} carries from {@code l * MOST} on,
 * longest chain first, and as many propagates.
 */
final class CarrySearch {

    private static final int MOST = 6;
    private static final long STEPS_PER_NODE = 200;

    private final Netlist net;
    private final Signatures signatures;
    private final @Nullable AdderCell[] cellOfCarry;
    private final Chains chains;
    private final int[] chain;
    private final long[] through;
    private final boolean[] exclusive;
    private final boolean[] composite;
    private final byte[] carryCount;
    private final long[] propagate;
    private final boolean[] propagateExclusive;
    private final byte[] propagateCount;

    CarrySearch(Graph graph) {
        net = graph.net();
        int literals = 2 * net.nodeCount();
        signatures = new Signatures(net);
        chains = new Chains(STEPS_PER_NODE * net.nodeCount());
        chain = new int[literals * MOST];
        through = new long[literals * MOST];
        exclusive = new boolean[literals * MOST];
        composite = new boolean[literals * MOST];
        carryCount = new byte[literals];
        propagate = new long[literals * MOST];
        propagateExclusive = new boolean[literals * MOST];
        propagateCount = new byte[literals];
        cellOfCarry = new AdderCell[net.nodeCount()];
        for (AdderCell cell : AdderSearch.find(graph, signatures)) {
            if (cell != null && !cell.isHalf()) {
                cellOfCarry[cell.carry() >>> 1] = cell;
            }
        }
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isAnd(node)) {
                enterSum(net.left(node), net.right(node));
            }
        }
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isAnd(node)) {
                enterAnd(node, net.left(node), net.right(node));
            } else if (net.isXor(node)) {
                enterXor(node, net.left(node), net.right(node));
            }
        }
    }

    Chains chains() {
        return chains;
    }

    /** The longest chain whose carry a literal is; {@link Chains#EMPTY} when there is none. */
    int chain(int literal) {
        for (int i = literal * MOST; i < literal * MOST + carryCount[literal]; i++) {
            if (through[i] == 0) {
                return chain[i];
            }
        }
        return Chains.EMPTY;
    }

    /** Whether groups of pairs were joined on the way to the chain, other than bit by bit. */
    boolean isComposite(int literal) {
        for (int i = literal * MOST; i < literal * MOST + carryCount[literal]; i++) {
            if (through[i] == 0) {
                return composite[i];
            }
        }
        return false;
    }

    /** The XOR of the operands of an AND propagates that pair, wherever it is. */
    private void enterSum(int a, int b) {
        int sum = signatures.sum(a >>> 1, b >>> 1);
        if (sum > 0) {
            int first = 2 * signatures.first(a >>> 1) ^ (a & 1);
            int second = 2 * signatures.first(b >>> 1) ^ (b & 1);
            addDifference(2 * sum ^ (a ^ b) & 1, first, second);
            addDifference(2 * sum ^ (a ^ b) & 1, a, b);
        }
    }

    /** A literal that is the XOR of two. */
    private void addDifference(int literal, int a, int b) {
        addPropagate(literal, Chains.hash(a, b, true), true);
        addPropagate(literal, Chains.hash(a, b, false), false);
        addPropagate(literal, Chains.hash(a ^ 1, b ^ 1, false), false);
    }

    private void enterAnd(int node, int a, int b) {
        int both = 2 * node;
        addCarry(both, chains.append(Chains.EMPTY, a, b), 0, true, false);
        propagated(both, a, b);
        propagated(both, b, a);
        for (int i = a * MOST; i < a * MOST + propagateCount[a]; i++) {
            for (int j = b * MOST; j < b * MOST + propagateCount[b]; j++) {
                if (propagateExclusive[i] == propagateExclusive[j]) {
                    addPropagate(both, propagate[i] + propagate[j], propagateExclusive[i]);
                }
            }
        }
        int either = both ^ 1;
        addPropagate(either, Chains.hash(a ^ 1, b ^ 1, false), false);
        int carriedIn = chains.append(Chains.EMPTY, Netlist.TRUE, Netlist.TRUE);
        addCarry(either, chains.append(carriedIn, a ^ 1, b ^ 1), 0, true, false);
        joined(either, a ^ 1, b ^ 1, false);
        joined(either, b ^ 1, a ^ 1, false);
    }

    /** A carry ANDed with a propagate. */
    private void propagated(int result, int carry, int by) {
        for (int j = by * MOST; j < by * MOST + propagateCount[by]; j++) {
            for (int i = carry * MOST; i < carry * MOST + carryCount[carry]; i++) {
                if (through[i] == 0 || exclusive[i] == propagateExclusive[j]) {
                    addCarry(result, chain[i], through[i] + propagate[j], propagateExclusive[j], composite[i]);
                }
            }
            int incoming = chains.append(Chains.EMPTY, carry, carry);
            addCarry(result, incoming, propagate[j], propagateExclusive[j], false);
        }
    }

    /** A carry ORed with one that is propagated through its chain. */
    private void joined(int result, int upper, int lower, boolean byXor) {
        for (int i = upper * MOST; i < upper * MOST + carryCount[upper]; i++) {
            for (int j = lower * MOST; j < lower * MOST + carryCount[lower]; j++) {
                boolean alike = through[i] == 0 || exclusive[i] == exclusive[j];
                boolean follows = through[j] == through[i] + chains.sum(chain[i], exclusive[j]);
                if (alike && follows && (exclusive[j] || !byXor)) {
                    int whole = chains.join(chain[j], chain[i]);
                    boolean groups = composite[i] || composite[j] || chains.length(chain[i]) > 1;
                    if (whole != Chains.EMPTY) {
                        addCarry(result, whole, through[i], exclusive[j], groups);
                    }
                }
            }
        }
    }

    private void enterXor(int node, int a, int b) {
        for (int turn = 0; turn < 4; turn++) {
            int x = a ^ (turn & 1);
            int y = b ^ turn >>> 1;
            int result = 2 * node ^ (turn & 1) ^ turn >>> 1;
            addDifference(result, x, y);
            joined(result, x, y, true);
            joined(result, y, x, true);
        }
        AdderCell cell = cellOfCarry[node];
        for (int i = 0; cell != null && i < 3; i++) {
            int[] in = cell.in();
            follow(cell.carry(), in[i], in[(i + 1) % 3], in[(i + 2) % 3]);
            follow(cell.carry() ^ 1, in[i] ^ 1, in[(i + 1) % 3] ^ 1, in[(i + 2) % 3] ^ 1);
        }
        for (int i = 0; cell != null && carryCount[cell.carry()] < MOST && i < 3; i++) {
            int[] in = cell.in();
            int incoming = chains.append(Chains.EMPTY, in[i], in[i]);
            addCarry(cell.carry(), chains.append(incoming, in[(i + 1) % 3], in[(i + 2) % 3]), 0, true, false);
        }
    }

    /** A full adder's carry is that of one of its operands' chain, one pair longer. */
    private void follow(int carry, int before, int a, int b) {
        for (int i = before * MOST; i < before * MOST + carryCount[before]; i++) {
            if (through[i] == 0) {
                addCarry(carry, chains.append(chain[i], a, b), 0, true, composite[i]);
            }
        }
    }

    private void addPropagate(int literal, long set, boolean isExclusive) {
        int end = literal * MOST + propagateCount[literal];
        for (int i = literal * MOST; i < end; i++) {
            if (propagate[i] == set && propagateExclusive[i] == isExclusive) {
                return;
            }
        }
        if (propagateCount[literal] < MOST) {
            propagate[end] = set;
            propagateExclusive[end] = isExclusive;
            propagateCount[literal]++;
        }
    }

    private void addCarry(int literal, int of, long set, boolean isExclusive, boolean isComposite) {
        int first = literal * MOST;
        int end = first + carryCount[literal];
        for (int i = first; i < end; i++) {
            if (chain[i] == of && through[i] == set && exclusive[i] == isExclusive) {
                composite[i] &= isComposite;
                return;
            }
        }
        if (end == first + MOST) {
            end--;
            if (chains.length(chain[end]) >= chains.length(of)) {
                return;
            }
        } else {
            carryCount[literal]++;
        }
        while (end > first && chains.length(chain[end - 1]) < chains.length(of)) {
            chain[end] = chain[end - 1];
            through[end] = through[end - 1];
            exclusive[end] = exclusive[end - 1];
            composite[end] = composite[end - 1];
            end--;
        }
        chain[end] = of;
        through[end] = set;
        exclusive[end] = isExclusive;
        composite[end] = isComposite;
    }
}
