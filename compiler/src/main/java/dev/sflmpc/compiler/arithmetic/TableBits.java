package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The output bits of a table of constants, as few of them as the others are XORs of, index bits and the constant 1
 * included.
 *
 * @param entries the table, zero beyond its end
 * @param chosen the output bits that are no XOR of earlier ones
 * @param sums for every output bit what it is the XOR of: bit <i>j</i> is index bit <i>j</i>, bit <i>k</i> the constant 1,
 *     bit <i>k</i> + 1 + <i>i</i> the <i>i</i>-th chosen bit, where the index has <i>k</i> bits
 */
public record TableBits(int[][] entries, int indexBits, List<Integer> chosen, List<BitSet> sums) {

    /** A vector of an echelon basis: a truth table and what it is the XOR of. */
    private record Row(BitSet table, BitSet sum) {}

    public static TableBits of(int[][] entries, int indexBits) {
        int points = 1 << indexBits;
        List<Row> basis = affine(indexBits);
        List<Integer> chosen = new ArrayList<>();
        List<BitSet> sums = new ArrayList<>();
        for (int b = 0; b < entries[0].length; b++) {
            Row rest = reduced(basis, column(entries, b, points), new BitSet());
            if (!rest.table.isEmpty()) {
                int place = indexBits + 1 + chosen.size();
                chosen.add(b);
                rest.sum.flip(place);
                basis.add(rest);
                BitSet own = new BitSet();
                own.set(place);
                sums.add(own);
            } else {
                sums.add(rest.sum);
            }
        }
        return new TableBits(entries, indexBits, chosen, sums);
    }

    /** The index bits and the constant 1. */
    private static List<Row> affine(int indexBits) {
        int points = 1 << indexBits;
        List<Row> basis = new ArrayList<>();
        for (int j = 0; j <= indexBits; j++) {
            BitSet table = new BitSet(points);
            for (int x = 0; x < points; x++) {
                table.set(x, j == indexBits || (x >>> j & 1) != 0);
            }
            BitSet sum = new BitSet();
            sum.set(j);
            basis.add(reduced(basis, table, sum));
        }
        return basis;
    }

    /**
     * The reduced echelon basis of the space of all sums of output bits, index bits and the constant 1: the same for two tables
     * of the same index bits if and only if the output bits of each are such sums of the other's.
     */
    public Set<BitSet> span() {
        List<BitSet> basis = new ArrayList<>();
        affine(indexBits).forEach(row -> insert(basis, row.table));
        for (int bit : chosen) {
            insert(basis, column(entries, bit, 1 << indexBits));
        }
        return new HashSet<>(basis);
    }

    private static void insert(List<BitSet> basis, BitSet table) {
        for (BitSet row : basis) {
            if (table.get(row.nextSetBit(0))) {
                table.xor(row);
            }
        }
        int pivot = table.nextSetBit(0);
        for (BitSet row : basis) {
            if (pivot >= 0 && row.get(pivot)) {
                row.xor(table);
            }
        }
        if (pivot >= 0) {
            basis.add(table);
        }
    }

    private static BitSet column(int[][] entries, int bit, int points) {
        BitSet table = new BitSet(points);
        for (int x = 0; x < Math.min(points, entries.length); x++) {
            table.set(x, entries[x][bit] == Netlist.TRUE);
        }
        return table;
    }

    /** What is left of a table: no vector of the basis has its first point. */
    private static Row reduced(List<Row> basis, BitSet table, BitSet sum) {
        for (Row row : basis) {
            if (table.get(row.table.nextSetBit(0))) {
                table.xor(row.table);
                sum.xor(row.sum);
            }
        }
        return new Row(table, sum);
    }

    /** Reads the table: the chosen bits by a function of the smaller table and the index, the others as XORs. */
    public int[] read(Netlist net, int[] index, BiFunction<int[][], int[], int[]> table) {
        int[] bits = chosen.isEmpty() ? new int[0] : table.apply(chosenEntries(), index);
        int[] terms = IntStream.concat(
                        IntStream.concat(Arrays.stream(index).limit(indexBits), IntStream.of(Netlist.TRUE)),
                        Arrays.stream(bits))
                .toArray();
        SubsetSums ofTerms = new SubsetSums(net, terms, sums.size() - chosen.size());
        return sums.stream().mapToInt(ofTerms::sum).toArray();
    }

    /** The table of the chosen bits only. */
    public int[][] chosenEntries() {
        int[][] result = new int[1 << indexBits][chosen.size()];
        for (int x = 0; x < Math.min(result.length, entries.length); x++) {
            for (int i = 0; i < chosen.size(); i++) {
                result[x][i] = entries[x][chosen.get(i)];
            }
        }
        return result;
    }
}
