package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression for an explanation: what it says, what is known of its value. */
final class ExplainedExpression {

    private static final int LONGEST_TEXT = 60;

    private ExplainedExpression() {}

    static Value evaluate(Expr.Secret expression, Places places, Values values, Supplier<Value> evaluation) {
        places.open(() -> "`" + text(expression.span()) + "`: " + expression.type());
        Value result = null;
        try {
            result = evaluation.get();
            return result;
        } finally {
            Value known = result;
            places.close(() -> isWork(expression) ? knownOf(known, values) : "");
        }
    }

    private static String text(Span span) {
        String text = span.file()
                .text()
                .substring(span.start(), span.end())
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    /** Whether one would expect gates. */
    private static boolean isWork(Expr.Secret expression) {
        return switch (expression) {
            case Expr.Binary _, Expr.Unary _, Expr.Built _, Expr.Shift _, Expr.If _ -> true;
            case Expr.Element element -> element.index() instanceof Expr.Secret;
            case Expr.FromPublic _,
                    Expr.Read _,
                    Expr.Slice _,
                    Expr.Field _,
                    Expr.Cast _,
                    Expr.BlockExpr _,
                    Expr.Call _,
                    Expr.Product _,
                    Expr.Fill _,
                    Expr.Random _,
                    Expr.External _ -> false;
        };
    }

    private static String knownOf(@Nullable Value value, Values values) {
        if (value == null || !Types.isScalar(value.type())) {
            return "";
        }
        if (value instanceof Value.Word word && word.isConstant()) {
            return "; it is always the same, so it needs no gate";
        }
        Range range = values.range(value);
        if (!(value.type() instanceof ValueType.Int) || range.equals(Range.of(value.type()))) {
            return "";
        }
        return "; known to be " + number(range.min()) + " to " + number(range.max());
    }

    private static String number(BigInteger number) {
        return number.bitLength() < 63
                ? number.toString()
                : (number.signum() < 0 ? "-" : "") + "2^" + number.abs().bitLength() + " or so";
    }
}
