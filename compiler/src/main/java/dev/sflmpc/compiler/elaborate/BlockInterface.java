package dev.sflmpc.compiler.elaborate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes into a segment's block and comes out of it.
 *
 * @param inputs which of the segment's sources are the block's inputs, in their order
 * @param inputLiterals their literals
 * @param outputLiterals the literals of the live stores, then of the live exports
 */
record BlockInterface(int[] inputs, int[] inputLiterals, int[] outputLiterals) {

    static BlockInterface of(Segment segment, DeadCode.Live live) {
        int[] inputs = inputsInOrder(segment, live.sources());
        int[] inputLiterals = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputLiterals[i] = segment.sources().literal(inputs[i]);
        }
        int[] outputLiterals =
                new int[live.stores().cardinality() + live.exports().cardinality()];
        int count = 0;
        for (int i = live.stores().nextSetBit(0); i >= 0; i = live.stores().nextSetBit(i + 1)) {
            outputLiterals[count++] = segment.stores().literal(i);
        }
        for (int i = live.exports().nextSetBit(0); i >= 0; i = live.exports().nextSetBit(i + 1)) {
            outputLiterals[count++] = 2 * segment.exportedNode(i);
        }
        return new BlockInterface(inputs, inputLiterals, outputLiterals);
    }

    /** Sources so that neighbours in wire memory are neighbours; of a public number all bits up to the last needed. */
    private static int[] inputsInOrder(Segment segment, BitSet needed) {
        Segment.Bits sources = segment.sources();
        Map<Integer, List<Integer>> byView = new HashMap<>();
        for (int input = 0; input < sources.size(); input++) {
            if (needed.get(input) || segment.view(sources.view(input)) instanceof Segment.NumberView) {
                byView.computeIfAbsent(sources.view(input), view -> new ArrayList<>())
                        .add(input);
            }
        }
        List<Integer> inputs = new ArrayList<>();
        byView.entrySet().stream()
                .sorted((a, b) -> compareViews(segment.view(a.getKey()), segment.view(b.getKey())))
                .forEach(entry -> inputs.addAll(inOrder(segment, entry.getKey(), entry.getValue(), needed)));
        return inputs.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> inOrder(Segment segment, int view, List<Integer> bits, BitSet needed) {
        Segment.Bits sources = segment.sources();
        bits.sort((a, b) -> Long.compare(sources.offset(a), sources.offset(b)));
        if (segment.view(view) instanceof Segment.NumberView) {
            while (!bits.isEmpty() && !needed.get(bits.getLast())) {
                bits.removeLast();
            }
        }
        return bits;
    }

    /** Wires by region and terms, then numbers. */
    private static int compareViews(Segment.View a, Segment.View b) {
        if (a instanceof Segment.RegionView x && b instanceof Segment.RegionView y) {
            int byRegion = Integer.compare(x.region().id(), y.region().id());
            return byRegion != 0 ? byRegion : compareTerms(x.terms(), y.terms());
        }
        if (a instanceof Segment.NumberView(Affine x) && b instanceof Segment.NumberView(Affine y)) {
            int byConstant = Long.compare(x.constant(), y.constant());
            return byConstant != 0 ? byConstant : compareTerms(x.terms(), y.terms());
        }
        return a instanceof Segment.RegionView ? -1 : 1;
    }

    private static int compareTerms(List<Affine.Term> a, List<Affine.Term> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int byLoop = Integer.compare(a.get(i).loop().id(), b.get(i).loop().id());
            int byFactor = Long.compare(a.get(i).factor(), b.get(i).factor());
            if (byLoop != 0 || byFactor != 0) {
                return byLoop != 0 ? byLoop : byFactor;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
