package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** How messages name types, values and pieces of the program. */
final class Words {

    private static final int LONGEST_QUOTE = 40;

    private Words() {}

    static String type(ValueType type) {
        return type.toString().replaceAll("fixed<([0-9]+), ([0-9]+)>", "fixed<$1,$2>");
    }

    /** The text as written, in backquotes, or {@code this value} when it is long. */
    static String quote(Expression expression) {
        return quote(expression.span());
    }

    static String quote(Span span) {
        String text = text(span);
        return text.length() > LONGEST_QUOTE ? "this value" : "`" + text + "`";
    }

    static String text(Span span) {
        return span.file().text().substring(span.start(), span.end()).replaceAll("\\s+", " ");
    }

    /** A cast of an expression to a type, ready to be written. */
    static String cast(Expression expression, ValueType type) {
        String text = text(expression.span());
        if (text.length() > LONGEST_QUOTE) {
            return "cast it with `as " + type(type) + "`";
        }
        boolean loose = expression instanceof Expression.Binary || expression instanceof Expression.Logical;
        boolean enclosed = loose && text.startsWith("(") && text.endsWith(")");
        return "`" + (loose && !enclosed ? "(" + text + ")" : text) + " as " + type(type) + "`";
    }

    static String value(PublicValue value) {
        return switch (value) {
            case PublicValue.Int(BigInteger number) ->
                number.bitLength() > 256 ? "a number of " + number.bitLength() + " bits" : number.toString();
            case PublicValue.Rational(BigInteger numerator, BigInteger denominator) -> fraction(numerator, denominator);
            case PublicValue.Bool(boolean truth) -> String.valueOf(truth);
            case PublicValue.Array(List<PublicValue> elements) -> "a list of " + elements.size();
        };
    }

    /** As it is where that is short, and otherwise what it is. */
    static String shortly(PublicValue value) {
        String text = value.toString();
        return text.length() <= LONGEST_QUOTE ? text : value(value);
    }

    /** As a decimal where it is a short one. */
    private static String fraction(BigInteger numerator, BigInteger denominator) {
        String text;
        try {
            text = new BigDecimal(numerator).divide(new BigDecimal(denominator)).toPlainString();
        } catch (ArithmeticException endless) {
            text = numerator + "/" + denominator;
        }
        return text.length() <= LONGEST_QUOTE ? text : "a fraction";
    }

    static String count(long number, String singular) {
        return number + " " + (number == 1 ? singular : singular + "s");
    }
}
