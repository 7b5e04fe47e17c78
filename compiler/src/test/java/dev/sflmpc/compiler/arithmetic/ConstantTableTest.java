package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are more than their entries: outputs that depend on each other, and the inversion of a field. */
final class ConstantTableTest {

    @Test
    void read_sboxOfAes_32Ands() {
        check(sbox(), 8, 32);
    }

    @Test
    void read_inverseSboxOfAes_32Ands() {
        int[] sbox = sbox();
        int[] inverse = new int[256];
        for (int x = 0; x < 256; x++) {
            inverse[sbox[x]] = x;
        }
        check(inverse, 8, 32);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void read_inversionBetweenRandomAffineMaps_32Ands(long seed) {
        Random random = new Random(seed);
        int[] first = invertible(random);
        int[] last = invertible(random);
        int shift = random.nextInt(256);
        int constant = random.nextInt(256);
        int[] table = IntStream.range(0, 256)
                .map(x -> linear(last, ByteInversion.invert(linear(first, x) ^ shift)) ^ constant)
                .toArray();
        check(table, 8, 32);
    }

    @Test
    void read_tableOfFourMultiplesOfTheSbox_32Ands() {
        int[] sbox = sbox();
        int[] table = new int[256];
        for (int x = 0; x < 256; x++) {
            int doubled = sbox[x] << 1 ^ ((sbox[x] & 0x80) == 0 ? 0 : 0x11B);
            table[x] = doubled << 24 | sbox[x] << 16 | sbox[x] << 8 | doubled ^ sbox[x];
        }
        check(table, 32, 32);
    }

    @Test
    void read_randomPermutation_costOfAnyTable() {
        List<Integer> values = IntStream.range(0, 256).boxed().collect(Collectors.toList());
        Collections.shuffle(values, new Random(4));
        check(values.stream().mapToInt(Integer::intValue).toArray(), 8, 82);
    }

    @Test
    void read_affineTable_free() {
        int[] map = invertible(new Random(5));
        check(IntStream.range(0, 256).map(x -> linear(map, x) ^ 0x5A).toArray(), 8, 0);
    }

    @Test
    void find_sboxWithTwoEntriesExchanged_none() {
        int[] table = sbox();
        int kept = table[17];
        table[17] = table[99];
        table[99] = kept;
        assertNull(ByteInversion.find(table));
    }

    @Test
    void invert_allBytes_productIsOne() {
        int[] twice = IntStream.range(0, 256)
                .map(x -> ByteInversion.invert(ByteInversion.invert(x)))
                .toArray();
        assertArrayEquals(IntStream.range(0, 256).toArray(), twice);
    }

    private static void check(int[] table, int width, int ands) {
        int[][] entries = Arrays.stream(table)
                .mapToObj(entry -> Words.constant(BigInteger.valueOf(entry & 0xFFFFFFFFL), width))
                .toArray(int[][]::new);
        Check.computes(
                (net, w) -> dev.sflmpc.compiler.arithmetic.Arrays.read(net, entries, w[0]),
                v -> BigInteger.valueOf(table[v[0].intValueExact()] & 0xFFFFFFFFL),
                8);
        Check.costs(ands, (net, w) -> dev.sflmpc.compiler.arithmetic.Arrays.read(net, entries, w[0]), 8);
    }

    private static int[] sbox() {
        int[] table = new int[256];
        for (int x = 0; x < 256; x++) {
            int[] bits = AesSbox.substitute(new Netlist(), Words.constant(BigInteger.valueOf(x), 8));
            table[x] = Words.value(bits).intValueExact();
        }
        return table;
    }

    /** The images of the unit vectors under a linear map that has an inverse. */
    private static int[] invertible(Random random) {
        int[] map = new int[8];
        do {
            Arrays.setAll(map, i -> random.nextInt(256));
        } while (IntStream.range(0, 256).map(x -> linear(map, x)).distinct().count() < 256);
        return map;
    }

    private static int linear(int[] map, int x) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum ^= (x >>> i & 1) == 0 ? 0 : map[i];
        }
        return sum;
    }
}
