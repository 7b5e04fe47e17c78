package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expressions. A hint is the type that the place has, for values that have none of their own; it is not enforced. */
final class ExpressionCheck {

    private static final ValueType BOOL = new ValueType.Bool();

    private final Context context;

    ExpressionCheck(Context context) {
        this.context = context;
    }

    Expr check(Expression syntax, @Nullable ValueType hint) {
        return switch (syntax) {
            case Expression.Literal literal -> literal(literal);
            case Expression.NameUse(Name name) -> name(name);
            case Expression.Unary unary -> context.operators.unary(unary, hint);
            case Expression.Binary binary -> context.operators.binary(binary, hint);
            case Expression.Logical logical -> context.operators.logical(logical);
            case Expression.Cast cast -> cast(cast);
            case Expression.Index index -> context.parts.index(index, hint);
            case Expression.Slice slice -> context.parts.slice(slice);
            case Expression.Member member -> context.parts.member(member);
            case Expression.Position position -> context.parts.position(position);
            case Expression.Call call -> context.calls.call(call, hint);
            case Expression.StructLiteral struct -> context.products.struct(struct);
            case Expression.ArrayLiteral array -> context.products.array(array, hint);
            case Expression.Fill fill -> context.products.fill(fill, hint);
            case Expression.TupleLiteral tuple -> context.products.tuple(tuple, hint);
            case Expression.If conditional -> conditional(conditional, hint);
            case Expression.BlockExpression(Block block) -> block(block, hint);
        };
    }

    /** The expression as a secret of a type. */
    Expr.Secret as(ValueType type, Expression syntax) {
        return context.conversion.to(type, check(syntax, type), syntax);
    }

    /** Both, so that errors in both are found. */
    List<Expr> checkBoth(
            Expression left, @Nullable ValueType leftHint, Expression right, @Nullable ValueType rightHint) {
        Optional<Expr> a = attempt(left, leftHint);
        Expr b = check(right, rightHint);
        return List.of(a.orElseThrow(Failure::new), b);
    }

    /** All of them, so that errors in all are found. */
    List<Expr> checkAll(List<Expression> expressions, List<? extends Optional<ValueType>> hints) {
        List<Optional<Expr>> checked = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            checked.add(attempt(expressions.get(i), hints.get(i).orElse(null)));
        }
        return checked.stream().map(result -> result.orElseThrow(Failure::new)).toList();
    }

    private Optional<Expr> attempt(Expression expression, @Nullable ValueType hint) {
        try {
            return Optional.of(check(expression, hint));
        } catch (Failure reported) {
            return Optional.empty();
        }
    }

    private Expr literal(Expression.Literal syntax) {
        Expr.Constant constant = new Expr.Constant(syntax.value(), syntax.span());
        if (syntax.fraction()) {
            context.globals.markFraction(constant);
        }
        return constant;
    }

    // ---- names

    private Expr name(Name name) {
        return switch (symbol(name)) {
            case Symbol.Secret(var variable, boolean _) -> new Expr.Read(variable, name.span());
            case Symbol.Public(Expr.Public value, Optional<ValueType> _, Span _) ->
                value instanceof Expr.Constant(PublicValue constant, Span _)
                        ? context.publics.like(value, new Expr.Constant(constant, name.span()))
                        : value instanceof Expr.PublicRead read
                                ? new Expr.PublicRead(read.variable(), name.span())
                                : value;
            case Symbol.Poisoned() -> throw new Failure();
        };
    }

    Symbol symbol(Name name) {
        Optional<Symbol> local = context.scope().find(name.text());
        if (local.isPresent()) {
            return local.get();
        }
        return context.globals.constant(name.text()).orElseThrow(() -> unknown(name));
    }

    private Failure unknown(Name name) {
        return context.failure(context.unknownNames().value(name));
    }

    // ---- casts

    private Expr cast(Expression.Cast syntax) {
        ValueType type = context.types.type(syntax.type());
        Expr checked = check(syntax.value(), null);
        return switch (checked) {
            case Expr.Public known -> castPublic(known, type, syntax);
            case Expr.Secret secret -> {
                if (!Conversion.castable(secret.type(), type)) {
                    throw context.error(
                            syntax.span(),
                            Words.quote(syntax.value()) + " is " + Words.type(secret.type())
                                    + ", which cannot be cast to " + Words.type(type),
                            type instanceof ValueType.Bool
                                    ? Optional.of(
                                            "`" + Words.text(syntax.value().span()) + " != 0`")
                                    : Optional.empty());
                }
                yield new Expr.Cast(secret, type, syntax.span());
            }
        };
    }

    private Expr castPublic(Expr.Public value, ValueType type, Expression.Cast syntax) {
        boolean truthToInteger =
                context.publics.kind(value) instanceof PublicKind.Truth && type instanceof ValueType.Int;
        Expr.Public converted = truthToInteger
                ? context.publics.select(
                        value,
                        new Expr.Constant(PublicValue.Int.of(1), syntax.span()),
                        new Expr.Constant(PublicValue.Int.of(0), syntax.span()),
                        syntax.span())
                : value;
        return context.conversion.fromPublic(type, converted, syntax.value().span());
    }

    // ---- conditions and blocks

    private Expr conditional(Expression.If syntax, @Nullable ValueType hint) {
        Expr condition = context.operators.condition(syntax.condition());
        if (condition instanceof Expr.Constant(PublicValue value, Span _)) {
            boolean truth = value.equals(new PublicValue.Bool(true));
            return block(truth ? syntax.whenTrue() : syntax.whenFalse(), hint);
        }
        Branch whenTrue = branch(condition, syntax.whenTrue(), hint);
        Branch whenFalse = branch(condition, syntax.whenFalse(), hint);
        if (condition instanceof Expr.Public known
                && whenTrue.isPublic()
                && whenFalse.isPublic()
                && whenTrue.value() instanceof Expr.Public a
                && whenFalse.value() instanceof Expr.Public b) {
            return context.publics.select(known, a, b, syntax.span());
        }
        ValueType type = commonType(whenTrue, whenFalse, hint);
        Expr.Secret a = context.conversion.to(type, whenTrue.value(), whenTrue.source());
        Expr.Secret b = requireSame(type, whenTrue, whenFalse);
        return new Expr.If(
                condition,
                new Expr.BlockValue(whenTrue.statements(), a),
                new Expr.BlockValue(whenFalse.statements(), b),
                type,
                syntax.span());
    }

    private Expr.Secret requireSame(ValueType type, Branch whenTrue, Branch whenFalse) {
        if (whenFalse.value() instanceof Expr.Secret secret && !secret.type().equals(type)) {
            throw context.operators.mismatch(type, secret.type(), whenTrue.source(), whenFalse.source());
        }
        return context.conversion.to(type, whenFalse.value(), whenFalse.source());
    }

    private ValueType commonType(Branch whenTrue, Branch whenFalse, @Nullable ValueType hint) {
        if (whenTrue.value() instanceof Expr.Secret secret) {
            return secret.type();
        }
        if (whenFalse.value() instanceof Expr.Secret secret) {
            return secret.type();
        }
        return context.conversion
                .typed(whenTrue.value(), hint, whenTrue.source())
                .type();
    }

    /** A checked block with a value. */
    private record Branch(List<Stmt> statements, Expr value, Expression source) {
        boolean isPublic() {
            return statements.isEmpty() && value instanceof Expr.Public;
        }
    }

    private Branch branch(Expr condition, Block block, @Nullable ValueType hint) {
        return condition instanceof Expr.Public guard
                ? context.guarded(guard, () -> branch(block, hint))
                : branch(block, hint);
    }

    private Branch branch(Block block, @Nullable ValueType hint) {
        Expression value = block.value()
                .orElseThrow(() -> context.error(
                        block.span(), "this block gives no value", "end it with an expression, without `;`"));
        return context.inScope(() -> {
            List<Stmt> statements = new ArrayList<>();
            for (var statement : block.statements()) {
                context.statements.check(statement, statements);
            }
            return new Branch(statements, check(value, hint), value);
        });
    }

    private Expr block(Block syntax, @Nullable ValueType hint) {
        Branch block = branch(syntax, hint);
        if (block.statements().isEmpty()) {
            return block.value();
        }
        Expr.Secret value = context.conversion.typed(block.value(), hint, block.source());
        return new Expr.BlockExpr(new Expr.BlockValue(block.statements(), value), syntax.span());
    }

    static ValueType bool() {
        return BOOL;
    }
}
