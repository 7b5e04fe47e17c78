package dev.sflmpc.runtime.circuit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of a function as one call path reaches it, and what it costs there; see {@link CostReport#root}. */
public final class CallNode {

    private record Key(String function, int source, int line) {}

    private final String function;
    private final int source;
    private final int line;
    private final @Nullable CallNode caller;
    private final Map<Key, CallNode> children = new HashMap<>(2);
    private long ands;
    private long totalAnds;

    CallNode(String function, int source, int line) {
        this(function, source, line, null);
    }

    private CallNode(String function, int source, int line, @Nullable CallNode caller) {
        this.function = function;
        this.source = source;
        this.line = line;
        this.caller = caller;
    }

    /** The function whose line it is; empty for the root. */
    public String function() {
        return function;
    }

    /** Index into the report's sources. */
    public int source() {
        return source;
    }

    public int line() {
        return line;
    }

    /** AND gates executed for the line itself on this path. */
    public long ands() {
        return ands;
    }

    /** With those of what it calls. */
    public long totalAnds() {
        return totalAnds;
    }

    /** What the line calls, the most expensive first; lines of one function follow each other as in the text where equal. */
    public List<CallNode> children() {
        return children.values().stream()
                .sorted(Comparator.comparingLong(CallNode::totalAnds)
                        .reversed()
                        .thenComparing(CallNode::function)
                        .thenComparingInt(CallNode::source)
                        .thenComparingInt(CallNode::line))
                .toList();
    }

    /** The paths that end below this node with gates of their own, the most expensive first. */
    public List<CallNode> paths(int most) {
        List<CallNode> found = new ArrayList<>();
        Deque<CallNode> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            CallNode node = open.pop();
            if (node.ands > 0) {
                found.add(node);
            }
            node.children().reversed().forEach(open::push);
        }
        found.sort(Comparator.comparingLong(CallNode::ands).reversed());
        return found.size() > most ? found.subList(0, most) : found;
    }

    /** From the outermost call to this line. */
    public List<CallNode> frames() {
        List<CallNode> frames = new ArrayList<>();
        for (CallNode node = this; node != null && node.caller != null; node = node.caller) {
            frames.add(node);
        }
        return frames.reversed();
    }

    CallNode child(String called, int inSource, int atLine) {
        return children.computeIfAbsent(
                new Key(called, inSource, atLine), key -> new CallNode(called, inSource, atLine, this));
    }

    void add(long count) {
        ands = saturated(ands + count);
    }

    /** Computes the totals of all nodes below. */
    void addUp() {
        Deque<CallNode> open = new ArrayDeque<>(List.of(this));
        List<CallNode> order = new ArrayList<>();
        while (!open.isEmpty()) {
            CallNode node = open.pop();
            order.add(node);
            node.totalAnds = node.ands;
            node.children.values().forEach(open::push);
        }
        for (CallNode node : order.reversed()) {
            if (node.caller != null) {
                node.caller.totalAnds = saturated(node.caller.totalAnds + node.totalAnds);
            }
        }
    }

    private static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
