package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.datapath.ComparedPair.Order;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One bit taken apart: the pairs of words that decide it, the first one first, and what is left where all are equal. */
final class DecisionList {

    private static final int LEAST_LENGTH = 2;

    /** How a pair decides. */
    private enum Kind {
        /** 1 where the left word is less, 0 where it is greater. */
        LESS,
        /** 1 where the left word is greater, 0 where it is less. */
        GREATER,
        /** By {@link Step#value} where the words differ. */
        DIFFERENT,
        /** By {@link Step#value} where they are the same; then the rest counts where they differ. */
        SAME
    }

    /** @param value a constant or a leaf */
    private record Step(Kind kind, ComparedPair pair, int value) {

        /** The literal that says whether the words are the same, where it is used. */
        int same() {
            boolean isOrder = kind == Kind.LESS || kind == Kind.GREATER;
            return isOrder ? Netlist.FALSE : pair.same().orElse(Netlist.FALSE);
        }
    }

    private final Cone cone;
    private final List<ComparedPair> remaining;
    private final List<Step> steps = new ArrayList<>();
    private int rest;

    private DecisionList(Cone cone, List<ComparedPair> pairs) {
        this.cone = cone;
        remaining = new ArrayList<>(pairs);
        rest = cone.root();
    }

    /** The bit made anew; nothing where fewer than two pairs decide it. */
    static Optional<Replacement> of(int node, Cone cone, List<ComparedPair> pairs) {
        DecisionList list = new DecisionList(cone, pairs);
        list.takeApart();
        boolean isOrdered = list.steps.stream().anyMatch(step -> step.kind == Kind.LESS || step.kind == Kind.GREATER);
        boolean isLong = list.steps.size() >= LEAST_LENGTH || isOrdered && !cone.isConstant(list.rest);
        return isLong ? Optional.of(list.replacement(node)) : Optional.empty();
    }

    private void takeApart() {
        int at = 0;
        while (!cone.isConstant(rest) && !remaining.isEmpty()) {
            at = next(at);
            if (at < 0) {
                return;
            }
            remaining.remove(at);
        }
    }

    /** Takes the first pair from an index on, or from the end back, that decides; its index. */
    private int next(int from) {
        for (int i = from; i < remaining.size(); i++) {
            if (decides(remaining.get(i))) {
                return i;
            }
        }
        for (int i = Math.min(from, remaining.size()) - 1; i >= 0; i--) {
            if (decides(remaining.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean decides(ComparedPair pair) {
        Optional<Map<Integer, Integer>> less = pair.when(Order.LESS);
        Optional<Map<Integer, Integer>> greater = pair.when(Order.GREATER);
        Optional<Map<Integer, Integer>> same = pair.when(Order.SAME);
        if (less.isEmpty() || greater.isEmpty() || same.isEmpty()) {
            return false;
        }
        int mark = cone.mark();
        int onLess = cone.restricted(rest, less.get());
        int onGreater = cone.restricted(rest, greater.get());
        int onSame = cone.restricted(rest, same.get());
        if (onLess == rest && onGreater == rest) {
            cone.forgetFrom(mark);
            return false;
        }
        if (cone.isConstant(onLess) && cone.isConstant(onGreater)) {
            Kind kind = onLess == onGreater ? Kind.DIFFERENT : onLess == Netlist.TRUE ? Kind.LESS : Kind.GREATER;
            steps.add(new Step(kind, pair, onLess));
            rest = onSame;
            return true;
        }
        if (pair.same().isPresent()) {
            int onDifferent = cone.restricted(rest, pair.whenDifferent());
            if (cone.isSimple(onDifferent) || cone.isSimple(onSame)) {
                boolean isDifferent = cone.isSimple(onDifferent);
                steps.add(new Step(isDifferent ? Kind.DIFFERENT : Kind.SAME, pair, isDifferent ? onDifferent : onSame));
                rest = isDifferent ? onSame : onDifferent;
                return true;
            }
        }
        cone.forgetFrom(mark);
        return false;
    }

    // ---- making it anew

    private Replacement replacement(int node) {
        List<Integer> functions = new ArrayList<>(List.of(rest));
        List<int[]> inputs = new ArrayList<>();
        for (Step step : steps) {
            functions.add(step.value);
            inputs.add(step.pair.left());
            inputs.add(step.pair.right());
            inputs.add(new int[] {step.same()});
        }
        int[] leaves = cone.leaves(functions);
        inputs.addFirst(leaves);
        return new Replacement(Word.concat(inputs), new int[] {2 * node}, (net, given) ->
                new int[] {build(net, cone.values(leaves, given), given, leaves.length)});
    }

    /** From the last pair to the first. */
    private int build(Netlist net, Map<Integer, Integer> leaves, int[] given, int from) {
        int[] offsets = new int[steps.size()];
        int at = from;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += 2 * steps.get(i).pair.left().length + 1;
        }
        int bit = cone.build(net, rest, leaves);
        for (int i = offsets.length - 1; i >= 0; i--) {
            Step step = steps.get(i);
            int middle = offsets[i] + step.pair.left().length;
            int end = middle + step.pair.left().length;
            int[] left = Arrays.copyOfRange(given, offsets[i], middle);
            int[] right = Arrays.copyOfRange(given, middle, end);
            boolean signed = step.pair.signed();
            bit = switch (step.kind) {
                case LESS -> Comparator.less(net, left, right, signed, bit);
                case GREATER -> Comparator.less(net, right, left, signed, bit);
                case SAME, DIFFERENT -> {
                    int same = step.pair.same().isPresent() ? given[end] : Comparator.equal(net, left, right);
                    int value = cone.build(net, step.value, leaves);
                    yield net.mux(step.kind == Kind.SAME ? same : same ^ 1, value, bit);
                }
            };
        }
        return bit;
    }
}
