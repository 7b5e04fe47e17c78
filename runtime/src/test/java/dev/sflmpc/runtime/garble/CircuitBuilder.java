package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds blocks gate by gate, without optimisation: every gate has a slot of its own, layers follow the AND depth.
 *
 * <p>A wire is its slot; {@link Block#ZERO} and {@link Block#ONE} are wires too.
 */
final class CircuitBuilder {

    private record Gate(boolean and, int a, int b, int out, int depth) {}

    private final List<Gate> gates = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final int inputCount;

    CircuitBuilder(int inputCount) {
        this.inputCount = inputCount;
        for (int slot = 0; slot < Block.FIRST_INPUT + inputCount; slot++) {
            depths.add(0);
        }
    }

    int input(int index) {
        return Block.FIRST_INPUT + index;
    }

    int xor(int a, int b) {
        return gate(false, a, b, Math.max(depths.get(a), depths.get(b)));
    }

    int not(int a) {
        return xor(a, Block.ONE);
    }

    int and(int a, int b) {
        return gate(true, a, b, 1 + Math.max(depths.get(a), depths.get(b)));
    }

    /** a ^ b ^ carry and the carry out, one AND. */
    int[] fullAdder(int a, int b, int carry) {
        int ac = xor(a, carry);
        int bc = xor(b, carry);
        return new int[] {xor(a, bc), xor(carry, and(ac, bc))};
    }

    Block block(int... outputs) {
        int layers = depths.stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Integer> code = new ArrayList<>();
        for (int layer = 0; layer <= layers; layer++) {
            int depth = layer;
            List<Gate> ands =
                    gates.stream().filter(g -> g.and && g.depth == depth + 1).toList();
            code.add(ands.size());
            for (Gate gate : gates) {
                if (!gate.and && gate.depth == depth) {
                    code.addAll(List.of(gate.out, gate.a, gate.b, Block.ZERO));
                }
            }
            code.add(Block.END_OF_XORS);
            for (Gate gate : ands) {
                code.addAll(List.of(gate.a, Block.ZERO, gate.b, Block.ZERO, Block.ZERO, gate.out));
            }
        }
        long andCount = gates.stream().filter(Gate::and).count();
        int[] words = code.stream().mapToInt(Integer::intValue).toArray();
        return new Block(inputCount, depths.size(), words, outputs, andCount, gates.size() - andCount, layers);
    }

    private int gate(boolean and, int a, int b, int depth) {
        int out = depths.size();
        depths.add(depth);
        gates.add(new Gate(and, a, b, out, depth));
        return out;
    }
}
