package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of a program costs each line and each call path of its source: a {@link CostMap} times how often the schedule
 * executes each call.
 *
 * @param andCount AND gates executed
 * @param unattributed those of them that belong to no line
 * @param lines by source and line; lines that are executed without gates are among them
 * @param root the call paths, beginning with its children
 */
public record CostReport(
        long andCount, long unattributed, List<CostMap.Source> sources, List<Line> lines, CallNode root) {

    /** Shares visited for call paths before what is left is charged to the calls of templates as a whole. */
    private static final long MOST_WORK = 1 << 18;

    /**
     * What a line costs on all call paths.
     *
     * @param source index into the sources
     * @param executions how often a statement of the line is executed; work that was moved out of a loop is done less often
     */
    public record Line(int source, int line, long ands, long executions) {}

    /** How often a profile is executed from a base. */
    private record Use(int profile, int base) {}

    public CostReport {
        sources = List.copyOf(sources);
        lines = List.copyOf(lines);
    }

    /**
     * Adds up what a program costs.
     *
     * @param map fits the program, see {@link CostMapCheck}
     */
    public static CostReport of(Program program, CostMap map) {
        Map<Use, Long> uses = new LinkedHashMap<>();
        count(program.schedule(), map, 1, new int[1], uses);
        Map<Integer, Long> timesOfProfile = new LinkedHashMap<>();
        uses.forEach((use, times) -> timesOfProfile.merge(use.profile, times, CostReport::sum));
        long total = 0;
        for (Map.Entry<Integer, Long> entry : timesOfProfile.entrySet()) {
            total = sum(total, product(map.profiles().get(entry.getKey()).andCount(), entry.getValue()));
        }
        Map<Long, Line> lines = new HashMap<>();
        long unattributed = lines(map, timesOfProfile, lines);
        List<Line> sorted = lines.values().stream()
                .sorted(Comparator.comparingInt(Line::source).thenComparingInt(Line::line))
                .toList();
        return new CostReport(total, unattributed, map.sources(), sorted, new Paths(map).add(uses));
    }

    /** @param next the number of the call that comes next */
    private static void count(List<Step> steps, CostMap map, long times, int[] next, Map<Use, Long> uses) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call _ -> {
                    CostMap.Call call = map.calls().get(next[0]++);
                    uses.merge(new Use(call.profile(), call.base()), times, CostReport::sum);
                }
                case Step.Repeat repeat -> count(repeat.body(), map, product(times, repeat.count()), next, uses);
            }
        }
    }

    private static long lines(CostMap map, Map<Integer, Long> timesOfProfile, Map<Long, Line> lines) {
        long unattributed = 0;
        for (Map.Entry<Integer, Long> entry : timesOfProfile.entrySet()) {
            long times = entry.getValue();
            for (CostMap.Share share : map.profiles().get(entry.getKey()).shares()) {
                long ands = product(share.ands(), times);
                if (share.place() == 0) {
                    unattributed = sum(unattributed, ands);
                    continue;
                }
                CostMap.Place place = map.places().get(share.place() - 1);
                Line line = new Line(place.source(), place.line(), ands, product(share.executions(), times));
                lines.merge((long) place.source() << 32 | place.line(), line, CostReport::sum);
            }
        }
        return unattributed;
    }

    private static Line sum(Line a, Line b) {
        return new Line(a.source, a.line, sum(a.ands, b.ands), sum(a.executions, b.executions));
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    /** Makes the tree of call paths. */
    private static final class Paths {

        private final CostMap map;
        private final CallNode root = new CallNode("", 0, 0);
        private final Map<Long, CallNode> nodes = new HashMap<>();
        private long work;

        private Paths(CostMap map) {
            this.map = map;
        }

        private CallNode add(Map<Use, Long> uses) {
            uses.forEach((use, times) -> {
                CostMap.Profile profile = map.profiles().get(use.profile);
                work += profile.shares().size();
                if (use.base != 0 && work > MOST_WORK) {
                    node(use.base, 0).add(product(profile.andCount(), times));
                } else {
                    for (CostMap.Share share : profile.shares()) {
                        if (share.ands() > 0) {
                            node(share.place(), use.base).add(product(share.ands(), times));
                        }
                    }
                }
            });
            root.addUp();
            return root;
        }

        /** The node of a place whose path goes on from {@code base}. */
        private CallNode node(int place, int base) {
            List<Integer> path = new ArrayList<>();
            CallNode node = root;
            for (int at = place, from = base; at != 0 || from != 0; ) {
                if (at == 0) {
                    at = from;
                    from = 0;
                }
                CallNode known = nodes.get((long) from << 32 | at);
                if (known != null) {
                    node = known;
                    break;
                }
                path.add(at);
                path.add(from);
                at = map.places().get(at - 1).caller();
            }
            for (int i = path.size() - 2; i >= 0; i -= 2) {
                CostMap.Place step = map.places().get(path.get(i) - 1);
                node = node.child(map.functions().get(step.function()), step.source(), step.line());
                nodes.put((long) path.get(i + 1) << 32 | path.get(i), node);
            }
            return node;
        }
    }
}
