package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            case Expression.Index index -> index(index, hint);
            case Expression.Slice slice -> slice(slice);
            case Expression.Member member -> member(member);
            case Expression.Position position -> position(position);
            case Expression.Call call -> context.calls.call(call, hint);
            case Expression.StructLiteral struct -> struct(struct);
            case Expression.ArrayLiteral array -> array(array, hint);
            case Expression.Fill fill -> fill(fill, hint);
            case Expression.TupleLiteral tuple -> tuple(tuple, hint);
            case Expression.If conditional -> conditional(conditional, hint);
            case Expression.BlockExpression(Block block) -> block(block, hint);
        };
    }

    /** The expression as a secret of a type. */
    Expr.Secret check(Expression syntax, ValueType type, boolean enforced) {
        Expr checked = check(syntax, type);
        return enforced
                ? context.conversion.to(type, checked, syntax)
                : context.conversion.typed(checked, type, syntax);
    }

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

    // ---- parts

    private Expr index(Expression.Index syntax, @Nullable ValueType hint) {
        List<Expr> parts = checkBoth(syntax.array(), null, syntax.index(), null);
        if (parts.get(0) instanceof Expr.Public list) {
            return publicElement(list, parts.get(1), syntax, hint);
        }
        Expr.Secret array = (Expr.Secret) parts.get(0);
        if (!(array.type() instanceof ValueType.Array(ValueType element, int length))) {
            throw notAnArray(syntax.array(), Words.type(array.type()));
        }
        requireIndex(parts.get(1), syntax.index(), length, syntax.array());
        return new Expr.Element(array, parts.get(1), element, syntax.span());
    }

    private Failure notAnArray(Expression array, String found) {
        return context.error(array.span(), Words.quote(array) + " is " + found + ", not an array");
    }

    private Expr publicElement(Expr.Public list, Expr index, Expression.Index syntax, @Nullable ValueType hint) {
        if (!(context.publics.kind(list) instanceof PublicKind.Elements(PublicKind _, int length))) {
            throw notAnArray(syntax.array(), context.publics.kind(list).words());
        }
        requireIndex(index, syntax.index(), length, syntax.array());
        if (index instanceof Expr.Public known) {
            return context.publics.element(list, known, syntax.span());
        }
        Optional<ValueType> declared = declaredElement(syntax.array());
        if (declared.isEmpty() && hint == null) {
            throw context.error(
                    syntax.array().span(),
                    "the type of the elements of " + Words.quote(syntax.array())
                            + " is not known here, and a secret index needs it",
                    "declare the type, like `const NAME: u8[" + length + "] = …;`");
        }
        ValueType element = declared.isPresent() ? declared.get() : hint;
        Expr.Secret table = context.conversion.fromPublic(
                new ValueType.Array(java.util.Objects.requireNonNull(element), length),
                list,
                syntax.array().span());
        return new Expr.Element(table, index, element, syntax.span());
    }

    private Optional<ValueType> declaredElement(Expression array) {
        return declared(array)
                .flatMap(type -> type instanceof ValueType.Array(ValueType element, int _)
                        ? Optional.of(element)
                        : Optional.empty());
    }

    private Optional<ValueType> declared(Expression expression) {
        if (expression instanceof Expression.NameUse(Name name)
                && symbol(name) instanceof Symbol.Public(Expr.Public _, Optional<ValueType> type, Span _)) {
            return type;
        }
        return expression instanceof Expression.Index index ? declaredElement(index.array()) : Optional.empty();
    }

    /** An index is an integer, and in range where that is known. */
    void requireIndex(Expr index, Expression source, int length, Expression array) {
        switch (index) {
            case Expr.Constant(PublicValue value, Span _) -> {
                if (!(value instanceof PublicValue.Int(BigInteger at))) {
                    throw context.error(source.span(), "an index is an integer, this is " + Words.value(value));
                }
                if (at.signum() < 0 || at.compareTo(BigInteger.valueOf(length)) >= 0) {
                    throw context.error(
                            source.span(),
                            "index " + Words.value(value) + " is out of range: " + Words.quote(array) + " has "
                                    + Words.count(length, "element") + (length > 0 ? ", 0 to " + (length - 1) : ""));
                }
            }
            case Expr.Public known -> {
                if (!(context.publics.kind(known) instanceof PublicKind.Number)) {
                    throw context.error(
                            source.span(),
                            "an index is an integer, this is "
                                    + context.publics.kind(known).words());
                }
            }
            case Expr.Secret secret -> {
                if (!(secret.type() instanceof ValueType.Int)) {
                    throw context.error(
                            source.span(),
                            "an index is an integer, but " + Words.quote(source) + " is " + Words.type(secret.type()));
                }
            }
        }
    }

    /** A slice with public ends: where it begins, and how long it is. */
    record Range(Expr.Public from, int length) {}

    Range range(Expression.Slice syntax, int arrayLength) {
        Expr.Public from = syntax.from().isPresent()
                ? context.publics.requireInteger(syntax.from().get(), "the start of a slice")
                : new Expr.Constant(PublicValue.Int.of(0), syntax.span());
        Expr.Public to = syntax.to().isPresent()
                ? context.publics.requireInteger(syntax.to().get(), "the end of a slice")
                : new Expr.Constant(PublicValue.Int.of(arrayLength), syntax.span());
        BigInteger length = Affine.difference(context, to, from).orElseGet(() -> constantDifference(to, from));
        if (syntax.inclusive()) {
            length = length.add(BigInteger.ONE);
        }
        if (length.signum() < 0 || length.compareTo(BigInteger.valueOf(arrayLength)) > 0) {
            throw outOfRange(syntax, length, arrayLength);
        }
        if (from instanceof Expr.Constant(PublicValue value, Span _)
                && value instanceof PublicValue.Int(BigInteger start)
                && (start.signum() < 0 || start.add(length).compareTo(BigInteger.valueOf(arrayLength)) > 0)) {
            throw outOfRange(syntax, length, arrayLength);
        }
        return new Range(from, length.intValueExact());
    }

    private BigInteger constantDifference(Expr.Public to, Expr.Public from) {
        if (context.publics.constant(to) instanceof PublicValue.Int(BigInteger end)
                && context.publics.constant(from) instanceof PublicValue.Int(BigInteger start)) {
            return end.subtract(start);
        }
        throw context.error(to.span(), "the ends of a slice are integers");
    }

    private Failure outOfRange(Expression.Slice syntax, BigInteger length, int arrayLength) {
        String what = length.signum() < 0 ? "this slice ends before it begins" : "this slice is out of range";
        return context.error(
                syntax.span(),
                what + ": " + Words.quote(syntax.array()) + " has " + Words.count(arrayLength, "element"));
    }

    private Expr slice(Expression.Slice syntax) {
        Expr checked = check(syntax.array(), null);
        if (checked instanceof Expr.Public list) {
            return publicSlice(list, syntax);
        }
        Expr.Secret array = (Expr.Secret) checked;
        if (!(array.type() instanceof ValueType.Array(ValueType element, int length))) {
            throw notAnArray(syntax.array(), Words.type(array.type()));
        }
        Range range = range(syntax, length);
        return new Expr.Slice(array, range.from(), new ValueType.Array(element, range.length()), syntax.span());
    }

    private Expr publicSlice(Expr.Public list, Expression.Slice syntax) {
        if (!(context.publics.kind(list) instanceof PublicKind.Elements(PublicKind _, int length))) {
            throw notAnArray(syntax.array(), context.publics.kind(list).words());
        }
        Range range = range(syntax, length);
        List<Expr.Public> elements = new ArrayList<>();
        for (int i = 0; i < range.length(); i++) {
            Expr.Public at = context.publics.binary(
                    BinaryOperator.ADD,
                    range.from(),
                    new Expr.Constant(PublicValue.Int.of(i), syntax.span()),
                    syntax.span());
            elements.add(context.publics.element(list, at, syntax.span()));
        }
        return context.publics.list(elements, syntax.span());
    }

    private Expr member(Expression.Member syntax) {
        Expr.Secret value = product(syntax.value(), "`" + syntax.name() + "`");
        int index = fieldIndex(value.type(), syntax.name(), syntax.value());
        ValueType type = ((ValueType.Struct) value.type()).fields().get(index).type();
        return new Expr.Field(value, index, type, syntax.span());
    }

    private Expr.Secret product(Expression syntax, String part) {
        Expr checked = check(syntax, null);
        if (checked instanceof Expr.Secret secret) {
            return secret;
        }
        throw context.error(
                syntax.span(),
                Words.quote(syntax) + " is "
                        + context.publics.kind((Expr.Public) checked).words() + " and has no part " + part);
    }

    int fieldIndex(ValueType type, Name name, Expression value) {
        if (!(type instanceof ValueType.Struct(String struct, List<ValueType.Field> fields))) {
            throw context.error(name.span(), Words.quote(value) + " is " + Words.type(type) + ", which has no fields");
        }
        List<String> names = fields.stream().map(ValueType.Field::name).toList();
        int index = names.indexOf(name.text());
        if (index < 0) {
            throw context.error(
                    name.span(), "`" + struct + "` has no field `" + name + "`", fieldHelp(name.text(), names));
        }
        return index;
    }

    private static Optional<String> fieldHelp(String name, List<String> names) {
        return Optional.of(Suggestion.help(name, names).orElse("its fields are `" + String.join("`, `", names) + "`"));
    }

    private Expr position(Expression.Position syntax) {
        Expr.Secret value = product(syntax.value(), "`" + syntax.index() + "`");
        ValueType type = elementType(value.type(), syntax);
        return new Expr.Field(value, syntax.index(), type, syntax.span());
    }

    ValueType elementType(ValueType type, Expression.Position syntax) {
        if (!(type instanceof ValueType.Tuple(List<ValueType> elements))) {
            throw context.error(
                    syntax.indexSpan(), Words.quote(syntax.value()) + " is " + Words.type(type) + ", not a tuple");
        }
        if (syntax.index() >= elements.size()) {
            throw context.error(
                    syntax.indexSpan(),
                    Words.quote(syntax.value()) + " has " + Words.count(elements.size(), "element") + ", 0 to "
                            + (elements.size() - 1));
        }
        return elements.get(syntax.index());
    }

    // ---- literals with parts

    private Expr struct(Expression.StructLiteral syntax) {
        ValueType type = context.types.type(new dev.sflmpc.compiler.syntax.TypeSyntax.Named(syntax.type()));
        if (!(type instanceof ValueType.Struct(String name, List<ValueType.Field> fields))) {
            throw context.error(
                    syntax.type().span(), "`" + syntax.type() + "` is " + Words.type(type) + ", not a struct");
        }
        List<String> names = fields.stream().map(ValueType.Field::name).toList();
        Map<String, Expr.Secret> values = new HashMap<>();
        boolean wrong = false;
        for (Expression.FieldValue field : syntax.fields()) {
            try {
                int index = names.indexOf(field.name().text());
                if (index < 0) {
                    throw context.error(
                            field.name().span(),
                            "`" + name + "` has no field `" + field.name() + "`",
                            fieldHelp(field.name().text(), names));
                }
                Expr.Secret value = as(fields.get(index).type(), field.value());
                if (values.put(field.name().text(), value) != null) {
                    throw context.error(field.name().span(), "`" + field.name() + "` is given twice");
                }
            } catch (Failure reported) {
                wrong = true;
            }
        }
        if (wrong) {
            throw new Failure();
        }
        requireAll(syntax, name, names, values);
        return new Expr.Product(
                names.stream()
                        .map(values::get)
                        .map(java.util.Objects::requireNonNull)
                        .toList(),
                type,
                syntax.span());
    }

    private void requireAll(
            Expression.StructLiteral syntax, String name, List<String> names, Map<String, Expr.Secret> values) {
        List<String> missing =
                names.stream().filter(field -> !values.containsKey(field)).toList();
        if (!missing.isEmpty()) {
            throw context.error(
                    syntax.type().span(),
                    "this `" + name + "` lacks " + (missing.size() == 1 ? "the field `" : "the fields `")
                            + String.join("`, `", missing) + "`");
        }
    }

    private Expr array(Expression.ArrayLiteral syntax, @Nullable ValueType hint) {
        Optional<ValueType> elementHint =
                hint instanceof ValueType.Array(ValueType element, int _) ? Optional.of(element) : Optional.empty();
        int count = syntax.elements().size();
        List<Expr> parts = checkAll(syntax.elements(), Collections.nCopies(count, elementHint));
        if (parts.stream().allMatch(Expr.Public.class::isInstance)) {
            return context.publics.list(
                    parts.stream().map(Expr.Public.class::cast).toList(), syntax.span());
        }
        ValueType element = elementType(parts);
        List<Expr.Secret> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(context.conversion.to(
                    element, parts.get(i), syntax.elements().get(i)));
        }
        return new Expr.Product(elements, context.types.array(element, count, syntax.span()), syntax.span());
    }

    private static ValueType elementType(List<Expr> parts) {
        for (Expr part : parts) {
            if (part instanceof Expr.Secret secret) {
                return secret.type();
            }
        }
        throw new AssertionError("no secret element");
    }

    private Expr fill(Expression.Fill syntax, @Nullable ValueType hint) {
        ValueType elementHint = hint instanceof ValueType.Array(ValueType element, int _) ? element : null;
        Expr value = check(syntax.value(), elementHint);
        int length = context.publics.requireInt(syntax.length(), "the length of an array", 0, Integer.MAX_VALUE);
        if (value instanceof Expr.Public known && elementHint == null) {
            context.publics.requireSize(length, context.publics.kind(known), syntax.span());
            return context.publics.list(Collections.nCopies(length, known), syntax.span());
        }
        Expr.Secret element = context.conversion.typed(value, elementHint, syntax.value());
        return new Expr.Fill(element, context.types.array(element.type(), length, syntax.span()), syntax.span());
    }

    private Expr tuple(Expression.TupleLiteral syntax, @Nullable ValueType hint) {
        int count = syntax.elements().size();
        List<Optional<ValueType>> hints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hints.add(
                    hint instanceof ValueType.Tuple(List<ValueType> elements) && elements.size() == count
                            ? Optional.of(elements.get(i))
                            : Optional.empty());
        }
        List<Expr> parts = checkAll(syntax.elements(), hints);
        List<Expr.Secret> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(context.conversion.typed(
                    parts.get(i), hints.get(i).orElse(null), syntax.elements().get(i)));
        }
        List<ValueType> types = elements.stream().map(Expr.Secret::type).toList();
        context.types.requireWidth(types, syntax.span());
        return new Expr.Product(elements, new ValueType.Tuple(types), syntax.span());
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
