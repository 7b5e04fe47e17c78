package dev.sflmpc.compiler.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The bits of one weight, and the adders that may be made of them. */
final class SumColumn {

    /**
     * An adder; the sum becomes the next bit of the column.
     *
     * @param a a place in the column, as are {@code b} and {@code c}
     * @param c −1 for a half adder
     */
    record Cell(int a, int b, int c, long[] sum, long[] carry) {}

    /** A cell that is not taken yet. */
    private record Choice(int a, int b, int c) {}

    private static final int NONE = -1;

    /** For a half and a full adder without sum and carry, with the sum, the carry, both: the better the lower. */
    private static final int[][] RANKS = {{NONE, 5, 3, 1}, {NONE, 4, 2, 0}};

    /** With the same bit twice the carry is that bit and the sum the third one, so that every netlist seems to have it. */
    private static final int TWICE = 6;

    private static final int[] PENALTIES = {0, 0, 1, 1, 2, 2, 0};
    private static final int[] TRUSTING = {0, 1, TWICE};
    private static final int[] DISTRUSTING = {0, 2, 4, 1, TWICE};
    private static final int FORCED = 4;
    /** Among more bits no cell is chosen by those that may follow. */
    private static final int MOST_AHEAD = 12;

    private final List<SumTree.Bit> bits;
    private final SampledValues samples;
    private final boolean carries;
    private final List<List<Choice>> first;
    private int penalty;

    private List<List<Choice>> choices = List.of();
    private long[][] values;
    private long[] hashes;
    private boolean[] used;
    private int count;

    /** @param carries whether the column has another one above it */
    SumColumn(List<SumTree.Bit> bits, SampledValues samples, boolean carries) {
        this.bits = bits;
        this.samples = samples;
        this.carries = carries;
        values = new long[2 * bits.size() + 1][];
        hashes = new long[2 * bits.size() + 1];
        used = new boolean[2 * bits.size() + 1];
        first = ranks();
        choices = first;
        for (SumTree.Bit bit : bits) {
            add(bit.values());
        }
    }

    private static List<List<Choice>> ranks() {
        List<List<Choice>> ranks = new ArrayList<>();
        for (int rank = 0; rank < PENALTIES.length; rank++) {
            ranks.add(new ArrayList<>());
        }
        return ranks;
    }

    /** How many signals of the last cells are missing in the other netlist, weighted. */
    int penalty() {
        return penalty;
    }

    /**
     * Cells that leave one bit.
     *
     * @param random what decides between equal ones; null for the first one each time
     */
    List<Cell> cells(@Nullable SplittableRandom random) {
        count = bits.size();
        Arrays.fill(used, false);
        choices = new ArrayList<>();
        first.forEach(rank -> choices.add(new ArrayList<>(rank)));
        penalty = 0;
        List<Cell> cells = new ArrayList<>();
        for (int left = count; left > 1; ) {
            Choice choice = choose(random);
            Cell cell = cell(choice);
            cells.add(cell);
            used[choice.a] = true;
            used[choice.b] = true;
            if (choice.c >= 0) {
                used[choice.c] = true;
            }
            left -= choice.c < 0 ? 1 : 2;
            add(cell.sum());
        }
        return cells;
    }

    /** Adds a bit, and notes the cells that it can be in with the bits before it. */
    private void add(long[] bit) {
        int last = count++;
        values[last] = bit;
        hashes[last] = SampledValues.hash(bit);
        for (int a = 0; a < last && carries; a++) {
            if (!used[a]) {
                enter(a, last, NONE);
                for (int b = a + 1; b < last; b++) {
                    if (!used[b]) {
                        enter(a, b, last);
                    }
                }
            }
        }
    }

    private void enter(int a, int b, int c) {
        int rank = rank(a, b, c);
        if (rank != NONE) {
            choices.get(rank).add(new Choice(a, b, c));
        }
    }

    private int rank(int a, int b, int c) {
        if (isTwice(a, b) || c >= 0 && (isTwice(a, c) || isTwice(b, c))) {
            return TWICE;
        }
        long sum = hashes[a] ^ hashes[b] ^ (c < 0 ? 0 : hashes[c]);
        boolean firstOfSum = ((values[a][0] ^ values[b][0] ^ (c < 0 ? 0 : values[c][0])) & 1) != 0;
        int met = (samples.contains(sum, firstOfSum) ? 1 : 0) + (hasCarry(a, b, c) ? 2 : 0);
        return RANKS[c < 0 ? 0 : 1][met];
    }

    private boolean hasCarry(int a, int b, int c) {
        long z = c < 0 ? 0 : values[c][0];
        if (!samples.mayContain(z ^ ((values[a][0] ^ z) & (values[b][0] ^ z)))) {
            return false;
        }
        long[] carry = carry(a, b, c);
        return samples.contains(SampledValues.hash(carry), (carry[0] & 1) != 0);
    }

    private boolean isTwice(int a, int b) {
        return hashes[a] == hashes[b];
    }

    private long[] carry(int a, int b, int c) {
        long[] carry = new long[SampledValues.WORDS];
        for (int w = 0; w < carry.length; w++) {
            long z = c < 0 ? 0 : values[c][w];
            carry[w] = z ^ ((values[a][w] ^ z) & (values[b][w] ^ z));
        }
        return carry;
    }

    private Choice choose(@Nullable SplittableRandom random) {
        for (List<Choice> list : choices) {
            list.removeIf(choice -> used[choice.a] || used[choice.b] || choice.c >= 0 && used[choice.c]);
        }
        // two half adders may be what is left of a full one without its carry
        boolean distrusts = random != null && random.nextBoolean();
        for (int rank : distrusts ? DISTRUSTING : TRUSTING) {
            List<Choice> list = choices.get(rank);
            if (!list.isEmpty()) {
                penalty += PENALTIES[rank];
                return list.get(random == null ? 0 : random.nextInt(list.size()));
            }
        }
        return ahead(random);
    }

    /** The cell that is missing least together with the best one that its sum can be in. */
    private Choice ahead(@Nullable SplittableRandom random) {
        int[] free = free();
        List<Choice> best = new ArrayList<>();
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < free.length && free.length <= MOST_AHEAD; i++) {
            for (int j = i + 1; j < free.length; j++) {
                for (int k = j; k < free.length; k++) {
                    Choice choice = new Choice(free[i], free[j], k == j ? NONE : free[k]);
                    int price = 2 * price(choice) + (carries ? priceAfter(choice, free) : 0);
                    if (price < least) {
                        least = price;
                        best.clear();
                    }
                    if (price == least) {
                        best.add(choice);
                    }
                }
            }
        }
        Choice chosen = best.isEmpty()
                ? new Choice(free[0], free[1], free.length > 2 ? free[2] : NONE)
                : best.get(random == null ? 0 : random.nextInt(best.size()));
        penalty += carries ? price(chosen) : 0;
        return chosen;
    }

    private int[] free() {
        int[] free = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (!used[i]) {
                free[found++] = i;
            }
        }
        return Arrays.copyOf(free, found);
    }

    private int price(Choice choice) {
        int rank = carries ? rank(choice.a, choice.b, choice.c) : NONE;
        return rank == NONE ? FORCED : PENALTIES[rank];
    }

    private int priceAfter(Choice choice, int[] free) {
        values[count] = cell(choice).sum();
        hashes[count] = SampledValues.hash(values[count]);
        int least = FORCED;
        boolean alone = true;
        for (int i = 0; i < free.length && least > 0; i++) {
            for (int j = i; j < free.length && least > 0; j++) {
                if (!isIn(free[i], choice) && !isIn(free[j], choice)) {
                    alone = false;
                    Choice next = i == j ? new Choice(free[i], count, NONE) : new Choice(free[i], free[j], count);
                    least = Math.min(least, price(next));
                }
            }
        }
        return alone ? 0 : least;
    }

    private static boolean isIn(int bit, Choice choice) {
        return bit == choice.a || bit == choice.b || bit == choice.c;
    }

    private Cell cell(Choice choice) {
        long[] sum = new long[SampledValues.WORDS];
        for (int w = 0; w < sum.length; w++) {
            sum[w] = values[choice.a][w] ^ values[choice.b][w] ^ (choice.c < 0 ? 0 : values[choice.c][w]);
        }
        return new Cell(choice.a, choice.b, choice.c, sum, carry(choice.a, choice.b, choice.c));
    }
}
