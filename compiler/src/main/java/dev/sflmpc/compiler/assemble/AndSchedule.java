package dev.sflmpc.compiler.assemble;

import java.util.Arrays;

/**
 * Groups AND gates into layers.
 *
 * <p>Two things cost time: layers narrower than a batch of the garbling kernel, and values that live long, because their
 * labels leave the first cache levels. So the schedule has as few layers as the AND depth allows, or more where even then
 * every layer is at least {@link #TARGET_WIDTH} wide; gates are spread evenly over them; and among the gates that are
 * ready, those that come first in a depth-first order from the outputs are taken, so that one cone of the circuit is
 * finished before the next is begun.
 *
 * <p>It is list scheduling: with {@code remaining} gates and a longest path of {@code height} gates left, {@code
 * max(height, remaining / TARGET_WIDTH)} layers are to come. A gate whose own longest path has that length goes into the
 * next layer whatever its place in the order; there is always room for the others up to an even share.
 */
final class AndSchedule {

    /** A batch of the garbling kernel is 64 ANDs; two of them amortise a layer's overhead. */
    private static final int TARGET_WIDTH = 128;

    /** Wider layers are multiples of this. */
    private static final int WIDTH_STEP = 8;

    private static final int NONE = -1;

    private final Operations operations;
    private final int count;
    /** AND gates on the longest path that begins with the operation. */
    private final int[] heights;
    /** Rank of an AND in the depth-first order, and the AND of a rank. */
    private final int[] ranks;

    private final int[] byRank;
    private final int[] layers;

    private final int[] successorStarts;
    private final int[] successors;
    private final int[] missing;

    private final RankHeap ready = new RankHeap();
    private final int[] readyByHeight;
    private final int[] nextReady;
    private final int[] waitingByHeight;
    private int[] completed = new int[64];
    private int[] current = new int[64];
    private int currentCount;

    private AndSchedule(Operations operations, int[] outputs) {
        this.operations = operations;
        count = operations.count();
        layers = new int[count];
        heights = heights(operations);
        byRank = DepthFirstOrder.of(operations, outputs);
        ranks = new int[count];
        for (int rank = 0; rank < byRank.length; rank++) {
            ranks[byRank[rank]] = rank;
        }
        missing = new int[count];
        successorStarts = successorStarts();
        successors = successors();
        int maxHeight = 0;
        for (int height : heights) {
            maxHeight = Math.max(maxHeight, height);
        }
        readyByHeight = new int[maxHeight + 1];
        Arrays.fill(readyByHeight, NONE);
        nextReady = new int[count];
        waitingByHeight = new int[maxHeight + 1];
    }

    /** The layers of the AND operations, by operation; entries of other operations are not set. */
    record Result(int[] layers, int layerCount) {}

    static Result schedule(Operations operations, int[] outputs) {
        AndSchedule schedule = new AndSchedule(operations, outputs);
        return new Result(schedule.layers, schedule.run());
    }

    private static int[] heights(Operations operations) {
        int[] heights = new int[operations.count()];
        for (int op = operations.count() - 1; op >= 0; op--) {
            heights[op] += operations.isAnd(op) ? 1 : 0;
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int source = operations.operationOf(operations.operand(at));
                if (source >= 0) {
                    heights[source] = Math.max(heights[source], heights[op]);
                }
            }
        }
        return heights;
    }

    /** Where each operation's users begin in {@code successors}; counts the missing operands on the way. */
    private int[] successorStarts() {
        int[] starts = new int[count + 2];
        for (int op = 0; op < count; op++) {
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int source = operations.operationOf(operations.operand(at));
                if (source >= 0) {
                    starts[source + 2]++;
                    missing[op]++;
                }
            }
        }
        for (int op = 0; op < count; op++) {
            starts[op + 2] += starts[op + 1];
        }
        return starts;
    }

    private int[] successors() {
        int[] users = new int[successorStarts[count + 1]];
        for (int op = 0; op < count; op++) {
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int source = operations.operationOf(operations.operand(at));
                if (source >= 0) {
                    users[successorStarts[source + 1]++] = op;
                }
            }
        }
        return users;
    }

    private int run() {
        for (int op = 0; op < count; op++) {
            if (operations.isAnd(op)) {
                waitingByHeight[heights[op]]++;
            }
        }
        for (int op = 0; op < count; op++) {
            if (missing[op] == 0) {
                missing[op] = NONE;
                operandsAreThere(op);
            }
        }
        int layer = 0;
        int height = waitingByHeight.length - 1;
        int remaining = operations.andCount();
        while (remaining > 0) {
            while (waitingByHeight[height] == 0) {
                height--;
            }
            takeLayer(layer, height, remaining);
            remaining -= currentCount;
            for (int i = 0; i < currentCount; i++) {
                complete(current[i]);
            }
            layer++;
        }
        return layer;
    }

    /** Chooses the gates of a layer into {@code current}. */
    private void takeLayer(int layer, int height, int remaining) {
        currentCount = 0;
        int layersLeft = Math.max(height, (remaining + TARGET_WIDTH - 1) / TARGET_WIDTH);
        if (layersLeft == height) {
            for (int op = readyByHeight[height]; op != NONE; op = nextReady[op]) {
                if (missing[op] == NONE) {
                    take(op, layer);
                }
            }
            readyByHeight[height] = NONE;
        }
        int width = (remaining + layersLeft - 1) / layersLeft;
        width = width < WIDTH_STEP ? width : (width + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP;
        while (currentCount < width && !ready.isEmpty()) {
            int op = byRank[ready.poll()];
            if (missing[op] == NONE) {
                take(op, layer);
            }
        }
    }

    private void take(int op, int layer) {
        missing[op] = NONE - 1;
        layers[op] = layer;
        waitingByHeight[heights[op]]--;
        if (currentCount == current.length) {
            current = Arrays.copyOf(current, 2 * currentCount);
        }
        current[currentCount++] = op;
    }

    /** An AND is ready for a layer, an XOR done, once nothing is missing. */
    private void operandsAreThere(int op) {
        if (operations.isAnd(op)) {
            nextReady[op] = readyByHeight[heights[op]];
            readyByHeight[heights[op]] = op;
            ready.add(ranks[op]);
        } else {
            complete(op);
        }
    }

    private void complete(int first) {
        int height = 0;
        completed[height++] = first;
        while (height > 0) {
            int op = completed[--height];
            for (int at = successorStarts[op]; at < successorStarts[op + 1]; at++) {
                int user = successors[at];
                if (--missing[user] == 0) {
                    missing[user] = NONE;
                    if (operations.isAnd(user)) {
                        operandsAreThere(user);
                    } else {
                        if (height == completed.length) {
                            completed = Arrays.copyOf(completed, 2 * height);
                        }
                        completed[height++] = user;
                    }
                }
            }
        }
    }
}
