package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.arithmetic.Selector;
import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Product;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.elaborate.Sum.Unfinished;
import dev.sflmpc.compiler.elaborate.Value.Stored;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects between sums before they have gates: what both add is added once, what one adds and the other subtracts is negated
 * under the condition, which costs no gate of its own, and only the rest is selected.
 */
final class SumSelection {

    /** How far back two values are searched for a sum that both build upon. */
    private static final int MAX_STEPS_BACK = 16;

    private final Tape tape;
    private final Values values;
    private final Sums sums;
    private final SelectedProducts selectedProducts;

    SumSelection(Tape tape, Values values, Sums sums) {
        this.tape = tape;
        this.values = values;
        this.sums = sums;
        this.selectedProducts = new SelectedProducts(values);
    }

    /** {@code condition ? whenTrue : whenFalse}; nothing where sums have nothing in common. */
    Optional<Value> merge(Value condition, Value whenTrue, Value whenFalse) {
        if (!isUnbuilt(whenTrue) && !isUnbuilt(whenFalse)) {
            return Optional.empty();
        }
        Value base = commonBase(whenTrue, whenFalse);
        List<Term> onTrue = base == null ? Sums.flatten(whenTrue) : termsSince(base, whenTrue);
        List<Term> onFalse = base == null ? Sums.flatten(whenFalse) : termsSince(base, whenFalse);
        if (base != null && sharesComparison(condition, base, onTrue, onFalse)) {
            return Optional.empty();
        }
        if (base != null && isUndone(base, onTrue, onFalse)) {
            base = null;
        }
        int origin = onFalse.isEmpty() ? originOf(whenTrue) : onTrue.isEmpty() ? originOf(whenFalse) : here();
        List<Term> terms = takeCommon(onTrue, onFalse);
        terms.addAll(takeConstants(condition, onTrue, onFalse));
        terms.addAll(takeOpposite(condition, onTrue, onFalse));
        terms.addAll(selectedProducts.take(condition, onTrue, onFalse));
        ValueType type = whenTrue.type();
        if (base == null && terms.isEmpty()) {
            return byBorrow(condition, onTrue, onFalse).map(on -> built(on, type, onTrue, onFalse));
        }
        if (!onTrue.isEmpty() || !onFalse.isEmpty()) {
            terms.add(selected(condition, type, onTrue, onFalse));
        }
        Sum merged = sums.sum(type, base, terms, origin);
        merged.setKnownRange(values.range(whenTrue).or(values.range(whenFalse)));
        // one bit of a sum is free, and what is added to it later has less to carry
        return Optional.of(values.range(merged).equals(Range.BIT) ? sums.build(merged) : merged);
    }

    /**
     * Whether just a word is subtracted that the condition found to be no more than the base: then the difference is made of
     * the gates of the comparison, and a selection costs less than a subtraction of the selected.
     */
    private boolean sharesComparison(Value condition, Value base, List<Term> onTrue, List<Term> onFalse) {
        boolean onlyTrue = onFalse.isEmpty() && onTrue.size() == 1;
        boolean onlyFalse = onTrue.isEmpty() && onFalse.size() == 1;
        if (!onlyTrue && !onlyFalse || !(condition instanceof Word word)) {
            return false;
        }
        int fits = word.bits()[0] ^ (onlyTrue ? 0 : 1);
        return (onlyTrue ? onTrue : onFalse).getFirst() instanceof Plain(Value subtracted, BigInteger factor)
                && word.segment().insights().comparison(fits ^ 1) instanceof Insights.Less(Word less, Word more)
                && isSameNumber(less, base)
                && (values.range(subtracted).isSingle()
                        ? Range.of(values.range(subtracted).min().multiply(factor.negate()))
                                .equals(more.range())
                        : factor.negate().equals(BigInteger.ONE) && isSameNumber(more, subtracted));
    }

    /** Whether a value is what a word is where no more is known of it: its low bits, and zeros. */
    private boolean isSameNumber(Word word, Value value) {
        if (isUnbuilt(value)) {
            return false;
        }
        int[] bits = values.bits(value);
        int width = bits.length;
        while (width > 0 && bits[width - 1] == Netlist.FALSE) {
            width--;
        }
        return width <= word.bits().length && Arrays.equals(bits, 0, width, word.bits(), 0, width);
    }

    /** The line that adds, not the condition around it. */
    private int originOf(Value value) {
        return value instanceof Sum sum ? sum.origin() : here();
    }

    private int here() {
        return tape.origin().get();
    }

    private static boolean isUnbuilt(Value value) {
        return value instanceof Sum sum && sum.built() == null;
    }

    // ---- what two sums have in common

    private @Nullable Value commonBase(Value a, Value b) {
        Value p = a;
        for (int i = 0; i < MAX_STEPS_BACK && p != null; i++) {
            Value q = b;
            for (int j = 0; j < MAX_STEPS_BACK && q != null; j++) {
                if (isSame(p, q)) {
                    return inBoth(p, q);
                }
                q = stepBack(q);
            }
            p = stepBack(p);
        }
        return null;
    }

    private static @Nullable Value stepBack(Value value) {
        return value instanceof Sum sum ? sum.before() : null;
    }

    private List<Term> termsSince(Value base, Value value) {
        List<Term> terms = new ArrayList<>();
        Value at = value;
        while (!isSame(at, base) && at instanceof Sum sum && sum.before() != null) {
            terms.addAll(0, sum.terms());
            at = sum.before();
        }
        return terms;
    }

    /** Whether two scalars are the same; of a word in two branches other ranges may be known. */
    private boolean isSame(Value first, Value second) {
        if (first.equals(second)) {
            return true;
        }
        Value a = made(first);
        Value b = made(second);
        if (a instanceof Word p && b instanceof Word q) {
            return p.segment() == q.segment() && p.type().equals(q.type()) && Arrays.equals(p.bits(), q.bits());
        }
        return a instanceof Word p && b instanceof Stored q && isSame(p, q)
                || a instanceof Stored r && b instanceof Word s && isSame(s, r);
    }

    private boolean isSame(Word a, Stored b) {
        return a.segment() == tape.segment() && a.type().equals(b.type()) && Arrays.equals(a.bits(), values.bits(b));
    }

    /** What is known of a scalar in both branches. */
    private static Value inBoth(Value a, Value b) {
        if (a instanceof Word p && b instanceof Word q) {
            return Word.within(p.range().or(q.range()), p.type(), p.segment(), p.bits());
        }
        return a instanceof Word ? b : a;
    }

    /** Whether one of two sums subtracts what both build upon; then the other one adds it instead. */
    private boolean isUndone(Value base, List<Term> onTrue, List<Term> onFalse) {
        if (isUnbuilt(base)) {
            return false;
        }
        BigInteger minusOne = BigInteger.ONE.negate();
        boolean isUndone = true;
        if (take(onTrue, base, minusOne).isPresent()) {
            onFalse.addFirst(Plain.of(base, false));
        } else if (take(onFalse, base, minusOne).isPresent()) {
            onTrue.addFirst(Plain.of(base, false));
        } else {
            isUndone = false;
        }
        return isUndone;
    }

    /** Takes out a word with a factor, if it is there. */
    private Optional<Value> take(List<Term> terms, Value scalar, BigInteger factor) {
        for (Term term : terms) {
            if (term instanceof Plain plain && plain.factor().equals(factor) && isSame(plain.scalar(), scalar)) {
                terms.remove(term);
                return Optional.of(plain.scalar());
            }
        }
        return Optional.empty();
    }

    /** Removes what both add. */
    private List<Term> takeCommon(List<Term> onTrue, List<Term> onFalse) {
        List<Term> common = new ArrayList<>();
        for (Term term : List.copyOf(onTrue)) {
            if (term instanceof Plain(Value scalar, BigInteger factor)) {
                take(onFalse, scalar, factor).ifPresent(other -> {
                    onTrue.remove(term);
                    common.add(new Plain(inBoth(scalar, other), factor));
                });
            } else if (onFalse.remove(term)) {
                onTrue.remove(term);
                common.add(term);
            }
        }
        return common;
    }

    /** Removes one of two constants: the other one, and their difference times the condition, which has one bit. */
    private List<Term> takeConstants(Value condition, List<Term> onTrue, List<Term> onFalse) {
        Optional<BigInteger> a = constant(onTrue);
        Optional<BigInteger> b = constant(onFalse);
        if (a.isEmpty() || b.isEmpty()) {
            return List.of();
        }
        onTrue.clear();
        onFalse.clear();
        Value on = values.bool(values.bit(condition));
        return List.of(
                new Plain(values.bool(Netlist.TRUE), b.get()),
                new Plain(on, a.get().subtract(b.get())));
    }

    /** The only term, if it is a constant. */
    private Optional<BigInteger> constant(List<Term> terms) {
        return terms.size() == 1
                        && terms.getFirst() instanceof Plain(Value scalar, BigInteger factor)
                        && values.range(scalar).isSingle()
                ? Optional.of(values.range(scalar).min().multiply(factor))
                : Optional.empty();
    }

    /** Removes what one adds and the other one subtracts. */
    private List<Term> takeOpposite(Value condition, List<Term> onTrue, List<Term> onFalse) {
        List<Term> flipped = new ArrayList<>();
        for (Term term : List.copyOf(onTrue)) {
            if (term instanceof Plain(Value scalar, BigInteger factor) && isUnit(factor)) {
                takeAs(condition, onFalse, scalar, factor.negate()).ifPresent(both -> {
                    onTrue.remove(term);
                    flipped.add(either(
                            condition,
                            new Plain(both.whenTrue(), factor),
                            new Plain(both.whenFalse(), factor.negate())));
                });
            }
        }
        return flipped;
    }

    /** One scalar, with what is known of it where a condition holds and where it does not. */
    private record Both(Value whenTrue, Value whenFalse) {}

    /** Takes out of what is added where a condition does not hold a word that is the given one as far as it is chosen. */
    private Optional<Both> takeAs(Value condition, List<Term> onFalse, Value whenTrue, BigInteger factor) {
        Optional<Value> same = take(onFalse, whenTrue, factor);
        if (same.isPresent()) {
            return Optional.of(new Both(whenTrue, same.get()));
        }
        for (Term term : onFalse) {
            if (term instanceof Plain plain
                    && plain.factor().equals(factor)
                    && made(whenTrue) instanceof Word a
                    && made(plain.scalar()) instanceof Word b
                    && a.segment() == b.segment()
                    && a.type().equals(b.type())) {
                Word whole = values.selections().unrefined(condition, a, b);
                if (whole != null) {
                    onFalse.remove(term);
                    return Optional.of(new Both(known(whole, a.range()), known(whole, b.range())));
                }
            }
        }
        return Optional.empty();
    }

    private static Word known(Word word, Range range) {
        return new Word(word.type(), word.segment(), word.bits(), range);
    }

    /** A sum that has gates as the word that it is. */
    private static Value made(Value value) {
        return value instanceof Sum sum && sum.built() != null ? sum.built() : value;
    }

    private static boolean isUnit(BigInteger factor) {
        return factor.abs().equals(BigInteger.ONE);
    }

    // ---- selecting the rest

    private Term selected(Value condition, ValueType type, List<Term> onTrue, List<Term> onFalse) {
        if (onFalse.isEmpty() && onTrue.size() == 1) {
            return gated(condition, onTrue.getFirst(), false);
        }
        if (onTrue.isEmpty() && onFalse.size() == 1) {
            return gated(condition, onFalse.getFirst(), true);
        }
        if (onTrue.size() == 1
                && onFalse.size() == 1
                && onTrue.getFirst() instanceof Plain a
                && onFalse.getFirst() instanceof Plain b
                && isUnit(a.factor())
                && isUnit(b.factor())) {
            return a.factor().equals(b.factor())
                    ? new Plain(values.selections().select(condition, a.scalar(), b.scalar()), a.factor())
                    : either(condition, a, b);
        }
        Value on = byBorrow(condition, onTrue, onFalse).orElse(condition);
        return Plain.of(built(on, type, onTrue, onFalse), false);
    }

    private Value built(Value condition, ValueType type, List<Term> onTrue, List<Term> onFalse) {
        Value a = sums.build(sums.sum(type, null, onTrue));
        Value b = sums.build(sums.sum(type, null, onFalse));
        return values.selections().select(condition, a, b);
    }

    /**
     * For {@code x - y} or nothing where {@code y < x}: the condition does not matter for equal words, and {@code !(x < y)} is
     * the borrow of the difference.
     */
    private Optional<Value> byBorrow(Value condition, List<Term> onTrue, List<Term> onFalse) {
        List<Term> terms = isNothing(onFalse) ? onTrue : onFalse;
        if (!isNothing(onTrue) && !isNothing(onFalse)
                || terms.size() != 2
                || !(terms.getFirst() instanceof Plain first)
                || !(terms.getLast() instanceof Plain last)
                || !isUnit(first.factor())
                || !last.factor().equals(first.factor().negate())) {
            return Optional.empty();
        }
        boolean inOrder = first.factor().signum() > 0;
        return byBorrow(condition, inOrder ? first.scalar() : last.scalar(), inOrder ? last.scalar() : first.scalar());
    }

    private Optional<Value> byBorrow(Value condition, Value added, Value subtracted) {
        if (!(condition instanceof Word on) || on.segment() != tape.segment()) {
            return Optional.empty();
        }
        for (int truth = 0; truth < 2; truth++) {
            if (on.segment().insights().comparison(on.bits()[0] ^ truth) instanceof Insights.Less(Word less, Word more)
                    && isSame(less, subtracted)
                    && isSame(more, added)) {
                boolean signed = Types.isSigned(more.type());
                int opposite = Comparator.less(tape.netlist(), more.bits(), less.bits(), signed);
                return Optional.of(values.bool(opposite ^ 1 ^ truth));
            }
        }
        return Optional.empty();
    }

    private boolean isNothing(List<Term> terms) {
        return terms.isEmpty()
                || constant(terms).filter(BigInteger.ZERO::equals).isPresent();
    }

    /** One of two words, exactly one of which is subtracted: {@code -x = ~x + 1}. */
    private Unfinished either(Value condition, Plain whenTrue, Plain whenFalse) {
        boolean isNegativeOnTrue = whenTrue.factor().signum() < 0;
        int carry = values.bit(condition) ^ (isNegativeOnTrue ? 0 : 1);
        int[] a = values.bits(whenTrue.scalar());
        int[] b = values.bits(whenFalse.scalar());
        int[] inverted = isNegativeOnTrue ? a : b;
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] ^= 1;
        }
        Netlist netlist = tape.netlist();
        int[] low = Selector.mux(netlist, values.bit(condition), a, b);
        Range range = values.range(whenTrue.scalar())
                .times(whenTrue.factor())
                .or(values.range(whenFalse.scalar()).times(whenFalse.factor()));
        return new Unfinished(values.word(whenTrue.scalar().type(), low), values.bool(carry), range);
    }

    /** A term that counts only where the condition holds, or where it does not. */
    private Term gated(Value condition, Term term, boolean isInverted) {
        return switch (term) {
            case Plain(Value scalar, BigInteger factor) -> new Plain(gated(condition, scalar, isInverted), factor);
            case Product(Value left, Value right, boolean negative) ->
                new Product(gated(condition, left, isInverted), right, negative);
            case Unfinished(Word low, Word carry, Range range) ->
                new Unfinished(
                        plain(gated(condition, low, isInverted)),
                        plain(gated(condition, carry, isInverted)),
                        range.or(Range.of(BigInteger.ZERO)));
        };
    }

    private static Word plain(Word word) {
        return new Word(word.type(), word.segment(), word.bits());
    }

    private Word gated(Value condition, Value scalar, boolean isInverted) {
        int[] bits = values.bits(scalar);
        Range range = values.range(scalar).or(Range.of(BigInteger.ZERO));
        if (values.selections().isZero(condition, isInverted, values.word(scalar.type(), bits))) {
            return Word.within(range, scalar.type(), tape.segment(), bits);
        }
        int on = values.bit(condition) ^ (isInverted ? 1 : 0);
        int[] gated = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            gated[i] = tape.netlist().and(bits[i], on);
        }
        if (values.range(scalar).equals(Range.BIT)) { // as the first differences of a table are
            tape.segment().words().select(on, bits, new int[bits.length], gated);
        } else {
            tape.segment().words().condition(on);
        }
        return Word.within(range, scalar.type(), tape.segment(), gated);
    }
}
