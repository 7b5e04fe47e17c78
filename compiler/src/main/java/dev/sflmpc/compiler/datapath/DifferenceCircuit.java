package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Choice;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Count;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Extremum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import dev.sflmpc.compiler.datapath.Differences.Home;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes words out of their differences from each other. */
final class DifferenceCircuit {

    private record Edge(int word, int from) {}

    private final DifferenceGraph graph;
    private final Differences differences;
    private final Netlist net;
    private final Map<Integer, Integer> nodes;
    private final SmallSubtraction subtraction;
    private final Map<Edge, Thermometer> made = new HashMap<>();

    /** @param nodes for each node that is read its new literal */
    DifferenceCircuit(
            DifferenceGraph graph,
            Differences differences,
            Netlist net,
            Map<Integer, Integer> nodes,
            SmallSubtraction subtraction) {
        this.graph = graph;
        this.differences = differences;
        this.net = net;
        this.nodes = nodes;
        this.subtraction = subtraction;
    }

    /** A word: that at the end of its pivots, and the sum of all differences up to there. */
    int[] word(int number) {
        int width = graph.word(number).length;
        ColumnSum sum = new ColumnSum(width);
        int at = number;
        for (Optional<Home> home = differences.home(at); home.isPresent(); home = differences.home(at)) {
            Thermometer difference = between(at, home.get().pivot());
            sum.addConstant(BigInteger.valueOf(difference.min()));
            for (int bit : difference.bits()) {
                sum.addBit(bit, 0);
            }
            at = home.get().pivot();
        }
        int[] last = graph.word(at).clone();
        for (int i = 0; i < last.length; i++) {
            last[i] = literal(last[i]);
        }
        sum.add(last, 0);
        return sum.sum(net);
    }

    /** The word less the other, to which it is related. */
    private Thermometer between(int word, int from) {
        if (word == from) {
            return Thermometer.constant(0);
        }
        Edge edge = new Edge(word, from);
        Thermometer known = made.get(edge);
        if (known == null) {
            known = make(word, from);
            made.put(edge, known);
        }
        return known;
    }

    private Thermometer make(int word, int from) {
        Optional<Home> home = differences.home(word, from);
        if (home.isEmpty()) {
            return between(from, word).negated();
        }
        int pivot = home.get().pivot();
        Joint joint = home.get().joint().get(from);
        if (pivot == from || joint == null) {
            return defined(graph.definition(word).orElseThrow(), from)
                    .within(home.get().min(), home.get().max());
        }
        return subtraction.subtract(net, between(word, pivot), between(from, pivot), joint);
    }

    private Thermometer defined(Definition definition, int pivot) {
        return switch (definition) {
            case Extremum(boolean greatest, Term left, Term right) ->
                Thermometer.extremum(net, greatest, term(left, pivot), term(right, pivot));
            case Choice(int condition, Term whenTrue, Term whenFalse) ->
                Thermometer.choice(net, literal(condition), term(whenTrue, pivot), term(whenFalse, pivot));
            case Count(Term term, int[] bits) -> {
                Thermometer sum = term(term, pivot);
                for (int bit : bits) {
                    sum = sum.plusBit(net, literal(bit));
                }
                yield sum;
            }
        };
    }

    private Thermometer term(Term term, int pivot) {
        return between(term.word(), pivot).plus(term.offset());
    }

    private int literal(int old) {
        return old <= Netlist.TRUE ? old : nodes.getOrDefault(old >>> 1, Netlist.FALSE) ^ (old & 1);
    }
}
