package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Copies what outputs need of a netlist to a new one, some words defined anew. */
final class Rebuild {

    private final Netlist from;
    private final List<Replacement> parts;
    private final Netlist to;
    private final int[] owners;
    private final int[] literals;
    private final BitSet needed = new BitSet();
    private final boolean[] built;

    private Rebuild(Netlist from, List<Replacement> parts) {
        this.from = from;
        this.parts = parts;
        to = new Netlist(from.nodeCount() / 2);
        owners = new int[from.nodeCount()];
        literals = new int[from.nodeCount()];
        Arrays.fill(literals, 1, literals.length, Operations.NONE);
        built = new boolean[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            IntPredicate isDefinable = parts.get(i).definable(from);
            for (int literal : parts.get(i).outputs()) {
                int node = literal >>> 1;
                if (owners[node] == 0 && isDefinable.test(node)) {
                    owners[node] = i + 1;
                }
            }
        }
    }

    /** The outputs of a netlist made again; an earlier replacement wins where two define a node. */
    static Operations of(Operations from, List<Replacement> parts) {
        Rebuild rebuild = new Rebuild(from.net(), parts);
        rebuild.findNeeded(from.outputs());
        rebuild.build();
        return from.in(rebuild.to, rebuild.literals);
    }

    private void findNeeded(int[] outputs) {
        need(outputs);
        BitSet reached = new BitSet();
        for (int node = needed.previousSetBit(from.nodeCount()); node > 0; node = needed.previousSetBit(node - 1)) {
            int owner = owners[node];
            if (owner > 0) {
                if (!reached.get(owner)) {
                    reached.set(owner);
                    need(parts.get(owner - 1).inputs());
                }
            } else if (!from.isInput(node)) {
                needed.set(from.left(node) >>> 1);
                needed.set(from.right(node) >>> 1);
            }
        }
    }

    private void need(int[] word) {
        for (int literal : word) {
            needed.set(literal >>> 1);
        }
    }

    private void build() {
        // what is defined anew may read inputs that came after its gates
        for (int node = 1; node < literals.length; node++) {
            if (from.isInput(node)) {
                literals[node] = to.input();
            }
        }
        for (int node = 1; node < literals.length; node++) {
            if (needed.get(node) && !from.isInput(node)) {
                to.setOrigin(from.origin(node));
                if (owners[node] == 0) {
                    int a = literal(from.left(node));
                    int b = literal(from.right(node));
                    literals[node] = from.isAnd(node) ? to.and(a, b) : to.xor(a, b);
                } else if (!built[owners[node] - 1]) {
                    built[owners[node] - 1] = true;
                    replace(parts.get(owners[node] - 1), owners[node]);
                }
            }
        }
    }

    private void replace(Replacement part, int owner) {
        int[] result = part.circuit().build(to, literals(part.inputs()));
        for (int i = 0; i < result.length; i++) {
            int literal = part.outputs()[i];
            if (owners[literal >>> 1] == owner) {
                literals[literal >>> 1] = result[i] ^ (literal & 1);
            }
        }
    }

    private int[] literals(int[] old) {
        return Arrays.stream(old).map(this::literal).toArray();
    }

    private int literal(int old) {
        return literals[old >>> 1] ^ (old & 1);
    }
}
