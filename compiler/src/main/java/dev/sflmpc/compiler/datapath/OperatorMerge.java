package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One operation in the place of two: its operands are those of the first where a condition holds, else of the second. */
final class OperatorMerge {

    /** A node that waits for others. */
    private static final int OPEN = -2;

    private final Operations from;
    private final int[] owners;
    private final int first;
    private final int second;
    private final int condition;

    /** The number that all nodes of the two results have here. */
    private final int merged;

    private final int[] literals;
    private final Netlist to;
    private final List<Applied> made = new ArrayList<>(1);
    private int[] path = new int[1024];
    private int depth;

    private OperatorMerge(Operations from, int[] owners, int first, int second, int condition) {
        this.from = from;
        this.owners = owners;
        this.first = first;
        this.second = second;
        this.condition = condition;
        merged = from.net().nodeCount();
        literals = new int[merged + 1];
        Arrays.fill(literals, Operations.NONE);
        to = new Netlist(merged);
    }

    /**
     * The netlist with it; nothing if operands or condition depend on a result.
     *
     * @param owners one more than the number of the operation that makes a node, 0 for other nodes
     */
    static Optional<Operations> of(Operations from, int[] owners, int first, int second, int condition) {
        OperatorMerge merge = new OperatorMerge(from, owners, first, second, condition);
        return merge.isMade() ? Optional.of(merge.operations()) : Optional.empty();
    }

    private boolean isMade() {
        Netlist net = from.net();
        literals[0] = Netlist.FALSE;
        for (int node = 1; node < merged; node++) {
            if (net.isInput(node)) {
                literals[node] = to.input();
            }
        }
        for (int literal : from.outputs()) {
            if (!make(literal)) {
                return false;
            }
        }
        return !made.isEmpty();
    }

    private Operations operations() {
        List<Applied> others = new ArrayList<>(from.applied());
        others.remove(Math.max(first, second));
        others.remove(Math.min(first, second));
        Operations renamed = from.with(others).in(to, literals);
        List<Applied> applied = new ArrayList<>(renamed.applied());
        applied.addAll(made);
        return renamed.with(applied);
    }

    private boolean make(int output) {
        push(output);
        while (depth > 0) {
            int node = path[depth - 1];
            if (literals[node] == Operations.NONE) {
                literals[node] = OPEN;
                if (!open(node)) {
                    return false;
                }
            } else {
                depth--;
                if (literals[node] == OPEN) {
                    close(node);
                }
            }
        }
        return true;
    }

    /** Asks for what a node depends on; false if that depends on the node. */
    private boolean open(int node) {
        if (node != merged) {
            return push(from.net().left(node)) && push(from.net().right(node));
        }
        boolean isPossible = push(condition);
        for (int operation : new int[] {first, second}) {
            for (int[] operand : from.applied().get(operation).operands()) {
                for (int literal : operand) {
                    isPossible = isPossible && push(literal);
                }
            }
        }
        return isPossible;
    }

    private boolean push(int literal) {
        int node = number(literal >>> 1);
        if (literals[node] == Operations.NONE) {
            if (depth == path.length) {
                path = Arrays.copyOf(path, 2 * depth);
            }
            path[depth++] = node;
        }
        return literals[node] != OPEN;
    }

    private int number(int node) {
        int owner = owners[node] - 1;
        return owner == first || owner == second ? merged : node;
    }

    private void close(int node) {
        Netlist net = from.net();
        if (node == merged) {
            merge();
            return;
        }
        to.setOrigin(net.origin(node));
        int a = literal(net.left(node));
        int b = literal(net.right(node));
        literals[node] = net.isAnd(node) ? to.and(a, b) : to.xor(a, b);
    }

    private void merge() {
        Applied one = from.applied().get(first);
        Applied other = from.applied().get(second);
        to.setOrigin(from.net().origin(Word.top(one.result())));
        List<int[]> operands = new ArrayList<>();
        for (int i = 0; i < one.operands().size(); i++) {
            operands.add(selected(one.operands().get(i), other.operands().get(i)));
        }
        int[] result = one.operator().apply(to, operands);
        define(one.result(), result);
        define(other.result(), result);
        literals[merged] = Netlist.FALSE;
        made.add(new Applied(one.operator(), operands, result));
    }

    private int[] selected(int[] whenTrue, int[] whenFalse) {
        int[] word = new int[whenTrue.length];
        for (int i = 0; i < word.length; i++) {
            word[i] = to.mux(literal(condition), literal(whenTrue[i]), literal(whenFalse[i]));
        }
        return word;
    }

    private void define(int[] old, int[] result) {
        for (int i = 0; i < old.length; i++) {
            int node = old[i] >>> 1;
            if (number(node) == merged) {
                literals[node] = result[i] ^ (old[i] & 1);
            }
        }
    }

    private int literal(int old) {
        return literals[old >>> 1] ^ (old & 1);
    }
}
