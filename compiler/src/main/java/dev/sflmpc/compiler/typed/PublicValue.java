package dev.sflmpc.compiler.typed;

import java.math.BigInteger;
import java.util.List;

/** What a public expression evaluates to. */
public sealed interface PublicValue {

    /** An integer without bounds. */
    record Int(BigInteger value) implements PublicValue {
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** An exact fraction in lowest terms, the denominator positive and not 1 (such a value is an {@link Int}). */
    record Rational(BigInteger numerator, BigInteger denominator) implements PublicValue {
        /** The fraction in lowest terms, as an {@link Int} when it is whole. */
        public static PublicValue of(BigInteger numerator, BigInteger denominator) {
            BigInteger divisor = numerator.gcd(denominator).max(BigInteger.ONE);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            BigInteger n = numerator.divide(divisor);
            BigInteger d = denominator.divide(divisor);
            return d.equals(BigInteger.ONE) ? new Int(n) : new Rational(n, d);
        }

        @Override
        public String toString() {
            return numerator + "/" + denominator;
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements PublicValue {
        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** A list, as of a {@code const} array; its elements may be lists. */
    record Array(List<PublicValue> elements) implements PublicValue {
        public Array {
            elements = List.copyOf(elements);
        }
    }
}
