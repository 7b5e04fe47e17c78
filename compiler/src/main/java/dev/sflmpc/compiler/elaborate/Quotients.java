package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.RoundedQuotient;
import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quotients of integers that are not negative by a constant. A constant that is added to the dividend, so that the quotient is
 * rounded up or to the nearest, and a factor of it cost nothing more.
 */
final class Quotients {

    /** {@code factor * scalar + added}. */
    private record Scaled(Value scalar, BigInteger factor, BigInteger added) {}

    private final Values values;

    Quotients(Values values) {
        this.values = values;
    }

    /** The quotient by a divisor above 1, in the segment of its gates; its range is not narrowed. */
    Value.Word quotient(Value dividend, BigInteger divisor) {
        ValueType type = dividend.type();
        Scaled scaled = scaled(dividend);
        Segment segment = values.memory().segmentOf(List.of(scaled == null ? dividend : scaled.scalar()));
        if (scaled != null) {
            BigInteger greatest = values.range(dividend).max();
            int[] word = values.bits(scaled.scalar(), segment);
            int[] quotient =
                    RoundedQuotient.of(segment.netlist(), word, scaled.factor(), scaled.added(), greatest, divisor);
            return new Value.Word(type, segment, Arrays.copyOf(quotient, type.widthBits()));
        }
        int[] word = values.bits(dividend, segment);
        int[] constant = Range.of(divisor).narrowed(new int[word.length]);
        int[] quotient = Divider.quotient(segment.netlist(), word, constant, false);
        segment.words().division(word, divisor, true, quotient);
        return new Value.Word(type, segment, quotient);
    }

    /** The dividend as a multiple of one number and a constant; null where it has gates, wraps, or is something else. */
    private @Nullable Scaled scaled(Value dividend) {
        if (!(dividend instanceof Sum sum) || sum.built() != null) {
            return null;
        }
        List<Term> terms = Sums.flatten(dividend);
        Range exact = values.sums().exactRange(terms);
        if (exact.mayBeNegative() || !Range.of(dividend.type()).contains(exact)) {
            return null;
        }
        BigInteger added = BigInteger.ZERO;
        List<Plain> secret = new ArrayList<>();
        for (Term term : terms) {
            if (!(term instanceof Plain plain)) {
                return null;
            }
            Range range = values.range(plain.scalar());
            if (range.isSingle()) {
                added = added.add(range.min().multiply(plain.factor()));
            } else if (range.mayBeNegative()) {
                return null;
            } else {
                secret.add(plain);
            }
        }
        return secret.size() == 1
                ? new Scaled(secret.getFirst().scalar(), secret.getFirst().factor(), added)
                : null;
    }
}
