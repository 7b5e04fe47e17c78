package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assembles segments into blocks and writes the schedule with its addresses. */
final class Emitter {

    /** A segment as a block: which bits go in and out, in the order of the block. */
    private record Assembled(int block, List<Segment.Source> inputs, List<Bit> outputs) {}

    /** A bit of a region. */
    private record Bit(Region region, Affine offset) {}

    private final Layout layout;
    private final Map<Segment, Assembled> assembled = new HashMap<>();
    private final Map<Block, Integer> blocks = new LinkedHashMap<>();
    private final List<Loop> around = new ArrayList<>();

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

    private Step.Call emit(Expansion.Run run) {
        Assembled block = assembled.get(run.segment());
        if (block == null) {
            block = assemble(run);
            assembled.put(run.segment(), block);
        }
        PlaceBuilder inputs = new PlaceBuilder();
        for (Segment.Source source : block.inputs) {
            switch (source) {
                case Segment.FromRegion(Region region, Affine offset) ->
                    inputs.wire(layout.addressOf(run.scope().resolve(region)) + offset.constant(), strides(offset));
                case Segment.FromNumber(Affine number, int bit) ->
                    inputs.number(number.constant(), bit, strides(number));
            }
        }
        PlaceBuilder outputs = new PlaceBuilder();
        for (Bit bit : block.outputs) {
            long address = layout.addressOf(run.scope().resolve(bit.region)) + bit.offset.constant();
            outputs.wire(address, strides(bit.offset));
        }
        return new Step.Call(block.block, inputs.places(), outputs.places());
    }

    private Assembled assemble(Expansion.Run run) {
        Segment segment = run.segment();
        List<Integer> inputs = inputsInOrder(segment, run.live());
        int[] inputLiterals = new int[inputs.size()];
        List<Segment.Source> sources = new ArrayList<>();
        for (int i = 0; i < inputLiterals.length; i++) {
            inputLiterals[i] = segment.inputLiteral(inputs.get(i));
            sources.add(segment.sources().get(inputs.get(i)));
        }
        List<Bit> outputs = new ArrayList<>();
        List<Integer> literals = new ArrayList<>();
        run.live().stores().stream().forEach(index -> {
            Segment.Store store = segment.stores().get(index);
            outputs.add(new Bit(store.region(), store.offset()));
            literals.add(store.literal());
        });
        run.live().exports().stream().forEach(offset -> {
            outputs.add(new Bit(segment.exports(), Affine.of(offset)));
            literals.add(2 * segment.exportedNodes().get(offset));
        });
        Block block = BlockAssembler.assemble(
                segment.netlist(),
                inputLiterals,
                literals.stream().mapToInt(Integer::intValue).toArray());
        int number = blocks.computeIfAbsent(block, b -> blocks.size());
        return new Assembled(number, sources, outputs);
    }

    /** Netlist inputs so that neighbours in wire memory are neighbours; of a public number all bits up to the last needed. */
    private static List<Integer> inputsInOrder(Segment segment, DeadCode.Live live) {
        List<Integer> wires = new ArrayList<>();
        Map<Affine, List<Integer>> numbers = new LinkedHashMap<>();
        Map<Affine, Integer> lastNeeded = new HashMap<>();
        for (int input = 0; input < segment.sources().size(); input++) {
            boolean needed = live.sources().get(input);
            switch (segment.sources().get(input)) {
                case Segment.FromRegion wire -> {
                    if (needed) {
                        wires.add(input);
                    }
                }
                case Segment.FromNumber(Affine number, int bit) -> {
                    numbers.computeIfAbsent(number, n -> new ArrayList<>()).add(input);
                    if (needed) {
                        lastNeeded.merge(number, bit, Math::max);
                    }
                }
            }
        }
        wires.sort(Comparator.comparing(input -> (Segment.FromRegion) segment.sources().get(input), WIRE_ORDER));
        List<Integer> inputs = new ArrayList<>(wires);
        numbers.forEach((number, bits) -> {
            Integer last = lastNeeded.get(number);
            if (last != null) {
                inputs.addAll(bits.subList(0, last + 1));
            }
        });
        return inputs;
    }

    private static final Comparator<Segment.FromRegion> WIRE_ORDER = Comparator.<Segment.FromRegion>comparingInt(
                    source -> source.region().id())
            .thenComparing(source -> source.offset().terms(), Emitter::compareTerms)
            .thenComparingLong(source -> source.offset().constant());

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

    private long[] strides(Affine offset) {
        long[] strides = new long[around.size()];
        for (Affine.Term term : offset.terms()) {
            int depth = around.lastIndexOf(term.loop());
            if (depth < 0) {
                throw new IllegalStateException("a place depends on a loop that is not around it");
            }
            strides[depth] = term.factor();
        }
        return strides;
    }

    /** Collects bits into runs of consecutive ones. */
    private static final class PlaceBuilder {
        private final List<Place> places = new ArrayList<>();

        void wire(long address, long[] strides) {
            if (!places.isEmpty()
                    && places.getLast() instanceof Place.Wires last
                    && last.base() + last.length() == address
                    && Arrays.equals(last.strides(), new Place.Wires(address, 1, strides).strides())) {
                places.removeLast();
                places.add(new Place.Wires(last.base(), last.length() + 1, last.strides()));
            } else {
                places.add(new Place.Wires(address, 1, strides));
            }
        }

        /** Bits of a number come in order from 0. */
        void number(long base, int bit, long[] strides) {
            if (bit > 0) {
                places.removeLast();
            }
            places.add(new Place.Number(base, bit + 1, strides));
        }

        List<Place> places() {
            return places;
        }
    }
}
