package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Two circuits over the same inputs in one netlist, so that what they build alike is one node already.
 *
 * <p>{@code first[i]} and {@code second[i]} are the literals of output bit {@code i}; input bit {@code i} is literal {@code
 * 2 * (i + 1)}. Nodes of the first circuit come before those of the second alone.
 */
record Miter(Netlist netlist, int inputBits, int[] first, int[] second) {

    static Miter of(Netlist a, int[] inputsOfA, int[] outputsOfA, Netlist b, int[] inputsOfB, int[] outputsOfB) {
        Netlist netlist = new Netlist();
        int[] inputs = netlist.inputs(inputsOfA.length);
        int[] first = copy(a, inputsOfA, outputsOfA, netlist, inputs);
        int[] second = copy(b, inputsOfB, outputsOfB, netlist, inputs);
        return new Miter(netlist, inputs.length, first, second);
    }

    private static int[] copy(Netlist from, int[] fromInputs, int[] outputs, Netlist to, int[] toInputs) {
        boolean[] live = live(from, outputs);
        int[] literals = new int[from.nodeCount()];
        for (int i = 0; i < fromInputs.length; i++) {
            literals[fromInputs[i] >>> 1] = toInputs[i];
        }
        for (int node = 1; node < literals.length; node++) {
            if (live[node] && !from.isInput(node)) {
                int left = from.left(node);
                int right = from.right(node);
                int a = literals[left >>> 1] ^ (left & 1);
                int b = literals[right >>> 1] ^ (right & 1);
                literals[node] = from.isAnd(node) ? to.and(a, b) : to.xor(a, b);
            }
        }
        int[] copied = new int[outputs.length];
        for (int i = 0; i < copied.length; i++) {
            copied[i] = literals[outputs[i] >>> 1] ^ (outputs[i] & 1);
        }
        return copied;
    }

    private static boolean[] live(Netlist net, int[] outputs) {
        boolean[] live = new boolean[net.nodeCount()];
        for (int literal : outputs) {
            live[literal >>> 1] = true;
        }
        for (int node = live.length - 1; node > 0; node--) {
            if (live[node] && !net.isInput(node)) {
                live[net.left(node) >>> 1] = true;
                live[net.right(node) >>> 1] = true;
            }
        }
        return live;
    }
}
