package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.CurrentOrigin;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records the schedule while the program is elaborated: the items so far, the segment that takes gates now, and the loops
 * around it.
 */
final class Tape {

    /** XORs cost time too: this many count as an AND. */
    private static final int NODES_PER_WORK = 16;

    /** A loop that is being recorded, and what to return to at its end. */
    private record OpenLoop(Loop loop, Segment preheader, List<Item> outerItems, long outerWork) {}

    /** A point to return to. */
    record Mark(
            List<Item> items,
            int itemCount,
            int segmentCount,
            long heldNodes,
            Segment segment,
            int storeCount,
            Map<Integer, Integer> executions,
            int loopDepth,
            boolean isInPieces,
            int depth,
            long work,
            int randomBits) {}

    /** How many depths of statements make the largest piece twice as large as the smallest. */
    private static final int DEPTHS = 8;

    private final int segmentNodes;
    private final int wholeNodes;
    private final int pieceNodes;
    private final long mostNodes;
    private long heldNodes;
    private long flatWork;
    private final CurrentOrigin origin = new CurrentOrigin();
    private final Deque<OpenLoop> loops = new ArrayDeque<>();
    private final Region random = new Region(0, 0, null);
    private final List<Segment> segments = new ArrayList<>();
    private List<Item> items = new ArrayList<>();
    private @Nullable Segment current;
    private long finishedWork;
    private long workAtOpening;
    private boolean isWhole;
    private boolean isInPieces;
    private int depth;
    private int regionCount = 1;
    private int loopCount;

    Tape(ElaborationLimits limits) {
        segmentNodes = limits.segmentNodes();
        wholeNodes = limits.wholeNodes();
        pieceNodes = limits.pieceNodes();
        mostNodes = limits.heldNodes();
        flatWork = limits.flatWork();
    }

    /** Loops and repeated calls whose copies would cost more than this are kept as structure. */
    long flatWork() {
        return flatWork;
    }

    /** Runs something with another {@link #flatWork}. */
    void withFlatWork(long work, Runnable action) {
        long before = flatWork;
        flatWork = work;
        try {
            action.run();
        } finally {
            flatWork = before;
        }
    }

    /** Whether a loop is being recorded. */
    boolean isInLoop() {
        return !loops.isEmpty();
    }

    /** Where gates come from that are made now, in whatever segment. */
    CurrentOrigin origin() {
        return origin;
    }

    /** The segment that takes gates now. */
    Segment segment() {
        Segment segment = current;
        if (segment == null) {
            segment = new Segment(newRegion(0), origin);
            items.add(new Item.Run(segment));
            segments.add(segment);
            current = segment;
            workAtOpening = 0;
        }
        return segment;
    }

    Netlist netlist() {
        return segment().netlist();
    }

    /** Finishes the current segment: what it stores can be loaded from now on. */
    void cut() {
        finishedWork = work();
        Segment finished = current;
        current = null;
        if (finished != null) {
            finished.netlist().trim();
            heldNodes += finished.netlist().nodeCount();
            if (heldNodes > mostNodes) {
                throw new TooManyGates();
            }
        }
    }

    /** Says that what comes has passes that cost less together. */
    void keepWhole() {
        isWhole = true;
    }

    /** Says that the statements from now on are those inside of another one. */
    void enterStatements() {
        depth++;
    }

    void leaveStatements() {
        depth--;
    }

    /**
     * Finishes the current segment if it is large. The more statements are around this place the more is alive here, and the
     * larger a piece may be.
     */
    void cutIfLarge() {
        Segment segment = current;
        if (segment != null && isLarge(segment)) {
            isInPieces = true;
            cut();
        }
    }

    private boolean isLarge(Segment segment) {
        int nodes = segment.netlist().nodeCount();
        if (isInPieces) {
            return nodes > pieceNodes + pieceNodes / DEPTHS * Math.min(depth, DEPTHS);
        }
        return nodes > segmentNodes
                && (nodes > wholeNodes || !isWhole && !segment.words().isOrdering());
    }

    Region newRegion(int widthBits) {
        return new Region(regionCount++, widthBits, innermostLoop());
    }

    /** A region of the whole program, whatever loop is open. */
    Region newGlobalRegion(int widthBits) {
        return new Region(regionCount++, widthBits, null);
    }

    /** Makes a region count as newer than the segments so far, because it changes from now on. */
    void renumber(Region region) {
        region.setId(regionCount++);
    }

    /** Joint random bits: all that the program uses. */
    Region random() {
        return random;
    }

    /** Places of {@code count} random bits, other ones in each pass of the loops around. */
    Affine newRandomBits(int count) {
        long passes = 1;
        Affine offset = Affine.ZERO;
        for (OpenLoop open : loops) {
            offset = offset.plus(Affine.counter(open.loop).times(passes * count));
            passes = Math.multiplyExact(passes, open.loop.count());
        }
        offset = offset.plus(random.widthBits());
        long bits = Math.multiplyExact(passes, count);
        random.setWidthBits(Math.toIntExact(Math.addExact(random.widthBits(), bits)));
        return offset;
    }

    /** AND gates executed so far, XORs weighed in, loops counted by their passes. */
    long work() {
        return current == null ? finishedWork : finishedWork + workOf(current.netlist()) - workAtOpening;
    }

    /** Counts gates that will be made, or no longer those that now are. */
    void addWork(long work) {
        finishedWork += work;
    }

    List<Item> items() {
        return items;
    }

    /** The segments just before the loops that are open, the outermost first. */
    List<Segment> preheaders() {
        List<Segment> preheaders = new ArrayList<>();
        loops.descendingIterator().forEachRemaining(open -> preheaders.add(open.preheader));
        return preheaders;
    }

    Loop enterLoop(long count) {
        Segment preheader = segment();
        cut();
        Loop loop = new Loop(loopCount++, count);
        loops.push(new OpenLoop(loop, preheader, items, finishedWork));
        items = new ArrayList<>();
        return loop;
    }

    void exitLoop() {
        cut();
        OpenLoop open = loops.pop();
        long workOfPass = finishedWork - open.outerWork;
        finishedWork = open.outerWork + saturatedProduct(workOfPass, open.loop.count());
        List<Item> body = items;
        items = open.outerItems;
        items.add(new Item.Repeat(open.loop, body));
    }

    Mark mark() {
        Segment segment = segment();
        return new Mark(
                items,
                items.size(),
                segments.size(),
                heldNodes,
                segment,
                segment.stores().size(),
                Map.copyOf(segment.executions()),
                loops.size(),
                isInPieces,
                depth,
                work(),
                random.widthBits());
    }

    void returnTo(Mark mark) {
        while (loops.size() > mark.loopDepth) {
            loops.pop();
        }
        isInPieces = mark.isInPieces;
        depth = mark.depth;
        items = mark.items;
        items.subList(mark.itemCount, items.size()).clear();
        List<Segment> abandoned = segments.subList(mark.segmentCount, segments.size());
        abandoned.forEach(Segment::discard);
        abandoned.clear();
        heldNodes = mark.heldNodes;
        current = mark.segment;
        current.forgetStoresFrom(mark.storeCount);
        current.setExecutions(mark.executions);
        random.setWidthBits(mark.randomBits);
        finishedWork = mark.work;
        workAtOpening = workOf(mark.segment.netlist());
    }

    /** Records {@code recording} apart from everything else and gives its items. */
    Template template(List<Integer> parameterWidths, int resultWidth, TemplateBody recording) {
        List<Item> outerItems = items;
        Segment outerSegment = current;
        long outerWork = finishedWork;
        long outerWorkAtOpening = workAtOpening;
        List<OpenLoop> outerLoops = new ArrayList<>(loops);
        boolean outerIsWhole = isWhole;
        boolean outerIsInPieces = isInPieces;
        items = new ArrayList<>();
        current = null;
        finishedWork = 0;
        loops.clear();
        try {
            List<Region> parameters =
                    parameterWidths.stream().map(this::newRegion).toList();
            Region result = newRegion(resultWidth);
            recording.record(parameters, result);
            cut();
            return new Template(parameters, result, items, finishedWork);
        } finally {
            items = outerItems;
            current = outerSegment;
            finishedWork = outerWork;
            workAtOpening = outerWorkAtOpening;
            loops.clear();
            loops.addAll(outerLoops);
            isWhole = outerIsWhole;
            isInPieces = outerIsInPieces;
        }
    }

    /** What a template does. */
    interface TemplateBody {
        void record(List<Region> parameters, Region result);
    }

    /** Runs a template; its result can be loaded from the region returned. The caller has stored the arguments. */
    Region invoke(Template template, List<Region> arguments) {
        cut();
        Item.Invoke invoke = new Item.Invoke(template, origin.get());
        for (int i = 0; i < arguments.size(); i++) {
            invoke.copies().put(template.parameters().get(i), arguments.get(i));
        }
        Region result = copyOf(template.result());
        invoke.copies().put(template.result(), result);
        items.add(invoke);
        finishedWork += template.work();
        return result;
    }

    /** A region of the current scope that stands for one of a template. */
    Region copyOf(Region original) {
        return copyOf(original, innermostLoop());
    }

    Region copyOf(Region original, @Nullable Loop scope) {
        return new Region(regionCount++, original, scope);
    }

    private @Nullable Loop innermostLoop() {
        OpenLoop open = loops.peek();
        return open == null ? null : open.loop;
    }

    private static long workOf(Netlist netlist) {
        return (long) netlist.andCount() + netlist.nodeCount() / NODES_PER_WORK;
    }

    private static long saturatedProduct(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE / 4 : a * b;
    }
}
