package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sums that full and half adders add up, and adds them up anew with as few ANDs as possible: full adders first,
 * n bits to their number of ones with n − weight(n) ANDs, and products of words by the constructions of {@link
 * dev.sflmpc.compiler.arithmetic.Multiplier}.
 *
 * <p>Adders are found as identities over the integers, so that a block of them is the equation of a weighted sum whatever
 * its shape: Boyar, Peralta, "Tight bounds for the multiplicative complexity of symmetric functions" (2008) for the
 * count; Yu, Ciesielski, Mishchenko, "Fast algebraic rewriting based on and-inverter graphs" (2018) for the way back from
 * gates to sums.
 */
final class AdderRewriting {

    private static final int WIDEST = 4096;
    private static final int MOST_INPUTS = 1 << 17;

    /** After so many blocks that cannot be made as a whole none is made. */
    private static final int MOST_OBSTACLES = 16;

    private final Graph graph;
    private final Netlist old;
    private final Signatures signatures;
    private final Netlist net;
    private final int[] map;
    private final @Nullable SumPlan[] plans;
    /** The nodes that others wait for which are being made. */
    private final BitSet waiting = new BitSet();

    private int[] stack = new int[1 << 10];
    private int size;
    private @Nullable SumPlan obstacle;

    private AdderRewriting(Graph graph, Signatures signatures, List<SumPlan> chosen) {
        this.graph = graph;
        this.signatures = signatures;
        old = graph.net();
        net = graph.withInputs();
        map = new int[old.nodeCount()];
        Arrays.fill(map, -1);
        map[0] = Netlist.FALSE;
        plans = new SumPlan[map.length];
        for (SumPlan plan : chosen) {
            for (int output : plan.block().outputs()) {
                plans[output >>> 1] = plan;
            }
        }
    }

    /**
     * A pass.
     *
     * @param given without dead gates, a full adder taking one AND
     */
    static Graph run(Graph given) {
        AdderSearch.Found adders = MissingSums.add(given);
        Graph graph = adders.graph();
        AdderBlocks blocks = AdderBlocks.of(adders);
        List<SumPlan> plans = new ArrayList<>();
        for (AdderBlock block : blocks.list()) {
            if (block.width() <= WIDEST && block.inputs().length <= MOST_INPUTS) {
                SumPlan plan = SumPlan.of(graph.net(), blocks.signatures(), blocks.uses(), block);
                if (plan != null) {
                    plans.add(plan);
                }
            }
        }
        for (int obstacles = 0; obstacles < MOST_OBSTACLES && !plans.isEmpty(); obstacles++) {
            AdderRewriting rewriting = new AdderRewriting(graph, blocks.signatures(), plans);
            Graph rewritten = rewriting.rewritten();
            if (rewritten != null) {
                return rewritten;
            }
            plans.remove(rewriting.obstacle);
        }
        return given;
    }

    /** Null when a block cannot be made as a whole, since one of its inputs needs one of its outputs. */
    private @Nullable Graph rewritten() {
        for (int node = 1; node < map.length; node++) {
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            }
        }
        for (int output : graph.outputs()) {
            make(output >>> 1);
            if (obstacle != null) {
                return null;
            }
        }
        return graph.mapped(net, map).swept();
    }

    /** Makes a node and what it needs, without recursion. */
    private void make(int target) {
        push(target);
        while (size > 0 && obstacle == null) {
            int node = stack[size - 1];
            int before = size;
            if (map[node] < 0) {
                waiting.set(node);
                pushNeeds(node);
            }
            if (size == before) {
                size--;
                waiting.clear(node);
                if (map[node] < 0) {
                    makeNow(node);
                }
            }
        }
    }

    private void pushNeeds(int node) {
        int same = signatures.first(node);
        SumPlan plan = plans[same];
        if (same != node) {
            push(same);
        } else if (plan != null) {
            plan.forEachNode(this::push);
        } else {
            push(old.left(node) >>> 1);
            push(old.right(node) >>> 1);
        }
    }

    private void push(int node) {
        if (map[node] >= 0) {
            return;
        }
        if (waiting.get(node)) {
            obstacle = lastPlan();
            return;
        }
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, 2 * size);
        }
        stack[size++] = node;
    }

    /** The plan of the last node that waits for others; the gates as they are need no node twice. */
    private SumPlan lastPlan() {
        for (int i = size - 1; i >= 0; i--) {
            SumPlan plan = plans[signatures.first(stack[i])];
            if (plan != null && waiting.get(stack[i])) {
                return plan;
            }
        }
        throw new IllegalStateException("a cycle of gates");
    }

    private void makeNow(int node) {
        int same = signatures.first(node);
        SumPlan plan = plans[same];
        net.setOrigin(old.origin(node));
        if (same != node) {
            map[node] = map[same];
        } else if (plan != null) {
            plan.build(net, map);
        } else {
            map[node] = graph.copy(net, map, node);
        }
    }
}
