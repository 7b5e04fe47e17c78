package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Textbook circuits in the form in which they come out of tools that do not know XOR: ANDs, ORs and negations only, a
 * full adder of seven gates, a multiplexer of three.
 */
final class PoorCircuits {

    private final Netlist net = new Netlist();

    private PoorCircuits() {}

    static Graph adder(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        return c.graph(c.ripple(a, b, Netlist.FALSE));
    }

    /** Kogge and Stone. */
    static Graph prefixAdder(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        return c.graph(c.prefix(a, b));
    }

    static Graph rotator(int logWidth) {
        PoorCircuits c = new PoorCircuits();
        int width = 1 << logWidth;
        int[] word = c.net.inputs(width);
        int[] amount = c.net.inputs(logWidth);
        for (int k = 0; k < logWidth; k++) {
            int[] next = new int[width];
            for (int i = 0; i < width; i++) {
                next[i] = c.mux(amount[k], word[(i + (1 << k)) % width], word[i]);
            }
            word = next;
        }
        return c.graph(word);
    }

    /** Restoring division. */
    static Graph divider(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        int[] rest = new int[width];
        int[] quotient = new int[width];
        for (int step = width - 1; step >= 0; step--) {
            int[] shifted = new int[width + 1];
            shifted[0] = a[step];
            System.arraycopy(rest, 0, shifted, 1, width);
            int[] difference = c.ripple(shifted, c.complement(b, width + 1), Netlist.TRUE);
            quotient[step] = difference[width + 1];
            for (int i = 0; i < width; i++) {
                rest[i] = c.mux(quotient[step], difference[i], shifted[i]);
            }
        }
        return c.graph(c.concat(quotient, rest));
    }

    /** Restoring square root. */
    static Graph squareRoot(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int half = width / 2;
        int[] rest = new int[half + 2];
        int[] root = new int[half];
        for (int step = half - 1; step >= 0; step--) {
            int[] shifted = new int[half + 4];
            shifted[0] = a[2 * step];
            shifted[1] = a[2 * step + 1];
            System.arraycopy(rest, 0, shifted, 2, half + 2);
            int[] trial = new int[half + 4];
            trial[0] = Netlist.TRUE;
            for (int i = step + 1; i < half; i++) {
                trial[i - step - 1 + 2] = root[i];
            }
            int[] difference = c.ripple(shifted, c.complement(trial, half + 4), Netlist.TRUE);
            root[step] = difference[half + 4];
            for (int i = 0; i < half + 2; i++) {
                rest[i] = c.mux(root[step], difference[i], shifted[i]);
            }
        }
        return c.graph(root);
    }

    /** The largest of several words and its number. */
    static Graph maximum(int words, int width) {
        PoorCircuits c = new PoorCircuits();
        int[][] word = new int[words][];
        for (int i = 0; i < words; i++) {
            word[i] = c.net.inputs(width);
        }
        int[] first = c.larger(word[0], word[1]);
        int[] second = c.larger(word[2], word[3]);
        int[] best = c.larger(java.util.Arrays.copyOf(first, width), java.util.Arrays.copyOf(second, width));
        int[] out = java.util.Arrays.copyOf(best, width + 2);
        out[width] = c.mux(best[width], second[width], first[width]);
        out[width + 1] = best[width];
        return c.graph(out);
    }

    private int[] larger(int[] a, int[] b) {
        int less = ripple(a, complement(b, b.length), Netlist.TRUE)[a.length] ^ 1;
        int[] out = new int[a.length + 1];
        for (int i = 0; i < a.length; i++) {
            out[i] = mux(less, b[i], a[i]);
        }
        out[a.length] = less;
        return out;
    }

    /** Rows of partial products, each added by a ripple adder. */
    static Graph arrayMultiplier(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        return c.graph(c.multiply(a, b));
    }

    static Graph square(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        return c.graph(c.multiply(a, a));
    }

    private int[] multiply(int[] a, int[] b) {
        int width = a.length;
        int[] out = new int[2 * width];
        int[] high = new int[width];
        for (int i = 0; i < width; i++) {
            int[] row = new int[width];
            for (int j = 0; j < width; j++) {
                row[j] = net.and(a[j], b[i]);
            }
            int[] sum = ripple(high, row, Netlist.FALSE);
            out[i] = sum[0];
            System.arraycopy(sum, 1, high, 0, width);
        }
        System.arraycopy(high, 0, out, width, width);
        return out;
    }

    /** Columns of partial products, compressed three by three, and a parallel-prefix adder. */
    static Graph treeMultiplier(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        List<Deque<Integer>> columns = new ArrayList<>();
        for (int i = 0; i < 2 * width + 1; i++) {
            columns.add(new ArrayDeque<>());
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                columns.get(i + j).add(c.net.and(a[i], b[j]));
            }
        }
        int[] x = new int[2 * width];
        int[] y = new int[2 * width];
        for (int i = 0; i < 2 * width; i++) {
            Deque<Integer> column = columns.get(i);
            while (column.size() > 2) {
                int p = column.removeFirst();
                int q = column.removeFirst();
                int r = column.removeFirst();
                column.addLast(c.xor(c.xor(p, q), r));
                columns.get(i + 1).addLast(c.majority(p, q, r));
            }
            x[i] = column.isEmpty() ? Netlist.FALSE : column.removeFirst();
            y[i] = column.isEmpty() ? Netlist.FALSE : column.removeFirst();
        }
        return c.graph(java.util.Arrays.copyOf(c.prefix(x, y), 2 * width));
    }

    /** Whether most of the inputs are ones, by a tree of ripple adders. */
    static Graph voter(int inputs) {
        PoorCircuits c = new PoorCircuits();
        int[] count = c.countTree(c.net.inputs(inputs));
        int[] limit = new int[count.length];
        for (int i = 0; i < count.length; i++) {
            limit[i] = (inputs + 1) / 2 >>> i & 1;
        }
        return c.graph(new int[] {c.ripple(count, c.complement(limit, limit.length), Netlist.TRUE)[count.length]});
    }

    private int[] countTree(int[] bits) {
        Deque<int[]> words = new ArrayDeque<>();
        for (int bit : bits) {
            words.add(new int[] {bit});
        }
        while (words.size() > 1) {
            int[] a = words.removeFirst();
            int[] b = words.removeFirst();
            int width = Math.max(a.length, b.length);
            words.addLast(ripple(java.util.Arrays.copyOf(a, width), java.util.Arrays.copyOf(b, width), Netlist.FALSE));
        }
        return words.removeFirst();
    }

    /** {@code v = (v & 0x5555) + (v >> 1 & 0x5555)} and so on for 32 bits; the last steps by a multiplication. */
    static Graph shiftAndMask(boolean multiply) {
        PoorCircuits c = new PoorCircuits();
        return c.graph(c.shiftAndMask(c.net.inputs(32), multiply));
    }

    /** Hamming distance of two vectors of words. */
    static Graph distance(int words) {
        PoorCircuits c = new PoorCircuits();
        int[] sum = new int[12];
        for (int w = 0; w < words; w++) {
            int[] a = c.net.inputs(32);
            int[] b = c.net.inputs(32);
            int[] difference = new int[32];
            for (int i = 0; i < 32; i++) {
                difference[i] = c.xor(a[i], b[i]);
            }
            int[] count = java.util.Arrays.copyOf(c.shiftAndMask(difference, w % 2 == 0), 12);
            sum = java.util.Arrays.copyOf(c.ripple(sum, count, Netlist.FALSE), 12);
        }
        return c.graph(sum);
    }

    private int[] shiftAndMask(int[] value, boolean multiply) {
        int[] v = value;
        int steps = multiply ? 3 : 5;
        int[] masks = {0x55555555, 0x33333333, 0x0f0f0f0f, 0x00ff00ff, 0x0000ffff};
        for (int k = 0; k < steps; k++) {
            v = java.util.Arrays.copyOf(ripple(mask(v, 0, masks[k]), mask(v, 1 << k, masks[k]), Netlist.FALSE), 32);
        }
        if (!multiply) {
            return java.util.Arrays.copyOf(v, 32);
        }
        int[] sum = v;
        for (int k = 8; k < 32; k += 8) {
            int[] shifted = new int[32];
            System.arraycopy(v, 0, shifted, k, 32 - k);
            sum = java.util.Arrays.copyOf(ripple(sum, shifted, Netlist.FALSE), 32);
        }
        return java.util.Arrays.copyOfRange(sum, 24, 32);
    }

    private static int[] mask(int[] v, int shift, int mask) {
        int[] out = new int[32];
        for (int i = 0; i + shift < 32; i++) {
            out[i] = (mask >>> i & 1) == 0 ? Netlist.FALSE : v[i + shift];
        }
        return out;
    }

    /** Every output the AND of all index bits or their negations, by two halves. */
    static Graph decoder(int bits) {
        PoorCircuits c = new PoorCircuits();
        int[] in = c.net.inputs(bits);
        return c.graph(c.decode(in));
    }

    private int[] decode(int[] in) {
        if (in.length == 1) {
            return new int[] {in[0] ^ 1, in[0]};
        }
        int half = in.length / 2;
        int[] low = decode(java.util.Arrays.copyOf(in, half));
        int[] high = decode(java.util.Arrays.copyOfRange(in, half, in.length));
        int[] out = new int[1 << in.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = net.and(low[i % low.length], high[i / low.length]);
        }
        return out;
    }

    /** The number of the highest input that is one, by a chain of multiplexers with constants; and whether there is one. */
    static Graph priority(int inputs) {
        PoorCircuits c = new PoorCircuits();
        int[] in = c.net.inputs(inputs);
        int bits = Integer.numberOfTrailingZeros(inputs);
        int[] out = new int[bits + 1];
        for (int i = 0; i < inputs; i++) {
            for (int k = 0; k < bits; k++) {
                out[k] = (i >>> k & 1) == 0 ? c.net.and(out[k], in[i] ^ 1) : c.net.or(out[k], in[i]);
            }
            out[bits] = c.net.or(out[bits], in[i]);
        }
        return c.graph(out);
    }

    /** The number of the highest input that is one: each bit by alternating ORs and ANDs with the ORs of whole groups. */
    static Graph priorityByGroups(int inputs) {
        PoorCircuits c = new PoorCircuits();
        int[] in = c.net.inputs(inputs);
        int[] out = new int[32 - Integer.numberOfLeadingZeros(inputs - 1)];
        for (int k = 0; k < out.length; k++) {
            for (int group = 0; group << k < inputs; group++) {
                int any = Netlist.FALSE;
                for (int i = group << k; i < Math.min(inputs, group + 1 << k); i++) {
                    any = c.net.or(any, in[i]);
                }
                out[k] = (group & 1) == 0 ? c.net.and(out[k], any ^ 1) : c.net.or(out[k], any);
            }
        }
        return c.graph(out);
    }

    /** The number of the lowest input that is one, as a loop with a flag finds it: each input that is the first sets it. */
    static Graph firstOne(int inputs) {
        PoorCircuits c = new PoorCircuits();
        int[] in = c.net.inputs(inputs);
        int[] place = new int[Integer.numberOfTrailingZeros(inputs)];
        int found = Netlist.FALSE;
        for (int i = 0; i < inputs; i++) {
            int first = c.net.and(in[i], found ^ 1);
            for (int k = 0; k < place.length; k++) {
                place[k] = c.mux(first, i >>> k & 1, place[k]);
            }
            found = c.net.or(found, in[i]);
        }
        return c.graph(place);
    }

    /** Less than, by a tree of pairs (less, equal). */
    static Graph lessTree(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] a = c.net.inputs(width);
        int[] b = c.net.inputs(width);
        return c.graph(new int[] {c.compare(a, b)[0]});
    }

    /** Less, equal and greater, by one tree. */
    static Graph comparison(int width) {
        PoorCircuits c = new PoorCircuits();
        int[] compared = c.compare(c.net.inputs(width), c.net.inputs(width));
        return c.graph(new int[] {compared[0], compared[1], c.net.and(compared[0] ^ 1, compared[1] ^ 1)});
    }

    /** The largest of four words, by a tournament, and which one it is. */
    static Graph largestOfFour(int width) {
        PoorCircuits c = new PoorCircuits();
        int[][] words = new int[4][];
        java.util.Arrays.setAll(words, i -> c.net.inputs(width));
        int[] less = new int[3];
        int[][] won = new int[2][width];
        for (int half = 0; half < 2; half++) {
            less[half] = c.compare(words[2 * half], words[2 * half + 1])[0];
            for (int i = 0; i < width; i++) {
                won[half][i] = c.mux(less[half], words[2 * half + 1][i], words[2 * half][i]);
            }
        }
        less[2] = c.compare(won[0], won[1])[0];
        int[] out = new int[width + 2];
        for (int i = 0; i < width; i++) {
            out[i] = c.mux(less[2], won[1][i], won[0][i]);
        }
        out[width] = c.mux(less[2], less[1], less[0]);
        out[width + 1] = less[2];
        return c.graph(out);
    }

    private int[] compare(int[] a, int[] b) {
        int[] less = new int[a.length];
        int[] equal = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            less[i] = net.and(a[i] ^ 1, b[i]);
            equal[i] = xor(a[i], b[i]) ^ 1;
        }
        for (int n = a.length; n > 1; n = (n + 1) / 2) {
            for (int i = 0; i < n / 2; i++) {
                less[i] = net.or(less[2 * i + 1], net.and(equal[2 * i + 1], less[2 * i]));
                equal[i] = net.and(equal[2 * i + 1], equal[2 * i]);
            }
            if (n % 2 == 1) {
                less[n / 2] = less[n - 1];
                equal[n / 2] = equal[n - 1];
            }
        }
        return new int[] {less[0], equal[0]};
    }

    /** A table of constants read by a tree of multiplexers. */
    static Graph table(int[] entries, int width) {
        PoorCircuits c = new PoorCircuits();
        int[] index = c.net.inputs(Integer.numberOfTrailingZeros(entries.length));
        int[] out = new int[width];
        for (int k = 0; k < width; k++) {
            int[] level = new int[entries.length];
            for (int i = 0; i < entries.length; i++) {
                level[i] = entries[i] >>> k & 1;
            }
            for (int bit : index) {
                for (int i = 0; i < level.length / 2; i++) {
                    level[i] = c.mux(bit, level[2 * i + 1], level[2 * i]);
                }
                level = java.util.Arrays.copyOf(level, level.length / 2);
            }
            out[k] = level[0];
        }
        return c.graph(out);
    }

    private int xor(int a, int b) {
        return net.or(net.and(a, b ^ 1), net.and(a ^ 1, b));
    }

    private int mux(int condition, int whenTrue, int whenFalse) {
        return net.or(net.and(condition, whenTrue), net.and(condition ^ 1, whenFalse));
    }

    private int majority(int a, int b, int c) {
        return net.or(net.and(a, b), net.and(c, net.or(a, b)));
    }

    /** One bit longer than the operands. */
    private int[] ripple(int[] a, int[] b, int carryIn) {
        int[] out = new int[a.length + 1];
        int carry = carryIn;
        for (int i = 0; i < a.length; i++) {
            out[i] = xor(xor(a[i], b[i]), carry);
            carry = majority(a[i], b[i], carry);
        }
        out[a.length] = carry;
        return out;
    }

    /** One bit longer than the operands. */
    private int[] prefix(int[] a, int[] b) {
        int width = a.length;
        int[] generate = new int[width];
        int[] propagate = new int[width];
        int[] half = new int[width];
        for (int i = 0; i < width; i++) {
            generate[i] = net.and(a[i], b[i]);
            propagate[i] = xor(a[i], b[i]);
            half[i] = propagate[i];
        }
        for (int distance = 1; distance < width; distance *= 2) {
            for (int i = width - 1; i >= distance; i--) {
                generate[i] = net.or(generate[i], net.and(propagate[i], generate[i - distance]));
                propagate[i] = net.and(propagate[i], propagate[i - distance]);
            }
        }
        int[] out = new int[width + 1];
        for (int i = 0; i < width; i++) {
            out[i] = i == 0 ? half[0] : xor(half[i], generate[i - 1]);
        }
        out[width] = generate[width - 1];
        return out;
    }

    private int[] complement(int[] word, int width) {
        int[] out = new int[width];
        for (int i = 0; i < width; i++) {
            out[i] = i < word.length ? word[i] ^ 1 : Netlist.TRUE;
        }
        return out;
    }

    private int[] concat(int[] low, int[] high) {
        int[] out = java.util.Arrays.copyOf(low, low.length + high.length);
        System.arraycopy(high, 0, out, low.length, high.length);
        return out;
    }

    private Graph graph(int[] outputs) {
        int[] inputs = new int[net.inputCount()];
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isInput(node)) {
                inputs[net.inputIndex(node)] = 2 * node;
            }
        }
        return new Graph(net, inputs, outputs);
    }
}
