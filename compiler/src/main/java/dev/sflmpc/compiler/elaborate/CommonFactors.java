package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.LinearForm.Factors;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the terms of a sum that count under conditions have in common: {@code e1*a*b1 + e2*a*b2 = a * (e1*b1 + e2*b2)}, and
 * {@code e1*a + e2*a = a * (e1 + e2)}, modulo 2^width. A join multiplies once for each row instead of once for each pair.
 *
 * <p>The word that most of the terms that are left share is taken first, and each term once. Where none of those terms has a condition there is
 * nothing that {@link LinearForm} does not see itself.
 */
final class CommonFactors {

    /** Conditions times one word or two. */
    private record Term(
            Set<Integer> conditions,
            Literals first,
            @Nullable Literals second,
            boolean negative) {

        @Nullable
        Literals without(Literals factor) {
            return first.equals(factor) ? second : first;
        }

        /** Whether it is 0 under conditions, the product of two bits among others. */
        boolean isMasked() {
            return !conditions.isEmpty() || second != null && isBit(first.bits()) && isBit(second.bits());
        }
    }

    private record Group(Literals factor, List<Term> terms) {}

    /** The terms that share the factor that comes {@code number}-th, those that other groups took since maybe among them. */
    private record Shared(int number, Literals factor, List<Term> terms) {}

    private final Netlist netlist;
    private final int width;
    private final Map<Literals, BigInteger> multiples = new LinkedHashMap<>();
    private final List<Factors> products = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    private CommonFactors(Netlist netlist, int width) {
        this.netlist = netlist;
        this.width = width;
    }

    /** The common factors of a sum; nothing if no two terms, one of them under conditions, have one. */
    static Optional<CommonFactors> of(
            Netlist netlist, int width, Map<Literals, BigInteger> multiples, List<Factors> products) {
        CommonFactors common = new CommonFactors(netlist, width);
        Map<Term, Runnable> terms = new LinkedHashMap<>();
        multiples.forEach((word, factor) -> {
            Runnable keep = () -> common.multiples.put(word, factor);
            boolean isUnit = factor.abs().equals(BigInteger.ONE);
            if (!isUnit || terms.putIfAbsent(common.term(word.bits(), factor.signum() < 0), keep) != null) {
                keep.run();
            }
        });
        for (Factors product : products) {
            Runnable keep = () -> common.products.add(product);
            Term term = common.term(product);
            if (term.first.equals(term.second) || terms.putIfAbsent(term, keep) != null) {
                keep.run();
            }
        }
        common.group(terms.keySet());
        terms.values().forEach(Runnable::run);
        return common.groups.isEmpty() ? Optional.empty() : Optional.of(common);
    }

    private Term term(int[] word, boolean negative) {
        int[] operands = isBit(word) ? MaskedWord.operands(netlist, word[0]) : new int[0];
        if (operands.length > 0) {
            return new Term(Set.of(), new Literals(bit(operands[0])), new Literals(bit(operands[1])), negative);
        }
        MaskedWord masked = MaskedWord.of(netlist, word);
        return new Term(masked.conditions(), new Literals(masked.word()), null, negative);
    }

    private Term term(Factors product) {
        MaskedWord left = MaskedWord.of(netlist, product.left());
        MaskedWord right = MaskedWord.of(netlist, product.right());
        Set<Integer> conditions = new TreeSet<>(left.conditions());
        conditions.addAll(right.conditions());
        return new Term(conditions, new Literals(left.word()), new Literals(right.word()), product.negative());
    }

    private int[] bit(int literal) {
        int[] word = new int[width];
        word[0] = literal;
        return word;
    }

    private static boolean isBit(int[] word) {
        return Arrays.stream(word).skip(1).allMatch(literal -> literal == Netlist.FALSE);
    }

    /** Takes out of the terms those that share a factor. */
    private void group(Set<Term> terms) {
        Map<Literals, List<Term>> sharing = new LinkedHashMap<>();
        for (Term term : terms) {
            sharing.computeIfAbsent(term.first, word -> new ArrayList<>(1)).add(term);
            if (term.second != null) {
                sharing.computeIfAbsent(term.second, word -> new ArrayList<>(1)).add(term);
            }
        }
        Queue<Shared> order = new PriorityQueue<>(
                Comparator.comparingInt((Shared shared) -> -shared.terms.size()).thenComparingInt(Shared::number));
        sharing.forEach((factor, sharers) -> order.add(new Shared(order.size(), factor, sharers)));
        while (!order.isEmpty()) {
            Shared next = order.remove();
            List<Term> left = next.terms.stream().filter(terms::contains).toList();
            if (left.size() < 2 || left.stream().noneMatch(Term::isMasked)) {
                continue;
            }
            if (left.size() < next.terms.size()) {
                order.add(new Shared(next.number, next.factor, left));
                continue;
            }
            groups.add(new Group(next.factor, left));
            left.forEach(terms::remove);
        }
    }

    /** The same sum with one product for each group. */
    int[] build(BigInteger constant) {
        LinearForm form = new LinearForm(netlist, width);
        multiples.forEach((word, factor) -> form.add(word.bits(), factor));
        products.forEach(product -> form.addProduct(product.left(), product.right(), product.negative()));
        form.addConstant(constant);
        for (Group group : groups) {
            boolean isNegative = group.terms().stream().allMatch(Term::negative);
            form.addProduct(group.factor().bits(), cofactor(group, isNegative), isNegative);
        }
        return form.build();
    }

    /** What the factor of a group is multiplied by. */
    private int[] cofactor(Group group, boolean isNegative) {
        boolean isSigned = group.terms().stream().anyMatch(term -> term.negative != isNegative);
        BigInteger most = BigInteger.ZERO;
        List<int[]> words = new ArrayList<>();
        for (Term term : group.terms()) {
            int[] word = masked(term.conditions, term.without(group.factor()));
            most = most.add(Range.of(false, word).max());
            words.add(word);
        }
        int needed = isSigned ? width : Math.min(width, most.bitLength());
        LinearForm sum = new LinearForm(netlist, needed);
        for (int i = 0; i < words.size(); i++) {
            boolean isSubtracted = group.terms().get(i).negative != isNegative;
            sum.add(words.get(i), isSubtracted ? BigInteger.ONE.negate() : BigInteger.ONE);
        }
        return Arrays.copyOf(sum.build(), width);
    }

    private int[] masked(Set<Integer> conditions, @Nullable Literals word) {
        int all = Netlist.TRUE;
        for (int condition : conditions) {
            all = netlist.and(all, condition);
        }
        int[] masked = word == null ? bit(Netlist.TRUE) : word.bits().clone();
        for (int i = 0; i < width; i++) {
            masked[i] = netlist.and(masked[i], all);
        }
        return masked;
    }
}
