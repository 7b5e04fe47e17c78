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

    private record StoreAt(Segment segment, int index) {}

    private record Need(Segment segment, int node) {}

    private final Map<Segment, Live> live = new HashMap<>();
    private final Map<Region, Segment> exporters = new HashMap<>();
    private final Map<Region, List<StoreAt>> storesByRegion = new HashMap<>();
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
        List<Segment.Store> stores = segment.stores();
        for (int i = 0; i < stores.size(); i++) {
            storesByRegion
                    .computeIfAbsent(stores.get(i).region().original(), region -> new ArrayList<>())
                    .add(new StoreAt(segment, i));
        }
    }

    private void needRegion(Region region) {
        Region original = region.original();
        if (Boolean.TRUE.equals(neededRegions.put(original, true))) {
            return;
        }
        for (StoreAt store : storesByRegion.getOrDefault(original, List.of())) {
            liveOf(store.segment).stores.set(store.index);
            int literal = store.segment.stores().get(store.index).literal();
            needs.push(new Need(store.segment, literal >> 1));
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
        switch (segment.sources().get(input)) {
            case Segment.FromNumber number -> {}
            case Segment.FromRegion(Region region, Affine offset) -> {
                Segment exporter = exporters.get(region);
                if (exporter == null) {
                    needRegion(region);
                } else {
                    int export = (int) offset.constant();
                    liveOf(exporter).exports.set(export);
                    needs.push(new Need(exporter, exporter.exportedNodes().get(export)));
                }
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
