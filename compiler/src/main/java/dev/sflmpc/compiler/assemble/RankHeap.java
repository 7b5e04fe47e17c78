package dev.sflmpc.compiler.assemble;

import java.util.Arrays;

/** A binary heap of ints, least first. */
final class RankHeap {

    private int[] heap = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int rank) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > rank) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = rank;
    }

    /** Removes the least element; the heap is not empty. */
    int poll() {
        int least = heap[0];
        int last = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return least;
    }
}
