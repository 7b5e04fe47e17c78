package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces whole blocks of six inputs and several outputs, such as substitution boxes.
 *
 * <p>Gates with the same {@link DeepCuts} are one block; its outputs are the gates that others use. All outputs are made
 * anew together when that takes fewer ANDs than the block alone needs.
 */
final class BlockRewriting {

    private static final int FEWEST_FREED = 6;
    private static final int MOST_OUTPUTS = 12;

    /** What became of a block: its leaves, its outputs, and the circuits for them. */
    private record Plan(int[] leaves, int[] outputs, SharedRecipes recipes) {}

    private final Graph graph;
    private final Netlist net;
    private final LeastAnds least;
    private final Deadline deadline;
    private final References references;
    private final Origins origins = new Origins();
    private final DeepCuts cuts;
    private final @Nullable Plan[] plans;

    private BlockRewriting(Graph graph, LeastAnds least, Deadline deadline) {
        this.graph = graph;
        this.least = least;
        this.deadline = deadline;
        net = graph.net();
        references = new References(net);
        cuts = DeepCuts.of(net);
        plans = new Plan[net.nodeCount()];
    }

    /**
     * A pass.
     *
     * @param graph without dead gates
     * @param blocks most blocks that are made anew
     */
    static Graph run(Graph graph, LeastAnds least, int blocks, Deadline deadline) {
        BlockRewriting rewriting = new BlockRewriting(graph, least, deadline);
        rewriting.plan(blocks);
        return rewriting.rebuild();
    }

    private void plan(int blocks) {
        for (int output : graph.outputs()) {
            references.take(output >>> 1);
        }
        int left = blocks;
        for (List<Integer> members : groups()) {
            if (left == 0 || deadline.passed()) {
                return;
            }
            left -= consider(members) ? 1 : 0;
        }
    }

    private List<List<Integer>> groups() {
        Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        for (int node = 1; node < net.nodeCount(); node++) {
            if (cuts.size(node) > 2) {
                groups.computeIfAbsent(key(node), key -> new ArrayList<>()).add(node);
            }
        }
        return List.copyOf(groups.values());
    }

    private List<Integer> key(int node) {
        Integer[] leaves = new Integer[cuts.size(node)];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = cuts.leaf(node, i);
        }
        return List.of(leaves);
    }

    /** Plans a block anew if that gains; true when it was worth trying. */
    private boolean consider(List<Integer> members) {
        int[] outputs = outputs(members);
        if (outputs.length == 0 || outputs.length > MOST_OUTPUTS || !intact(members.getFirst())) {
            return false;
        }
        int[] outside = outside(members, outputs);
        int[] leaves = leaves(members.getFirst());
        int ands = references.ands();
        pin(leaves, 1);
        for (int i = 0; i < outputs.length; i++) {
            references.add(outputs[i], 1 - outside[i]);
            references.drop(outputs[i]);
        }
        int freed = ands - references.ands();
        SharedRecipes recipes = freed < FEWEST_FREED ? null : SharedRecipes.of(least, tables(outputs));
        if (recipes != null && recipes.andCount() < freed) {
            Plan plan = new Plan(leaves, outputs, recipes);
            for (int i = 0; i < outputs.length; i++) {
                plans[outputs[i]] = plan;
                references.set(outputs[i], 1 + outside[i]);
            }
            return true;
        }
        for (int i = outputs.length - 1; i >= 0; i--) {
            references.take(outputs[i]);
            references.add(outputs[i], outside[i] - 1);
        }
        pin(leaves, -1);
        return recipes != null;
    }

    /** The members that gates outside of the block use. */
    private int[] outputs(List<Integer> members) {
        int[] result = new int[members.size()];
        int[] inside = insideUses(members);
        int count = 0;
        for (int i = 0; i < result.length; i++) {
            int node = members.get(i);
            if (references.of(node) > inside[i]) {
                result[count++] = node;
            }
        }
        return Arrays.copyOf(result, count);
    }

    private int[] outside(List<Integer> members, int[] outputs) {
        int[] inside = insideUses(members);
        int[] result = new int[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            result[i] = references.of(outputs[i]) - inside[members.indexOf(outputs[i])];
        }
        return result;
    }

    private int[] insideUses(List<Integer> members) {
        int[] inside = new int[members.size()];
        for (int node : members) {
            if (references.of(node) > 0) {
                countUse(members, inside, net.left(node) >>> 1);
                countUse(members, inside, net.right(node) >>> 1);
            }
        }
        return inside;
    }

    private static void countUse(List<Integer> members, int[] inside, int operand) {
        int index = Collections.binarySearch(members, operand);
        if (index >= 0) {
            inside[index]++;
        }
    }

    /** Whether the leaves of a block are still there. */
    private boolean intact(int member) {
        for (int i = 0; i < cuts.size(member); i++) {
            if (references.of(cuts.leaf(member, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    private int[] leaves(int member) {
        int[] leaves = new int[cuts.size(member)];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = cuts.leaf(member, i);
        }
        return leaves;
    }

    private long[] tables(int[] outputs) {
        long[] tables = new long[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            tables[i] = cuts.table(outputs[i]);
        }
        return tables;
    }

    private void pin(int[] leaves, int sign) {
        for (int leaf : leaves) {
            references.add(leaf, sign);
        }
    }

    private Graph rebuild() {
        Netlist fresh = graph.withInputs();
        int[] map = new int[net.nodeCount()];
        boolean[] built = new boolean[map.length];
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            Plan plan = plans[node];
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (plan != null && !built[node]) {
                build(plan, fresh, map, built);
            } else if (plan == null && references.of(node) > 0) {
                map[node] = graph.copy(fresh, map, node);
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    private void build(Plan plan, Netlist fresh, int[] map, boolean[] built) {
        int mark = fresh.nodeCount();
        int[] literals = new int[plan.leaves.length];
        for (int i = 0; i < literals.length; i++) {
            literals[i] = map[plan.leaves[i]];
        }
        int[] outputs = plan.recipes.build(fresh, literals);
        for (int i = 0; i < outputs.length; i++) {
            map[plan.outputs[i]] = outputs[i];
            built[plan.outputs[i]] = true;
        }
        passOrigins(plan, fresh, mark);
    }

    private void passOrigins(Plan plan, Netlist fresh, int mark) {
        BitSet seen = new BitSet();
        seen.set(0);
        for (int leaf : plan.leaves) {
            seen.set(leaf);
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (int output : plan.outputs) {
            open.push(output);
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!seen.get(node) && !net.isInput(node) && (plan.equals(plans[node]) || references.of(node) == 0)) {
                seen.set(node);
                if (net.isAnd(node)) {
                    origins.free(net.origin(node));
                }
                open.push(net.left(node) >>> 1);
                open.push(net.right(node) >>> 1);
            }
        }
        origins.spread(fresh, mark);
    }
}
