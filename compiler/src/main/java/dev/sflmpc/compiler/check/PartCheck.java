package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts of values: elements, slices, fields and positions. */
final class PartCheck {

    private final Context context;

    PartCheck(Context context) {
        this.context = context;
    }

    Expr index(Expression.Index syntax, @Nullable ValueType hint) {
        List<Expr> parts = context.expressions.checkBoth(syntax.array(), null, syntax.index(), null);
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
                && context.expressions.symbol(name)
                        instanceof Symbol.Public(Expr.Public _, Optional<ValueType> type, Span _)) {
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

    Expr slice(Expression.Slice syntax) {
        Expr checked = context.expressions.check(syntax.array(), null);
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

    Expr member(Expression.Member syntax) {
        Expr.Secret value = product(syntax.value(), "`" + syntax.name() + "`");
        int index = fieldIndex(value.type(), syntax.name(), syntax.value());
        ValueType type = ((ValueType.Struct) value.type()).fields().get(index).type();
        return new Expr.Field(value, index, type, syntax.span());
    }

    private Expr.Secret product(Expression syntax, String part) {
        Expr checked = context.expressions.check(syntax, null);
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

    static Optional<String> fieldHelp(String name, List<String> names) {
        return Optional.of(Suggestion.help(name, names).orElse("its fields are `" + String.join("`, `", names) + "`"));
    }

    Expr position(Expression.Position syntax) {
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
}
