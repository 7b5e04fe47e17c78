package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArraysTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void read_anyIndex_isTheEntryOrZero(int count) {
        for (int bits : new int[] {1, 2, 3, 4, 6}) {
            Check.computes(
                    (net, w) -> Arrays.read(net, entries(w[0], count, 2), w[1]),
                    v -> entry(v[0], count, 2, v[1].intValueExact()),
                    2 * count,
                    bits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9})
    void write_anyIndex_changesOneEntryOrNone(int count) {
        for (int bits : new int[] {1, 2, 3, 4, 6}) {
            Check.computes(
                    (net, w) -> Check.concat(Arrays.write(net, entries(w[0], count, 2), w[1], w[2], w[3][0])),
                    v -> written(v[0], count, v[1].intValueExact(), v[2], v[3].signum() != 0),
                    2 * count,
                    bits,
                    2,
                    1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 11, 16, 20})
    void decode_anyIndex_isOneHot(int count) {
        for (int bits = 1; bits < 7; bits++) {
            Check.computes(
                    (net, w) -> Arrays.decode(net, w[0], count),
                    v -> v[0].intValueExact() < count
                            ? BigInteger.ONE.shiftLeft(v[0].intValueExact())
                            : BigInteger.ZERO,
                    bits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 30, 64, 100})
    void read_constantEntries_isTheTable(int count) {
        int[][] table = table(count, 6);
        for (int bits = 1; bits < 9; bits++) {
            Check.computes(
                    (net, w) -> Arrays.read(net, table, w[0]),
                    v -> v[0].intValueExact() < count ? Words.value(table[v[0].intValueExact()]) : BigInteger.ZERO,
                    bits);
        }
    }

    @Test
    void andCount_isAsDocumented() {
        Check.costs(63 * 32, (net, w) -> Arrays.read(net, entries(w[0], 64, 32), w[1]), 64 * 32, 6);
        Check.costs(64 * 32 + 1, (net, w) -> Arrays.read(net, entries(w[0], 64, 32), w[1]), 64 * 32, 8);
        Check.costs(7 * 8, (net, w) -> Arrays.read(net, entries(w[0], 7, 8), w[1]), 56, 3);
        Check.costs(5 * 8 + 2, (net, w) -> Arrays.read(net, entries(w[0], 5, 8), w[1]), 40, 3);
        Check.costs(
                57 + 64 * 32,
                (net, w) -> Check.concat(Arrays.write(net, entries(w[0], 64, 32), w[1], w[2], Netlist.TRUE)),
                64 * 32,
                6,
                32);
        Check.costs(
                63 + 64 * 32,
                (net, w) -> Check.concat(Arrays.write(net, entries(w[0], 64, 32), w[1], w[2], w[3][0])),
                64 * 32,
                6,
                32,
                1);
        Check.costs(247, (net, w) -> Arrays.decode(net, w[0], 256), 8);
        Check.costs(0, (net, w) -> Arrays.read(net, entries(w[0], 8, 4), Check.constant(5, 3)), 32);
    }

    @Test
    void andCount_constantEntries_isAsDocumented() {
        Check.costs(82, (net, w) -> Arrays.read(net, table(256, 8), w[0]), 8);
        Check.costs(236, (net, w) -> Arrays.read(net, table(1024, 16), w[0]), 10);
        Check.costs(498, (net, w) -> Arrays.read(net, table(4096, 16), w[0]), 12);
    }

    private static int[][] table(int count, int width) {
        java.util.Random random = new java.util.Random(count);
        int[][] table = new int[count][];
        for (int i = 0; i < count; i++) {
            table[i] = Words.constant(new BigInteger(width, random), width);
        }
        return table;
    }

    private static int[][] entries(int[] bits, int count, int width) {
        int[][] entries = new int[count][];
        for (int i = 0; i < count; i++) {
            entries[i] = Words.slice(bits, i * width, (i + 1) * width);
        }
        return entries;
    }

    private static BigInteger entry(BigInteger bits, int count, int width, int index) {
        return index < count ? bits.shiftRight(index * width).and(SignedDigits.allOnes(width)) : BigInteger.ZERO;
    }

    private static BigInteger written(BigInteger bits, int count, int index, BigInteger value, boolean enable) {
        boolean writes = enable && index < count;
        return writes ? bits.xor(entry(bits, count, 2, index).xor(value).shiftLeft(2 * index)) : bits;
    }
}
