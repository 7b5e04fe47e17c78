package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A permutation of bytes as the S-box of AES between affine maps: 32 ANDs.
 *
 * @param maps how the inversion becomes the permutation
 * @param output the image of each unit vector under the linear map that takes the S-box, without its constant, to the
 *     permutation, without its own
 */
record InvertedByte(ByteInversion.Maps maps, int[] output) {

    private static final int AES_CONSTANT = 0x63;
    private static final int REMEMBERED = 64;

    /** What was found for the tables asked last; looking for it may take some tens of milliseconds. */
    private static final Map<List<Integer>, Optional<InvertedByte>> FOUND =
            new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Integer>, Optional<InvertedByte>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** A table of 256 constant bytes as such a permutation, if it is one. */
    static Optional<InvertedByte> of(int[][] entries) {
        int[] table = new int[entries.length];
        for (int i = 0; i < table.length; i++) {
            for (int bit = 0; bit < entries[i].length; bit++) {
                table[i] |= entries[i][bit] << bit;
            }
        }
        List<Integer> key = IntStream.of(table).boxed().toList();
        synchronized (FOUND) {
            return FOUND.computeIfAbsent(key, ignored -> find(table));
        }
    }

    private static Optional<InvertedByte> find(int[] table) {
        return Optional.ofNullable(ByteInversion.find(table))
                .map(maps -> new InvertedByte(maps, fromSbox(maps.output())));
    }

    /** The S-box is {@code L(I(x)) + 0x63}: the map that takes L(v) to B(v). */
    private static int[] fromSbox(int[] output) {
        int[] result = new int[8];
        for (int v = 1; v < 256; v++) {
            int image = 0;
            for (int i = 0; i < 8; i++) {
                image ^= aesBit(v, i) << i;
            }
            if (Integer.bitCount(image) == 1) {
                result[Integer.numberOfTrailingZeros(image)] = apply(output, v);
            }
        }
        return result;
    }

    /** Bit {@code i} of the linear map of AES: {@code v_i + v_(i+4) + v_(i+5) + v_(i+6) + v_(i+7)}. */
    private static int aesBit(int v, int i) {
        int sum = v >>> i;
        for (int k = 4; k < 8; k++) {
            sum ^= v >>> (i + k) % 8;
        }
        return sum & 1;
    }

    private static int apply(int[] images, int v) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum ^= (v >>> i & 1) == 0 ? 0 : images[i];
        }
        return sum;
    }

    int[] read(Netlist net, int[] index) {
        int[] in = linear(net, maps.input(), shifted(index, maps.inputShift()));
        int[] sbox = shifted(AesSbox.substitute(net, in), AES_CONSTANT);
        return shifted(linear(net, output, sbox), maps.outputShift());
    }

    private static int[] shifted(int[] word, int constant) {
        return IntStream.range(0, 8).map(i -> word[i] ^ (constant >>> i & 1)).toArray();
    }

    private static int[] linear(Netlist net, int[] images, int[] word) {
        int[] result = new int[8];
        for (int i = 0; i < 8; i++) {
            for (int bit = 0; bit < 8; bit++) {
                result[bit] = (images[i] >>> bit & 1) == 0 ? result[bit] : net.xor(result[bit], word[i]);
            }
        }
        return result;
    }
}
