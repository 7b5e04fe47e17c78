package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes functions ready one level earlier by expanding them around the signal that comes last.
 *
 * <p>Where the last two levels of ANDs below a gate <i>f</i> wait for one sum <i>t</i> alone, {@code f = p ^ q·t} with
 * {@code p = f(t = 0)} and {@code q = f(0) ^ f(1)}, which do not wait for it: the generalised select transform of Berman,
 * Hathaway, LaPaugh and Trevillyan, "Efficient techniques for timing correction" (ISCAS 1990), over XOR instead of a
 * multiplexer. <i>p</i> and <i>q</i> are made earlier in the same way where they must be. So a chain of carries becomes the
 * parallel prefix circuit of its generate and propagate signals, a chain of selections or comparisons a tree, and a chain
 * of ANDs a balanced one.
 *
 * <p>Gates that turn out useless stay in the netlist without a use. What was found for a node is remembered.
 */
final class SelectTransform {

    static final int NONE = -1;

    private static final int MOST_SIGNALS = 3;
    private static final int MOST_PRODUCTS = 12;

    /** Expansions inside of each other, and all of them that are tried for one request. */
    private static final int MOST_NESTING = 12;

    private static final int MOST_STEPS = 40;

    private static final int[] NO_TERMS = {};

    private final Netlist net;
    private final Levels levels;
    private int steps;
    private long work;

    /** For each node that was tried the literal that was found, or {@link #NONE}, plus 2. */
    private int[] found = new int[1 << 10];

    /** {@code constant ^ factor·t} for the signal <i>t</i> of an expansion. */
    private record Affine(int constant, int factor) {}

    SelectTransform(Netlist net, Levels levels) {
        this.net = net;
        this.levels = levels;
    }

    /** A literal of the same function that is ready at a level; {@link #NONE} if none was found. */
    int ready(int literal, int level) {
        steps = 0;
        return ready(literal, level, 0);
    }

    /** Terms of sums that were looked at. */
    long work() {
        return work;
    }

    private int ready(int literal, int level, int nesting) {
        int result = literal;
        while (result != NONE && levels.of(result >>> 1) > level) {
            result = sooner(result, nesting);
        }
        return result;
    }

    /** A literal that is ready one level sooner, as each of the last terms of its sum is; or {@link #NONE}. */
    private int sooner(int literal, int nesting) {
        int level = levels.of(literal >>> 1);
        LateSum sum = level < 2 ? null : sum(literal, level, level);
        if (sum == null || sum.last().length > MOST_PRODUCTS) {
            return NONE;
        }
        int result = sum.earlier(net);
        for (int gate : sum.last()) {
            int term = soonerGate(gate, level - 1, nesting);
            if (term == NONE) {
                return NONE;
            }
            result = net.xor(result, term);
        }
        return result;
    }

    private int soonerGate(int gate, int level, int nesting) {
        if (gate < found.length && found[gate] != 0) {
            return found[gate] - 2;
        }
        if (nesting == MOST_NESTING || steps++ >= MOST_STEPS) {
            return NONE;
        }
        int literal = expanded(gate, level, nesting);
        if (found.length <= gate) {
            found = Arrays.copyOf(found, Math.max(2 * found.length, net.nodeCount()));
        }
        if (literal != NONE || steps < MOST_STEPS) {
            found[gate] = literal + 2;
        }
        return literal;
    }

    /** An AND gate made ready at a level one before its own, around the signal for which the fewest gates are made. */
    private int expanded(int root, int level, int nesting) {
        Map<Integer, LateSum[]> products = new HashMap<>();
        int best = NONE;
        int fewest = Integer.MAX_VALUE;
        for (int[] last : signals(root, level, products)) {
            int[] signal = whole(last, products);
            int before = net.andCount();
            int literal = around(signal, root, level, products, nesting);
            int made = net.andCount() - before;
            if (literal != NONE && made < fewest) {
                best = literal;
                fewest = made;
            }
        }
        return best;
    }

    /** Opens the last two levels of ANDs, and says for which sums they wait; for none if there are too many. */
    private List<int[]> signals(int root, int level, Map<Integer, LateSum[]> products) {
        List<int[]> signals = new ArrayList<>();
        for (LateSum operand : opened(root, level, products)) {
            for (int gate : operand.last()) {
                LateSum[] below = opened(gate, level - 1, products);
                if (below.length == 0 || products.size() > MOST_PRODUCTS) {
                    return List.of();
                }
                for (LateSum sum : below) {
                    if (sum.last().length > 0 && signals.stream().noneMatch(s -> Arrays.equals(s, sum.last()))) {
                        signals.add(sum.last());
                    }
                }
            }
        }
        return signals.size() > MOST_SIGNALS ? List.of() : signals;
    }

    /** What all sums with these terms have in common, ascending. */
    private static int[] whole(int[] last, Map<Integer, LateSum[]> products) {
        int[] common = NO_TERMS;
        for (LateSum[] operands : products.values()) {
            for (LateSum sum : operands) {
                if (sum.contains(last)) {
                    common = common.length == 0 ? sum.terms() : LateSum.common(common, sum.terms(), true);
                }
            }
        }
        return common;
    }

    /** The operands of a gate that are ready at a level; none when they have too many terms. */
    private LateSum[] opened(int gate, int level, Map<Integer, LateSum[]> products) {
        LateSum[] known = products.get(gate);
        if (known != null) {
            return known;
        }
        int from = products.isEmpty() ? level - 1 : level;
        LateSum left = sum(net.left(gate), from, level);
        LateSum right = sum(net.right(gate), from, level);
        LateSum[] operands = left == null || right == null ? new LateSum[0] : new LateSum[] {left, right};
        products.put(gate, operands);
        return operands;
    }

    private @Nullable LateSum sum(int literal, int from, int level) {
        LateSum sum = LateSum.of(literal, from, level, net, levels);
        work += sum == null ? LateSum.MOST_TERMS : sum.terms().length;
        return sum;
    }

    private int around(int[] signal, int root, int level, Map<Integer, LateSum[]> products, int nesting) {
        Affine whole = product(root, signal, products, new HashMap<>());
        int factor = ready(whole.factor, level - 1, nesting + 1);
        int constant = factor == NONE ? NONE : ready(whole.constant, level, nesting + 1);
        if (constant == NONE) {
            return NONE;
        }
        int literal = net.xor(constant, net.and(factor, LateSum.sum(net, signal)));
        return levels.of(literal >>> 1) <= level ? literal : NONE;
    }

    private Affine product(int node, int[] signal, Map<Integer, LateSum[]> products, Map<Integer, Affine> done) {
        LateSum[] operands = products.get(node);
        if (operands == null) {
            return new Affine(2 * node, Netlist.FALSE);
        }
        Affine known = done.get(node);
        if (known != null) {
            return known;
        }
        Affine a = affine(operands[0], signal, products, done);
        Affine b = affine(operands[1], signal, products, done);
        int constant = net.and(a.constant, b.constant);
        Affine result = new Affine(constant, factor(a, b, constant));
        done.put(node, result);
        return result;
    }

    /** {@code a0·b1 ^ a1·b0 ^ a1·b1}, given {@code a0·b0}, in one AND at most. */
    private int factor(Affine a, Affine b, int constant) {
        if (a.factor == Netlist.FALSE) {
            return net.and(a.constant, b.factor);
        }
        if (b.factor == Netlist.FALSE) {
            return net.and(a.factor, b.constant);
        }
        if (a.factor == b.factor) {
            return net.and(a.factor, cancelled(net.xor(a.constant, b.constant)) ^ 1);
        }
        int one = cancelled(net.xor(a.constant, a.factor));
        return net.xor(constant, net.and(one, cancelled(net.xor(b.constant, b.factor))));
    }

    private Affine affine(LateSum sum, int[] signal, Map<Integer, LateSum[]> products, Map<Integer, Affine> done) {
        boolean holds = sum.contains(signal);
        int constant = sum.literal() & 1;
        int factor = holds ? Netlist.TRUE : Netlist.FALSE;
        int[] terms = holds ? LateSum.common(sum.terms(), signal, false) : sum.terms();
        for (int i = terms.length - 1; i >= 0; i--) {
            Affine part = product(terms[i], signal, products, done);
            constant = net.xor(constant, part.constant);
            factor = net.xor(factor, part.factor);
        }
        return new Affine(cancelled(constant), cancelled(factor));
    }

    /** The same sum without the late terms that it has twice. */
    private int cancelled(int literal) {
        int level = levels.of(literal >>> 1);
        LateSum sum = level == 0 || !net.isXor(literal >>> 1) ? null : sum(literal, level, level);
        if (sum == null || sum.last().length > 0) {
            return literal;
        }
        return cancelled(sum.earlier(net));
    }
}
