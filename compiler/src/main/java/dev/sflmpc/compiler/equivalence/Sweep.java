package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rebuilds a netlist and merges, from the inputs on, every node into an earlier one that it proves equal.
 *
 * <p>Layout: {@code images[n]} is the literal of the old node {@code n} in the rebuilt netlist, {@code leaders[r]} the
 * literal that the rebuilt node {@code r} has been merged into, or its own.
 */
final class Sweep {

    /** Earlier nodes that one is compared with. */
    private static final int MAX_TRIES = 3;

    private static final int NEAR_NODES = 500;
    private static final int NEAR_CONFLICTS = 100;
    private static final int FAR_NODES = 60_000;
    private static final int FAR_CONFLICTS = 400;

    private final Netlist old;
    private final Candidates candidates;
    private final Deadline deadline;
    private final Netlist rebuilt = new Netlist();
    private final LinearForms forms = new LinearForms();
    private final Window window = new Window(rebuilt);
    private final SplittableRandom random = new SplittableRandom(7);
    private final int[] images;
    private final int mostFailedProofs;
    private int[] leaders = new int[1 << 10];
    private int known;
    private int failedProofs;

    private Sweep(Netlist old, Candidates candidates, int mostFailedProofs, Deadline deadline) {
        this.old = old;
        this.candidates = candidates;
        this.mostFailedProofs = mostFailedProofs;
        this.deadline = deadline;
        this.images = new int[old.nodeCount()];
    }

    /** The netlist with all merges, and its outputs. */
    record Swept(Netlist netlist, int[] first, int[] second) {}

    /** @param mostFailedProofs proofs that fail are what takes the time; after so many, none is tried */
    static Swept sweep(Miter miter, Candidates candidates, int mostFailedProofs, Deadline deadline) {
        Sweep sweep = new Sweep(miter.netlist(), candidates, mostFailedProofs, deadline);
        sweep.run(miter.inputBits());
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

    private void run(int inputBits) {
        int[] inputs = rebuilt.inputs(inputBits);
        learn();
        for (int node = 1; node < images.length; node++) {
            if (old.isInput(node)) {
                images[node] = inputs[old.inputIndex(node)];
            } else {
                int a = image(old.left(node));
                int b = image(old.right(node));
                images[node] = merged(node, old.isAnd(node) ? led(rebuilt.and(a, b)) : xor(a, b));
            }
        }
    }

    /** New nodes of the rebuilt netlist are their own leaders. */
    private void learn() {
        if (rebuilt.nodeCount() > leaders.length) {
            leaders = Arrays.copyOf(leaders, 2 * rebuilt.nodeCount());
        }
        for (; known < rebuilt.nodeCount(); known++) {
            leaders[known] = 2 * known;
        }
    }

    private int led(int literal) {
        learn();
        return leaders[literal >>> 1] ^ (literal & 1);
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
                return led(2 * found) ^ complement;
            }
        }
        int sum = rebuilt.xor(a & ~1, b & ~1);
        int node = sum >>> 1;
        if (terms != null && terms.length > 1 && (sum & 1) == 0 && rebuilt.isXor(node)) {
            forms.put(node, terms);
        }
        return led(sum) ^ complement;
    }

    /** The literal that is old node {@code node}, or an earlier one that it has been proved equal to. */
    private int merged(int node, int literal) {
        int tries = 0;
        int last = -1;
        int other = candidates.before(node, node);
        while (other >= 0 && tries < MAX_TRIES) {
            int candidate = images[other] ^ candidates.complement(node, other);
            if (candidate == literal) {
                return literal;
            }
            if (candidate != last) {
                if (isProved(literal, candidate)) {
                    leaders[literal >>> 1] = candidate ^ (literal & 1);
                    return candidate;
                }
                tries++;
                last = candidate;
            }
            other = candidates.before(node, other);
        }
        return literal;
    }

    private boolean isProved(int literal, int candidate) {
        Window.Answer answer = window.compare(literal, candidate);
        if (answer == Window.Answer.UNKNOWN && failedProofs < mostFailedProofs && !deadline.isOver()) {
            answer = SatProof.compare(rebuilt, literal, candidate, NEAR_NODES, NEAR_CONFLICTS, deadline)
                    .answer();
            if (answer != Window.Answer.EQUAL && candidates.isRefinable()) {
                answer = far(literal, candidate);
            }
            failedProofs += answer == Window.Answer.EQUAL ? 0 : 1;
        }
        return answer == Window.Answer.EQUAL;
    }

    /** Looks at all that the two depend on; where they differ, that tells others apart as well. */
    private Window.Answer far(int literal, int candidate) {
        SatProof.Outcome outcome = SatProof.compare(rebuilt, literal, candidate, FAR_NODES, FAR_CONFLICTS, deadline);
        if (outcome.model().isPresent()) {
            boolean[] model = outcome.model().get();
            long[] values = new long[images.length];
            for (int i = 0; i < model.length; i++) {
                // Lane 0 is the model itself, the others have one bit in 32 changed.
                long changed = ~1L;
                for (int halving = 0; halving < 5; halving++) {
                    changed &= random.nextLong();
                }
                values[1 + i] = (model[i] ? -1 : 0) ^ changed;
            }
            Simulation.run(old, values);
            candidates.refine(values);
        }
        return outcome.answer();
    }
}
