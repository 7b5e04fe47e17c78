package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** What stands at the top level of a file. */
public sealed interface Declaration {

    Span span();

    /** {@code program name;}. */
    record Program(String documentation, Name name, Span span) implements Declaration {}

    /** {@code import "path";}. */
    record Import(String path, Span pathSpan, Span span) implements Declaration {}

    /** {@code party a, b;}. */
    record Party(List<Name> names, Span span) implements Declaration {
        public Party {
            names = List.copyOf(names);
        }
    }

    /** {@code param NAME = value;}: a constant that the command line can replace. */
    record Param(Name name, Optional<TypeSyntax> type, Expression value, Span span) implements Declaration {}

    /** {@code const NAME = value;}. */
    record Const(Name name, Optional<TypeSyntax> type, Expression value, Span span) implements Declaration {}

    /** {@code type Name = type;}. */
    record TypeAlias(Name name, TypeSyntax type, Span span) implements Declaration {}

    /** {@code struct Name { field: type, … }}. */
    record Struct(Name name, List<Field> fields, Span span) implements Declaration {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a struct. */
    record Field(Name name, TypeSyntax type, Span span) {}

    /**
     * {@code fn name<generics>(parameters) -> results { … }}, or {@code extern fn name(parameters) -> result from "file";}.
     *
     * @param body empty when {@code external} is there
     */
    record Function(
            String documentation,
            Name name,
            List<Name> generics,
            List<Parameter> parameters,
            Optional<Result> result,
            Block body,
            Optional<External> external,
            Span span)
            implements Declaration {
        public Function {
            generics = List.copyOf(generics);
            parameters = List.copyOf(parameters);
        }
    }

    /** The circuit's file that is a function's body; with {@code reversed}, its values are most significant bit first. */
    record External(String path, Span pathSpan, boolean reversed) {}

    /** {@code name: type}, in {@code main} with {@code from party}. */
    record Parameter(Name name, TypeSyntax type, Optional<Name> owner, Span span) {}

    /** What a function gives. */
    sealed interface Result {
        Span span();
    }

    /** A type alone. */
    record PlainResult(TypeSyntax type, Optional<Recipients> recipients, Span span) implements Result {}

    /** {@code (name: type to party, …)}. */
    record NamedResults(List<Output> outputs, Span span) implements Result {
        public NamedResults {
            outputs = List.copyOf(outputs);
        }
    }

    /** One named result. */
    record Output(Name name, TypeSyntax type, Optional<Recipients> recipients, Span span) {}

    /** {@code to a, b}, or {@code to all}. */
    record Recipients(boolean all, List<Name> names, Span span) {
        public Recipients {
            names = List.copyOf(names);
        }
    }
}
