package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which signal when adders are taken as gates of two outputs.
 *
 * <p>A <i>signal</i> is the lowest node of those that are equal by {@link Signatures}. Layout: per signal {@code
 * gateUses}, {@code adderUses}, {@code adder} (the AND gate of the adder that makes it, 0 if none) and {@code user} (that
 * of an adder that uses it).
 */
final class AdderUses {

    private final Netlist net;
    private final Signatures signatures;
    private final @Nullable AdderCell[] cells;
    private final int[] adder;
    private final int[] gateUses;
    private final int[] adderUses;
    private final int[] user;
    private final boolean[] needed;

    AdderUses(Graph graph, Signatures signatures, @Nullable AdderCell[] cells) {
        this.signatures = signatures;
        this.cells = cells;
        net = graph.net();
        int nodes = net.nodeCount();
        adder = new int[nodes];
        gateUses = new int[nodes];
        adderUses = new int[nodes];
        user = new int[nodes];
        needed = new boolean[nodes];
        for (int gate = 1; gate < nodes; gate++) {
            AdderCell cell = cells[gate];
            if (cell != null) {
                enter(cell);
            }
        }
        for (int output : graph.outputs()) {
            gateUses[signatures.first(output >>> 1)]++;
        }
        for (int node = nodes - 1; node > 0; node--) {
            if (gateUses[node] + adderUses[node] > 0) {
                use(node);
            }
        }
    }

    private void enter(AdderCell cell) {
        if (adder[cell.carry() >>> 1] == 0) {
            adder[cell.carry() >>> 1] = cell.gate();
            if (cell.sum() >= 0 && adder[cell.sum() >>> 1] == 0) {
                adder[cell.sum() >>> 1] = cell.gate();
            }
        }
    }

    private void use(int node) {
        int gate = adder[node];
        AdderCell cell = cells[gate];
        if (cell == null) {
            if (!net.isInput(node)) {
                gateUses[signatures.first(net.left(node) >>> 1)]++;
                gateUses[signatures.first(net.right(node) >>> 1)]++;
            }
        } else if (!needed[gate]) {
            needed[gate] = true;
            for (int in : cell.in()) {
                adderUses[in >>> 1]++;
                user[in >>> 1] = gate;
            }
        }
    }

    /** The AND gate of the adder that makes a signal; 0 when none does. */
    int adder(int node) {
        return adder[node];
    }

    /** Whether an output needs the adder. */
    boolean isNeeded(int gate) {
        return needed[gate];
    }

    boolean isUsed(int node) {
        return gateUses[node] + adderUses[node] > 0;
    }

    /** How often gates and outputs use a signal. */
    int gateUses(int node) {
        return gateUses[node];
    }

    int adderUses(int node) {
        return adderUses[node];
    }

    /** The adder that is the only user of a signal which an adder makes; 0 when there is none. */
    int onlyUser(int node) {
        return adder[node] != 0 && gateUses[node] == 0 && adderUses[node] == 1 ? user[node] : 0;
    }

    /**
     * The stage of each signal: signals that adders make for others than a single adder come one stage after the inputs
     * of their adder. No gate depends on one of a later stage.
     *
     * @param open signals of a single user that count as if they had more
     * @param stageOfAdder receives the latest stage of an adder's inputs
     */
    void stages(boolean[] open, int[] stageOfAdder) {
        int[] stage = new int[net.nodeCount()];
        Arrays.fill(stageOfAdder, -1);
        for (int node = 1; node < stage.length; node++) {
            int gate = adder[node];
            AdderCell cell = cells[gate];
            if (cell == null) {
                stage[node] = net.isInput(node)
                        ? 0
                        : Math.max(
                                stage[signatures.first(net.left(node) >>> 1)],
                                stage[signatures.first(net.right(node) >>> 1)]);
            } else {
                if (stageOfAdder[gate] < 0) {
                    stageOfAdder[gate] = Arrays.stream(cell.in())
                            .map(in -> stage[in >>> 1])
                            .max()
                            .orElse(0);
                }
                stage[node] = stageOfAdder[gate] + (open[node] || onlyUser(node) == 0 ? 1 : 0);
            }
        }
    }
}
