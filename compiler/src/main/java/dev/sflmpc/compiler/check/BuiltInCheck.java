package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Calls of functions that are part of the language. */
final class BuiltInCheck {

    private static final String RANDOM = "random";

    /** The names of all functions of the language. */
    static final Set<String> NAMES = names(false);

    /** The names that no function of a program may have. */
    static final Set<String> RESERVED = names(true);

    private final Context context;

    BuiltInCheck(Context context) {
        this.context = context;
    }

    private static Set<String> names(boolean reserved) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Intrinsic.values())
                .filter(intrinsic -> intrinsic.isReserved() || !reserved)
                .map(Intrinsic::spelling)
                .forEach(names::add);
        names.add(BinaryOperator.ROTATE_LEFT.spelling());
        names.add(BinaryOperator.ROTATE_RIGHT.spelling());
        names.add(RANDOM);
        return Collections.unmodifiableSet(names);
    }

    Expr call(Expression.Call syntax, @Nullable ValueType hint) {
        String name = syntax.function().text();
        if (name.equals(RANDOM)) {
            return random(syntax);
        }
        if (!syntax.compileArguments().isEmpty()) {
            throw context.error(
                    syntax.compileArguments().getFirst().span(), "`" + name + "` has no compile-time parameters");
        }
        if (name.equals(BinaryOperator.ROTATE_LEFT.spelling())) {
            return rotation(BinaryOperator.ROTATE_LEFT, syntax, hint);
        }
        if (name.equals(BinaryOperator.ROTATE_RIGHT.spelling())) {
            return rotation(BinaryOperator.ROTATE_RIGHT, syntax, hint);
        }
        Intrinsic intrinsic = Arrays.stream(Intrinsic.values())
                .filter(candidate -> candidate.spelling().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
        return intrinsic(intrinsic, syntax, hint);
    }

    private void requireCount(Expression.Call syntax, int expected) {
        if (syntax.arguments().size() != expected) {
            throw context.error(
                    syntax.span(),
                    "`" + syntax.function() + "` takes " + Words.count(expected, "argument") + ", not "
                            + syntax.arguments().size());
        }
    }

    private Expr random(Expression.Call syntax) {
        requireCount(syntax, 0);
        if (syntax.compileArguments().size() != 1) {
            throw context.error(syntax.span(), "`random` needs the type of its result", "`random<u32>()`, for example");
        }
        Expression.CompileArgument argument = syntax.compileArguments().getFirst();
        ValueType type = context.types.type(argument.type()
                .orElseThrow(() -> context.error(argument.span(), "`random` needs a type, this is a value")));
        if (IntrinsicTypes.hasFloats(type)) {
            throw context.error(
                    argument.span(),
                    "random bits are no random float, most of them would be huge or tiny",
                    "take a random integer or fixed-point number and cast it, like `random<fixed<32, 31>>() as float32`");
        }
        return new Expr.Random(type, syntax.span());
    }

    private Expr rotation(BinaryOperator operator, Expression.Call syntax, @Nullable ValueType hint) {
        requireCount(syntax, 2);
        Expression value = syntax.arguments().get(0);
        Expression amount = syntax.arguments().get(1);
        List<Expr> checked = context.expressions.checkBoth(value, hint, amount, null);
        Expr.Secret rotated = context.conversion.typed(checked.get(0), hint, value);
        return context.operators.shift(operator, rotated, checked.get(1), value, amount, syntax.span());
    }

    private Expr intrinsic(Intrinsic intrinsic, Expression.Call syntax, @Nullable ValueType hint) {
        requireCount(syntax, intrinsic.arity());
        ValueType operandHint = IntrinsicTypes.operandHint(intrinsic, hint);
        List<Expr> checked = context.expressions.checkAll(
                syntax.arguments(), Collections.nCopies(syntax.arguments().size(), Optional.ofNullable(operandHint)));
        if (checked.stream().allMatch(Expr.Public.class::isInstance)) {
            List<Expr.Public> known =
                    checked.stream().map(Expr.Public.class::cast).toList();
            Optional<Expr> folded = publicly(intrinsic, known, syntax.span());
            if (folded.isPresent()) {
                return folded.get();
            }
        }
        List<Expr.Secret> arguments = sameType(syntax, checked, operandHint);
        ValueType type = arguments.getFirst().type();
        requireOperand(intrinsic, type, syntax);
        return new Expr.Built(intrinsic, arguments, IntrinsicTypes.result(intrinsic, type), syntax.span());
    }

    private List<Expr.Secret> sameType(Expression.Call syntax, List<Expr> checked, @Nullable ValueType hint) {
        Optional<ValueType> type = checked.stream()
                .filter(Expr.Secret.class::isInstance)
                .map(argument -> ((Expr.Secret) argument).type())
                .findFirst();
        List<Expr.Secret> arguments = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            Expression source = syntax.arguments().get(i);
            if (type.isPresent()
                    && checked.get(i) instanceof Expr.Secret secret
                    && !secret.type().equals(type.get())) {
                throw context.operators.mismatch(
                        type.get(), secret.type(), syntax.arguments().getFirst(), source);
            }
            arguments.add(context.conversion.typed(checked.get(i), type.orElse(hint), source));
        }
        return arguments;
    }

    private void requireOperand(Intrinsic intrinsic, ValueType type, Expression.Call syntax) {
        Optional<String> wanted = IntrinsicTypes.wanted(intrinsic, type);
        if (wanted.isPresent()) {
            throw context.error(
                    syntax.span(),
                    "`" + intrinsic.spelling() + "` takes " + wanted.get() + ", but "
                            + Words.quote(syntax.arguments().getFirst()) + " is " + Words.type(type));
        }
        if (intrinsic == Intrinsic.WIDENING_MUL && type.widthBits() * 2 > ValueType.MAX_NUMBER_WIDTH_BITS) {
            throw context.error(
                    syntax.span(),
                    "the product would have " + type.widthBits() * 2 + " bits, at most "
                            + ValueType.MAX_NUMBER_WIDTH_BITS + " are possible");
        }
    }

    /** On public numbers there are no widths, so only what needs none has a meaning. */
    private Optional<Expr> publicly(Intrinsic intrinsic, List<Expr.Public> arguments, Span span) {
        Expr.Public first = arguments.getFirst();
        Expr.Public second = arguments.getLast();
        return switch (intrinsic) {
            case ABS -> {
                Expr.Public zero = new Expr.Constant(PublicValue.Int.of(0), span);
                Expr.Public negative = context.publics.binary(BinaryOperator.LESS, first, zero, span);
                Expr.Public negated = context.publics.unary(UnaryOperator.NEGATE, first, span);
                yield Optional.of(context.publics.select(negative, negated, first, span));
            }
            case MIN ->
                Optional.of(context.publics.select(
                        context.publics.binary(BinaryOperator.LESS, second, first, span), second, first, span));
            case MAX ->
                Optional.of(context.publics.select(
                        context.publics.binary(BinaryOperator.LESS, first, second, span), second, first, span));
            case WIDENING_MUL,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    CHECKED_ADD,
                    CHECKED_SUB,
                    CHECKED_MUL,
                    SQRT,
                    MUL_ADD,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    IS_NAN,
                    TO_BITS,
                    FROM_BITS,
                    POPCOUNT,
                    LEADING_ZEROS,
                    TRAILING_ZEROS,
                    DIV_REM,
                    MEDIAN,
                    SORT,
                    MIN_INDEX,
                    MAX_INDEX -> Optional.empty();
        };
    }
}
