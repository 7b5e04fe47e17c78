package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.arithmetic.SquareRoot;
import dev.sflmpc.compiler.arithmetic.TextbookDivision;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Makes netlists anew that divide one word by another or take a square root, whatever their gates look like.
 *
 * <p>The inputs are taken for one or two words that follow each other, the outputs for quotient, remainder or both, in either order
 * and with either end first. What they are where no input is set rules out most of these; random inputs
 * tell the rest. What agrees is proved on a {@link TextbookDivision}, of which many signals must be there.
 */
final class WholeQuotients {

    private static final int LEAST_BITS = 4;
    private static final int MOST_BITS = 256;
    private static final long SEED = 0xD1_71;

    /** The part of the signals of a model that may be missing in the netlist. */
    private static final double MOST_MISSING = 0.7;

    private final Graph graph;
    private final int inputs;
    private final int outputs;
    private final boolean[] zero;
    private final boolean[] ones;

    /**
     * What the outputs may be.
     *
     * @param places the order in which circuits of it have the outputs
     * @param best the smallest circuit of it
     * @param model the circuit of it that netlists are like
     */
    private record Guess(int[] places, OutputReplacement.Maker best, OutputReplacement.Maker model) {}

    private WholeQuotients(Graph graph) {
        this.graph = graph;
        inputs = graph.net().inputCount();
        outputs = graph.outputs().length;
        zero = values(0);
        ones = values(-1);
    }

    /** A pass over a graph without dead gates. */
    static Graph run(Graph graph, BooleanSupplier isLate) {
        int inputs = graph.net().inputCount();
        if (inputs < 2 * LEAST_BITS || inputs > MOST_BITS || graph.outputs().length > inputs) {
            return graph;
        }
        return new WholeQuotients(graph).rewritten(isLate);
    }

    private boolean[] values(long input) {
        long[] word = new long[inputs];
        Arrays.fill(word, input);
        Simulator simulator = Simulator.run(graph.net(), word);
        boolean[] values = new boolean[outputs];
        for (int o = 0; o < outputs; o++) {
            values[o] = (simulator.value(graph.outputs()[o]) & 1) != 0;
        }
        return values;
    }

    private Graph rewritten(BooleanSupplier isLate) {
        for (Guess guess : guesses()) {
            if (isLate.getAsBoolean()) {
                return graph;
            }
            if (agrees(guess)) {
                Graph next = OutputReplacement.replaced(graph, guess.places, guess.best);
                return next.gates().ands() < graph.gates().ands() && isProved(guess) ? next : graph;
            }
        }
        return graph;
    }

    private List<Guess> guesses() {
        List<Guess> guesses = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            boolean fromTop = (turn & 1) != 0;
            int[] word = new int[inputs];
            Arrays.setAll(word, i -> Graph.inputLiteral(fromTop ? inputs - 1 - i : i));
            int[] places = new int[outputs];
            boolean topFirst = turn >= 2;
            Arrays.setAll(places, o -> topFirst ? outputs - 1 - o : o);
            if (inputs % 2 == 0) {
                addRoot(guesses, word, places);
                addDivisions(guesses, word, inputs / 2, places);
            }
            if (inputs % 3 == 0) {
                addDivisions(guesses, word, inputs / 3, places);
            }
        }
        return guesses;
    }

    private void addRoot(List<Guess> guesses, int[] a, int[] places) {
        if (2 * outputs == a.length && isAll(zero, places, false) && isAll(ones, places, true)) {
            guesses.add(new Guess(places, net -> SquareRoot.root(net, a), net -> TextbookDivision.root(net, a)));
        }
    }

    /** Divisions of all inputs but <i>m</i> at one end by these. */
    private void addDivisions(List<Guess> guesses, int[] word, int m, int[] places) {
        int n = word.length - m;
        for (int at : new int[] {0, m}) {
            int[] a = Arrays.copyOfRange(word, at, at + n);
            int[] b = at == 0 ? Arrays.copyOfRange(word, n, n + m) : Arrays.copyOf(word, m);
            if (outputs == n) {
                addDivision(guesses, a, b, places, new int[0]);
            }
            if (outputs == m) {
                addDivision(guesses, a, b, new int[0], places);
            }
            if (outputs == n + m) {
                addDivision(guesses, a, b, Arrays.copyOf(places, n), Arrays.copyOfRange(places, n, n + m));
                addDivision(guesses, a, b, Arrays.copyOfRange(places, m, n + m), Arrays.copyOf(places, m));
            }
        }
    }

    /** The quotient and the remainder are at these places; at none where they are no outputs. */
    private void addDivision(List<Guess> guesses, int[] a, int[] b, int[] quotient, int[] remainder) {
        if (!isAll(zero, quotient, true) || !isAll(zero, remainder, false)) {
            return;
        }
        int[] places = Arrays.copyOf(quotient, quotient.length + remainder.length);
        System.arraycopy(remainder, 0, places, quotient.length, remainder.length);
        for (boolean signed : new boolean[] {false, true}) {
            Outputs kept = new Outputs(a, b, quotient.length, remainder.length, signed);
            guesses.add(new Guess(
                    places,
                    net -> kept.of(net, (x, y) -> Divider.divide(net, x, Arrays.copyOf(y, x.length), false)),
                    net -> kept.of(net, (x, y) -> TextbookDivision.restoring(net, x, y))));
        }
    }

    private static boolean isAll(boolean[] values, int[] places, boolean value) {
        return Arrays.stream(places).allMatch(place -> values[place] == value);
    }

    /** Which bits of a division are outputs; a signed one divides the absolute values and then gives the results their signs. */
    private record Outputs(int[] a, int[] b, int quotientBits, int remainderBits, boolean signed) {

        int[] of(Netlist net, BiFunction<int[], int[], QuotientRemainder> division) {
            int signA = signed ? a[a.length - 1] : Netlist.FALSE;
            int signB = signed ? b[b.length - 1] : Netlist.FALSE;
            QuotientRemainder result = division.apply(Adder.negateIf(net, signA, a), Adder.negateIf(net, signB, b));
            int[] quotient = Adder.negateIf(net, net.xor(signA, signB), result.quotient());
            int[] remainder = Adder.negateIf(net, signA, result.remainder());
            int[] bits = Arrays.copyOf(quotient, quotientBits + remainderBits);
            System.arraycopy(remainder, 0, bits, quotientBits, remainderBits);
            return bits;
        }
    }

    /** Whether a circuit has the outputs of the graph on random inputs. */
    private boolean agrees(Guess guess) {
        Graph other = OutputReplacement.made(graph, guess.best);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < Samples.WORDS; round++) {
            long[] word = new long[inputs];
            for (int i = 0; i < inputs; i++) {
                word[i] = Samples.bits(random, round);
            }
            Simulator first = Simulator.run(graph.net(), word);
            Simulator second = Simulator.run(other.net(), word);
            for (int k = 0; k < outputs; k++) {
                if (first.value(graph.outputs()[guess.places[k]]) != second.value(other.outputs()[k])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Proves the guess on its model, in that form of the graph which has more of its signals. */
    private boolean isProved(Guess guess) {
        Graph model = OutputReplacement.made(graph, guess.model).swept();
        SampledValues signals = new SampledValues(model);
        Graph given = OutputReplacement.alone(graph, guess.places);
        // carries that look ahead have little in common with those of the model
        Graph chained = CarryRewriting.repeated(AdderShapes.run(given, true)).swept();
        int missing = new SampledValues(given).missing(signals);
        int missingInChained = new SampledValues(chained).missing(signals);
        // more proofs fail in wider divisions that are proved in the end
        int failedProofs = Math.max(OutputReplacement.FAILED_PROOFS, outputs);
        return Math.min(missing, missingInChained) < MOST_MISSING * signals.count()
                && OutputReplacement.isProved(model, missing <= missingInChained ? given : chained, failedProofs);
    }
}
