package dev.sflmpc.compiler.typed;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/** Something that can be assigned to: a variable, or a part of one reached by indices and fields. */
public record Place(Variable root, List<Selector> path, ValueType type) {

    /** One step from a value to a part of it. */
    public sealed interface Selector {}

    /** An element; an index as in {@link Expr.Element}. Writing at a secret index out of range writes nothing. */
    public record ElementAt(Expr index) implements Selector {}

    /** A field of a struct or element of a tuple. */
    public record FieldAt(int index) implements Selector {}

    public Place {
        path = List.copyOf(path);
    }
}
