package dev.sflmpc.compiler.check;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names declared in a block, and those around it. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Map<String, ValueType> types = new HashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void declare(String name, Symbol symbol) {
        if (!name.equals("_")) {
            symbols.put(name, symbol);
        }
    }

    void declareType(String name, ValueType type) {
        types.put(name, type);
    }

    Optional<Symbol> find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Symbol symbol = scope.symbols.get(name);
            if (symbol != null) {
                return Optional.of(symbol);
            }
        }
        return Optional.empty();
    }

    Optional<ValueType> findType(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            ValueType type = scope.types.get(name);
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    Collection<String> names() {
        Collection<String> names = new TreeSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.symbols.keySet());
        }
        return names;
    }

    Collection<String> typeNames() {
        Collection<String> names = new TreeSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.types.keySet());
        }
        return names;
    }
}
