package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what the outputs need: from their regions back through stores, gates and loads, across segments and around loops.
 *
 * <p>Exports are followed bit by bit, other regions as a whole. All invocations of a template share what any of them needs.
 */
final class DeadCode {

    /** What of a segment is needed. */
    static final class Live {
        private final BitSet nodes = new BitSet();
        private final BitSet sources = new BitSet();
        private final BitSet stores = new BitSet();
        private final BitSet exports = new BitSet();

        /** Numbers of netlist inputs. */
        BitSet sources() {
            return sources;
        }

        /** Indices into the segment's stores. */
        BitSet stores() {
            return stores;
        }

        /** Offsets in the segment's export region. */
        BitSet exports() {
            return exports;
        }

        boolean isEmpty() {
            return stores.isEmpty() && exports.isEmpty();
        }
    }

    /** Stores {@code from … to - 1} of a segment, all to one region. */
    private record StoreRun(Segment segment, int from, int to) {}

    private record Need(Segment segment, int node) {}

    private final Map<Segment, Live> live = new HashMap<>();
    private final Map<Region, Segment> exporters = new HashMap<>();
    private final Map<Region, List<StoreRun>> storesByRegion = new HashMap<>();
    private final Map<Region, Boolean> neededRegions = new HashMap<>();
    private final Deque<Need> needs = new ArrayDeque<>();

    private DeadCode() {}

    static Map<Segment, Live> find(List<Item> items, List<Region> outputs) {
        DeadCode deadCode = new DeadCode();
        deadCode.index(items);
        outputs.forEach(deadCode::needRegion);
        while (!deadCode.needs.isEmpty()) {
            Need need = deadCode.needs.pop();
            deadCode.needNode(need.segment, need.node);
        }
        return deadCode.live;
    }

    private void index(List<Item> items) {
        for (Item item : items) {
            switch (item) {
                case Item.Run run -> index(run.segment());
                case Item.Repeat repeat -> index(repeat.body());
                case Item.Invoke invoke -> {
                    if (!invoke.template().items().isEmpty()
                            && neededRegions.putIfAbsent(invoke.template().result(), false) == null) {
                        index(invoke.template().items());
                    }
                }
            }
        }
    }

    private void index(Segment segment) {
        live.put(segment, new Live());
        exporters.put(segment.exports(), segment);
        Segment.Bits stores = segment.stores();
        int from = 0;
        for (int i = 1; i <= stores.size(); i++) {
            if (i == stores.size() || stores.view(i) != stores.view(from)) {
                storesByRegion
                        .computeIfAbsent(regionOf(segment, stores.view(from)).original(), region -> new ArrayList<>())
                        .add(new StoreRun(segment, from, i));
                from = i;
            }
        }
    }

    private static Region regionOf(Segment segment, int view) {
        if (segment.view(view) instanceof Segment.RegionView wires) {
            return wires.region();
        }
        throw new IllegalStateException("a store to a number");
    }

    private void needRegion(Region region) {
        Region original = region.original();
        if (Boolean.TRUE.equals(neededRegions.put(original, true))) {
            return;
        }
        for (StoreRun run : storesByRegion.getOrDefault(original, List.of())) {
            liveOf(run.segment).stores.set(run.from, run.to);
            for (int i = run.from; i < run.to; i++) {
                needs.push(new Need(run.segment, run.segment.stores().literal(i) >> 1));
            }
        }
    }

    private void needNode(Segment segment, int node) {
        Live mine = liveOf(segment);
        Netlist netlist = segment.netlist();
        int[] stack = new int[64];
        int depth = 0;
        stack[depth++] = node;
        while (depth > 0) {
            int next = stack[--depth];
            if (next == 0 || mine.nodes.get(next)) {
                continue;
            }
            mine.nodes.set(next);
            if (netlist.isInput(next)) {
                needSource(segment, mine, netlist.inputIndex(next));
                continue;
            }
            if (depth + 2 > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            stack[depth++] = netlist.left(next) >> 1;
            stack[depth++] = netlist.right(next) >> 1;
        }
    }

    private void needSource(Segment segment, Live mine, int input) {
        mine.sources.set(input);
        if (segment.view(segment.sources().view(input)) instanceof Segment.RegionView(Region region, var terms)) {
            Segment exporter = exporters.get(region);
            if (exporter == null) {
                needRegion(region);
            } else {
                int export = (int) segment.sources().offset(input);
                liveOf(exporter).exports.set(export);
                needs.push(new Need(exporter, exporter.exportedNode(export)));
            }
        }
    }

    private Live liveOf(Segment segment) {
        Live found = live.get(segment);
        if (found == null) {
            throw new IllegalStateException("a segment is not part of the schedule");
        }
        return found;
    }
}
