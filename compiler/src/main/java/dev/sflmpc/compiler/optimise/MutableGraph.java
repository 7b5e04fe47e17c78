package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * A graph whose gates can be defined anew where they are, with the uses of each node.
 *
 * <p>Ranks order the nodes topologically: node <i>n</i> of the original graph has rank {@code n << RANK_BITS}, and gates that are
 * made to define it anew come just before it. An XOR may have operands that are complemented or constant, so that a gate
 * may be defined as another one.
 *
 * <p>Layout: use {@code 2n} is the left operand of gate <i>n</i> and {@code 2n + 1} the right one; {@code firstUse[m]} and
 * {@code nextUse[u]} list the uses of node <i>m</i> by gates that live.
 */
final class MutableGraph {

    static final int NONE = -1;

    private static final int INPUT = -1;
    private static final int RANK_BITS = 20;

    private final Graph original;
    private int count;
    private int[] left;
    private int[] right;
    private boolean[] and;
    private long[] rank;
    private int[] origin;
    private int[] references;
    private int[] firstUse;
    private int[] nextUse;
    private int[] previousUse;
    private final int[] made;
    private int[] stack = new int[1 << 8];

    /** @param graph without dead gates */
    MutableGraph(Graph graph) {
        original = graph;
        Netlist net = graph.net();
        int room = net.nodeCount() + 16;
        left = new int[room];
        right = new int[room];
        and = new boolean[room];
        rank = new long[room];
        origin = new int[room];
        references = new int[room];
        firstUse = new int[room];
        nextUse = new int[2 * room];
        previousUse = new int[2 * room];
        made = new int[net.nodeCount()];
        left[0] = INPUT;
        firstUse[0] = NONE;
        for (int node = 1; node < net.nodeCount(); node++) {
            boolean isInput = net.isInput(node);
            place(node, net.isAnd(node), isInput ? INPUT : net.left(node), isInput ? 0 : net.right(node));
            rank[node] = (long) node << RANK_BITS;
            origin[node] = net.origin(node);
        }
        count = net.nodeCount();
        for (int output : graph.outputs()) {
            references[output >>> 1]++;
        }
    }

    int count() {
        return count;
    }

    boolean isGate(int node) {
        return left[node] != INPUT;
    }

    boolean isAnd(int node) {
        return and[node];
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    long rank(int node) {
        return rank[node];
    }

    /** Uses by gates that live and by outputs. */
    int references(int node) {
        return references[node];
    }

    /** The first use of a node by a gate; {@link #NONE} when there is none. */
    int firstUse(int node) {
        return firstUse[node];
    }

    int nextUse(int use) {
        return nextUse[use];
    }

    /**
     * A gate made for the definition of a node.
     *
     * @return its literal, or that of an operand or a constant where that is the same
     */
    int gate(boolean isAnd, int a, int b, int target) {
        if (a >>> 1 == 0 || b >>> 1 == 0 || a >>> 1 == b >>> 1) {
            return folded(isAnd, a, b);
        }
        if (count == left.length) {
            grow(2 * count);
        }
        rank[count] = rank[target] - (1L << RANK_BITS - 1) + made[target]++;
        origin[count] = origin[target];
        place(count, isAnd, a, b);
        return 2 * count++;
    }

    private static int folded(boolean isAnd, int a, int b) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        if (low >>> 1 == 0) {
            return isAnd ? (low == Netlist.FALSE ? Netlist.FALSE : high) : low ^ high;
        }
        return isAnd ? (a == b ? a : Netlist.FALSE) : a ^ b;
    }

    /** Whether more gates can be made for a node. */
    boolean canDefine(int node) {
        return node < made.length && made[node] < 1 << RANK_BITS - 2;
    }

    /** Makes a gate equal to a literal of lower rank; gates that are not needed any more die. */
    void define(int node, int literal) {
        int a = left[node];
        int b = right[node];
        unlink(2 * node);
        unlink(2 * node + 1);
        place(node, false, literal, Netlist.FALSE);
        release(a >>> 1);
        release(b >>> 1);
    }

    /** Lets the gates that use a node use the literal instead that it is defined as. */
    void bypass(int node) {
        int literal = left[node];
        while (firstUse[node] != NONE) {
            int use = firstUse[node];
            int gate = use >>> 1;
            unlink(use);
            if ((use & 1) == 0) {
                left[gate] = literal ^ (left[gate] & 1);
            } else {
                right[gate] = literal ^ (right[gate] & 1);
            }
            link(use, literal >>> 1);
            references[literal >>> 1]++;
            release(node);
        }
    }

    private void release(int from) {
        int top = push(0, from);
        while (top > 0) {
            int node = stack[--top];
            if (--references[node] == 0 && isGate(node)) {
                unlink(2 * node);
                unlink(2 * node + 1);
                top = push(push(top, left[node] >>> 1), right[node] >>> 1);
            }
        }
    }

    /**
     * How many ANDs would die if a gate were defined by others, itself among them.
     *
     * @param kept nodes that are needed then, the first {@code keptCount}
     * @param dying the gates that would die are added to it, unless it is full; may be of length 0
     * @return the ANDs; {@code dying[0]} is the number of gates noted behind it
     */
    int freed(int node, int[] kept, int keptCount, int[] dying) {
        for (int i = 0; i < keptCount; i++) {
            references[kept[i]]++;
        }
        int ands = and[node] ? 1 : 0;
        int noted = 0;
        int top = push(push(0, left[node] >>> 1), right[node] >>> 1);
        while (top > 0) {
            int below = stack[--top];
            if (--references[below] == 0 && isGate(below)) {
                ands += and[below] ? 1 : 0;
                if (noted + 1 < dying.length) {
                    dying[++noted] = below;
                }
                top = push(push(top, left[below] >>> 1), right[below] >>> 1);
            }
        }
        if (dying.length > 0) {
            dying[0] = noted;
        }
        retake(node);
        for (int i = 0; i < keptCount; i++) {
            references[kept[i]]--;
        }
        return ands;
    }

    private void retake(int node) {
        int top = push(push(0, left[node] >>> 1), right[node] >>> 1);
        while (top > 0) {
            int below = stack[--top];
            if (references[below]++ == 0 && isGate(below)) {
                top = push(push(top, left[below] >>> 1), right[below] >>> 1);
            }
        }
    }

    /** What has become of the graph, without dead gates. */
    Graph result() {
        Netlist fresh = original.withInputs();
        int[] map = new int[count];
        boolean[] needed = new boolean[count];
        int[] order = new int[count];
        int size = 0;
        int top = 0;
        for (int output : original.outputs()) {
            top = push(top, output >>> 1);
        }
        while (top > 0) {
            int node = stack[--top];
            if (!needed[node] && isGate(node)) {
                needed[node] = true;
                order[size++] = node;
                top = push(push(top, left[node] >>> 1), right[node] >>> 1);
            }
        }
        for (int node = 1; node < original.net().nodeCount(); node++) {
            if (original.net().isInput(node)) {
                map[node] = Graph.inputLiteral(original.net().inputIndex(node));
            }
        }
        for (int node : byRank(Arrays.copyOf(order, size))) {
            fresh.setOrigin(origin[node]);
            int a = map[left[node] >>> 1] ^ (left[node] & 1);
            int b = map[right[node] >>> 1] ^ (right[node] & 1);
            map[node] = and[node] ? fresh.and(a, b) : fresh.xor(a, b);
        }
        return original.mapped(fresh, map).swept();
    }

    private int[] byRank(int[] nodes) {
        RankQueue queue = new RankQueue(this, false);
        for (int node : nodes) {
            queue.add(node);
        }
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = queue.remove();
        }
        return nodes;
    }

    private void place(int node, boolean isAnd, int a, int b) {
        left[node] = a;
        right[node] = b;
        and[node] = isAnd;
        if (firstUse[node] == 0) {
            firstUse[node] = NONE;
        }
        if (a != INPUT) {
            link(2 * node, a >>> 1);
            link(2 * node + 1, b >>> 1);
            references[a >>> 1]++;
            references[b >>> 1]++;
        }
    }

    private void link(int use, int operand) {
        int next = firstUse[operand];
        nextUse[use] = next;
        previousUse[use] = NONE;
        if (next != NONE) {
            previousUse[next] = use;
        }
        firstUse[operand] = use;
    }

    private void unlink(int use) {
        int next = nextUse[use];
        int previous = previousUse[use];
        if (next != NONE) {
            previousUse[next] = previous;
        }
        if (previous != NONE) {
            nextUse[previous] = next;
        } else {
            firstUse[((use & 1) == 0 ? left[use >>> 1] : right[use >>> 1]) >>> 1] = next;
        }
    }

    private int push(int top, int node) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = node;
        return top + 1;
    }

    private void grow(int room) {
        left = Arrays.copyOf(left, room);
        right = Arrays.copyOf(right, room);
        and = Arrays.copyOf(and, room);
        rank = Arrays.copyOf(rank, room);
        origin = Arrays.copyOf(origin, room);
        references = Arrays.copyOf(references, room);
        firstUse = Arrays.copyOf(firstUse, room);
        nextUse = Arrays.copyOf(nextUse, 2 * room);
        previousUse = Arrays.copyOf(previousUse, 2 * room);
    }
}
