package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The left sides of assignments. */
final class PlaceCheck {

    private final Context context;

    PlaceCheck(Context context) {
        this.context = context;
    }

    Place place(Expression target) {
        return switch (target) {
            case Expression.NameUse(Name name) ->
                new Place(variable(name), List.of(), variable(name).type());
            case Expression.Index index -> element(index);
            case Expression.Member member -> {
                Place outer = place(member.value());
                int field = context.parts.fieldIndex(outer.type(), member.name(), member.value());
                ValueType type =
                        ((ValueType.Struct) outer.type()).fields().get(field).type();
                yield part(outer, new Place.FieldAt(field), type);
            }
            case Expression.Position position -> {
                Place outer = place(position.value());
                ValueType type = context.parts.elementType(outer.type(), position);
                yield part(outer, new Place.FieldAt(position.index()), type);
            }
            case Expression.Literal _,
                    Expression.Unary _,
                    Expression.Binary _,
                    Expression.Logical _,
                    Expression.Cast _,
                    Expression.Slice _,
                    Expression.Call _,
                    Expression.StructLiteral _,
                    Expression.ArrayLiteral _,
                    Expression.Fill _,
                    Expression.TupleLiteral _,
                    Expression.If _,
                    Expression.BlockExpression _ ->
                throw context.error(target.span(), "nothing can be assigned to " + Words.quote(target));
        };
    }

    private Place element(Expression.Index syntax) {
        Place outer = place(syntax.array());
        Expr index = context.expressions.check(syntax.index(), null);
        if (!(outer.type() instanceof ValueType.Array(ValueType element, int length))) {
            throw context.error(
                    syntax.array().span(),
                    Words.quote(syntax.array()) + " is " + Words.type(outer.type()) + ", not an array");
        }
        context.parts.requireIndex(index, syntax.index(), length, syntax.array());
        return part(outer, new Place.ElementAt(index), element);
    }

    static Place part(Place outer, Place.Selector step, ValueType type) {
        List<Place.Selector> path = new ArrayList<>(outer.path());
        path.add(step);
        return new Place(outer.root(), path, type);
    }

    private Variable variable(Name name) {
        return switch (context.expressions.symbol(name)) {
            case Symbol.Secret(Variable variable, boolean mutable) -> {
                if (!mutable) {
                    throw immutable(name, variable);
                }
                yield variable;
            }
            case Symbol.Public(Expr.Public _, Optional<ValueType> _, Span declaration) ->
                throw context.error(
                        name.span(),
                        "`" + name + "` is public and keeps its value",
                        Optional.of("declare `let mut " + name + ": u32 = …;`, with the type you need"),
                        List.of(declaration));
            case Symbol.Poisoned() -> throw new Failure();
        };
    }

    private Failure immutable(Name name, Variable variable) {
        boolean parameter = context.instance != null
                && context.instance.function().parameters().contains(variable);
        return context.error(
                name.span(),
                parameter
                        ? "`" + name + "` is a parameter and keeps its value"
                        : "`" + name + "` keeps its value: it is not declared with `mut`",
                Optional.of(
                        parameter
                                ? "`let mut " + name + " = " + name + ";` at the beginning makes a copy"
                                : "`let mut " + name + "`"),
                List.of(variable.span()));
    }

    /** The value that is at a place now. */
    static Expr.Secret read(Place place, Span span) {
        Expr.Secret value = new Expr.Read(place.root(), span);
        for (Place.Selector step : place.path()) {
            value = switch (step) {
                case Place.ElementAt(Expr index) ->
                    new Expr.Element(value, index, ((ValueType.Array) value.type()).element(), span);
                case Place.FieldAt(int field) -> new Expr.Field(value, field, partType(value.type(), field), span);
            };
        }
        return value;
    }

    static ValueType partType(ValueType product, int index) {
        return switch (product) {
            case ValueType.Struct(String _, List<ValueType.Field> fields) ->
                fields.get(index).type();
            case ValueType.Tuple(List<ValueType> elements) -> elements.get(index);
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _, ValueType.Array _ ->
                throw new AssertionError(product);
        };
    }

    /** The same place with secret indices evaluated once, before; those that are a variable may change until then. */
    static Place hoistComputedIndices(Place place, List<Stmt> before) {
        return hoistIndices(place, before, false);
    }

    /** The same place with all secret indices evaluated before. */
    static Place hoistIndices(Place place, List<Stmt> before) {
        return hoistIndices(place, before, true);
    }

    private static Place hoistIndices(Place place, List<Stmt> before, boolean variables) {
        List<Place.Selector> path = new ArrayList<>();
        for (Place.Selector step : place.path()) {
            path.add(
                    step instanceof Place.ElementAt(Expr index)
                                    && index instanceof Expr.Secret secret
                                    && (variables || !(secret instanceof Expr.Read))
                            ? new Place.ElementAt(hoist("index", secret, before))
                            : step);
        }
        return new Place(place.root(), path, place.type());
    }

    /** Puts a value into a variable of its own. */
    static Expr.Read hoist(String name, Expr.Secret value, List<Stmt> before) {
        Variable variable = new Variable(name, value.type(), value.span());
        before.add(new Stmt.Let(variable, value, value.span()));
        return new Expr.Read(variable, value.span());
    }
}
