package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the blocks of segments and writes the schedule with its addresses. */
final class Emitter {

    /**
     * A segment as a block.
     *
     * @param inputs which of the segment's sources are the block's inputs, in their order
     * @param profile where its gates come from
     */
    private record Assembled(int block, int[] inputs, int profile) {}

    private final Layout layout;
    private final BlockPlan plan;
    private final Map<Segment, Assembled> assembled = new HashMap<>();
    private final Map<Block, Integer> blocks = new LinkedHashMap<>();
    private final List<Loop> around = new ArrayList<>();
    private final List<CostMap.Profile> profiles = new ArrayList<>();
    private final List<CostMap.Call> calls = new ArrayList<>();

    Emitter(Layout layout, BlockPlan plan) {
        this.layout = layout;
        this.plan = plan;
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
            block = assembled(segment);
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

    private Assembled assembled(Segment segment) {
        BlockPlan.Made made = plan.block(segment);
        int number = blocks.computeIfAbsent(made.block(), b -> blocks.size());
        profiles.add(made.profile());
        return new Assembled(number, made.inputs(), profiles.size() - 1);
    }
}
