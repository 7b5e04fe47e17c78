package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a weighted sum with full and half adders as another netlist seems to do it, so that the two have as many signals in
 * common as possible, and each of the other's is easily proved.
 *
 * <p>In each column, from the lowest on, the bits are put together whose sum and carry the other netlist has ({@link
 * SampledValues}), whatever gates make them. Where it has not, several orders are tried, and that one taken which misses
 * the fewest signals in this column and the next one.
 */
final class SumTree {

    private static final int TRIES = 48;

    /** Cells that are compared in one column, and in all. */
    private static final int MOST_COLUMN_WORK = 1 << 24;

    private static final long MOST_WORK = 1L << 30;

    /** Signals that are missing, times this, may be as many as there are bits. */
    private static final int BITS_OF_A_MISSING = 2;

    private static final long SEED = 0x7E_E5;

    /** A bit of a column: its literal and its values on the samples. */
    record Bit(int literal, long[] values) {}

    private final Netlist net;
    private final boolean split;
    private final SampledValues samples;
    private final List<List<Bit>> columns = new ArrayList<>();
    private BigInteger constant = BigInteger.ZERO;
    private int missing;
    private int entered;
    private long work;

    /** @param split whether a product with an even coefficient is added twice, as in a product of a word with itself */
    private SumTree(Netlist net, SampledValues samples, int width, boolean split) {
        this.split = split;
        this.net = net;
        this.samples = samples;
        for (int k = 0; k < width; k++) {
            columns.add(new ArrayList<>());
        }
    }

    /**
     * Adds up a sum.
     *
     * @param graph the other netlist, of which the result has the inputs
     * @return the bits as outputs; null when too little of the other netlist was found again
     */
    static @Nullable Graph build(Graph graph, WeightedSum sum) {
        SampledValues samples = new SampledValues(graph);
        SumTree best = new SumTree(graph.withInputs(), samples, sum.width(), false);
        int[] bits = best.build(sum);
        if (sum.isTwiceProducts()) {
            SumTree other = new SumTree(graph.withInputs(), samples, sum.width(), true);
            int[] others = other.build(sum);
            bits = other.missing < best.missing ? others : bits;
            best = other.missing < best.missing ? other : best;
        }
        return best.isAlike() ? new Graph(best.net, new int[0], bits) : null;
    }

    private boolean isAlike() {
        return BITS_OF_A_MISSING * missing <= entered && work <= MOST_WORK;
    }

    private int[] build(WeightedSum sum) {
        constant = sum.constant();
        sum.forEachTerm(this::enter);
        enter(new Bit(Netlist.TRUE, SampledValues.ones()), constant.mod(BigInteger.ONE.shiftLeft(sum.width())));
        int[] bits = new int[sum.width()];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k = 0; k < bits.length && isAlike(); k++) {
            bits[k] = reduce(k, random);
        }
        return bits;
    }

    /** Enters {@code a·b} times a coefficient: −2^k as the complement times 2^k, less 2^k. */
    private void enter(int a, int b, BigInteger coefficient) {
        int minus = coefficient.signum() < 0 ? 1 : 0;
        if (minus == 1) {
            constant = constant.add(coefficient);
        }
        long[] values = new long[SampledValues.WORDS];
        for (int w = 0; w < values.length; w++) {
            values[w] = (value(a, w) & value(b, w)) ^ -(long) minus;
        }
        Bit bit = new Bit(net.and(a, b) ^ minus, values);
        boolean twice = split && b != Netlist.TRUE;
        enter(bit, twice ? coefficient.abs().shiftRight(1) : coefficient.abs());
        if (twice) {
            enter(bit, coefficient.abs().shiftRight(1));
        }
    }

    private void enter(Bit bit, BigInteger coefficient) {
        for (int k = 0; k < columns.size(); k++) {
            if (coefficient.testBit(k)) {
                columns.get(k).add(bit);
                entered++;
            }
        }
    }

    private long value(int literal, int w) {
        return literal <= Netlist.TRUE ? -(long) literal : samples.input(net.inputIndex(literal >>> 1))[w];
    }

    private int reduce(int k, SplittableRandom random) {
        boolean carries = k + 1 < columns.size();
        long price = 1 + cube(k) + (carries ? cube(k + 1) : 0);
        work += price;
        if (price > MOST_COLUMN_WORK || work > MOST_WORK) {
            work = Long.MAX_VALUE;
            return Netlist.FALSE;
        }
        SumColumn column = new SumColumn(columns.get(k), samples, carries);
        List<SumColumn.Cell> best = column.cells(null);
        int here = column.penalty();
        int least = here + penaltyAbove(k, best);
        long tries = Math.min(TRIES, MOST_COLUMN_WORK / price);
        for (int trial = 1; trial < tries && least > 0 && work <= MOST_WORK; trial++) {
            work += price;
            List<SumColumn.Cell> cells = column.cells(random);
            int penalty = column.penalty() < least ? column.penalty() + penaltyAbove(k, cells) : least;
            if (penalty < least) {
                here = column.penalty();
                least = penalty;
                best = cells;
            }
        }
        missing += here;
        return make(k, best, carries);
    }

    private long cube(int k) {
        long bits = columns.get(k).size();
        return bits * bits * bits;
    }

    /** What the next column would be missing with the carries of these cells. */
    private int penaltyAbove(int k, List<SumColumn.Cell> cells) {
        if (k + 2 >= columns.size()) {
            return 0;
        }
        List<Bit> bits = new ArrayList<>(columns.get(k + 1));
        cells.forEach(cell -> bits.add(new Bit(Netlist.FALSE, cell.carry())));
        SumColumn above = new SumColumn(bits, samples, true);
        above.cells(null);
        return above.penalty();
    }

    private int make(int k, List<SumColumn.Cell> cells, boolean carries) {
        List<Bit> bits = columns.get(k);
        for (SumColumn.Cell cell : cells) {
            Bit a = bits.get(cell.a());
            Bit b = bits.get(cell.b());
            int c = cell.c() < 0 ? Netlist.FALSE : bits.get(cell.c()).literal;
            if (carries) {
                int carry = net.xor(c, net.and(net.xor(a.literal, c), net.xor(b.literal, c)));
                columns.get(k + 1).add(new Bit(carry, cell.carry()));
            }
            bits.add(new Bit(net.xor(net.xor(a.literal, b.literal), c), cell.sum()));
        }
        return bits.isEmpty() ? Netlist.FALSE : bits.getLast().literal;
    }
}
