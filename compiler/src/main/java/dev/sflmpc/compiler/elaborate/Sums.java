package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.arithmetic.SquaredProducts;
import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Product;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is added up, so that a chain of additions and products becomes one compressor: a loop that adds one-bit values
 * is a popcount, {@code s += a[i] * b[i]} one matrix of columns.
 *
 * <p>A sum joins another one only if nothing else will ask for it: it is a part of the same expression, or the old value of
 * the place that is assigned. Otherwise its bits are made once and used as such.
 */
final class Sums {

    /** How far back two values are searched for a sum that both build upon. */
    private static final int MAX_STEPS_BACK = 16;

    private final Tape tape;
    private final Values values;

    Sums(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
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
        if (rightIsOurs && right instanceof Sum sum && sum.built() == null && canJoin(sum, subtract)) {
            if (sum.before() != null) {
                terms.add(new Plain(settled(sum.before()), subtract));
            }
            sum.terms().forEach(term -> terms.add(subtract ? negated(term) : term));
        } else {
            terms.add(new Plain(settled(right), subtract));
        }
        return sum(type, before, terms);
    }

    /** {@code left * right} of integers. */
    Value multiply(ValueType type, Value left, Value right) {
        return sum(type, null, List.of(new Product(settled(left), settled(right))));
    }

    /** {@code -operand}. */
    Value negate(ValueType type, Value operand) {
        return sum(type, null, List.of(new Plain(settled(operand), true)));
    }

    /** A sum whose gates count as work at once, so that loops see what their passes cost. */
    private Sum sum(ValueType type, @Nullable Value before, List<Term> terms) {
        long work = 0;
        for (Term term : terms) {
            work += switch (term) {
                case Plain plain -> plain.scalar() instanceof Value.Word word ? word.secretBits() : type.widthBits();
                case Product product -> (long) type.widthBits() * type.widthBits() / 2;
            };
        }
        tape.addWork(work);
        return new Sum(type, before, terms, work);
    }

    private static boolean canJoin(Sum sum, boolean subtract) {
        boolean shallow = !(sum.before() instanceof Sum before) || before.built() != null;
        return shallow && !(subtract && sum.terms().stream().anyMatch(Product.class::isInstance));
    }

    private static Term negated(Term term) {
        return switch (term) {
            case Plain plain -> new Plain(plain.scalar(), !plain.negative());
            case Product product -> throw new IllegalStateException("a product is not negated");
        };
    }

    /** The same value with its gates made. */
    private Value settled(Value scalar) {
        return scalar instanceof Sum sum ? build(sum) : scalar;
    }

    // ---- selection

    /**
     * {@code condition ? whenTrue : whenFalse} where both build upon the same value: that value plus a selection of what
     * differs. Nothing where they do not.
     */
    Optional<Value> merge(Value condition, Value whenTrue, Value whenFalse) {
        if (!(whenTrue instanceof Sum) && !(whenFalse instanceof Sum)) {
            return Optional.empty();
        }
        Value base = commonBase(whenTrue, whenFalse);
        if (base == null) {
            return Optional.empty();
        }
        List<Term> onTrue = termsSince(base, whenTrue);
        List<Term> onFalse = termsSince(base, whenFalse);
        ValueType type = whenTrue.type();
        Term selected;
        if (onFalse.isEmpty() && onTrue.size() == 1) {
            selected = gated(condition, onTrue.getFirst(), false);
        } else if (onTrue.isEmpty() && onFalse.size() == 1) {
            selected = gated(condition, onFalse.getFirst(), true);
        } else {
            Value a = build(sum(type, null, onTrue));
            Value b = build(sum(type, null, onFalse));
            selected = new Plain(values.select(condition, a, b), false);
        }
        return Optional.of(sum(type, base, List.of(selected)));
    }

    /** A term that counts only where the condition holds, or where it does not. */
    private Term gated(Value condition, Term term, boolean inverted) {
        return switch (term) {
            case Plain(Value scalar, boolean negative) -> new Plain(gated(condition, scalar, inverted), negative);
            case Product(Value left, Value right) -> new Product(gated(condition, left, inverted), right);
        };
    }

    private Value gated(Value condition, Value scalar, boolean inverted) {
        int[] bits = values.bits(scalar);
        int on = values.bit(condition) ^ (inverted ? 1 : 0);
        int[] gated = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            gated[i] = tape.netlist().and(bits[i], on);
        }
        return values.word(scalar.type(), gated);
    }

    private static @Nullable Value commonBase(Value a, Value b) {
        Value p = a;
        for (int i = 0; i < MAX_STEPS_BACK && p != null; i++) {
            Value q = b;
            for (int j = 0; j < MAX_STEPS_BACK && q != null; j++) {
                if (p.equals(q)) {
                    return p;
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

    private static List<Term> termsSince(Value base, Value value) {
        List<Term> terms = new ArrayList<>();
        Value at = value;
        while (!at.equals(base) && at instanceof Sum sum && sum.before() != null) {
            terms.addAll(0, sum.terms());
            at = sum.before();
        }
        return terms;
    }

    // ---- making gates

    /** The bits of a sum, made once, before the loops in which nothing of it changes. */
    Value.Word build(Sum sum) {
        Value.Word known = sum.built();
        if (known != null) {
            return known;
        }
        List<Term> terms = flatten(sum);
        Segment segment = values.segmentOf(operands(terms));
        int[] bits = bits(segment, sum.type().widthBits(), terms);
        Value.Word word = new Value.Word(sum.type(), segment, bits);
        sum.setBuilt(word);
        return word;
    }

    /** All terms back to the first value whose bits are known. */
    private List<Term> flatten(Sum sum) {
        List<Sum> chain = new ArrayList<>();
        Value at = sum;
        while (at instanceof Sum link && (link == sum || link.built() == null)) {
            chain.add(link);
            tape.addWork(-link.work());
            at = link.before();
        }
        List<Term> terms = new ArrayList<>();
        if (at != null) {
            terms.add(new Plain(at, false));
        }
        chain.reversed().forEach(link -> terms.addAll(link.terms()));
        return terms;
    }

    private static List<Value> operands(List<Term> terms) {
        List<Value> operands = new ArrayList<>();
        for (Term term : terms) {
            switch (term) {
                case Plain plain -> operands.add(plain.scalar());
                case Product product -> {
                    operands.add(product.left());
                    operands.add(product.right());
                }
            }
        }
        return operands;
    }

    private int[] bits(Segment segment, int width, List<Term> terms) {
        List<SquaredProducts.Product> products = new ArrayList<>();
        List<SquaredProducts.Addend> plains = new ArrayList<>();
        for (Term term : terms) {
            switch (term) {
                case Plain(Value scalar, boolean negative) ->
                    plains.add(new SquaredProducts.Addend(values.bits(scalar, segment), negative));
                case Product(Value left, Value right) ->
                    products.add(new SquaredProducts.Product(values.bits(left, segment), values.bits(right, segment)));
            }
        }
        int[] bits = bits(segment.netlist(), width, plains, products);
        segment.words().sum(products, plains, bits);
        return bits;
    }

    private static int[] bits(
            Netlist netlist, int width, List<SquaredProducts.Addend> plains, List<SquaredProducts.Product> products) {
        if (products.isEmpty() && plains.size() == 1) {
            SquaredProducts.Addend only = plains.getFirst();
            return only.negative() ? Adder.negate(netlist, only.bits()) : only.bits();
        }
        if (plains.isEmpty() && products.size() == 1) {
            return Multiplier.multiply(
                    netlist, products.getFirst().left(), products.getFirst().right());
        }
        if (products.isEmpty() && plains.size() == 2 && !plains.getFirst().negative()) {
            int[] a = plains.getFirst().bits();
            int[] b = plains.getLast().bits();
            return plains.getLast().negative() ? Adder.subtract(netlist, a, b) : Adder.add(netlist, a, b);
        }
        ColumnSum columns = new ColumnSum(width);
        plains.forEach(plain -> columns.addNumber(plain.bits(), plain.negative(), 0));
        products.forEach(product -> Multiplier.addProduct(netlist, columns, product.left(), product.right()));
        return columns.sum(netlist);
    }
}
