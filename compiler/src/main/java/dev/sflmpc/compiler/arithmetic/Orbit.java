package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a number becomes by applying one function again and again: a counter that saturates, wraps or runs in a circle. Applied
 * as often as secret bits say, it costs the sum of the bits and a function of that.
 *
 * @param values after 0, 1, 2 … applications, each once
 * @param next index of the value that comes after the last one
 */
public record Orbit(int[] values, int next) {

    /** Sums up to this are looked up in a table. */
    private static final int LARGEST_TABLE = 1 << 12;

    /** The value after {@code count} applications. */
    public int after(long count) {
        int length = values.length;
        return values[(int) (count < length ? count : next + (count - next) % (length - next))];
    }

    /**
     * The value after as many applications as the bits with their weights add up to, in a word of {@code width} bits.
     *
     * @param weights not negative, one for each bit
     */
    public int[] after(Netlist net, int[] bits, int[] weights, int width) {
        long greatest = Arrays.stream(weights).asLongStream().sum();
        List<Supplier<int[]>> ways = new ArrayList<>();
        if (isCapped()) {
            ways.add(() -> capped(net, sum(net, bits, weights, greatest), width));
        }
        if (next == 0 && values.length > 1) {
            ways.add(() -> lookedUp(net, residue(net, bits, weights, greatest), values.length, width));
        }
        if (ways.isEmpty() || greatest < LARGEST_TABLE) {
            int count = (int) Math.min(greatest + 1, LARGEST_TABLE);
            ways.add(() -> lookedUp(net, sum(net, bits, weights, greatest), count, width));
        }
        return Cheapest.of(net, ways);
    }

    /** Whether {@link #after(Netlist, int[], int[], int)} can be made for sums up to this. */
    public boolean isReadable(long greatest) {
        return isCapped() || next == 0 && values.length > 1 || greatest < LARGEST_TABLE;
    }

    /** Whether the values go up by equal steps to one that stays. */
    private boolean isCapped() {
        return values.length > 1
                && next == values.length - 1
                && values[1] > values[0]
                && IntStream.range(1, next).allMatch(k -> values[k] - values[k - 1] == values[1] - values[0]);
    }

    private int[] capped(Netlist net, int[] count, int width) {
        int[] last = Words.constant(BigInteger.valueOf(next), Math.max(count.length, 32));
        int isLast = Comparator.lessOrEqual(net, last, Words.zeroExtend(count, last.length), false);
        ColumnSum value = new ColumnSum(width);
        Multiplier.addMultiple(net, value, count, BigInteger.valueOf(values.length > 2 ? values[1] - values[0] : 0));
        value.addConstant(BigInteger.valueOf(values[0]));
        int[] greatest = Words.constant(BigInteger.valueOf(values[next]), width);
        return Selector.mux(net, isLast, greatest, value.sum(net));
    }

    private int[] lookedUp(Netlist net, int[] index, int count, int width) {
        int[][] entries = new int[count][];
        for (int i = 0; i < count; i++) {
            entries[i] = Words.constant(BigInteger.valueOf(after(i)), width);
        }
        return Arrays.equals(values, IntStream.range(0, count).toArray())
                ? Words.zeroExtend(Words.slice(index, 0, Math.min(width, index.length)), width)
                : ConstantTable.lookUp(net, entries, index);
    }

    private static int[] sum(Netlist net, int[] bits, int[] weights, long greatest) {
        ColumnSum sum = new ColumnSum(Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(greatest)));
        for (int i = 0; i < bits.length; i++) {
            Multiplier.addMultiple(net, sum, new int[] {bits[i]}, BigInteger.valueOf(weights[i]));
        }
        return sum.sum(net);
    }

    /** The sum modulo the number of values. */
    private int[] residue(Netlist net, int[] bits, int[] weights, long greatest) {
        ModularArithmetic modular = new ModularArithmetic(BigInteger.valueOf(values.length));
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> modular.reduce(net, sum(net, bits, weights, greatest), BigInteger.valueOf(greatest)));
        for (CyclicSum empty : modular.digitSums(values.length)) {
            ways.add(() -> {
                CyclicSum sum = empty.empty();
                for (int i = 0; i < bits.length; i++) {
                    sum.addMultiple(new int[] {bits[i]}, false, BigInteger.valueOf(weights[i]));
                }
                return modular.reduce(net, sum);
            });
        }
        return Cheapest.of(net, ways);
    }
}
