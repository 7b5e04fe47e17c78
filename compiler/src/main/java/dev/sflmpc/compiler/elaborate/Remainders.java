package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Product;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds {@code a - (a / b) * b} in a sum: that is the remainder, which the division has made already. It holds for a divisor
 * of zero, where the remainder is the dividend, and where the quotient wraps, since sums do too.
 */
final class Remainders {

    /** What makes a word of a division: {@code quotient = left / right} of one type. */
    record Division(ValueType type, boolean signed, Word left, Word right) {}

    private final Values values;

    Remainders(Values values) {
        this.values = values;
    }

    /** Whether a term is the product of a quotient and something. */
    static boolean multipliesQuotient(Term term) {
        return term instanceof Product(Value left, Value right, boolean negative)
                && (isQuotient(left) || isQuotient(right));
    }

    private static boolean isQuotient(Value value) {
        return value instanceof Word word && word.segment().insights().division(word) != null;
    }

    /** The terms with a remainder in place of a dividend and a product; nothing where there is none. */
    Optional<List<Term>> found(ValueType type, List<Term> terms) {
        for (Term term : terms) {
            if (term instanceof Product(Value left, Value right, boolean negative)) {
                for (Value[] factors : new Value[][] {{left, right}, {right, left}}) {
                    Optional<List<Term>> found = found(type, terms, term, negative, factors);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<Term>> found(
            ValueType type, List<Term> terms, Term product, boolean negative, Value[] factors) {
        if (!(factors[0] instanceof Word quotient)) {
            return Optional.empty();
        }
        Division division = quotient.segment().insights().division(quotient);
        if (division == null || !division.type().equals(type) || !isThere(factors[1], division.right())) {
            return Optional.empty();
        }
        BigInteger factor = negative ? BigInteger.ONE : BigInteger.ONE.negate();
        for (Term term : terms) {
            if (term instanceof Plain(Value scalar, BigInteger times)
                    && times.equals(factor)
                    && isThere(scalar, division.left())) {
                List<Term> rest = new ArrayList<>(terms);
                rest.remove(product);
                rest.remove(term);
                rest.add(new Plain(remainder(division), factor));
                return Optional.of(rest);
            }
        }
        return Optional.empty();
    }

    /** Whether a value is a word of a division, where that is. */
    private boolean isThere(Value value, Word word) {
        return value.type().equals(word.type())
                && values.memory().segmentOf(List.of(value, word)) == word.segment()
                && Arrays.equals(values.bits(value, word.segment()), word.bits());
    }

    private Word remainder(Division division) {
        Word left = division.left();
        Word right = division.right();
        ValueType type = division.type();
        Range range = Ranges.binary(BinaryOperator.REMAINDER, type, type, left.range(), right.range());
        int[] bits = NotedOperators.binary(
                left.segment(), BinaryOperator.REMAINDER, left.bits(), right.bits(), type, division.signed());
        return Word.within(range, type, left.segment(), bits);
    }
}
