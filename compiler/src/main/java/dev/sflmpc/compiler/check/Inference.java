package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds compile-time arguments by matching the types of parameters with those of arguments. */
final class Inference {

    private final Set<String> typeParameters;
    private final Set<String> valueParameters;
    private final Map<String, CompileTimeArgument> found = new HashMap<>();

    Inference(Set<String> typeParameters, Set<String> valueParameters) {
        this.typeParameters = typeParameters;
        this.valueParameters = valueParameters;
    }

    void bind(String name, CompileTimeArgument argument) {
        found.putIfAbsent(name, argument);
    }

    Optional<CompileTimeArgument> of(String name) {
        return Optional.ofNullable(found.get(name));
    }

    /** A secret argument: what does not match is left for the comparison of types afterwards. */
    void match(TypeSyntax parameter, ValueType argument) {
        switch (parameter) {
            case TypeSyntax.Named(Name name) -> {
                if (typeParameters.contains(name.text())) {
                    bind(name.text(), new CompileTimeArgument.OfType(argument));
                }
            }
            case TypeSyntax.Integer integer -> {
                if (argument instanceof ValueType.Int(boolean _, int width)) {
                    matchNumber(integer.width(), width);
                }
            }
            case TypeSyntax.Fixed fixed -> {
                if (argument instanceof ValueType.Fixed(int width, int fraction)) {
                    matchNumber(fixed.width(), width);
                    matchNumber(fixed.fraction(), fraction);
                }
            }
            case TypeSyntax.Array array -> {
                if (argument instanceof ValueType.Array(ValueType element, int length)) {
                    matchNumber(array.length(), length);
                    match(array.element(), element);
                }
            }
            case TypeSyntax.Tuple tuple -> {
                if (argument instanceof ValueType.Tuple(List<ValueType> elements)
                        && elements.size() == tuple.elements().size()) {
                    for (int i = 0; i < elements.size(); i++) {
                        match(tuple.elements().get(i), elements.get(i));
                    }
                }
            }
            case TypeSyntax.Bool _ -> {
                return;
            }
        }
    }

    /** A public list says how long it is. */
    void match(TypeSyntax parameter, PublicKind argument) {
        if (parameter instanceof TypeSyntax.Array array
                && argument instanceof PublicKind.Elements(PublicKind element, int length)) {
            matchNumber(array.length(), length);
            match(array.element(), element);
        }
    }

    private void matchNumber(Expression parameter, int value) {
        if (parameter instanceof Expression.NameUse(Name name) && valueParameters.contains(name.text())) {
            bind(name.text(), new CompileTimeArgument.OfValue(PublicValue.Int.of(value)));
        }
    }
}
