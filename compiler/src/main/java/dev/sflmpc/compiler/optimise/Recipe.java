package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * A small circuit of AND gates between XOR sums.
 *
 * <p>A <i>sum</i> is a mask: bits 0 to 5 are the variables, bit 6 + <i>i</i> is AND gate <i>i</i>, {@link #ONE} is the
 * constant. Layout of {@code sums}: the two operands of gate 0, of gate 1, and so on; then the output.
 */
final class Recipe {

    static final int ONE = 1 << 15;
    static final int FIRST_AND = 6;
    static final int MOST_ANDS = 9;

    private final int[] sums;

    Recipe(int[] sums) {
        this.sums = sums;
    }

    /** Reads what {@link #text} wrote. */
    static Recipe parse(String text) {
        String[] parts = text.split(" ", -1);
        int[] sums = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            sums[i] = Integer.parseInt(parts[i], 16);
        }
        return new Recipe(sums);
    }

    /** The sums in hexadecimal. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sums.length; i++) {
            text.append(i == 0 ? "" : " ").append(Integer.toHexString(sums[i]));
        }
        return text.toString();
    }

    int andCount() {
        return sums.length / 2;
    }

    int sum(int index) {
        return sums[index];
    }

    /** The function of the variables. */
    long table() {
        return sumTable(values(), sums[2 * andCount()]);
    }

    /** The function of each AND gate. */
    long[] gateTables() {
        return Arrays.copyOfRange(values(), FIRST_AND, FIRST_AND + andCount());
    }

    private long[] values() {
        int ands = andCount();
        long[] value = new long[FIRST_AND + ands];
        for (int i = 0; i < FIRST_AND; i++) {
            value[i] = Spectra.variable(i);
        }
        for (int gate = 0; gate < ands; gate++) {
            value[FIRST_AND + gate] = sumTable(value, sums[2 * gate]) & sumTable(value, sums[2 * gate + 1]);
        }
        return value;
    }

    /**
     * The recipe of {@code f(Mx + b) + c·x + d}.
     *
     * @param forms for each variable of this recipe the sum over the new variables that it stands for
     * @param added the sum that is added to the output
     */
    Recipe substitute(int[] forms, int added) {
        int[] result = new int[sums.length];
        for (int i = 0; i < sums.length; i++) {
            int sum = sums[i] & -(1 << FIRST_AND);
            for (int rest = sums[i] & (1 << FIRST_AND) - 1; rest != 0; rest &= rest - 1) {
                sum ^= forms[Integer.numberOfTrailingZeros(rest)];
            }
            result[i] = sum;
        }
        result[sums.length - 1] ^= added;
        return new Recipe(result);
    }

    /**
     * Builds the circuit.
     *
     * @param terms scratch of at least {@code FIRST_AND + MOST_ANDS} literals; the first ones are the variables
     */
    int build(Netlist net, int[] terms) {
        int ands = andCount();
        for (int gate = 0; gate < ands; gate++) {
            int a = buildSum(net, terms, sums[2 * gate]);
            int b = buildSum(net, terms, sums[2 * gate + 1]);
            terms[FIRST_AND + gate] = net.and(a, b);
        }
        return buildSum(net, terms, sums[2 * ands]);
    }

    private static int buildSum(Netlist net, int[] terms, int sum) {
        int literal = (sum & ONE) == 0 ? Netlist.FALSE : Netlist.TRUE;
        for (int rest = sum & (ONE - 1); rest != 0; rest &= rest - 1) {
            literal = net.xor(literal, terms[Integer.numberOfTrailingZeros(rest)]);
        }
        return literal;
    }

    private static long sumTable(long[] value, int sum) {
        long table = (sum & ONE) == 0 ? 0 : -1L;
        for (int rest = sum & (ONE - 1); rest != 0; rest &= rest - 1) {
            table ^= value[Integer.numberOfTrailingZeros(rest)];
        }
        return table;
    }
}
