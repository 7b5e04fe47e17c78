package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Product;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.elaborate.Sum.Unfinished;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is added up, so that a chain of additions and products becomes one compressor: a loop that adds one-bit values
 * is a popcount, {@code s += a[i] * b[i]} one matrix of columns.
 *
 * <p>A sum joins another one only if nothing else will ask for it: it is a part of the same expression, or the old value of
 * the place that is assigned. Otherwise its bits are made once and used as such.
 *
 * <p>The gates are made later than the statements that add the terms, but belong to them: they are divided among the lines
 * that added something, in proportion to the work of what each added.
 */
final class Sums {

    private final Tape tape;
    private final Values values;
    /** Terms that join another sum at once, at most. */
    private static final int MOST_MOVED = 64;

    private final Places places;
    private final Remainders remainders;

    Sums(Tape tape, Values values, Places places) {
        this.places = places;
        this.tape = tape;
        this.values = values;
        this.remainders = new Remainders(values);
    }

    // ---- making sums

    /**
     * {@code left + right}, or {@code left - right}.
     *
     * @param leftIsOurs whether nothing else asks for {@code left}, likewise for {@code right}
     */
    Value add(ValueType type, Value left, boolean leftIsOurs, Value right, boolean rightIsOurs, boolean subtract) {
        List<Term> terms = new ArrayList<>();
        Value before = leftIsOurs ? left : settled(left);
        if (rightIsOurs && right instanceof Sum sum && canJoin(sum) && !isFree(sum)) {
            flatten(sum).forEach(term -> terms.add(subtract ? negated(term) : term));
        } else {
            terms.add(Plain.of(settled(right), subtract));
        }
        Optional<Sum> reduced = reduced(type, before, terms);
        if (reduced.isPresent()) {
            return reduced.get();
        }
        Sum sum = sum(type, before, terms);
        if (subtract && isOrdered(right, left)) {
            BigInteger most =
                    values.range(left).max().subtract(values.range(right).min());
            sum.setKnownRange(new Range(BigInteger.ZERO, most.max(BigInteger.ZERO)));
        }
        return sum;
    }

    /** Whether {@code less <= more} holds in this branch, and neither is negative. */
    private boolean isOrdered(Value less, Value more) {
        return !values.assumptions().isEmpty()
                && known(less) instanceof Value.Word a
                && known(more) instanceof Value.Word b
                && values.assumptions().isOrdered(a, b);
    }

    /** A scalar as a word, if it has gates. */
    private static Value known(Value scalar) {
        return scalar instanceof Sum sum && sum.built() != null ? sum.built() : scalar;
    }

    /** The same by a remainder, if a dividend and the divisor times the quotient are added and subtracted. */
    private Optional<Sum> reduced(ValueType type, Value before, List<Term> terms) {
        List<Term> last = before instanceof Sum sum ? sum.terms() : List.of();
        if (Stream.of(last, terms).flatMap(List::stream).noneMatch(Remainders::multipliesQuotient)) {
            return Optional.empty();
        }
        List<Term> all = new ArrayList<>(flatten(before));
        all.addAll(terms);
        return remainders.found(type, all).map(rest -> sum(type, null, rest));
    }

    /** {@code left * right} of integers. */
    Value multiply(ValueType type, Value left, Value right) {
        Value a = settled(left);
        Value b = settled(right);
        Range rangeOfA = values.range(a);
        Range rangeOfB = values.range(b);
        if (rangeOfB.isSingle()) {
            return sum(type, null, List.of(new Plain(a, rangeOfB.min())));
        }
        if (rangeOfA.isSingle()) {
            return sum(type, null, List.of(new Plain(b, rangeOfA.min())));
        }
        Value.Word root = root(a, b);
        Product product = root == null ? new Product(a, b, false) : new Product(root, root, false);
        return sum(type, null, List.of(product));
    }

    /** The word that squared is a product, where a factor is a product itself; nothing is loaded for others. */
    private Value.@Nullable Word root(Value left, Value right) {
        if (!isProduct(left) && !isProduct(right)) {
            return null;
        }
        Segment segment = values.memory().segmentOf(List.of(left, right));
        return segment.insights().monomials().root(values.loaded(left, segment), values.loaded(right, segment));
    }

    private static boolean isProduct(Value value) {
        return value instanceof Value.Word word
                && word.segment().insights().monomials().isProduct(word);
    }

    /**
     * {@code -operand}.
     *
     * @param isOurs whether nothing else asks for the operand
     */
    Value negate(ValueType type, Value operand, boolean isOurs) {
        if (isOurs && operand instanceof Sum sum && canJoin(sum)) {
            return sum(type, null, flatten(sum).stream().map(Sums::negated).toList());
        }
        return sum(type, null, List.of(Plain.of(settled(operand), true)));
    }

    /** A sum whose gates count as work at once, so that loops see what their passes cost. */
    Sum sum(ValueType type, @Nullable Value before, List<Term> terms) {
        return sum(type, before, terms, tape.origin().get());
    }

    /** @param origin the place that adds the terms */
    Sum sum(ValueType type, @Nullable Value before, List<Term> terms, int origin) {
        long work = 0;
        for (Term term : terms) {
            work += switch (term) {
                case Plain plain -> plain.scalar() instanceof Value.Word word ? word.secretBits() : type.widthBits();
                case Product product -> work(product, type.widthBits());
                case Unfinished unfinished -> type.widthBits();
            };
        }
        tape.addWork(work);
        return new Sum(type, before, terms, work, origin);
    }

    /** About an AND for each pair of bits that the sum is wide enough for. */
    private long work(Product product, int width) {
        long left = Math.min(width, values.range(product.left()).width());
        long right = Math.min(width, values.range(product.right()).width());
        long above = Math.max(0, left + right - width);
        return Math.max(1, left * right - above * above / 2);
    }

    /** Whether a sum has no gates yet, and not so many parts that moving them again and again takes long. */
    private static boolean canJoin(Sum sum) {
        int parts = 0;
        Value at = sum;
        while (at instanceof Sum link && link.built() == null) {
            parts += link.terms().size();
            at = link.before();
        }
        return parts > 0 && parts <= MOST_MOVED;
    }

    /** The sum as a constant, if all that it adds is known in the branch that is being executed. */
    Value.@Nullable Word constant(Sum sum) {
        if (!canJoin(sum)) {
            return null;
        }
        BigInteger total = BigInteger.ZERO;
        for (Term term : flatten(sum)) {
            Range known = term instanceof Plain plain && plain.scalar() instanceof Value.Word word
                    ? values.assumptions().refined(word).range().times(plain.factor())
                    : null;
            if (known == null || !known.isSingle()) {
                return null;
            }
            total = total.add(known.min());
        }
        ValueType type = sum.type();
        Range number = Range.of(total.mod(BigInteger.ONE.shiftLeft(type.widthBits())));
        int[] bits = number.narrowed(new int[type.widthBits()]);
        return values.word(type, bits);
    }

    /** A sum as the word that it is, if it takes no gates: no two of its terms have bits in one place. */
    Value settledIfFree(Value scalar) {
        return scalar instanceof Sum sum && sum.built() == null && isFree(sum) ? build(sum) : scalar;
    }

    private static boolean isFree(Sum sum) {
        boolean[] taken = new boolean[sum.type().widthBits()];
        for (Term term : flatten(sum)) {
            if (!(term instanceof Plain(Value.Word word, BigInteger factor)) || !factor.equals(BigInteger.ONE)) {
                return false;
            }
            for (int i = 0; i < word.bits().length; i++) {
                if (word.bits()[i] != Netlist.FALSE && taken[i]) {
                    return false;
                }
                taken[i] |= word.bits()[i] != Netlist.FALSE;
            }
        }
        return true;
    }

    static Term negated(Term term) {
        return switch (term) {
            case Plain(Value scalar, BigInteger factor) -> new Plain(scalar, factor.negate());
            case Product(Value left, Value right, boolean negative) -> new Product(left, right, !negative);
            case Unfinished(Value.Word low, Value.Word carry, Range range) ->
                new Unfinished(inverted(low), inverted(carry), range.negated());
        };
    }

    private static Value.Word inverted(Value.Word word) {
        int[] bits = Arrays.stream(word.bits()).map(bit -> bit ^ 1).toArray();
        return new Value.Word(word.type(), word.segment(), bits);
    }

    /** The same value with its gates made. */
    private Value settled(Value scalar) {
        return scalar instanceof Sum sum ? build(sum) : scalar;
    }

    // ---- ranges

    /** What a sum can be. */
    Range range(Sum sum) {
        Value.Word built = sum.built();
        return built != null ? built.range() : wrapped(sum, exactRange(sum));
    }

    private static Range wrapped(Sum sum, Range exact) {
        Range wrapped = exact.wrapped(sum.type());
        Range known = sum.knownRange();
        return known == null ? wrapped : wrapped.and(known);
    }

    /** What a sum can be before it wraps; one that was built has wrapped already. */
    private Range exactRange(Sum sum) {
        Range known = sum.exactRange();
        if (known != null) {
            return known;
        }
        Range exact = exactRange(sum.terms());
        if (sum.before() instanceof Sum before && before.built() == null) {
            exact = exact.plus(exactRange(before));
        } else if (sum.before() != null) {
            exact = exact.plus(values.range(sum.before()));
        }
        sum.setExactRange(exact);
        return exact;
    }

    /** What the terms can add up to. */
    Range exactRange(List<Term> terms) {
        Range sum = Range.of(BigInteger.ZERO);
        for (Term term : terms) {
            sum = sum.plus(
                    switch (term) {
                        case Plain(Value scalar, BigInteger factor) ->
                            values.range(scalar).times(factor);
                        case Product product ->
                            product.negative() ? range(product).negated() : range(product);
                        case Unfinished unfinished -> unfinished.range();
                    });
        }
        return sum;
    }

    private Range range(Product product) {
        return product.left().equals(product.right())
                ? values.range(product.left()).square()
                : values.range(product.left()).times(values.range(product.right()));
    }

    // ---- making gates

    /** The bits of a sum, made once, before the loops in which nothing of it changes. */
    Value.Word build(Sum sum) {
        Value.Word known = sum.built();
        if (known != null) {
            return known;
        }
        List<Term> terms = flatten(sum);
        SharedCost cost = new SharedCost();
        sum.forEachUnbuilt(link -> {
            tape.addWork(-link.work());
            cost.added(link.origin(), link.work());
        });
        Segment segment = segmentOf(terms);
        ValueType type = sum.type();
        Range exact = exactRange(terms);
        Range range = wrapped(sum, exact);
        int width = Math.min(type.widthBits(), range.width());
        LinearForm form = form(segment, width, terms);
        places.open(() -> described(terms, width), cost.origins());
        int mark = segment.netlist().nodeCount();
        int[] made = form.build(segment.earlierSums());
        int[] bits = extended(made, type.widthBits(), range.mayBeNegative());
        cost.divide(segment.netlist(), mark);
        places.close(() -> "");
        Value.Word word = Value.Word.within(range, type, segment, bits);
        note(form, segment, terms, made, word);
        form.noteSign(segment.words(), made);
        if (values.assumptions().isEmpty()
                && terms.size() == 1
                && terms.getFirst() instanceof Product(Value left, Value right, boolean negative)
                && !negative) {
            segment.insights().monomials().note(word, values.loaded(left, segment), values.loaded(right, segment));
        }
        sum.setBuilt(word);
        return word;
    }

    /** The bits that a sum would have now; it stays open for more. */
    Value.Word probed(Sum sum) {
        boolean isOpen = sum.built() == null;
        Segment segment = tape.segment();
        EarlierSums earlier = segment.earlierSums().copy();
        Value.Word word = build(sum);
        if (isOpen) {
            sum.setBuilt(null);
            segment.setEarlierSums(earlier);
        }
        return word;
    }

    /** Notes what a word adds up, by what is known of its terms in every branch. */
    private void note(LinearForm form, Segment segment, List<Term> terms, int[] made, Value.Word word) {
        boolean isEverywhere = values.assumptions().isEmpty();
        List<Term> known =
                isEverywhere ? terms : terms.stream().map(Sums::everywhere).toList();
        Range exact = exactRange(known);
        int[] bits = Arrays.copyOf(word.bits(), made.length);
        boolean isSame = isEverywhere || Arrays.equals(bits, made);
        boolean isExact =
                isSame && isUnsigned(known, exact, made.length) && exact.max().bitLength() <= made.length;
        form.note(segment.words(), isSame ? bits : made, isExact);
        form.note(segment.earlierSums(), made, isEverywhere && isExact);
        if (isExact) {
            if (Range.of(word.type()).contains(exact)) {
                segment.insights().noteRange(word, exact);
            }
            if (exact.max().bitLength() < Integer.SIZE) {
                segment.words().atMost(made, exact.max().intValue());
            }
        }
    }

    private static Term everywhere(Term term) {
        if (!(term instanceof Plain(Value scalar, BigInteger factor))) {
            return term;
        }
        Value made = scalar instanceof Sum sum && sum.built() != null ? sum.built() : scalar;
        return new Plain(
                made instanceof Value.Word word ? word.segment().insights().everywhere(word) : made, factor);
    }

    private static String described(List<Term> terms, int width) {
        long products = terms.stream().filter(Product.class::isInstance).count();
        long words = terms.size() - products;
        String sum = (products == 0 ? "" : products + (products == 1 ? " product" : " products"))
                + (products == 0 || words == 0 ? "" : " and ")
                + (words == 0 ? "" : words + (words == 1 ? " word" : " words"));
        return terms.size() == 1 ? sum + ", " + width + " bits" : "one sum of " + sum + ", " + width + " bits";
    }

    /** Whether words, all of them added, and their sum are the same numbers read as unsigned in this width. */
    private boolean isUnsigned(List<Term> terms, Range sum, int width) {
        return !sum.mayBeNegative()
                && terms.stream()
                        .allMatch(term -> term instanceof Plain(Value scalar, BigInteger factor)
                                && !values.range(scalar).mayBeNegative()
                                && values.range(scalar).max().bitLength() <= width);
    }

    private static int[] extended(int[] bits, int width, boolean signed) {
        int[] extended = Arrays.copyOf(bits, width);
        if (signed && bits.length < width) {
            Arrays.fill(extended, bits.length, width, bits[bits.length - 1]);
        }
        return extended;
    }

    /** All terms of a scalar back to the first value whose bits are known. */
    static List<Term> flatten(Value scalar) {
        List<Sum> chain = new ArrayList<>();
        Value at = scalar;
        while (at instanceof Sum link && link.built() == null) {
            chain.add(link);
            at = link.before();
        }
        List<Term> terms = new ArrayList<>();
        if (at != null) {
            terms.add(Plain.of(at, false));
        }
        chain.reversed().forEach(link -> terms.addAll(link.terms()));
        return terms;
    }

    /** Where gates over terms belong. */
    Segment segmentOf(List<Term> terms) {
        List<Value> operands = new ArrayList<>();
        for (Term term : terms) {
            switch (term) {
                case Plain plain -> operands.add(plain.scalar());
                case Product product -> {
                    operands.add(product.left());
                    operands.add(product.right());
                }
                case Unfinished unfinished -> {
                    operands.add(unfinished.low());
                    operands.add(unfinished.carry());
                }
            }
        }
        return values.memory().segmentOf(operands);
    }

    /** Terms modulo 2^width; all they need is loaded. */
    LinearForm form(Segment segment, int width, List<Term> terms) {
        LinearForm form = new LinearForm(segment.netlist(), width);
        for (Term term : terms) {
            switch (term) {
                case Plain(Value scalar, BigInteger factor) -> form.add(wide(scalar, segment, width), factor);
                case Product(Value left, Value right, boolean negative) ->
                    form.addProduct(wide(left, segment, width), wide(right, segment, width), negative);
                case Unfinished(Value.Word low, Value.Word carry, Range range) -> {
                    form.add(wide(low, segment, width), BigInteger.ONE);
                    form.addBit(values.bits(carry, segment)[0]);
                }
            }
        }
        return form;
    }

    /** The bits of a scalar, extended by its sign if that is needed. */
    private int[] wide(Value scalar, Segment segment, int width) {
        return extended(values.bits(scalar, segment), width, Types.isSigned(scalar.type()));
    }
}
