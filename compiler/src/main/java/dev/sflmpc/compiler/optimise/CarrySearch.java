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
 * are the same. Layout: {@code variant[3n]} is the literal of an XOR gate <i>n</i> that is the AND of the two that follow; literal <i>l</i> has up to {@link #MOST} carries from {@code l * MOST} on,
 * longest chain first, and as many propagates.
 */
final class CarrySearch {

    private static final int MOST = 12;
    private static final int MOST_STOPS = 32;
    private static final long STEPS_PER_NODE = 200;
    private static final long MOST_STEPS = 4_000_000;

    private final Netlist net;
    private final Signatures signatures;
    private final @Nullable AdderCell[] cellOfCarry;
    private final Chains chains;
    private final int[] variant;
    private final int[] chain;
    private final long[] through;
    private final boolean[] exclusive;
    private final boolean[] composite;
    private final byte[] carryCount;
    private final long[] propagate;
    private final boolean[] propagateExclusive;
    private final int[] stops;
    private final byte[] propagateCount;

    CarrySearch(Graph graph) {
        net = graph.net();
        int literals = 2 * net.nodeCount();
        signatures = new Signatures(net);
        chains = new Chains(Math.min(MOST_STEPS, STEPS_PER_NODE * net.nodeCount()));
        chain = new int[literals * MOST];
        through = new long[literals * MOST];
        exclusive = new boolean[literals * MOST];
        composite = new boolean[literals * MOST];
        carryCount = new byte[literals];
        propagate = new long[literals * MOST];
        propagateExclusive = new boolean[literals * MOST];
        stops = new int[literals * MOST];
        propagateCount = new byte[literals];
        cellOfCarry = new AdderCell[net.nodeCount()];
        for (AdderCell cell : AdderSearch.find(graph, signatures)) {
            if (cell != null && !cell.isHalf()) {
                cellOfCarry[cell.carry() >>> 1] = cell;
            }
        }
        variant = new int[3 * net.nodeCount()];
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isAnd(node)) {
                enterSum(net.left(node), net.right(node));
                enterVariants(node, net.left(node), net.right(node));
            }
        }
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isAnd(node)) {
                enterAnd(2 * node, net.left(node), net.right(node));
            } else if (net.isXor(node)) {
                enterXor(node, net.left(node), net.right(node));
                if (variant[3 * node] != 0) {
                    enterAnd(variant[3 * node], variant[3 * node + 1], variant[3 * node + 2]);
                }
            }
        }
    }

    /** Finds {@code a·~b = a + ab} and the like among the XORs. */
    private void enterVariants(int gate, int a, int b) {
        int left = signatures.sum(gate, a >>> 1);
        enterVariant(2 * left ^ (a & 1), a, b ^ 1);
        int right = signatures.sum(gate, b >>> 1);
        enterVariant(2 * right ^ (b & 1), a ^ 1, b);
        int neither = signatures.sum(gate, a >>> 1, b >>> 1);
        enterVariant(2 * neither ^ 1 ^ (a & 1) ^ (b & 1), a ^ 1, b ^ 1);
    }

    private void enterVariant(int literal, int a, int b) {
        int node = literal >>> 1;
        if (literal > 1 && node > a >>> 1 && node > b >>> 1 && net.isXor(node) && variant[3 * node] == 0) {
            variant[3 * node] = literal;
            variant[3 * node + 1] = a;
            variant[3 * node + 2] = b;
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
        addPropagate(literal, Chains.hash(a, b, true), true, Chains.EMPTY);
    }

    private void enterAnd(int both, int a, int b) {
        boolean added = signatures.sum(a >>> 1, b >>> 1) > 0;
        if (added) {
            addCarry(both, chains.append(Chains.EMPTY, a, b), 0, true, false);
        }
        propagated(both, a, b);
        propagated(both, b, a);
        propagatedBoth(both, a, b);
        int either = both ^ 1;
        addPropagate(either, Chains.hash(a ^ 1, b ^ 1, false), false, Chains.EMPTY);
        int carriedIn = chains.append(Chains.EMPTY, Netlist.TRUE, Netlist.TRUE);
        if (added) {
            addCarry(either, chains.append(carriedIn, a ^ 1, b ^ 1), 0, true, false);
        }
        joined(either, a ^ 1, b ^ 1, false);
        joined(either, b ^ 1, a ^ 1, false);
    }

    private void propagatedBoth(int both, int a, int b) {
        for (int i = a * MOST; i < a * MOST + propagateCount[a]; i++) {
            for (int j = b * MOST; j < b * MOST + propagateCount[b]; j++) {
                boolean alike =
                        propagate[i] == 0 || propagate[j] == 0 || propagateExclusive[i] == propagateExclusive[j];
                if (alike) {
                    boolean isExclusive = propagate[i] == 0 ? propagateExclusive[j] : propagateExclusive[i];
                    int joined = chains.join(stops[i], stops[j]);
                    if (chains.length(joined) >= chains.length(stops[j])) {
                        addPropagate(both, propagate[i] + propagate[j], isExclusive, joined);
                    }
                }
            }
        }
        stopped(both, a, b);
        stopped(both, b, a);
        addPropagate(both, 0, true, chains.append(stop(a), Netlist.FALSE, b));
    }

    /** A propagate ANDed with a bit: that of its pair with 0. */
    private void stopped(int both, int by, int bit) {
        for (int i = by * MOST; i < by * MOST + propagateCount[by]; i++) {
            if (chains.length(stops[i]) < MOST_STOPS) {
                addPropagate(both, propagate[i], propagateExclusive[i], chains.append(stops[i], Netlist.FALSE, bit));
            }
        }
    }

    private int stop(int bit) {
        return chains.append(Chains.EMPTY, Netlist.FALSE, bit);
    }

    /** A carry ANDed with a propagate. */
    private void propagated(int result, int carry, int by) {
        for (int i = carry * MOST; i < carry * MOST + carryCount[carry]; i++) {
            for (int j = by * MOST; j < by * MOST + propagateCount[by]; j++) {
                boolean alike = through[i] == 0 || propagate[j] == 0 || exclusive[i] == propagateExclusive[j];
                if (alike) {
                    boolean isExclusive = propagate[j] == 0 ? exclusive[i] : propagateExclusive[j];
                    boolean groups = composite[i] || chains.length(stops[j]) > 1 && chains.rank(chain[i]) > 1;
                    int whole = chains.join(chain[i], stops[j]);
                    addCarry(result, whole, through[i] + propagate[j], isExclusive, groups);
                }
            }
            addCarry(result, chains.append(chain[i], Netlist.FALSE, by), through[i], exclusive[i], composite[i]);
        }
        for (int j = by * MOST; j < by * MOST + propagateCount[by]; j++) {
            if (carryCount[carry] == 0 && propagate[j] != 0) {
                int incoming = chains.append(Chains.EMPTY, carry, carry);
                addCarry(result, chains.join(incoming, stops[j]), propagate[j], propagateExclusive[j], false);
            }
        }
    }

    /** A carry ORed with one that is propagated through its chain. */
    private void joined(int result, int upper, int lower, boolean byXor) {
        for (int i = upper * MOST; i < upper * MOST + carryCount[upper]; i++) {
            for (int j = lower * MOST; j < lower * MOST + carryCount[lower]; j++) {
                boolean alike = through[i] == 0 || exclusive[i] == exclusive[j];
                boolean follows = through[j] == through[i] + chains.sum(chain[i], exclusive[j]);
                if (alike && follows && (exclusive[j] || !byXor) && chains.endsWithStopsOf(chain[j], chain[i])) {
                    int whole = chains.join(chain[j], chain[i]);
                    boolean groups = composite[i] || composite[j] || chains.rank(chain[i]) > 1;
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
    }

    /** A full adder's carry is that of one of its operands' chain, one pair longer. */
    private void follow(int carry, int before, int a, int b) {
        for (int i = before * MOST; i < before * MOST + carryCount[before]; i++) {
            if (through[i] == 0) {
                addCarry(carry, chains.append(chain[i], a, b), 0, true, composite[i]);
            }
        }
    }

    private void addPropagate(int literal, long set, boolean isExclusive, int stopping) {
        int end = literal * MOST + propagateCount[literal];
        for (int i = literal * MOST; i < end; i++) {
            if (propagate[i] == set && propagateExclusive[i] == isExclusive && stops[i] == stopping) {
                return;
            }
        }
        if (propagateCount[literal] < MOST) {
            propagate[end] = set;
            propagateExclusive[end] = isExclusive;
            stops[end] = stopping;
            propagateCount[literal]++;
        }
    }

    private void addCarry(int literal, int of, long set, boolean isExclusive, boolean isComposite) {
        if (of == Chains.EMPTY) {
            return;
        }
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
            if (chains.rank(chain[end]) >= chains.rank(of)) {
                return;
            }
        } else {
            carryCount[literal]++;
        }
        while (end > first && chains.rank(chain[end - 1]) < chains.rank(of)) {
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
