package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.List;

/** Ints that are collected as they come, in pieces, so that growing copies nothing and leaves no garbage behind. */
final class Words {

    /** The longest array. */
    static final int MAX_COUNT = Integer.MAX_VALUE - 8;

    private static final int LEAST_PIECE = 64;
    private static final int MOST_PIECE = 1 << 16;

    private final List<int[]> pieces = new ArrayList<>();
    private int used;
    private int[] last = {};
    private int inLast;
    private int count;

    /** False if it is full. */
    boolean add(int word) {
        if (inLast == last.length) {
            if (count == MAX_COUNT) {
                return false;
            }
            next();
        }
        last[inLast++] = word;
        count++;
        return true;
    }

    private void next() {
        if (used == pieces.size()) {
            int size = Math.clamp(count, LEAST_PIECE, MOST_PIECE);
            pieces.add(new int[Math.min(size, MAX_COUNT - count)]);
        }
        last = pieces.get(used++);
        inLast = 0;
    }

    int[] toArray() {
        int[] array = new int[count];
        int from = 0;
        for (int[] piece : pieces.subList(0, used)) {
            int length = Math.min(piece.length, count - from);
            System.arraycopy(piece, 0, array, from, length);
            from += length;
        }
        return array;
    }

    /** Starts anew, with the memory that there is. */
    void clear() {
        count = 0;
        used = 0;
        last = new int[0];
        inLast = 0;
    }
}
