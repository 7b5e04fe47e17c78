package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.SplittableRandom;

/** Netlists with the redundancy of circuits that were not made for few ANDs. */
final class RandomNetlists {

    private RandomNetlists() {}

    static Graph make(SplittableRandom random, int inputs, int gates, int outputs) {
        Netlist net = new Netlist();
        int[] inputWires = net.inputs(inputs);
        int[] wires = new int[inputs + gates];
        System.arraycopy(inputWires, 0, wires, 0, inputs);
        int reach = 4 + random.nextInt(40);
        for (int i = inputs; i < wires.length; i++) {
            int a = pick(random, wires, i, reach);
            int b = pick(random, wires, i, reach);
            int c = pick(random, wires, i, reach);
            wires[i] = switch (random.nextInt(8)) {
                case 0, 1 -> net.and(a, b);
                case 2 -> net.or(a, b);
                case 3 -> net.xor(a, b);
                case 4 -> net.or(net.and(a, b), net.and(a ^ 1, c));
                case 5 -> net.or(net.and(a, b), net.or(net.and(a, c), net.and(b, c)));
                case 6 -> net.or(net.and(a, b ^ 1), net.and(a ^ 1, b));
                default -> net.xor(net.and(a, b), net.and(a, c));
            };
        }
        int[] outputWires = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            outputWires[i] =
                    wires[wires.length - 1 - random.nextInt(Math.min(wires.length, 2 * outputs))] ^ random.nextInt(2);
        }
        return new Graph(net, inputWires, outputWires);
    }

    private static int pick(SplittableRandom random, int[] wires, int end, int reach) {
        int from = random.nextInt(5) == 0 ? 0 : Math.max(0, end - reach);
        return wires[from + random.nextInt(end - from)] ^ random.nextInt(2);
    }
}
