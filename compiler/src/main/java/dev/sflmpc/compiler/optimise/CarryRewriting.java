package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Turns carries that look ahead into chains of majorities, one AND a bit, which all carries of an adder share.
 *
 * <p>What {@link CarrySearch} knows as the carry of a chain of pairs is made as {@code c' = c + (a + c)(b + c)} from the
 * first pair on. Parallel-prefix adders of any kind and comparators by groups come down to n ANDs.
 */
final class CarryRewriting {

    private static final int ROUNDS = 4;

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final CarrySearch search;
    private final Chains chains;
    private final int[] map;
    private final int[] carry;
    private final int[] plain;
    private final boolean[] refuted;
    /** For a chain the origin of the carry that asked for it first. */
    private final int[] origins;

    private int[] stack = new int[1 << 10];
    private int size;

    private CarryRewriting(Graph graph) {
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        search = new CarrySearch(graph);
        chains = search.chains();
        refuted = CarryCheck.refuted(graph, search);
        map = new int[old.nodeCount()];
        carry = new int[chains.count()];
        plain = new int[chains.count()];
        origins = new int[chains.count()];
        Arrays.fill(map, -1);
        Arrays.fill(carry, -1);
        map[0] = Netlist.FALSE;
    }

    /** A pass over a graph without dead gates, in the form of {@link AdderShapes}. */
    static Graph run(Graph graph) {
        return new CarryRewriting(graph).rewrite();
    }

    /** Passes while they gain, each followed by {@link AdderShapes}. */
    static Graph repeated(Graph shaped) {
        Graph chained = shaped;
        for (int i = 0; i < ROUNDS; i++) {
            Graph next = run(chained);
            if (next.gates().ands() >= chained.gates().ands()) {
                break;
            }
            chained = AdderShapes.run(next, true);
        }
        return chained;
    }

    private Graph rewrite() {
        boolean any = false;
        for (int node = 1; node < map.length; node++) {
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            } else {
                any |= composite(node) >= 0;
                enterPlain(2 * node);
                enterPlain(2 * node + 1);
            }
        }
        if (!any) {
            return graph;
        }
        for (int output : graph.outputs()) {
            make(output >>> 1);
        }
        return graph.mapped(net, map).swept();
    }

    private void enterPlain(int literal) {
        boolean usable = !search.isComposite(literal) && !refuted[literal];
        if (usable && plain[search.chain(literal)] == 0) {
            plain[search.chain(literal)] = literal;
        }
    }

    /** The literal of a node that is a carry of groups; −1 when neither is. */
    private int composite(int node) {
        if (search.isComposite(2 * node) && !refuted[2 * node]) {
            return 2 * node;
        }
        return search.isComposite(2 * node + 1) && !refuted[2 * node + 1] ? 2 * node + 1 : -1;
    }

    /** Makes a node and what it needs, without recursion; chain <i>c</i> is on the stack as {@code ~c}. */
    private void make(int target) {
        push(target);
        while (size > 0) {
            int item = stack[size - 1];
            int before = size;
            if (!isMade(item)) {
                pushNeeds(item);
            }
            if (size == before) {
                size--;
                if (!isMade(item)) {
                    makeNow(item);
                }
            }
        }
    }

    private boolean isMade(int item) {
        return item < 0 ? carry[~item] >= 0 : map[item] >= 0;
    }

    private void push(int item) {
        if (isMade(item)) {
            return;
        }
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, 2 * size);
        }
        stack[size++] = item;
    }

    private void pushNeeds(int item) {
        if (item >= 0) {
            int literal = composite(item);
            if (literal >= 0) {
                ask(search.chain(literal), old.origin(item));
                push(~search.chain(literal));
            } else {
                push(old.left(item) >>> 1);
                push(old.right(item) >>> 1);
            }
        } else if (plain[~item] != 0) {
            push(plain[~item] >>> 1);
        } else {
            push(chains.low(~item) >>> 1);
            push(chains.high(~item) >>> 1);
            if (chains.before(~item) != Chains.EMPTY) {
                ask(chains.before(~item), origins[~item]);
                push(~chains.before(~item));
            }
        }
    }

    private void ask(int chain, int origin) {
        if (origins[chain] == 0) {
            origins[chain] = origin;
        }
    }

    private void makeNow(int item) {
        if (item >= 0) {
            net.setOrigin(old.origin(item));
            int literal = composite(item);
            map[item] = literal >= 0 ? carry[search.chain(literal)] ^ (literal & 1) : graph.copy(net, map, item);
        } else if (plain[~item] != 0) {
            carry[~item] = map[plain[~item] >>> 1] ^ (plain[~item] & 1);
        } else {
            int a = image(chains.low(~item));
            int b = image(chains.high(~item));
            int c = chains.before(~item) == Chains.EMPTY ? Netlist.FALSE : carry[chains.before(~item)];
            net.setOrigin(origins[~item]);
            carry[~item] = net.xor(c, net.and(net.xor(a, c), net.xor(b, c)));
        }
    }

    private int image(int literal) {
        return map[literal >>> 1] ^ (literal & 1);
    }
}
