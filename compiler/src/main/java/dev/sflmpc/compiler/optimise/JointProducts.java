package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Circuits for several functions of few variables together in which all ANDs but a few are themselves sums of the functions:
 * as many ANDs as there are independent functions, and those few.
 *
 * <p>A product of two sums of what is built already that lies in the span of the functions never does harm, so all of them
 * are built as they are found; only the others are a choice. Small substitution boxes are found so at four or five ANDs.
 *
 * <p>A function is a truth table as in {@link Spectra}. Signals are the variables and then the ANDs; a sum of signals is a
 * mask.
 */
final class JointProducts {

    static final int MOST_VARIABLES = 5;

    private static final int MOST_EXTRA = 2;
    private static final int MOST_SIGNALS = 12;
    private static final int MOST_TRIES = 3_000_000;

    private final int variables;
    private final long[] targets;
    private final long[] sums = new long[1 << MOST_SIGNALS];
    private final int[] factors = new int[2 * MOST_SIGNALS];
    private int signals;
    private int tries;

    /** The span of the constant and the signals. */
    private final LongSpan built = new LongSpan();

    /** The span of these and the functions. */
    private final LongSpan wanted = new LongSpan();

    private JointProducts(int variables, long[] targets) {
        this.variables = variables;
        this.targets = targets;
    }

    /** Vectors of GF(2)^64 and what each is the sum of; later ones can be taken back. */
    private static final class LongSpan {

        private final long[] rows = new long[Long.SIZE];
        private final int[] masks = new int[Long.SIZE];
        private int count;
        private int mask;

        /** What a vector is without the span; {@link #mask} then says which vectors were added. */
        long reduced(long vector) {
            long rest = vector;
            mask = 0;
            for (int i = 0; i < count; i++) {
                if ((rest & Long.lowestOneBit(rows[i])) != 0) {
                    rest ^= rows[i];
                    mask ^= masks[i];
                }
            }
            return rest;
        }

        void add(long vector, int name) {
            long rest = reduced(vector);
            if (rest != 0) {
                rows[count] = rest;
                masks[count++] = mask ^ name;
            }
        }
    }

    /** The circuit; null if it needs more ANDs than are tried or takes too long to find. */
    static @Nullable JointProducts find(int variables, long[] targets) {
        for (int extra = 0; extra <= MOST_EXTRA; extra++) {
            JointProducts search = new JointProducts(variables, targets);
            search.begin();
            if (search.wanted.count - 1 + extra > MOST_SIGNALS) {
                return null;
            }
            if (search.complete(extra)) {
                return search;
            }
        }
        return null;
    }

    private void begin() {
        built.add(-1L, 0);
        wanted.add(-1L, 0);
        for (int i = 0; i < variables; i++) {
            append(Spectra.variable(i));
        }
        for (long target : targets) {
            wanted.add(target, 0);
        }
    }

    private void append(long table) {
        int bit = 1 << signals;
        for (int mask = 0; mask < bit; mask++) {
            sums[bit | mask] = sums[mask] ^ table;
        }
        signals++;
        built.add(table, bit);
        wanted.add(table, bit);
    }

    /** Builds all functions with at most so many ANDs that are not in their span. */
    private boolean complete(int extra) {
        while (built.count < wanted.count) {
            if (!appendWanted()) {
                return extra > 0 && choose(extra);
            }
        }
        return true;
    }

    /** Builds a product that lies in the span of the functions. */
    private boolean appendWanted() {
        for (int a = 1; a < 1 << signals; a++) {
            for (int b = a + 1; b < 1 << signals; b++) {
                long product = sums[a] & sums[b];
                if (b < (a ^ b) && wanted.reduced(product) == 0 && built.reduced(product) != 0) {
                    appendProduct(a, b);
                    return true;
                }
                if (tries++ > MOST_TRIES) {
                    return false;
                }
            }
        }
        return false;
    }

    private void appendProduct(int a, int b) {
        factors[2 * signals] = a;
        factors[2 * signals + 1] = b;
        append(sums[a] & sums[b]);
    }

    private boolean choose(int extra) {
        int mark = signals;
        int builtBefore = built.count;
        int wantedBefore = wanted.count;
        Set<Long> chosen = new HashSet<>();
        for (int a = 1; a < 1 << mark; a++) {
            for (int b = a + 1; b < 1 << mark && tries <= MOST_TRIES; b++) {
                if (b < (a ^ b) && chosen.add(wanted.reduced(sums[a] & sums[b]))) {
                    appendProduct(a, b);
                    if (complete(extra - 1)) {
                        return true;
                    }
                    signals = mark;
                    built.count = builtBefore;
                    wanted.count = wantedBefore;
                }
            }
        }
        return false;
    }

    /** Builds the functions over literals for the variables. */
    int[] build(Netlist net, int[] literals) {
        int[] terms = Arrays.copyOf(literals, signals);
        for (int i = variables; i < signals; i++) {
            terms[i] = net.and(sum(net, terms, factors[2 * i]), sum(net, terms, factors[2 * i + 1]));
        }
        int[] outputs = new int[targets.length];
        for (int i = 0; i < outputs.length; i++) {
            built.reduced(targets[i]);
            int mask = built.mask;
            outputs[i] = sum(net, terms, mask) ^ (int) ((sums[mask] ^ targets[i]) & 1);
        }
        return outputs;
    }

    private static int sum(Netlist net, int[] terms, int mask) {
        int literal = Netlist.FALSE;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            literal = net.xor(literal, terms[Integer.numberOfTrailingZeros(rest)]);
        }
        return literal;
    }
}
