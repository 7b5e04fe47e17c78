package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.Pattern;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Loops. A body is checked once, with a public variable, unless a type in it hangs on the variable: then once for each
 * value, and the loop is written out.
 */
final class LoopCheck {

    private static final ValueType BOOL = new ValueType.Bool();

    private final Context context;

    LoopCheck(Context context) {
        this.context = context;
    }

    /** The values a loop variable takes. */
    private record Range(Expr.Public from, Expr.Public to, Expr.Public step) {

        /** Whether it is known that there are none. */
        boolean isEmpty() {
            return from instanceof Expr.Constant(PublicValue first, Span _)
                    && to instanceof Expr.Constant(PublicValue past, Span _)
                    && isPast(integer(first), integer(past));
        }

        private boolean isPast(BigInteger value, BigInteger past) {
            return past.subtract(value).signum() != by().signum();
        }

        private BigInteger by() {
            return step instanceof Expr.Constant(PublicValue value, Span _) ? integer(value) : BigInteger.ONE;
        }

        /** The values between two known ends, or more than the limit. */
        List<BigInteger> values(PublicValue first, PublicValue past, int limit) {
            List<BigInteger> values = new ArrayList<>();
            BigInteger value = integer(first);
            while (!isPast(value, integer(past)) && values.size() <= limit) {
                values.add(value);
                value = value.add(by());
            }
            return values;
        }
    }

    /** Checks a body with the loop variable standing for a value. */
    private interface Body {
        List<Stmt> check(Expr.Public value);
    }

    void range(Statement.ForRange syntax, List<Stmt> into) {
        if (!(syntax.pattern() instanceof Pattern.Binding(Name name))) {
            throw context.error(syntax.pattern().span(), "a loop over numbers has one variable");
        }
        Range range = range(syntax);
        PublicVariable variable = new PublicVariable(name.text(), name.span());
        Body body = value -> body(syntax.body(), () -> {
            context.scope().declare(name.text(), new Symbol.Public(value, Optional.empty(), name.span()));
            return List.of();
        });
        loop(syntax, range, variable, body, into);
    }

    private Range range(Statement.ForRange syntax) {
        Expr.Public from = bound(syntax.from());
        Expr.Public to = bound(syntax.to());
        Expr.Public step = syntax.step().isPresent()
                ? context.publics.requireInteger(syntax.step().get(), "the step of a loop")
                : constant(1, syntax.span());
        BigInteger by = integer(context.publics.constant(step));
        if (by.signum() == 0) {
            throw context.error(step.span(), "a step of 0 never ends");
        }
        Expr.Public end = syntax.inclusive()
                ? context.publics.binary(
                        BinaryOperator.ADD,
                        to,
                        constant(by.signum(), syntax.to().span()),
                        syntax.to().span())
                : to;
        return new Range(from, end, constant(by, syntax.span()));
    }

    private Expr.Public bound(Expression syntax) {
        Expr checked = context.expressions.check(syntax, null);
        if (checked instanceof Expr.Secret) {
            throw context.error(
                    syntax.span(),
                    Words.quote(syntax)
                            + " is secret, but the bounds of a loop must be public: how long a program runs is known to all",
                    "loop to a public maximum and compare inside, or `while … max …`");
        }
        return context.publics.requireInteger(syntax, "the bound of a loop");
    }

    private static BigInteger integer(PublicValue value) {
        return value instanceof PublicValue.Int(BigInteger number) ? number : BigInteger.ZERO;
    }

    private static Expr.Public constant(long value, Span span) {
        return constant(BigInteger.valueOf(value), span);
    }

    private static Expr.Public constant(BigInteger value, Span span) {
        return new Expr.Constant(new PublicValue.Int(value), span);
    }

    private List<Stmt> body(Block block, Supplier<List<Stmt>> declarations) {
        return context.inScope(() -> {
            List<Stmt> statements = new ArrayList<>(declarations.get());
            context.statements.checkStatements(block, statements);
            return statements;
        });
    }

    private void loop(Statement syntax, Range range, PublicVariable variable, Body body, List<Stmt> into) {
        if (range.isEmpty()) {
            return;
        }
        if (!context.expanded.contains(syntax)) {
            Optional<Stmt> once = checkedOnce(syntax, range, variable, body);
            if (once.isPresent()) {
                into.add(once.get());
                return;
            }
            context.expanded.add(syntax);
        }
        expand(syntax, range, body, into);
    }

    /** The loop with its body checked once, or nothing when that cannot be. */
    private Optional<Stmt> checkedOnce(Statement syntax, Range range, PublicVariable variable, Body body) {
        Trial trial = new Trial(context);
        try {
            Expr.Public read = new Expr.PublicRead(variable, variable.span());
            context.kinds.put(variable, PublicKind.whole());
            List<Stmt> statements =
                    context.guarded(range.from(), () -> context.guarded(range.to(), () -> body.check(read)));
            trial.keep();
            return Optional.of(
                    new Stmt.For(variable, range.from(), range.to(), range.step(), statements, syntax.span()));
        } catch (Failure reported) {
            trial.keep();
            throw reported;
        } catch (ExpansionNeeded needed) {
            trial.drop();
            if (needed.variable() != variable) {
                throw needed;
            }
            return Optional.empty();
        }
    }

    private void expand(Statement syntax, Range range, Body body, List<Stmt> into) {
        PublicValue from = context.publics.constant(range.from());
        PublicValue to = context.publics.constant(range.to());
        List<BigInteger> values = range.values(from, to, Globals.MAX_EXPANDED);
        if (!context.globals.expand(values.size())) {
            throw context.error(
                    syntax.span(),
                    "the types in this loop depend on its variable, and such loops have more than "
                            + Globals.MAX_EXPANDED + " iterations in all");
        }
        for (BigInteger value : values) {
            into.add(new Stmt.Block(body.check(constant(value, syntax.span())), syntax.span()));
        }
    }

    // ---- over arrays

    void each(Statement.ForEach syntax, List<Stmt> into) {
        switch (context.expressions.check(syntax.array(), null)) {
            case Expr.Public list -> eachPublic(syntax, list, into);
            case Expr.Secret array -> eachSecret(syntax, array, into);
        }
    }

    private void eachPublic(Statement.ForEach syntax, Expr.Public list, List<Stmt> into) {
        if (!(context.publics.kind(list) instanceof PublicKind.Elements(PublicKind _, int length))) {
            throw notIterable(syntax, context.publics.kind(list).words());
        }
        if (!(syntax.pattern() instanceof Pattern.Binding(Name name))) {
            throw context.error(syntax.pattern().span(), "the elements of a public list are no tuples");
        }
        PublicVariable index = new PublicVariable(name.text(), name.span());
        Body body = at -> body(syntax.body(), () -> {
            Expr.Public element = context.publics.element(list, at, name.span());
            List<Stmt> before = new ArrayList<>();
            context.statements.declarePublic(name, element, before);
            return before;
        });
        loop(syntax, upTo(length, syntax), index, body, into);
    }

    private void eachSecret(Statement.ForEach syntax, Expr.Secret array, List<Stmt> into) {
        if (!(array.type() instanceof ValueType.Array(ValueType element, int length))) {
            throw notIterable(syntax, Words.type(array.type()));
        }
        // as it is now, whatever the body does to it
        Expr.Secret once = PlaceCheck.hoist("elements", array, into);
        PublicVariable index = new PublicVariable("index", syntax.pattern().span());
        Body body = at -> body(syntax.body(), () -> {
            List<Stmt> before = new ArrayList<>();
            Expr.Secret value =
                    new Expr.Element(once, at, element, syntax.pattern().span());
            context.statements.bind(syntax.pattern(), value, false, before);
            return before;
        });
        loop(syntax, upTo(length, syntax), index, body, into);
    }

    private Failure notIterable(Statement.ForEach syntax, String found) {
        return context.error(
                syntax.array().span(),
                "`for` goes over a range or an array, but " + Words.quote(syntax.array()) + " is " + found,
                "`for … in 0..n`");
    }

    private static Range upTo(int length, Statement.ForEach syntax) {
        return new Range(constant(0, syntax.span()), constant(length, syntax.span()), constant(1, syntax.span()));
    }

    // ---- while

    void whileMax(Statement.While syntax, List<Stmt> into) {
        Expr condition = context.operators.condition(syntax.condition());
        Expr checked = context.expressions.check(syntax.max(), null);
        if (checked instanceof Expr.Secret) {
            throw context.error(
                    syntax.max().span(),
                    Words.quote(syntax.max())
                            + " is secret, but the largest number of rounds must be public: how long a program runs is known to all");
        }
        Expr.Public max = context.publics.requireInteger(syntax.max(), "the largest number of rounds");
        if (max instanceof Expr.Constant(PublicValue value, Span _)
                && integer(value).signum() < 0) {
            throw context.error(syntax.max().span(), "the largest number of rounds is negative");
        }
        List<Stmt> statements = body(syntax.body(), List::of);
        Expr.Secret secret = context.conversion.to(BOOL, condition, syntax.condition());
        into.add(new Stmt.While(secret, max, statements, syntax.span()));
    }
}
