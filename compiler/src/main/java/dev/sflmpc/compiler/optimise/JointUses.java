package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Whether the several outputs of highest weight that a block of adders has are only ever used in their XOR.
 *
 * <p>Each has a random mark, and the marks of one block add up to 0; where an XOR of signals with another sum than 0 is
 * used by anything but an XOR, the outputs in it are used apart.
 */
final class JointUses {

    private static final long SEED = 0xB1_0C;

    private final Netlist net;
    private final Graph graph;
    private final Signatures signatures;
    private final AdderUses uses;
    private final Map<Integer, Long> marks = new HashMap<>();
    private final Map<Integer, Integer> blockOf = new HashMap<>();
    private final Set<Integer> reached = new HashSet<>();

    JointUses(Graph graph, Signatures signatures, AdderUses uses) {
        this.graph = graph;
        this.signatures = signatures;
        this.uses = uses;
        net = graph.net();
    }

    /** The blocks without those whose highest outputs are used apart. */
    List<AdderBlock> accepted(List<AdderBlock> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            mark(blocks.get(i), i);
        }
        boolean[] refused = new boolean[blocks.size()];
        if (!marks.isEmpty()) {
            check(refused);
        }
        List<AdderBlock> accepted = new ArrayList<>();
        for (int i = 0; i < refused.length; i++) {
            if (!refused[i]) {
                accepted.add(blocks.get(i));
            }
        }
        return accepted;
    }

    private void mark(AdderBlock block, int index) {
        List<Integer> top = new ArrayList<>();
        for (int i = 0; i < block.outputs().length; i++) {
            if (block.outputWeights()[i] == block.width() - 1) {
                top.add(block.outputs()[i] >>> 1);
            }
        }
        if (top.size() < 2) {
            return;
        }
        SplittableRandom random = new SplittableRandom(SEED + index);
        long rest = 0;
        for (int i = 0; i < top.size(); i++) {
            long mark = i == top.size() - 1 ? rest : random.nextLong();
            rest ^= mark;
            marks.put(top.get(i), mark);
            blockOf.put(top.get(i), index);
        }
    }

    private void check(boolean[] refused) {
        long[] value = new long[net.nodeCount()];
        for (int node = 1; node < value.length; node++) {
            if (uses.adder(node) != 0) {
                value[node] = marks.getOrDefault(node, 0L);
                if (uses.adderUses(node) > 0 && value[node] != 0) {
                    refuse(node, refused);
                }
            } else if (net.isXor(node)) {
                value[node] = value[left(node)] ^ value[right(node)];
                if (uses.adderUses(node) > 0 && value[node] != 0) {
                    refuse(node, refused);
                }
            } else if (net.isAnd(node) && uses.isUsed(node)) {
                require(left(node), value, refused);
                require(right(node), value, refused);
            }
        }
        for (int output : graph.outputs()) {
            require(signatures.first(output >>> 1), value, refused);
        }
    }

    private int left(int node) {
        return signatures.first(net.left(node) >>> 1);
    }

    private int right(int node) {
        return signatures.first(net.right(node) >>> 1);
    }

    private void require(int node, long[] value, boolean[] refused) {
        if (value[node] != 0) {
            refuse(node, refused);
        }
    }

    /** Refuses the blocks of all marked outputs that an XOR reaches. */
    private void refuse(int node, boolean[] refused) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            int top = open.pop();
            Integer block = blockOf.get(top);
            if (block != null) {
                refused[block] = true;
            } else if (uses.adder(top) == 0 && net.isXor(top) && reached.add(top)) {
                open.push(left(top));
                open.push(right(top));
            }
        }
    }
}
