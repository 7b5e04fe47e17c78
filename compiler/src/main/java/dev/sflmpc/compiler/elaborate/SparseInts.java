package dev.sflmpc.compiler.elaborate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A map from longs to non-negative ints that is compact where keys lie close together: pages of 256. */
final class SparseInts {

    /** What {@link #get} gives for a key without a value. */
    static final int NONE = -1;

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private final Map<Long, int[]> pages = new HashMap<>();
    private long lastPage = Long.MIN_VALUE;
    private int[] last = new int[0];

    int get(long key) {
        long page = key >> PAGE_BITS;
        if (page != lastPage) {
            int[] found = pages.get(page);
            if (found == null) {
                return NONE;
            }
            last = found;
            lastPage = page;
        }
        return last[(int) key & (PAGE - 1)];
    }

    void put(long key, int value) {
        long page = key >> PAGE_BITS;
        if (page != lastPage) {
            last = pages.computeIfAbsent(page, p -> emptyPage());
            lastPage = page;
        }
        last[(int) key & (PAGE - 1)] = value;
    }

    private static int[] emptyPage() {
        int[] page = new int[PAGE];
        Arrays.fill(page, NONE);
        return page;
    }
}
