package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.compiler.datapath.Rewriter;
import dev.sflmpc.compiler.datapath.Rewritten;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assembles segments into blocks and writes the schedule with its addresses. */
final class Emitter {

    /**
     * A segment as a block.
     *
     * @param inputs which of the segment's sources are the block's inputs, in their order
     * @param profile where its gates come from
     */
    private record Assembled(int block, int[] inputs, int profile) {}

    private final Layout layout;
    private final Map<Segment, Assembled> assembled = new HashMap<>();
    private final Map<Block, Integer> blocks = new LinkedHashMap<>();
    private final List<Loop> around = new ArrayList<>();
    private final List<CostMap.Profile> profiles = new ArrayList<>();
    private final List<CostMap.Call> calls = new ArrayList<>();

    Emitter(Layout layout) {
        this.layout = layout;
    }

    List<Step> emit(List<Expansion.Placed> schedule) {
        List<Step> steps = new ArrayList<>();
        for (Expansion.Placed placed : schedule) {
            switch (placed) {
                case Expansion.Run run -> steps.add(emit(run));
                case Expansion.Repeat repeat -> {
                    around.add(repeat.loop());
                    steps.add(new Step.Repeat(repeat.loop().count(), emit(repeat.body())));
                    around.removeLast();
                }
            }
        }
        return steps;
    }

    /** The blocks of what was emitted, equal ones once. */
    List<Block> blocks() {
        return List.copyOf(blocks.keySet());
    }

    /** Where the gates of assembled segments come from. */
    List<CostMap.Profile> profiles() {
        return profiles;
    }

    /** What each call of the schedule costs, in order. */
    List<CostMap.Call> calls() {
        return calls;
    }

    private Step.Call emit(Expansion.Run run) {
        Segment segment = run.segment();
        Assembled block = assembled.get(segment);
        if (block == null) {
            block = assemble(segment, run.live());
            assembled.put(segment, block);
        }
        calls.add(new CostMap.Call(block.profile, run.scope().base()));
        PlaceBuilder inputs = new PlaceBuilder(run, layout, around);
        for (int input : block.inputs) {
            inputs.add(segment.sources().view(input), segment.sources().offset(input));
        }
        PlaceBuilder outputs = new PlaceBuilder(run, layout, around);
        run.live().stores().stream()
                .forEach(store -> outputs.add(
                        segment.stores().view(store), segment.stores().offset(store)));
        run.live().exports().stream().forEach(outputs::addExport);
        return new Step.Call(block.block, inputs.places(), outputs.places());
    }

    private Assembled assemble(Segment segment, DeadCode.Live live) {
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
        Rewritten better = Rewriter.rewrite(segment.netlist(), segment.words(), inputLiterals, outputLiterals);
        Block block = BlockAssembler.assemble(better.netlist(), better.inputs(), better.outputs());
        int number = blocks.computeIfAbsent(block, b -> blocks.size());
        profiles.add(Attribution.of(better.netlist(), better.inputs(), better.outputs(), segment.executions()));
        return new Assembled(number, inputs, profiles.size() - 1);
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
                .sorted(Comparator.comparing(entry -> segment.view(entry.getKey()), Emitter::compareViews))
                .forEach(entry -> inputs.addAll(inOrder(segment, entry.getKey(), entry.getValue(), needed)));
        return inputs.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> inOrder(Segment segment, int view, List<Integer> bits, BitSet needed) {
        bits.sort(Comparator.comparingLong(segment.sources()::offset));
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
