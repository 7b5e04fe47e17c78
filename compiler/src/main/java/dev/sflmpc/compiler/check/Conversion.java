package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.NearestFloat;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives values the type that their place has: public ones take it, secret ones must have it. */
final class Conversion {

    private final Context context;

    Conversion(Context context) {
        this.context = context;
    }

    /** The checked expression as a secret of a type. */
    Expr.Secret to(ValueType type, Expr checked, Expression source) {
        return switch (checked) {
            case Expr.Public known -> fromPublic(type, known, source.span());
            case Expr.Secret secret -> {
                if (!secret.type().equals(type)) {
                    throw mismatch(type, secret.type(), source);
                }
                yield secret;
            }
        };
    }

    private Failure mismatch(ValueType type, ValueType found, Expression source) {
        Optional<String> help = castable(found, type) ? Optional.of(Words.cast(source, type)) : Optional.empty();
        return context.error(
                source.span(),
                Words.quote(source) + " is " + Words.type(found) + ", but " + Words.type(type) + " is expected",
                help);
    }

    /** The checked expression as a secret of the type it has, or of the one that is expected. */
    Expr.Secret typed(Expr checked, @Nullable ValueType hint, Expression source) {
        if (checked instanceof Expr.Secret secret) {
            return secret;
        }
        if (hint != null) {
            return to(hint, checked, source);
        }
        if (context.publics.kind((Expr.Public) checked) instanceof PublicKind.Truth) {
            return to(new ValueType.Bool(), checked, source);
        }
        throw context.error(
                source.span(),
                "the type of " + Words.quote(source) + " is not known here",
                "give it one, like `" + exampleCast(source, (Expr.Public) checked) + "`");
    }

    private String exampleCast(Expression source, Expr.Public value) {
        String text = Words.text(source.span());
        return switch (context.publics.kind(value)) {
            case PublicKind.Number(boolean whole) -> text + " as " + (whole ? "u32" : "fixed<32, 16>");
            case PublicKind.Truth _ -> text;
            case PublicKind.Elements(PublicKind _, int length) -> "let name: u32[" + length + "] = …;";
        };
    }

    Expr.Secret fromPublic(ValueType type, Expr.Public value, Span span) {
        requireFit(type, value, span);
        return new Expr.FromPublic(value, type, span);
    }

    /** A public value must be one of the type, as far as it is known. */
    void requireFit(ValueType type, Expr.Public value, Span span) {
        requireKind(type, context.publics.kind(value), span);
        if (value instanceof Expr.Constant(PublicValue constant, Span _)) {
            requireFit(type, constant, span);
        }
    }

    private void requireKind(ValueType type, PublicKind kind, Span span) {
        if (!isLike(type, kind)) {
            throw context.error(
                    span, Words.quote(span) + " is " + kind.words() + ", but " + Words.type(type) + " is expected");
        }
    }

    /** Whether a public value of a kind can be one of a type, if it fits. */
    boolean isLike(ValueType type, PublicKind kind) {
        return switch (type) {
            case ValueType.Bool _ -> kind instanceof PublicKind.Truth;
            case ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> kind instanceof PublicKind.Number;
            case ValueType.Array(ValueType element, int length) ->
                kind instanceof PublicKind.Elements(PublicKind part, int count)
                        && count == length
                        && (length == 0 || isLike(element, part));
            case ValueType.Struct _, ValueType.Tuple _ -> false;
        };
    }

    private void requireFit(ValueType type, PublicValue value, Span span) {
        switch (type) {
            case ValueType.Int number -> {
                if (!(value instanceof PublicValue.Int(BigInteger whole))) {
                    throw context.error(
                            span, Words.value(value) + " is not an integer, but " + Words.type(type) + " is expected");
                }
                requireRange(whole, number.signed(), number.widthBits(), type, value, span);
            }
            case ValueType.Fixed(int width, int fraction) ->
                requireRange(scaled(value, fraction), true, width, type, value, span);
            case ValueType.Float number -> requireFinite(number, value, span);
            case ValueType.Array(ValueType element, int _) -> {
                if (value instanceof PublicValue.Array(List<PublicValue> parts)) {
                    parts.forEach(part -> requireFit(element, part, span));
                }
            }
            case ValueType.Bool _, ValueType.Struct _, ValueType.Tuple _ -> {
                return;
            }
        }
    }

    private void requireFinite(ValueType.Float type, PublicValue value, Span span) {
        boolean finite =
                switch (value) {
                    case PublicValue.Int(BigInteger whole) ->
                        NearestFloat.of(whole, BigInteger.ONE, type).isPresent();
                    case PublicValue.Rational(BigInteger numerator, BigInteger denominator) ->
                        NearestFloat.of(numerator, denominator, type).isPresent();
                    case PublicValue.Bool _, PublicValue.Array _ -> true;
                };
        if (!finite) {
            throw context.error(
                    span,
                    Words.value(value) + " does not fit " + type + ", whose numbers are less than 2^"
                            + (type.widthBits() == Float.SIZE ? Float.MAX_EXPONENT + 1 : Double.MAX_EXPONENT + 1));
        }
    }

    /** In units of the last bit, rounded toward minus infinity. */
    static BigInteger scaled(PublicValue value, int fractionBits) {
        return switch (value) {
            case PublicValue.Int(BigInteger whole) -> whole.shiftLeft(fractionBits);
            case PublicValue.Rational(BigInteger numerator, BigInteger denominator) -> {
                BigInteger[] parts = numerator.shiftLeft(fractionBits).divideAndRemainder(denominator);
                yield parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
            }
            case PublicValue.Bool _, PublicValue.Array _ -> BigInteger.ZERO;
        };
    }

    private void requireRange(
            BigInteger number, boolean signed, int width, ValueType type, PublicValue value, Span span) {
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
        BigInteger past = BigInteger.ONE.shiftLeft(signed ? width - 1 : width);
        if (number.compareTo(least) >= 0 && number.compareTo(past) < 0) {
            return;
        }
        String range = "";
        if (type instanceof ValueType.Int && width <= 64) {
            range = ", which holds " + least + " to " + past.subtract(BigInteger.ONE);
        } else if (type instanceof ValueType.Fixed(int _, int fraction) && width - fraction <= 64) {
            range = ", which holds " + Words.value(PublicValue.Rational.of(least, BigInteger.ONE.shiftLeft(fraction)))
                    + " to less than "
                    + Words.value(PublicValue.Rational.of(past, BigInteger.ONE.shiftLeft(fraction)));
        }
        throw context.error(span, Words.value(value) + " does not fit " + Words.type(type) + range);
    }

    /** Whether {@code as} converts between two types. */
    static boolean castable(ValueType from, ValueType to) {
        boolean oneBit = from instanceof ValueType.Int && from.widthBits() == 1;
        return switch (to) {
            case ValueType.Int _ -> isNumber(from) || from instanceof ValueType.Bool;
            case ValueType.Fixed _, ValueType.Float _ -> isNumber(from);
            case ValueType.Bool _ -> from instanceof ValueType.Bool || oneBit;
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ -> false;
        };
    }

    static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Int || type instanceof ValueType.Fixed || type instanceof ValueType.Float;
    }
}
