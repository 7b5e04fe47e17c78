package dev.sflmpc.compiler.elaborate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Gives regions their addresses in wire memory by live range: two regions may share wires when no run of the schedule needs
 * both.
 *
 * <p>Time counts half steps: run number {@code p} reads at {@code 2p} and writes at {@code 2p + 1}, so that what a run reads
 * last may make room for what it writes. An access inside a loop that the region outlives counts for the whole loop.
 */
final class Layout {

    private static final int BEFORE = -1;
    private static final int FOREVER = Integer.MAX_VALUE;

    /** When a region is in use, and where it lies. */
    private static final class Range {
        private final int number;
        private final int widthBits;
        private int start = FOREVER;
        private int end = BEFORE;
        private long address;

        private Range(int number, int widthBits) {
            this.number = number;
            this.widthBits = widthBits;
        }

        private void include(int time) {
            start = Math.min(start, time);
            end = Math.max(end, time);
        }

        // Written out: the JVM's start-up cache keeps none of the comparators that java.util.Comparator makes.

        private static int byStart(Range a, Range b) {
            return a.start != b.start ? Integer.compare(a.start, b.start) : Integer.compare(a.number, b.number);
        }

        private static int byEnd(Range a, Range b) {
            return a.end != b.end ? Integer.compare(a.end, b.end) : Integer.compare(a.number, b.number);
        }
    }

    /** A loop around the place where the visit is. */
    private record Around(Loop loop, int start, List<Range> outliving) {}

    private final Map<Region, Range> ranges = new HashMap<>();
    private final List<Range> order = new ArrayList<>();
    private final List<Around> around = new ArrayList<>();
    private final TreeMap<Long, Long> free = new TreeMap<>();
    private int time;
    private long wireCount;

    private Layout() {}

    /**
     * @param first regions that hold values before the first run; they come first, in their order
     * @param last regions whose values are wanted after the last run
     */
    static Layout of(List<Expansion.Placed> schedule, List<Region> first, List<Region> last) {
        Layout layout = new Layout();
        first.forEach(region -> layout.range(region).include(BEFORE));
        layout.visit(schedule);
        last.forEach(region -> layout.range(region).include(FOREVER));
        layout.allocate();
        return layout;
    }

    long addressOf(Region region) {
        return range(region).address;
    }

    long wireCount() {
        return wireCount;
    }

    // ---- live ranges

    private void visit(List<Expansion.Placed> schedule) {
        for (Expansion.Placed placed : schedule) {
            switch (placed) {
                case Expansion.Run run -> visit(run);
                case Expansion.Repeat repeat -> {
                    Around loop = new Around(repeat.loop(), time + 2, new ArrayList<>());
                    around.add(loop);
                    visit(repeat.body());
                    around.removeLast();
                    loop.outliving.forEach(range -> range.include(time + 1));
                }
            }
        }
    }

    private void visit(Expansion.Run run) {
        time += 2;
        access(run, run.segment().sources(), run.live().sources(), time);
        access(run, run.segment().stores(), run.live().stores(), time + 1);
        if (!run.live().exports().isEmpty()) {
            access(run.scope().resolve(run.segment().exports()), time + 1);
        }
    }

    private void access(Expansion.Run run, Segment.Bits bits, BitSet live, int when) {
        int last = -1;
        for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
            if (bits.view(i) != last) {
                last = bits.view(i);
                if (run.segment().view(last) instanceof Segment.RegionView wires) {
                    access(run.scope().resolve(wires.region()), when);
                }
            }
        }
    }

    private void access(Region region, int when) {
        Range range = range(region);
        int outer = 0;
        while (outer < around.size()
                && region.scope() != null
                && around.get(outer).loop() != region.scope()) {
            outer++;
        }
        int outlived = region.scope() == null ? 0 : outer + 1;
        if (outlived < around.size()) {
            Around loop = around.get(outlived);
            range.include(loop.start());
            if (loop.outliving().isEmpty() || loop.outliving().getLast() != range) {
                loop.outliving().add(range);
            }
        } else {
            range.include(when);
        }
    }

    private Range range(Region region) {
        return ranges.computeIfAbsent(region, r -> {
            Range range = new Range(order.size(), r.widthBits());
            order.add(range);
            return range;
        });
    }

    // ---- addresses

    private void allocate() {
        order.sort(Range::byStart);
        PriorityQueue<Range> inUse = new PriorityQueue<>(Range::byEnd);
        for (Range range : order) {
            while (!inUse.isEmpty() && inUse.peek().end < range.start) {
                release(inUse.remove());
            }
            range.address = take(range.widthBits);
            inUse.add(range);
        }
    }

    /** The first free place that is long enough. */
    private long take(long length) {
        if (length == 0) {
            return 0;
        }
        Optional<Map.Entry<Long, Long>> hole = free.entrySet().stream()
                .filter(entry -> entry.getValue() >= length)
                .findFirst();
        if (hole.isPresent()) {
            long address = hole.get().getKey();
            long rest = hole.get().getValue() - length;
            free.remove(address);
            if (rest > 0) {
                free.put(address + length, rest);
            }
            return address;
        }
        long address = wireCount;
        Map.Entry<Long, Long> last = free.lastEntry();
        if (last != null && last.getKey() + last.getValue() == wireCount) {
            address = last.getKey();
            free.remove(address);
        }
        wireCount = address + length;
        return address;
    }

    private void release(Range range) {
        if (range.widthBits == 0) {
            return;
        }
        long address = range.address;
        long length = range.widthBits;
        Map.Entry<Long, Long> before = free.lowerEntry(address);
        if (before != null && before.getKey() + before.getValue() == address) {
            address = before.getKey();
            length += before.getValue();
        }
        Long after = free.remove(range.address + range.widthBits);
        if (after != null) {
            length += after;
        }
        free.put(address, length);
    }
}
