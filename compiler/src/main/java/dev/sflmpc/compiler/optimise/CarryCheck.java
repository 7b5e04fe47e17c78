package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Simulator;
import java.util.SplittableRandom;

/**
 * Which carries that {@link CarrySearch} found agree with their chains on a few hundred inputs, the same ones at each run.
 *
 * <p>The search matches sets of pairs by the sums of their hashes. Where two sets met by accident the literal is not the
 * carry of its chain, and the samples tell before it is used.
 */
final class CarryCheck {

    private static final long SEED = 0xCA_221;

    private final CarrySearch search;
    private final boolean[] refuted;
    private final long[] carries;

    private CarryCheck(Graph graph, CarrySearch search) {
        this.search = search;
        refuted = new boolean[2 * graph.net().nodeCount()];
        carries = new long[search.chains().count()];
    }

    /** For each literal whether it differs somewhere from the carry of its chain. */
    static boolean[] refuted(Graph graph, CarrySearch search) {
        CarryCheck check = new CarryCheck(graph, search);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < Samples.WORDS; round++) {
            long[] inputs = new long[graph.net().inputCount()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = Samples.bits(random, round);
            }
            check.compare(Simulator.run(graph.net(), inputs));
        }
        return check.refuted;
    }

    private void compare(Simulator values) {
        Chains chains = search.chains();
        for (int chain = 1; chain < carries.length; chain++) {
            long a = values.value(chains.low(chain));
            long b = values.value(chains.high(chain));
            long c = carries[chains.before(chain)];
            carries[chain] = c ^ ((a ^ c) & (b ^ c));
        }
        for (int literal = 2; literal < refuted.length; literal++) {
            int chain = search.chain(literal);
            refuted[literal] |= chain != Chains.EMPTY && carries[chain] != values.value(literal);
        }
    }
}
