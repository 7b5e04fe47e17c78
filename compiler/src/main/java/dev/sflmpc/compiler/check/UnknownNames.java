package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to say of a name that nothing has; nothing at all when it occurs in a part that could not be parsed. */
final class UnknownNames {

    private final Globals globals;
    private final Collection<String> localValues;
    private final Collection<String> localTypes;

    /** With the names that are known in the place besides the global ones. */
    UnknownNames(Globals globals, Collection<String> localValues, Collection<String> localTypes) {
        this.globals = globals;
        this.localValues = localValues;
        this.localTypes = localTypes;
    }

    Optional<Diagnostic> value(Name name) {
        if (globals.function(name.text()).isPresent()) {
            return error(
                    name,
                    "`" + name + "` is a function, but a value is expected here",
                    Optional.of("`" + name + "(…)`"));
        }
        if (globals.isType(name.text()) || localTypes.contains(name.text())) {
            return error(name, "`" + name + "` is a type, but a value is expected here", Optional.empty());
        }
        Set<String> known = new LinkedHashSet<>(localValues);
        known.addAll(globals.valueNames());
        return error(name, "there is no value named `" + name + "` here", Suggestion.help(name.text(), known));
    }

    Optional<Diagnostic> function(Name name) {
        if (localValues.contains(name.text()) || globals.valueNames().contains(name.text())) {
            return error(name, "`" + name + "` is a value, not a function", Optional.empty());
        }
        Set<String> known = new LinkedHashSet<>(globals.functionNames());
        known.addAll(BuiltInCheck.NAMES);
        return error(name, "there is no function `" + name + "`", Suggestion.help(name.text(), known));
    }

    Optional<Diagnostic> type(Name name) {
        if (Set.of("f32", "float16", "f64", "float", "double").contains(name.text())) {
            return error(
                    name,
                    "there is no type `" + name + "`",
                    Optional.of(name.text().equals("f32") ? "`float32`" : "`float64` or `float32`"));
        }
        if (name.text().matches("[iu][0-9]+")) {
            return error(
                    name,
                    "the width of an integer is 1 to " + ValueType.MAX_NUMBER_WIDTH_BITS + " bits",
                    Optional.empty());
        }
        if (localValues.contains(name.text()) || globals.valueNames().contains(name.text())) {
            return error(name, "`" + name + "` is a value, but a type is expected here", Optional.empty());
        }
        Set<String> known = new LinkedHashSet<>(localTypes);
        known.addAll(globals.typeNames());
        return error(name, "there is no type `" + name + "`", Suggestion.help(name.text(), known));
    }

    private Optional<Diagnostic> error(Name name, String message, Optional<String> help) {
        Span span = name.span();
        return globals.isSkipped(name.text())
                ? Optional.empty()
                : Optional.of(new Diagnostic(Diagnostic.Severity.ERROR, span, message, List.of(), help));
    }
}
