package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins adders to blocks.
 *
 * <p>Two adders are joined by a signal that one makes and only the other uses. Where the weights or the signs of such
 * joints contradict each other, the signal stays outside and the blocks are formed anew. An adder may be turned over:
 * with all its signals complemented a full adder stays one, and a half adder gets a constant 1 as its third operand.
 *
 * <p>Layout: {@code parent} is a forest over the AND gates of adders; {@code weight[g]} and {@code turned[g]} are relative
 * to the parent.
 */
final class AdderBlocks {

    private static final int ROUNDS = 40;
    private static final int LEAST_ADDERS = 3;

    private final Netlist net;
    private final Graph graph;
    private final Signatures signatures;
    private final @Nullable AdderCell[] cells;
    private final AdderUses uses;
    private final int[] parent;
    private final int[] weight;
    private final boolean[] turned;
    private final boolean[] open;
    private final boolean[] joint;
    private final int[] stage;

    private AdderBlocks(AdderSearch.Found adders) {
        graph = adders.graph();
        net = graph.net();
        signatures = adders.signatures();
        cells = adders.cells();
        uses = new AdderUses(graph, signatures, cells);
        int nodes = net.nodeCount();
        parent = new int[nodes];
        weight = new int[nodes];
        turned = new boolean[nodes];
        open = new boolean[nodes];
        joint = new boolean[nodes];
        stage = new int[nodes];
    }

    /** The blocks of adders, none of which depends on itself through others. */
    static AdderBlocks of(AdderSearch.Found adders) {
        AdderBlocks blocks = new AdderBlocks(adders);
        int round = 0;
        while (!blocks.join() && round < ROUNDS) {
            round++;
        }
        return blocks;
    }

    Signatures signatures() {
        return signatures;
    }

    AdderUses uses() {
        return uses;
    }

    List<AdderBlock> list() {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int gate = 1; gate < parent.length; gate++) {
            if (cells[gate] != null && uses.isNeeded(gate)) {
                members.computeIfAbsent(root(gate), key -> new ArrayList<>()).add(gate);
            }
        }
        List<AdderBlock> blocks = new ArrayList<>();
        for (List<Integer> gates : members.values()) {
            AdderBlock block = gates.size() < LEAST_ADDERS ? null : block(gates);
            if (block != null) {
                blocks.add(block);
            }
        }
        return new JointUses(graph, signatures, uses).accepted(blocks);
    }

    /** Joins all that fits; false when a joint had to be opened. */
    private boolean join() {
        uses.stages(open, stage);
        boolean fits = true;
        for (int gate = 1; gate < parent.length; gate++) {
            parent[gate] = gate;
            weight[gate] = 0;
            turned[gate] = false;
        }
        Arrays.fill(joint, false);
        for (int node = 1; node < parent.length; node++) {
            int user = open[node] ? 0 : uses.onlyUser(node);
            int maker = uses.adder(node);
            if (user != 0 && uses.isNeeded(maker) && stage[user] == stage[maker]) {
                joint[node] = unite(node, maker, user);
                open[node] = !joint[node];
                fits &= joint[node];
            }
        }
        return fits;
    }

    private boolean unite(int node, int maker, int user) {
        AdderCell made = cell(maker);
        AdderCell using = cell(user);
        int from = made.literal(node);
        int to = Arrays.stream(using.in())
                .filter(in -> in >>> 1 == node)
                .findFirst()
                .orElseThrow();
        int makerRoot = root(maker);
        int userRoot = root(user);
        // weight(user) = weight(maker) + step, turned(user) = turned(maker) + turn
        int step = weight[maker] + (made.makesSum(node) ? 0 : 1) - weight[user];
        boolean turn = turned[maker] ^ turned[user] ^ ((from ^ to) & 1) != 0;
        if (makerRoot == userRoot) {
            return step == 0 && !turn;
        }
        parent[userRoot] = makerRoot;
        weight[userRoot] = step;
        turned[userRoot] = turn;
        return true;
    }

    /** The root of a gate's tree, of which the gate is then a child. */
    private int root(int gate) {
        int root = gate;
        while (parent[root] != root) {
            root = parent[root];
        }
        compress(gate, root);
        return root;
    }

    private void compress(int gate, int root) {
        int depth = 0;
        for (int g = gate; g != root; g = parent[g]) {
            depth++;
        }
        int[] path = new int[depth];
        int count = 0;
        for (int g = gate; g != root; g = parent[g]) {
            path[count++] = g;
        }
        for (int i = count - 2; i >= 0; i--) {
            weight[path[i]] += weight[path[i + 1]];
            turned[path[i]] ^= turned[path[i + 1]];
            parent[path[i]] = root;
        }
    }

    private AdderCell cell(int gate) {
        AdderCell cell = cells[gate];
        if (cell == null) {
            throw new AssertionError("gate " + gate + " is no adder");
        }
        return cell;
    }

    private @Nullable AdderBlock block(List<Integer> gates) {
        int least = Integer.MAX_VALUE;
        for (int gate : gates) {
            root(gate);
            least = Math.min(least, weight[gate]);
        }
        BlockDraft draft = new BlockDraft();
        int freed = 0;
        for (int gate : gates) {
            AdderCell cell = cell(gate);
            int turn = turned[gate] ? 1 : 0;
            int place = weight[gate] - least;
            for (int in : cell.in()) {
                if (!joint[in >>> 1]) {
                    draft.addInput(in ^ turn, place);
                }
            }
            if (turned[gate] && cell.isHalf()) {
                draft.addConstant(BigInteger.ONE.shiftLeft(place));
            }
            addOutput(draft, gate, cell.sum(), turn, place);
            addOutput(draft, gate, cell.carry(), turn, place + 1);
            freed += cell.carry() >>> 1 == gate || !uses.isUsed(gate) ? 1 : 0;
        }
        return draft.finish(gates, freed);
    }

    private void addOutput(BlockDraft draft, int gate, int literal, int turn, int place) {
        boolean made = literal >= 0 && uses.adder(literal >>> 1) == gate;
        if (!made || !uses.isUsed(literal >>> 1)) {
            draft.addUnused(place);
        } else if (!joint[literal >>> 1]) {
            draft.addOutput(literal ^ turn, place);
        }
    }
}
