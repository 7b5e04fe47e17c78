package dev.sflmpc.compiler.datapath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All ways in which some words can be ordered, ties included: 13 for three words, 75 for four, 541 for five. */
final class WeakOrders {

    private WeakOrders() {}

    /** The ranks of the words, equal ones for equal words, all ranks from 0 on being taken. */
    static List<int[]> of(int count) {
        List<int[]> orders = new ArrayList<>();
        extend(new int[count], 0, orders);
        return orders;
    }

    private static void extend(int[] ranks, int at, List<int[]> orders) {
        if (at == ranks.length) {
            int most = Arrays.stream(ranks).max().orElse(0);
            if (Arrays.stream(ranks).distinct().count() == most + 1) {
                orders.add(ranks.clone());
            }
            return;
        }
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[at] = rank;
            extend(ranks, at + 1, orders);
        }
    }
}
