package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Literals with parts: structs, arrays and tuples. */
final class ProductCheck {

    private final Context context;

    ProductCheck(Context context) {
        this.context = context;
    }

    Expr struct(Expression.StructLiteral syntax) {
        ValueType type = context.types.type(new TypeSyntax.Named(syntax.type()));
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
                            PartCheck.fieldHelp(field.name().text(), names));
                }
                Expr.Secret value = context.expressions.as(fields.get(index).type(), field.value());
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
                names.stream().map(values::get).map(Objects::requireNonNull).toList(), type, syntax.span());
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

    Expr array(Expression.ArrayLiteral syntax, @Nullable ValueType hint) {
        Optional<ValueType> elementHint =
                hint instanceof ValueType.Array(ValueType element, int _) ? Optional.of(element) : Optional.empty();
        int count = syntax.elements().size();
        List<Expr> parts = context.expressions.checkAll(syntax.elements(), Collections.nCopies(count, elementHint));
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

    Expr fill(Expression.Fill syntax, @Nullable ValueType hint) {
        ValueType elementHint = hint instanceof ValueType.Array(ValueType element, int _) ? element : null;
        Expr value = context.expressions.check(syntax.value(), elementHint);
        int length = context.publics.requireInt(syntax.length(), "the length of an array", 0, Integer.MAX_VALUE);
        if (value instanceof Expr.Public known && elementHint == null) {
            context.publics.requireSize(length, context.publics.kind(known), syntax.span());
            return context.publics.list(Collections.nCopies(length, known), syntax.span());
        }
        Expr.Secret element = context.conversion.typed(value, elementHint, syntax.value());
        return new Expr.Fill(element, context.types.array(element.type(), length, syntax.span()), syntax.span());
    }

    Expr tuple(Expression.TupleLiteral syntax, @Nullable ValueType hint) {
        int count = syntax.elements().size();
        List<Optional<ValueType>> hints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hints.add(
                    hint instanceof ValueType.Tuple(List<ValueType> elements) && elements.size() == count
                            ? Optional.of(elements.get(i))
                            : Optional.empty());
        }
        List<Expr> parts = context.expressions.checkAll(syntax.elements(), hints);
        List<Expr.Secret> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(context.conversion.typed(
                    parts.get(i), hints.get(i).orElse(null), syntax.elements().get(i)));
        }
        List<ValueType> types = elements.stream().map(Expr.Secret::type).toList();
        context.types.requireWidth(types, syntax.span());
        return new Expr.Product(elements, new ValueType.Tuple(types), syntax.span());
    }
}
