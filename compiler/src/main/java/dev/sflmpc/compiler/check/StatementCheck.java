package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.Pattern;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements. Checking one says whether every path through it ends in a {@code return}. */
final class StatementCheck {

    private static final ValueType NOTHING = new ValueType.Tuple(List.of());

    private final Context context;

    StatementCheck(Context context) {
        this.context = context;
    }

    // ---- functions and blocks

    void checkBody(Instance instance) {
        Optional<Declaration.External> external = instance.declaration().external();
        if (external.isPresent()) {
            new ExternalCheck(context).checkBody(instance, external.get());
            return;
        }
        List<Stmt> statements = new ArrayList<>();
        boolean returns =
                context.inScope(() -> checkStatements(instance.declaration().body(), statements));
        if (!returns) {
            if (!instance.function().resultType().equals(NOTHING)) {
                reportMissingReturn(instance);
            } else {
                Span end = instance.declaration().name().span();
                statements.add(new Stmt.Return(nothing(end), end));
            }
        }
        instance.function().setBody(statements);
    }

    private void reportMissingReturn(Instance instance) {
        Optional<Expression> value = instance.declaration().body().value();
        Span place = value.isPresent()
                ? value.get().span()
                : instance.declaration().name().span();
        if (context.globals.anySkipped()) {
            return;
        }
        if (value.isPresent()) {
            context.report(
                    place,
                    "the result of a function is given by `return`",
                    Optional.of("`return " + Words.text(place) + ";`"));
        } else {
            context.report(
                    place,
                    "`" + instance.declaration().name() + "` does not return its "
                            + Words.type(instance.function().resultType()) + " on every path",
                    Optional.empty());
        }
    }

    private static Expr.Secret nothing(Span span) {
        return new Expr.Product(List.of(), NOTHING, span);
    }

    /** The statements of a block that is not a value, in the current scope. */
    boolean checkStatements(Block block, List<Stmt> into) {
        for (Statement statement : block.statements()) {
            if (check(statement, into)) {
                return true;
            }
        }
        block.value().ifPresent(this::checkUnused);
        return false;
    }

    private void checkUnused(Expression value) {
        if (context.instance != null
                && context.instance
                        .declaration()
                        .body()
                        .value()
                        .filter(value::equals)
                        .isPresent()) {
            return;
        }
        try {
            if (context.expressions.check(value, null).span() != null) {
                context.report(
                        value.span(),
                        "the value of " + Words.quote(value) + " is not used",
                        Optional.of("`let name = …;`, or leave it out"));
            }
        } catch (Failure reported) {
            return;
        }
    }

    boolean checkNested(Block block, List<Stmt> into) {
        return context.inScope(() -> checkStatements(block, into));
    }

    boolean check(Statement statement, List<Stmt> into) {
        try {
            return checkOrFail(statement, into);
        } catch (Failure reported) {
            if (statement instanceof Statement.Let let) {
                poison(let);
            }
            return statement instanceof Statement.Return;
        }
    }

    private boolean checkOrFail(Statement statement, List<Stmt> into) {
        switch (statement) {
            case Statement.Let let -> let(let, into);
            case Statement.Assign assign -> assign(assign, into);
            case Statement.If conditional -> {
                return conditional(conditional, into);
            }
            case Statement.ForRange loop -> context.loops.range(loop, into);
            case Statement.ForEach loop -> context.loops.each(loop, into);
            case Statement.While loop -> context.loops.whileMax(loop, into);
            case Statement.Return end -> {
                into.add(new Stmt.Return(returned(end), end.span()));
                return true;
            }
            case Statement.Nested(Block block) -> {
                List<Stmt> inner = new ArrayList<>();
                boolean returns = checkNested(block, inner);
                into.add(new Stmt.Block(inner, block.span()));
                return returns;
            }
            case Statement.Evaluate evaluate -> evaluate(evaluate, into);
        }
        return false;
    }

    private Expr.Secret returned(Statement.Return syntax) {
        ValueType type = context.resultType();
        if (syntax.value().isPresent()) {
            return context.expressions.as(type, syntax.value().get());
        }
        if (!type.equals(NOTHING)) {
            throw context.error(syntax.span(), "a value of type " + Words.type(type) + " is expected after `return`");
        }
        return nothing(syntax.span());
    }

    private void evaluate(Statement.Evaluate syntax, List<Stmt> into) {
        Expr checked = context.expressions.check(syntax.expression(), null);
        String message = syntax.expression() instanceof Expression.Call
                ? "functions change nothing outside, so this call without a use of its result does nothing"
                : "this computes a value and does not use it";
        context.warn(syntax.expression().span(), message);
        if (checked instanceof Expr.Secret secret) {
            into.add(new Stmt.Let(new Variable("unused", secret.type(), secret.span()), secret, syntax.span()));
        }
    }

    private boolean conditional(Statement.If syntax, List<Stmt> into) {
        Expr condition = context.operators.condition(syntax.condition());
        if (condition instanceof Expr.Constant(PublicValue value, Span _)) {
            boolean truth = value.equals(new PublicValue.Bool(true));
            Optional<Block> taken = truth ? Optional.of(syntax.whenTrue()) : syntax.whenFalse();
            if (taken.isEmpty()) {
                return false;
            }
            List<Stmt> inner = new ArrayList<>();
            boolean returns = checkNested(taken.get(), inner);
            into.add(new Stmt.Block(inner, syntax.span()));
            return returns;
        }
        List<Stmt> whenTrue = new ArrayList<>();
        List<Stmt> whenFalse = new ArrayList<>();
        boolean trueReturns = branch(condition, syntax.whenTrue(), whenTrue);
        boolean falseReturns = syntax.whenFalse().isPresent()
                && branch(condition, syntax.whenFalse().get(), whenFalse);
        into.add(new Stmt.If(condition, whenTrue, whenFalse, syntax.span()));
        return trueReturns && falseReturns;
    }

    private boolean branch(Expr condition, Block block, List<Stmt> into) {
        return condition instanceof Expr.Public guard
                ? context.guarded(guard, () -> checkNested(block, into))
                : checkNested(block, into);
    }

    // ---- declarations

    private void let(Statement.Let syntax, List<Stmt> into) {
        if (syntax.type().isPresent()) {
            ValueType type = context.types.type(syntax.type().get());
            bind(syntax.pattern(), context.expressions.as(type, syntax.value()), syntax.mutable(), into);
            return;
        }
        if (syntax.pattern() instanceof Pattern.Tuple(List<Pattern> patterns, Span _)
                && syntax.value() instanceof Expression.TupleLiteral(List<Expression> values, Span _)
                && patterns.size() == values.size()) {
            letEach(patterns, values, syntax.mutable(), into);
            return;
        }
        let(syntax.pattern(), context.expressions.check(syntax.value(), null), syntax.value(), syntax.mutable(), into);
    }

    /** {@code let (a, b) = (x, y);}: all values first, then all names. */
    private void letEach(List<Pattern> patterns, List<Expression> values, boolean mutable, List<Stmt> into) {
        List<Expr> checked = new ArrayList<>();
        for (Expression value : values) {
            checked.add(context.expressions.check(value, null));
        }
        for (int i = 0; i < patterns.size(); i++) {
            let(patterns.get(i), checked.get(i), values.get(i), mutable, into);
        }
    }

    private void let(Pattern pattern, Expr value, Expression source, boolean mutable, List<Stmt> into) {
        switch (value) {
            case Expr.Secret secret -> bind(pattern, secret, mutable, into);
            case Expr.Public known -> {
                if (!(pattern instanceof Pattern.Binding(Name name))) {
                    throw context.error(pattern.span(), Words.quote(source) + " is no tuple");
                }
                if (mutable && context.publics.kind(known) instanceof PublicKind.Truth) {
                    bind(pattern, context.conversion.typed(known, null, source), true, into);
                    return;
                }
                if (mutable) {
                    throw needsType(name, known, source);
                }
                declarePublic(name, known, into);
            }
        }
    }

    private Failure needsType(Name name, Expr.Public value, Expression source) {
        String type =
                switch (context.publics.kind(value)) {
                    case PublicKind.Number(boolean whole) -> whole ? "u32" : "fixed<32, 16>";
                    case PublicKind.Truth _ -> Words.type(ExpressionCheck.bool());
                    case PublicKind.Elements(PublicKind _, int length) -> "u32[" + length + "]";
                };
        return context.error(
                name.span(),
                "`" + name + "` needs a type: it can change, and a public value has no type of its own",
                "`let mut " + name + ": " + type + " = " + Words.text(source.span()) + ";`, for example");
    }

    void declarePublic(Name name, Expr.Public value, List<Stmt> into) {
        Expr.Public known = value;
        if (!(value instanceof Expr.Constant || value instanceof Expr.PublicRead)) {
            PublicVariable variable = new PublicVariable(name.text(), name.span());
            context.kinds.put(variable, context.publics.kind(value));
            context.definitions.put(variable, value);
            into.add(new Stmt.LetPublic(variable, value, name.span()));
            known = new Expr.PublicRead(variable, name.span());
        }
        context.scope().declare(name.text(), new Symbol.Public(known, Optional.empty(), name.span()));
    }

    /** Declares the names of a pattern for the parts of a secret value. */
    void bind(Pattern pattern, Expr.Secret value, boolean mutable, List<Stmt> into) {
        switch (pattern) {
            case Pattern.Binding(Name name) -> {
                Variable variable = new Variable(name.text(), value.type(), name.span());
                into.add(new Stmt.Let(variable, value, name.span()));
                context.scope().declare(name.text(), new Symbol.Secret(variable, mutable));
            }
            case Pattern.Tuple(List<Pattern> patterns, Span span) -> {
                if (!(value.type() instanceof ValueType.Tuple(List<ValueType> types))
                        || types.size() != patterns.size()) {
                    throw context.error(
                            span,
                            "this names " + Words.count(patterns.size(), "element") + ", but the value is "
                                    + Words.type(value.type()));
                }
                Expr.Secret whole = value instanceof Expr.Read ? value : PlaceCheck.hoist("tuple", value, into);
                for (int i = 0; i < patterns.size(); i++) {
                    Span part = patterns.get(i).span();
                    bind(patterns.get(i), new Expr.Field(whole, i, types.get(i), part), mutable, into);
                }
            }
        }
    }

    /** After an error: the names exist, with the declared type where that is known. */
    private void poison(Statement.Let syntax) {
        if (syntax.type().isPresent() && syntax.pattern() instanceof Pattern.Binding(Name name)) {
            try {
                ValueType type = context.types.type(syntax.type().get());
                context.scope()
                        .declare(
                                name.text(),
                                new Symbol.Secret(new Variable(name.text(), type, name.span()), syntax.mutable()));
                return;
            } catch (Failure reported) {
                poison(syntax.pattern());
                return;
            }
        }
        poison(syntax.pattern());
    }

    void poison(Pattern pattern) {
        switch (pattern) {
            case Pattern.Binding(Name name) -> context.scope().declare(name.text(), new Symbol.Poisoned());
            case Pattern.Tuple(List<Pattern> patterns, Span _) -> patterns.forEach(this::poison);
        }
    }

    // ---- assignments

    private void assign(Statement.Assign syntax, List<Stmt> into) {
        if (syntax.operator().isPresent()) {
            compound(syntax, syntax.operator().get(), into);
            return;
        }
        if (syntax.target() instanceof Expression.TupleLiteral tuple) {
            assignTuple(tuple, syntax, into);
            return;
        }
        if (syntax.target() instanceof Expression.Slice slice) {
            assignSlice(slice, syntax, into);
            return;
        }
        Place place = context.places.place(syntax.target());
        into.add(new Stmt.Assign(place, context.expressions.as(place.type(), syntax.value()), syntax.span()));
    }

    private void compound(Statement.Assign syntax, BinaryOperator operator, List<Stmt> into) {
        Place place = PlaceCheck.hoistComputedIndices(context.places.place(syntax.target()), into);
        boolean shift = operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
        Expr value = context.expressions.check(syntax.value(), shift ? null : place.type());
        Expr result = context.operators.binary(
                operator,
                new OperatorCheck.Operand(PlaceCheck.read(place, syntax.target().span()), syntax.target()),
                new OperatorCheck.Operand(value, syntax.value()),
                place.type(),
                syntax.span());
        into.add(new Stmt.Assign(place, context.conversion.to(place.type(), result, syntax.value()), syntax.span()));
    }

    /** {@code (a, b) = (b, a);}: the value first, then its parts to their places. */
    private void assignTuple(Expression.TupleLiteral target, Statement.Assign syntax, List<Stmt> into) {
        List<Place> places = new ArrayList<>();
        for (Expression part : target.elements()) {
            places.add(PlaceCheck.hoistIndices(context.places.place(part), into));
        }
        ValueType type = new ValueType.Tuple(places.stream().map(Place::type).toList());
        Expr.Read value = PlaceCheck.hoist("tuple", context.expressions.as(type, syntax.value()), into);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            into.add(new Stmt.Assign(place, new Expr.Field(value, i, place.type(), value.span()), syntax.span()));
        }
    }

    /** {@code a[1..4] = b;}: element by element. */
    private void assignSlice(Expression.Slice target, Statement.Assign syntax, List<Stmt> into) {
        Place array = PlaceCheck.hoistIndices(context.places.place(target.array()), into);
        if (!(array.type() instanceof ValueType.Array(ValueType element, int length))) {
            throw context.error(
                    target.array().span(),
                    Words.quote(target.array()) + " is " + Words.type(array.type()) + ", not an array");
        }
        PartCheck.Range range = context.parts.range(target, length);
        ValueType type = new ValueType.Array(element, range.length());
        Expr.Read value = PlaceCheck.hoist("slice", context.expressions.as(type, syntax.value()), into);
        PublicVariable index = new PublicVariable("index", target.span());
        Expr.Public read = new Expr.PublicRead(index, target.span());
        Expr.Public at = new Expr.PublicBinary(BinaryOperator.ADD, range.from(), read, target.span());
        Place place = PlaceCheck.part(array, new Place.ElementAt(at), element);
        Stmt assign = new Stmt.Assign(place, new Expr.Element(value, read, element, value.span()), syntax.span());
        into.add(new Stmt.For(
                index,
                new Expr.Constant(PublicValue.Int.of(0), target.span()),
                new Expr.Constant(PublicValue.Int.of(range.length()), target.span()),
                new Expr.Constant(PublicValue.Int.of(1), target.span()),
                List.of(assign),
                syntax.span()));
    }
}
