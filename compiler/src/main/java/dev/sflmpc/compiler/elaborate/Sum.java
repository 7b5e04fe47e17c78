package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sum modulo 2^width that has no gates yet: {@code before}, plus terms. What is added to it joins it, and all of it becomes
 * one compressor when its bits are first needed.
 *
 * <p>A sum that others were built upon is not built upon twice; see {@link Sums}. Two sums are the same only if they are the
 * same object.
 */
final class Sum implements Value {

    /** Something that is added. */
    sealed interface Term {}

    /** A multiple of a bool or number that has gates. */
    record Plain(Value scalar, BigInteger factor) implements Term {

        static Plain of(Value scalar, boolean negative) {
            return new Plain(scalar, negative ? BigInteger.ONE.negate() : BigInteger.ONE);
        }
    }

    /** The product of two integers, or what it lacks to zero. */
    record Product(Value left, Value right, boolean negative) implements Term {}

    /**
     * A number that is finished only by the sum: {@code -x} as {@code ~x + 1}, where a condition says whether.
     *
     * @param low modulo 2^width the number less the carry
     * @param carry a bool
     * @param range what the number with the carry can be
     */
    record Unfinished(Value.Word low, Value.Word carry, Range range) implements Term {}

    private final ValueType type;
    private final @Nullable Value before;
    private final List<Term> terms;
    private final long work;
    private final int origin;
    private Value.@Nullable Word built;
    private @Nullable Range exactRange;
    private @Nullable Range knownRange;

    /**
     * @param before a scalar of the same type that this sum alone builds upon; null for 0
     * @param work what the terms will cost, roughly
     * @param origin the place that added the terms
     */
    Sum(ValueType type, @Nullable Value before, List<Term> terms, long work, int origin) {
        this.origin = origin;
        this.work = work;
        this.type = type;
        this.before = before;
        this.terms = List.copyOf(terms);
    }

    @Override
    public ValueType type() {
        return type;
    }

    @Nullable
    Value before() {
        return before;
    }

    List<Term> terms() {
        return terms;
    }

    long work() {
        return work;
    }

    /** The place of the source that added the terms. */
    int origin() {
        return origin;
    }

    /** The sum's bits, if they were made and their segment is still there. */
    Value.@Nullable Word built() {
        Value.Word word = built;
        return word == null || word.segment().isDiscarded() ? null : word;
    }

    void setBuilt(Value.@Nullable Word word) {
        built = word;
    }

    /** Visits this sum and those below it down to the first that was built, if this one was not. */
    void forEachUnbuilt(Consumer<Sum> visitor) {
        Value at = this;
        while (at instanceof Sum link && link.built() == null) {
            visitor.accept(link);
            at = link.before();
        }
    }

    /** What is known of the wrapped sum besides what its terms say; null for nothing. */
    @Nullable
    Range knownRange() {
        return knownRange;
    }

    void setKnownRange(Range range) {
        knownRange = range;
    }

    /** What the sum can be before it wraps, if that was found out. */
    @Nullable
    Range exactRange() {
        return exactRange;
    }

    void setExactRange(Range range) {
        exactRange = range;
    }
}
