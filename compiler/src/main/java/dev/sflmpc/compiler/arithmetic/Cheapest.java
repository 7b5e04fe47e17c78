package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;
import java.util.function.Supplier;

/** Chooses between constructions of the same words by building each and counting. */
public final class Cheapest {

    private Cheapest() {}

    /**
     * The outputs of the construction with the fewest live ANDs, then the fewest XORs, then the first in the list. The
     * netlist keeps no gate of the others.
     */
    public static int[] of(Netlist net, List<Supplier<int[]>> constructions) {
        if (constructions.size() == 1) {
            return constructions.getFirst().get();
        }
        int mark = net.nodeCount();
        int best = 0;
        long least = Long.MAX_VALUE;
        // The first in the list wins most often: tried last, it need not be built again.
        for (int i = constructions.size() - 1; i >= 0; i--) {
            int[] outputs = constructions.get(i).get();
            LiveGates gates = LiveGates.since(net, mark, outputs);
            long price = ((long) gates.ands() << 32) + gates.xors();
            if (price <= least) {
                least = price;
                best = i;
            }
            if (i == 0 && best == 0) {
                return outputs;
            }
            net.truncate(mark);
        }
        return constructions.get(best).get();
    }
}
