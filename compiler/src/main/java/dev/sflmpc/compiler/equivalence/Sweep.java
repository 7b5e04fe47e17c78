package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Rebuilds a netlist and merges, from the inputs on, every node into an earlier one that it proves equal.
 *
 * <p>Layout: {@code images[n]} is the literal of the old node {@code n} in the rebuilt netlist. {@code signatures[n *
 * words … (n + 1) * words)} are the values of the rebuilt node {@code n} on random inputs, complemented where the first one
 * is true, so that a node and its negation have the same signature. Nodes of equal signatures are chained: {@code
 * heads[hash]} is the latest, {@code previous[n]} the one before. {@code leaders[n]} is the literal that a rebuilt node has
 * been merged into, or its own.
 */
final class Sweep {

    private static final int MAX_WORDS = 16;
    private static final long SIGNATURE_WORDS = 1L << 26;
    private static final int MAX_CANDIDATES = 4;
    private static final int SAT_NODES = 1500;
    private static final int SAT_CONFLICTS = 300;
    /** Proofs that fail are what takes the time; after so many, SAT is kept for the outputs. */
    private static final int MAX_FAILED_PROOFS = 3000;

    private final Netlist old;
    private final Deadline deadline;
    private final Netlist rebuilt = new Netlist();
    private final LinearForms forms = new LinearForms();
    private final Window window = new Window(rebuilt);
    private final int[] images;
    private final int words;
    private final long[] scratch;
    private long[] signatures;
    private int[] heads = new int[1 << 12];
    private int[] previous = new int[1 << 10];
    private int[] leaders = new int[1 << 10];
    private int[] hashes = new int[1 << 10];
    private int known;
    private int failedProofs;

    private Sweep(Netlist old, Deadline deadline) {
        this.old = old;
        this.deadline = deadline;
        this.images = new int[old.nodeCount()];
        this.words = Math.clamp(SIGNATURE_WORDS / old.nodeCount(), 1, MAX_WORDS);
        this.scratch = new long[words];
        this.signatures = new long[words * 1024];
        Arrays.fill(heads, -1);
    }

    /** The netlist with all merges, and its outputs. */
    record Swept(Netlist netlist, int[] first, int[] second) {}

    static Swept sweep(Miter miter, Patterns patterns, Deadline deadline) {
        Sweep sweep = new Sweep(miter.netlist(), deadline);
        sweep.run(miter, patterns);
        return new Swept(sweep.rebuilt, sweep.images(miter.first()), sweep.images(miter.second()));
    }

    private int[] images(int[] literals) {
        int[] result = new int[literals.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = image(literals[i]);
        }
        return result;
    }

    private int image(int literal) {
        return images[literal >>> 1] ^ (literal & 1);
    }

    private void run(Miter miter, Patterns patterns) {
        learn();
        int[] inputs = rebuilt.inputs(miter.inputBits());
        long[] values = new long[inputs.length];
        ensure(rebuilt.nodeCount());
        for (int w = 0; w < words; w++) {
            patterns.next(values);
            for (int i = 0; i < inputs.length; i++) {
                signatures[(inputs[i] >>> 1) * words + w] = values[i];
            }
        }
        for (int literal : inputs) {
            chain(literal >>> 1);
            leaders[literal >>> 1] = literal;
        }
        known = rebuilt.nodeCount();
        for (int node = 1; node < images.length; node++) {
            if (old.isInput(node)) {
                images[node] = inputs[old.inputIndex(node)];
            } else {
                int a = image(old.left(node));
                int b = image(old.right(node));
                images[node] = old.isAnd(node) ? and(a, b) : xor(a, b);
            }
        }
    }

    private int and(int a, int b) {
        return merged(rebuilt.and(a, b));
    }

    private int xor(int a, int b) {
        int complement = (a ^ b) & 1;
        int[] terms = forms.sum(a >>> 1, b >>> 1);
        if (terms != null) {
            if (terms.length == 0) {
                return complement;
            }
            int found = terms.length == 1 ? terms[0] : forms.find(terms);
            if (found >= 0) {
                return merged(2 * found) ^ complement;
            }
        }
        int sum = rebuilt.xor(a & ~1, b & ~1);
        int node = sum >>> 1;
        if (terms != null && terms.length > 1 && (sum & 1) == 0 && rebuilt.isXor(node)) {
            forms.put(node, terms);
        }
        return merged(sum) ^ complement;
    }

    /** The literal, or one that it has been proved equal to. New nodes that come with it are looked at first. */
    private int merged(int literal) {
        int node = literal >>> 1;
        int flip = literal & 1;
        if (node < known) {
            return leaders[node] ^ flip;
        }
        learn();
        int best = 2 * node;
        int left = MAX_CANDIDATES;
        for (int other = previous[node]; other >= 0 && left > 0; other = previous[other]) {
            if (hashes[other] == hashes[node] && sameSignature(node, other)) {
                int candidate = 2 * other ^ phase(node) ^ phase(other);
                left--;
                if (isProved(2 * node, candidate)) {
                    best = leaders[other] ^ (candidate & 1);
                    break;
                }
            }
        }
        leaders[node] = best;
        return best ^ flip;
    }

    private boolean isProved(int literal, int candidate) {
        Window.Answer answer = window.compare(literal, candidate);
        if (answer == Window.Answer.UNKNOWN && failedProofs < MAX_FAILED_PROOFS && !deadline.isOver()) {
            answer = SatProof.compare(rebuilt, literal, candidate, SAT_NODES, SAT_CONFLICTS, 1)
                    .answer();
        }
        failedProofs += answer == Window.Answer.EQUAL ? 0 : 1;
        return answer == Window.Answer.EQUAL;
    }

    private int phase(int node) {
        return (int) (signatures[node * words] & 1);
    }

    private boolean sameSignature(int a, int b) {
        long flip = -(long) (phase(a) ^ phase(b));
        for (int w = 0; w < words; w++) {
            if (signatures[a * words + w] != (signatures[b * words + w] ^ flip)) {
                return false;
            }
        }
        return true;
    }

    /** Computes the signatures of nodes that are new and puts them into their chains. */
    private void learn() {
        ensure(rebuilt.nodeCount());
        for (int node = known; node < rebuilt.nodeCount(); node++) {
            if (node > 0) {
                simulate(node);
            }
            chain(node);
            leaders[node] = 2 * node;
        }
        known = rebuilt.nodeCount();
    }

    private void simulate(int node) {
        int left = rebuilt.left(node);
        int right = rebuilt.right(node);
        int a = (left >>> 1) * words;
        int b = (right >>> 1) * words;
        boolean and = rebuilt.isAnd(node);
        for (int w = 0; w < words; w++) {
            long x = signatures[a + w] ^ -(long) (left & 1);
            long y = signatures[b + w] ^ -(long) (right & 1);
            scratch[w] = and ? x & y : x ^ y;
        }
        System.arraycopy(scratch, 0, signatures, node * words, words);
    }

    private void ensure(int nodes) {
        if (nodes > previous.length) {
            int size = 2 * nodes;
            previous = Arrays.copyOf(previous, size);
            leaders = Arrays.copyOf(leaders, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        if ((long) nodes * words > signatures.length) {
            signatures = Arrays.copyOf(signatures, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * nodes * words));
        }
        if (nodes > heads.length) {
            rehash(4 * nodes);
        }
    }

    private void rehash(int atLeast) {
        heads = new int[Integer.highestOneBit(atLeast) * 2];
        Arrays.fill(heads, -1);
        for (int node = 0; node < known; node++) {
            link(node);
        }
    }

    private void chain(int node) {
        long flip = -(long) phase(node);
        long h = 0;
        for (int w = 0; w < words; w++) {
            h = (h ^ signatures[node * words + w] ^ flip) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        hashes[node] = (int) (h ^ h >>> 32);
        link(node);
    }

    private void link(int node) {
        int slot = hashes[node] & (heads.length - 1);
        previous[node] = heads[slot];
        heads[slot] = node;
    }
}
