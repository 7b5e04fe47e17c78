package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;
import java.util.Optional;

/** From types as written to types. */
final class TypeCheck {

    private static final ValueType BOOL = new ValueType.Bool();

    private final Context context;

    TypeCheck(Context context) {
        this.context = context;
    }

    ValueType type(TypeSyntax syntax) {
        return switch (syntax) {
            case TypeSyntax.Bool _ -> BOOL;
            case TypeSyntax.Integer integer ->
                new ValueType.Int(
                        integer.signed(),
                        context.publics.requireInt(
                                integer.width(), "the width of an integer", 1, ValueType.MAX_NUMBER_WIDTH_BITS));
            case TypeSyntax.Fixed fixed -> fixed(fixed);
            case TypeSyntax.Named(Name name) -> named(name);
            case TypeSyntax.Array array -> array(array);
            case TypeSyntax.Tuple tuple -> tuple(tuple);
        };
    }

    private ValueType fixed(TypeSyntax.Fixed syntax) {
        int width = context.publics.requireInt(
                syntax.width(), "the width of a fixed-point number", 1, ValueType.MAX_NUMBER_WIDTH_BITS);
        int fraction = context.publics.requireInt(syntax.fraction(), "the number of bits behind the point", 0, width);
        return new ValueType.Fixed(width, fraction);
    }

    private ValueType array(TypeSyntax.Array syntax) {
        ValueType element = type(syntax.element());
        int length = context.publics.requireInt(syntax.length(), "the length of an array", 0, Integer.MAX_VALUE);
        return array(element, length, syntax.span());
    }

    ValueType.Array array(ValueType element, int length, Span span) {
        if (length * Math.max(1L, element.widthBits()) > ValueType.MAX_WIDTH_BITS) {
            throw context.error(
                    span,
                    "an array of " + length + " values of " + Words.count(element.widthBits(), "bit")
                            + " is too large: a value has at most 2^28 bits");
        }
        return new ValueType.Array(element, length);
    }

    private ValueType tuple(TypeSyntax.Tuple syntax) {
        List<ValueType> elements = syntax.elements().stream().map(this::type).toList();
        requireWidth(elements, syntax.span());
        return new ValueType.Tuple(elements);
    }

    void requireWidth(List<ValueType> parts, Span span) {
        if (parts.stream().mapToLong(ValueType::widthBits).sum() > ValueType.MAX_WIDTH_BITS) {
            throw context.error(span, "this type is too large: a value has at most 2^28 bits");
        }
    }

    private ValueType named(Name name) {
        Optional<ValueType> local = context.scope().findType(name.text());
        if (local.isPresent()) {
            return local.get();
        }
        Optional<ValueType> global = context.globals.type(name);
        if (global.isPresent()) {
            return global.get();
        }
        return shortName(name.text()).orElseThrow(() -> unknown(name));
    }

    /** {@code i8}, {@code u32}: any width that an integer may have; and the floats. */
    static Optional<ValueType> shortName(String name) {
        if (name.equals("float32") || name.equals("float64")) {
            return Optional.of(new ValueType.Float(name.equals("float32") ? Float.SIZE : Double.SIZE));
        }
        if (!name.matches("[iu][1-9][0-9]{0,3}")) {
            return Optional.empty();
        }
        int width = Integer.parseInt(name.substring(1));
        return width > ValueType.MAX_NUMBER_WIDTH_BITS
                ? Optional.empty()
                : Optional.of(new ValueType.Int(name.charAt(0) == 'i', width));
    }

    private Failure unknown(Name name) {
        return context.failure(context.unknownNames().type(name));
    }
}
