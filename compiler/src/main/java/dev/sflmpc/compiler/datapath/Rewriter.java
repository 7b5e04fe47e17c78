package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Division;
import dev.sflmpc.compiler.datapath.WordOperation.Extreme;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.OneOf;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.datapath.WordOperation.Selected;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rebuilds what a log of word operations shows to be a whole that has a better circuit. */
public final class Rewriter {

    /** What the outputs need, once a recogniser asks: most netlists have nothing that one would ask about. */
    private static final class Needed {
        private final Netlist net;
        private final int[] outputs;
        private @Nullable Liveness liveness;

        Needed(Netlist net, int[] outputs) {
            this.net = net;
            this.outputs = outputs;
        }

        Liveness liveness() {
            Liveness counted = liveness;
            if (counted == null) {
                counted = new Liveness(net, outputs);
                liveness = counted;
            }
            return counted;
        }

        boolean isNeeded(int node) {
            return liveness().isNeeded(node);
        }
    }

    private Rewriter() {}

    /**
     * A netlist that computes the same with fewer live ANDs, or the same netlist. Both have the same inputs in the same
     * order; a new gate has the origin of a gate that it replaces.
     *
     * @param log of this netlist
     * @param inputs literals whose new ones are asked for
     * @param outputs literals that are needed
     */
    public static Rewritten rewrite(Netlist net, WordLog log, int[] inputs, int[] outputs) {
        if (log.operations().isEmpty()) {
            return new Rewritten(net, inputs, outputs);
        }
        Operations operations = Operations.of(net, log, inputs, outputs);
        return ExclusiveOperations.merged(replaced(operations, chosen(net, log, outputs, new Needed(net, outputs))))
                .rewritten();
    }

    /** Whether a log has operations of which several together may have a better circuit. */
    public static boolean isPromising(WordLog log) {
        return log.operations().stream()
                .anyMatch(operation -> operation instanceof Less
                        || operation instanceof Extreme
                        || operation instanceof SumOfProducts
                        || operation instanceof Read
                        || operation instanceof Selected
                        || operation instanceof OneOf
                        || operation instanceof Division);
    }

    /**
     * The ANDs that a netlist needs when its words are rewritten; operations that exclude each other are counted as they are.
     *
     * @param log of this netlist
     * @param outputs literals that are needed
     */
    public static long ands(Netlist net, WordLog log, int[] outputs) {
        Needed needed = new Needed(net, outputs);
        chosen(net, log, outputs, needed);
        return needed.liveness().ands();
    }

    private static Operations replaced(Operations from, List<Replacement> parts) {
        if (parts.isEmpty()) {
            return from;
        }
        Operations rebuilt = Rebuild.of(from, parts);
        return rebuilt.ands() < from.ands() ? rebuilt : from;
    }

    private static List<Replacement> chosen(Netlist net, WordLog log, int[] outputs, Needed needed) {
        List<Supplier<List<Proposal>>> recognisers = List.of(
                () -> KeyedSorts.find(log, OrderGraph.of(log, false), needed::isNeeded),
                () -> KeyedSorts.find(log, OrderGraph.of(log, true), needed::isNeeded),
                () -> OrderStatistics.find(net, log, OrderGraph.of(log, false), outputs),
                () -> OrderStatistics.find(net, log, OrderGraph.of(log, true), outputs),
                () -> RunnersUp.find(log, OrderGraph.of(log, false)),
                () -> RunnersUp.find(log, OrderGraph.of(log, true)),
                () -> DifferenceTables.find(net, log, outputs),
                () -> DigitChains.find(net, log),
                () -> TrialDigits.find(log),
                () -> Compactions.find(net, log),
                () -> SharedDivisions.find(log),
                () -> ChosenOrders.find(net, log, needed::isNeeded),
                () -> CounterChains.find(net, log),
                () -> BitFunctions.find(net, log, outputs, needed::isNeeded),
                () -> DecisionLists.find(net, log, needed::isNeeded),
                () -> PriorityChains.find(log),
                () -> LimitedSums.find(log),
                () -> ThreeWayComparisons.find(log),
                () -> EqualSums.find(log),
                () -> ComparedReads.find(log),
                () -> SharedReads.find(log, needed::isNeeded),
                () -> SharedSquares.find(log, needed::isNeeded),
                () -> Polynomials.find(log),
                () -> FreeTies.find(OrderGraph.of(log, false)),
                () -> FreeTies.find(OrderGraph.of(log, true)));
        List<Replacement> parts = new ArrayList<>();
        for (Supplier<List<Proposal>> recogniser : recognisers) {
            for (Proposal proposal : recogniser.get()) {
                if (needed.liveness().take(proposal)) {
                    parts.addAll(proposal.parts());
                }
            }
        }
        return parts;
    }
}
