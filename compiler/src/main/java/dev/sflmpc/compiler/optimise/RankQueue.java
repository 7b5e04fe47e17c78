package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/** Nodes of a {@link MutableGraph} by their rank, each once; the lowest or the highest comes first. */
final class RankQueue {

    private final MutableGraph graph;
    private final boolean highestFirst;
    private int[] heap = new int[1 << 8];
    private int size;

    RankQueue(MutableGraph graph, boolean highestFirst) {
        this.graph = graph;
        this.highestFirst = highestFirst;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void add(int node) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0 && before(node, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = node;
    }

    /** The first node, which leaves the queue however often it was added. */
    int remove() {
        int top = removeOne();
        while (size > 0 && heap[0] == top) {
            removeOne();
        }
        return top;
    }

    private int removeOne() {
        int top = heap[0];
        int moved = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], moved)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
        return top;
    }

    private boolean before(int a, int b) {
        long difference = graph.rank(a) - graph.rank(b);
        return highestFirst ? difference > 0 : difference < 0;
    }
}
