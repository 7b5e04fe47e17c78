package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Makes outputs anew from their decision diagrams, a multiplexer a node, where these are small: what a circuit's structure hides
 * may be plain in its function, as the bit-by-bit comparison in a comparator by groups of any kind.
 *
 * <p>Variables are in the order in which a search from the outputs down meets them, which keeps together what is used together.
 */
final class Collapsing {

    /** Which operand of a gate the search enters first. */
    private enum Order {
        LEFT,
        RIGHT,
        LARGER,
        SMALLER,
        WIDER,
        NARROWER
    }

    private static final int MOST_NODES = 1 << 13;
    private static final int MOST_INPUTS = 256;
    private static final int MOST_DIAGRAM_NODES = 1 << 14;
    private static final long STEPS = 400_000;

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final DecisionDiagrams diagrams = new DecisionDiagrams(MOST_DIAGRAM_NODES, STEPS);
    private final int[] place;
    private final int[] inputAt;
    private final int[] diagram;
    private final int[] map;
    private final Order order;
    private int places;
    private int[] stack = new int[1 << 8];

    private Collapsing(Graph graph, Order order) {
        this.order = order;
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        place = new int[old.nodeCount()];
        inputAt = new int[old.inputCount()];
        diagram = new int[old.nodeCount()];
        map = new int[old.nodeCount()];
    }

    /** A pass over a graph without dead gates; the result may have more ANDs. */
    static Graph run(Graph graph) {
        if (graph.net().nodeCount() > MOST_NODES || graph.net().inputCount() > MOST_INPUTS) {
            return graph;
        }
        Graph best = new Collapsing(graph, Order.LEFT).rebuild();
        for (Order order : new Order[] {Order.RIGHT, Order.LARGER, Order.SMALLER, Order.WIDER, Order.NARROWER}) {
            Graph next = new Collapsing(graph, order).rebuild();
            best = ands(next) < ands(best) ? next : best;
        }
        return best;
    }

    private static int ands(Graph graph) {
        return graph.gates().ands();
    }

    private Graph rebuild() {
        order();
        for (int node = 1; node < map.length; node++) {
            net.setOrigin(old.origin(node));
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
                diagram[node] = diagrams.of(place[node]);
            } else {
                map[node] = graph.copy(net, map, node);
                int left = edge(old.left(node));
                int right = edge(old.right(node));
                diagram[node] = old.isAnd(node) ? diagrams.and(left, right) : diagrams.xor(left, right);
            }
        }
        int[] made = new int[diagrams.count()];
        Arrays.fill(made, -1);
        made[0] = Netlist.FALSE;
        int[] outputs = graph.outputs().clone();
        for (int i = 0; i < outputs.length; i++) {
            int node = outputs[i] >>> 1;
            net.setOrigin(old.origin(node));
            int literal = diagram[node] == DecisionDiagrams.NONE ? map[node] : make(diagram[node], made);
            outputs[i] = literal ^ (outputs[i] & 1);
        }
        return new Graph(net, graph.mapped(net, map).inputs(), outputs).swept();
    }

    private int edge(int literal) {
        int edge = diagram[literal >>> 1];
        return edge == DecisionDiagrams.NONE ? edge : edge ^ (literal & 1);
    }

    /** The length of the longest way from an input to each node. */
    private int[] depths() {
        int[] depth = new int[old.nodeCount()];
        for (int node = 1; node < depth.length; node++) {
            if (!old.isInput(node)) {
                depth[node] = 1 + Math.max(depth[old.left(node) >>> 1], depth[old.right(node) >>> 1]);
            }
        }
        return depth;
    }

    /** How many inputs each node depends on. */
    private int[] widths() {
        int words = (old.inputCount() + Long.SIZE - 1) / Long.SIZE;
        long[] inputs = new long[old.nodeCount() * words];
        int[] width = new int[old.nodeCount()];
        for (int node = 1; node < width.length; node++) {
            if (old.isInput(node)) {
                int index = old.inputIndex(node);
                inputs[node * words + index / Long.SIZE] = 1L << index;
            }
            for (int w = 0; w < words; w++) {
                if (!old.isInput(node)) {
                    inputs[node * words + w] =
                            inputs[(old.left(node) >>> 1) * words + w] | inputs[(old.right(node) >>> 1) * words + w];
                }
                width[node] += Long.bitCount(inputs[node * words + w]);
            }
        }
        return width;
    }

    private boolean isLeftFirst(int left, int right, int[] depth, int[] width) {
        return switch (order) {
            case LEFT -> true;
            case RIGHT -> false;
            case LARGER -> depth[left] >= depth[right];
            case SMALLER -> depth[left] < depth[right];
            case WIDER -> width[left] >= width[right];
            case NARROWER -> width[left] < width[right];
        };
    }

    /** Numbers the inputs as they are met. */
    private void order() {
        int[] depth = depths();
        int[] width = widths();
        boolean[] met = new boolean[old.nodeCount()];
        int top = 0;
        for (int i = graph.outputs().length - 1; i >= 0; i--) {
            top = push(top, graph.outputs()[i] >>> 1);
        }
        while (top > 0) {
            int node = stack[--top];
            if (!met[node] && node != 0) {
                met[node] = true;
                if (old.isInput(node)) {
                    enter(node);
                } else {
                    int left = old.left(node) >>> 1;
                    int right = old.right(node) >>> 1;
                    boolean leftFirst = isLeftFirst(left, right, depth, width);
                    top = push(push(top, leftFirst ? right : left), leftFirst ? left : right);
                }
            }
        }
        for (int node = 1; node < met.length; node++) {
            if (old.isInput(node) && !met[node]) {
                enter(node);
            }
        }
    }

    private void enter(int input) {
        place[input] = places;
        inputAt[places++] = Graph.inputLiteral(old.inputIndex(input));
    }

    private int push(int top, int node) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = node;
        return top + 1;
    }

    /** The literal of a diagram; as deep as there are inputs. */
    private int make(int edge, int[] made) {
        int node = edge >>> 1;
        if (made[node] < 0) {
            int whenTrue = make(diagrams.high(node), made);
            int whenFalse = make(diagrams.low(node), made);
            made[node] = net.mux(inputAt[diagrams.variable(node)], whenTrue, whenFalse);
        }
        return made[node] ^ (edge & 1);
    }
}
