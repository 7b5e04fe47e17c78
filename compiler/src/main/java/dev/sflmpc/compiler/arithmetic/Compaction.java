package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Moves words that are marked to the front, in their order: {@code (n/2) log2 n} conditional exchanges for n words, each of as
 * many AND gates as a word has bits and about one for its condition.
 *
 * <p>A power of two of words is halved; each half is moved round to where the other one's marked words end, and then the halves
 * are exchanged place by place. S. Sasy, A. Johnson, I. Goldberg, "Fast Fully Oblivious Compaction and Shuffling" (CCS 2022),
 * figures 1 and 2.
 */
public final class Compaction {

    private final Netlist net;
    private final int[] marks;
    private final int[][] words;

    private Compaction(Netlist net, int[] marks, int[][] words) {
        this.net = net;
        this.marks = marks;
        this.words = words;
    }

    /** The words, those with a mark first and in their order; the others are in some order. */
    public static int[][] toFront(Netlist net, int[] marks, int[][] words) {
        long start = net.here();
        Compaction compaction = new Compaction(net, marks, words.clone());
        compaction.compact(0, words.length);
        net.made(start, () -> "compaction of " + words.length + " words (exchanges by distances)");
        return compaction.words;
    }

    /** Which of as many places as there are marks hold a marked word afterwards: those below the number of marks. */
    public static int[] occupied(Netlist net, int[] marks) {
        int[] count = BitCount.popcount(net, marks);
        return Words.slice(Words.thermometer(net, count, marks.length + 1), 1, marks.length + 1);
    }

    /** Any number of words: the last power of two of them, and what is before. */
    private void compact(int from, int count) {
        if (count < 2) {
            return;
        }
        int power = Integer.highestOneBit(count);
        int rest = count - power;
        int bits = Integer.numberOfTrailingZeros(power);
        if (rest == 0) {
            compact(from, power, new int[bits]);
            return;
        }
        compact(from, rest);
        int[] marked = marked(from, rest, bits);
        compact(from + rest, power, Adder.add(net, marked, Words.constant(BigInteger.valueOf(power - rest), bits)));
        int[] more = Words.thermometer(net, marked, power);
        for (int i = 0; i < rest; i++) {
            exchange(more[i + 1] ^ 1, from + i, from + i + power);
        }
    }

    /** A power of two of words, of which the marked ones begin at an offset and go on at the front. */
    private void compact(int from, int count, int[] offset) {
        if (count == 1) {
            return;
        }
        int half = count / 2;
        if (half == 1) {
            exchange(net.xor(net.and(marks[from] ^ 1, marks[from + 1]), offset[0]), from, from + 1);
            return;
        }
        int bits = offset.length - 1;
        int[] marked = marked(from, half, bits + 1);
        int[] low = Arrays.copyOf(offset, bits);
        int[] sum = Adder.addWithCarry(net, low, Arrays.copyOf(marked, bits), Netlist.FALSE);
        int[] border = Arrays.copyOf(sum, bits);
        compact(from, half, low);
        compact(from + half, half, border);
        // no carry where all words of the half are marked, as the lower bits of their number are zero then
        int isTurned = net.xor(net.xor(sum[bits], marked[bits]), offset[bits]);
        int[] more = Words.thermometer(net, border, half);
        for (int i = 0; i < half; i++) {
            int isFromBorder = i + 1 < half ? more[i + 1] ^ 1 : Netlist.TRUE;
            exchange(net.xor(isTurned, isFromBorder), from + i, from + i + half);
        }
    }

    private int[] marked(int from, int count, int bits) {
        return Words.zeroExtend(BitCount.popcount(net, Arrays.copyOfRange(marks, from, from + count)), bits);
    }

    private void exchange(int condition, int a, int b) {
        int[][] exchanged = Selector.swap(net, condition, words[a], words[b]);
        words[a] = exchanged[0];
        words[b] = exchanged[1];
    }
}
