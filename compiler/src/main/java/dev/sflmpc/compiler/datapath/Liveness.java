package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many AND gates a netlist needs when some of its words are defined anew: references are counted, so that a proposal
 * is tried in the time of what it frees and adds.
 *
 * <p>Layout: {@code owners[n]} is one more than the number of the proposal that defines node {@code n}, 0 for its gate.
 */
final class Liveness {

    /** A proposal in use: what it costs, the nodes it reads, and how many of its outputs are needed. */
    private static final class Owner {
        private final int cost;
        private final int[] inputs;
        private int live;

        Owner(int cost, int[] inputs) {
            this.cost = cost;
            this.inputs = inputs;
        }
    }

    private final Netlist net;
    private final int[] references;
    private final int[] owners;
    private final List<Owner> proposals = new ArrayList<>();
    private int[] stack = new int[1024];
    private int depth;
    private long ands;

    Liveness(Netlist net, int[] outputs) {
        this.net = net;
        references = new int[net.nodeCount()];
        owners = new int[net.nodeCount()];
        for (int literal : outputs) {
            add(literal >>> 1);
        }
    }

    /** ANDs that are needed: gates that stay, and the costs of proposals in use. */
    long ands() {
        return ands;
    }

    /** Whether a node is needed. */
    boolean isNeeded(int node) {
        return references[node] > 0;
    }

    /** Takes a proposal if that saves ANDs; else nothing changes. */
    boolean take(Proposal proposal) {
        int[] nodes = owned(proposal);
        if (Arrays.stream(nodes).noneMatch(node -> references[node] > 0)) {
            return false;
        }
        long before = ands;
        proposals.add(new Owner(proposal.andCount(net, this::isNeeded), inputs(proposal)));
        define(nodes, proposals.size());
        if (ands < before) {
            return true;
        }
        define(nodes, 0);
        proposals.removeLast();
        return false;
    }

    private int[] owned(Proposal proposal) {
        return proposal.parts().stream().flatMapToInt(this::owned).distinct().toArray();
    }

    private IntStream owned(Replacement part) {
        return Arrays.stream(part.outputs())
                .map(literal -> literal >>> 1)
                .filter(part.definable(net))
                .filter(node -> owners[node] == 0);
    }

    private static int[] inputs(Proposal proposal) {
        return proposal.parts().stream()
                .flatMapToInt(part -> Arrays.stream(part.inputs()))
                .map(literal -> literal >>> 1)
                .distinct()
                .toArray();
    }

    private void define(int[] nodes, int owner) {
        for (int node : nodes) {
            if (references[node] > 0) {
                leave(node);
            }
            owners[node] = owner;
            if (references[node] > 0) {
                enter(node);
            }
            settle();
        }
    }

    private void add(int node) {
        push(node + 1);
        settle();
    }

    /** Works off references gained (positive) and lost (negative). */
    private void settle() {
        while (depth > 0) {
            int change = stack[--depth];
            int node = Math.abs(change) - 1;
            if (change > 0) {
                if (references[node]++ == 0) {
                    enter(node);
                }
            } else if (--references[node] == 0) {
                leave(node);
            }
        }
    }

    private void enter(int node) {
        if (owners[node] == 0) {
            gate(node, 1);
            return;
        }
        Owner owner = proposals.get(owners[node] - 1);
        if (owner.live++ == 0) {
            ands += owner.cost;
            for (int input : owner.inputs) {
                push(input + 1);
            }
        }
    }

    private void leave(int node) {
        if (owners[node] == 0) {
            gate(node, -1);
            return;
        }
        Owner owner = proposals.get(owners[node] - 1);
        if (--owner.live == 0) {
            ands -= owner.cost;
            for (int input : owner.inputs) {
                push(-input - 1);
            }
        }
    }

    private void gate(int node, int sign) {
        if (node == 0 || net.isInput(node)) {
            return;
        }
        ands += net.isAnd(node) ? sign : 0;
        push(sign * ((net.left(node) >>> 1) + 1));
        push(sign * ((net.right(node) >>> 1) + 1));
    }

    private void push(int change) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = change;
    }
}
