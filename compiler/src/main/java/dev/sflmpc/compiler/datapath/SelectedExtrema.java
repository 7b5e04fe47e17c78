package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Extremum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Selections by comparisons that are the lesser or the greater of the two words selected. */
final class SelectedExtrema {

    /** What a number can be. */
    private record Span(int min, int max) {}

    /** {@code lesser <= greater} where some literal holds, and {@code greater <= lesser} where it does not. */
    private record Order(Term lesser, Term greater) {}

    private final Netlist net;
    private final DifferenceGraph graph;
    private final Map<Integer, List<Less>> comparisons = new HashMap<>();

    SelectedExtrema(Netlist net, DifferenceGraph graph) {
        this.net = net;
        this.graph = graph;
    }

    void add(Less less) {
        comparisons
                .computeIfAbsent(less.result() >>> 1, node -> new ArrayList<>(1))
                .add(less);
    }

    private List<Less> comparisons(int literal) {
        return comparisons.getOrDefault(literal >>> 1, List.of());
    }

    /** The extremum that a selection is, if that can be seen. */
    Optional<Extremum> of(Select select) {
        Term whenTrue = graph.term(select.whenTrue());
        Term whenFalse = graph.term(select.whenFalse());
        Stream<Optional<Extremum>> compared = comparisons(select.condition()).stream()
                .map(less -> select.condition() == less.result()
                        ? ofCompared(less, whenTrue, whenFalse)
                        : ofCompared(less, whenFalse, whenTrue));
        Stream<Optional<Extremum>> both = Stream.of(
                ofBoth(select.condition(), whenTrue, whenFalse), ofBoth(select.condition() ^ 1, whenFalse, whenTrue));
        return Stream.concat(compared, both).flatMap(Optional::stream).findFirst();
    }

    /** One of the words that are compared, or the constant that it is in this case. */
    private Optional<Extremum> ofCompared(Less less, Term ifLess, Term ifNot) {
        Term left = graph.term(less.left());
        Term right = graph.term(less.right());
        Span a = span(less.left());
        Span b = span(less.right());
        Span lesserLeft = new Span(a.min, Math.min(a.max, b.max - 1));
        Span greaterRight = new Span(Math.max(b.min, a.min + 1), b.max);
        Span greaterLeft = new Span(Math.max(a.min, b.min), a.max);
        Span lesserRight = new Span(b.min, Math.min(b.max, a.max));
        if (isMeant(ifLess, left, lesserLeft) && isMeant(ifNot, right, lesserRight)) {
            return Optional.of(new Extremum(false, left, right));
        }
        return isMeant(ifLess, right, greaterRight) && isMeant(ifNot, left, greaterLeft)
                ? Optional.of(new Extremum(true, left, right))
                : Optional.empty();
    }

    /** What the constant bits of a word leave, or what it is for both values of its only secret node. */
    private static Span span(int[] word) {
        int[] bits = DifferenceGraph.trimmed(word);
        if (bits.length > DifferenceGraph.LARGEST_CONSTANT_BITS) {
            return new Span(0, Integer.MAX_VALUE);
        }
        int top = Word.top(bits);
        boolean isOneNode = Arrays.stream(bits).allMatch(literal -> literal <= Netlist.TRUE || literal >>> 1 == top);
        int[] values = new int[2];
        for (int i = 0; i < bits.length; i++) {
            boolean isSecret = bits[i] > Netlist.TRUE;
            values[0] |= (isSecret && !isOneNode ? 0 : bits[i] & 1) << i;
            values[1] |= (isSecret ? isOneNode ? bits[i] & 1 ^ 1 : 1 : bits[i]) << i;
        }
        return new Span(Math.min(values[0], values[1]), Math.max(values[0], values[1]));
    }

    /** Whether a term is another one, or the constant that this is since it lies in a span. */
    private static boolean isMeant(Term term, Term other, Span span) {
        boolean isOnly = span.min == span.max && term.equals(new Term(DifferenceGraph.ZERO, span.min));
        return isOnly || term.equals(other);
    }

    /** A word that is before both of two others, or else the first of these. */
    private Optional<Extremum> ofBoth(int condition, Term ifBoth, Term ifNot) {
        int node = condition >>> 1;
        Definition rest = graph.definition(ifNot.word()).orElse(null);
        if ((condition & 1) != 0
                || net.isInput(node)
                || !net.isAnd(node)
                || ifNot.offset() != 0
                || !(rest instanceof Extremum extremum)) {
            return Optional.empty();
        }
        Term x = extremum.left();
        Term y = extremum.right();
        boolean greatest = extremum.greatest();
        boolean isFirst = isBefore(net.left(node), ifBoth, x, greatest)
                        && isBefore(net.right(node), ifBoth, y, greatest)
                || isBefore(net.left(node), ifBoth, y, greatest) && isBefore(net.right(node), ifBoth, x, greatest);
        return isFirst ? Optional.of(new Extremum(greatest, ifBoth, ifNot)) : Optional.empty();
    }

    private boolean isBefore(int literal, Term first, Term second, boolean descending) {
        Order wanted = descending ? new Order(second, first) : new Order(first, second);
        return comparisons(literal).stream().anyMatch(less -> {
            Term left = graph.term(less.left());
            Term right = graph.term(less.right());
            return wanted.equals(literal == less.result() ? new Order(left, right) : new Order(right, left));
        });
    }
}
