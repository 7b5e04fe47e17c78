package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Makes AND trees shallow: the conjunction of many literals is built anew, the operands that are ready first joined first.
 *
 * <p>A tree reaches over AND gates that have no other use and are not complemented; disjunctions are such trees of
 * complemented literals. The number of ANDs stays.
 */
final class Balancing {

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final int[] fanouts;
    private final int[] map;
    private final Levels levels;
    private final boolean[] needed;
    private int[] operands = new int[1 << 8];
    private int[] origins = new int[1 << 8];

    private Balancing(Graph graph) {
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        levels = new Levels(net);
        fanouts = graph.fanouts();
        map = new int[old.nodeCount()];
        needed = needed();
    }

    private boolean[] needed() {
        boolean[] result = new boolean[map.length];
        for (int output : graph.outputs()) {
            result[output >>> 1] = true;
        }
        for (int node = 1; node < map.length; node++) {
            if (fanouts[node] != 0 && !old.isInput(node)) {
                need(result, old.left(node), old.isXor(node));
                need(result, old.right(node), old.isXor(node));
            }
        }
        return result;
    }

    private void need(boolean[] result, int operand, boolean byXor) {
        int node = operand >>> 1;
        result[node] |= byXor || (operand & 1) != 0 || fanouts[node] != 1;
    }

    static Graph run(Graph graph) {
        return new Balancing(graph).rebuild();
    }

    private Graph rebuild() {
        for (int node = 1; node < map.length; node++) {
            net.setOrigin(old.origin(node));
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            } else if (old.isAnd(node) && needed[node]) {
                map[node] = join(collect(node));
            } else if (old.isXor(node) && fanouts[node] != 0) {
                map[node] = graph.copy(net, map, node);
            }
        }
        return graph.mapped(net, map).swept();
    }

    /** The operands of the tree below an AND gate, and the origins of its gates; how many operands there are. */
    private int collect(int root) {
        operands[0] = old.left(root);
        operands[1] = old.right(root);
        origins[0] = old.origin(root);
        int count = 2;
        for (int i = 0; i < count; ) {
            int node = operands[i] >>> 1;
            boolean inner = (operands[i] & 1) == 0 && old.isAnd(node) && fanouts[node] == 1;
            if (inner) {
                operands[i] = old.left(node);
                if (count == operands.length) {
                    operands = Arrays.copyOf(operands, 2 * count);
                    origins = Arrays.copyOf(origins, 2 * count);
                }
                origins[count - 1] = old.origin(node);
                operands[count++] = old.right(node);
            } else {
                i++;
            }
        }
        for (int i = 0; i < count; i++) {
            operands[i] = map[operands[i] >>> 1] ^ (operands[i] & 1);
        }
        return count;
    }

    /** Joins the two shallowest again and again: joined ones come out in order, so they need a queue only. */
    private int join(int operandCount) {
        long[] single = new long[operandCount];
        for (int i = 0; i < operandCount; i++) {
            single[i] = entry(operands[i]);
        }
        Arrays.sort(single);
        long[] joined = new long[operandCount];
        int nextSingle = 0;
        int nextJoined = 0;
        for (int made = 0; made < operandCount - 1; made++) {
            int pair = 0;
            int[] literals = new int[2];
            while (pair < 2) {
                boolean takeSingle =
                        nextJoined == made || (nextSingle < operandCount && single[nextSingle] <= joined[nextJoined]);
                literals[pair++] = (int) (takeSingle ? single[nextSingle++] : joined[nextJoined++]);
            }
            net.setOrigin(origins[made]);
            joined[made] = entry(net.and(literals[0], literals[1]));
        }
        return (int) joined[operandCount - 2];
    }

    private long entry(int literal) {
        return (long) levels.of(literal >>> 1) << 32 | literal;
    }
}
