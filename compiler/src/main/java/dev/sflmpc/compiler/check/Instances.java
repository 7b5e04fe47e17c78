package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances of functions. One is made, with its signature, when the first call asks for it, and its body is checked
 * later, so that recursion in the program is none in the checker.
 */
final class Instances {

    /** How many instances may follow from one another. */
    static final int MAX_DEPTH = 500;

    private record Key(String function, List<CompileTimeArgument> arguments) {}

    private final Globals globals;
    private final Reports reports;
    private final Map<Key, Instance> known = new HashMap<>();
    private final List<Key> requested = new ArrayList<>();
    private int checked;

    Instances(Globals globals, Reports reports) {
        this.globals = globals;
        this.reports = reports;
    }

    /** The instance for a call, made if need be. */
    Instance request(Declaration.Function function, List<CompileTimeArgument> arguments, @Nullable Instance requester) {
        Key key = new Key(function.name().text(), arguments);
        Instance existing = known.get(key);
        if (existing != null) {
            return existing;
        }
        Instance made = make(function, arguments, requester);
        known.put(key, made);
        requested.add(key);
        return made;
    }

    /** The instance of a function without compile-time parameters, called or not; nothing when its types are wrong. */
    Optional<Instance> requestUncalled(Declaration.Function function) {
        try {
            return Optional.of(request(function, List.of(), null));
        } catch (Failure reported) {
            return Optional.empty();
        }
    }

    private Instance make(
            Declaration.Function function, List<CompileTimeArgument> arguments, @Nullable Instance requester) {
        Scope scope = genericScope(function, arguments);
        Context signature = new Context(globals, this, reports, null, scope);
        List<Variable> parameters = new ArrayList<>();
        for (Declaration.Parameter parameter : function.parameters()) {
            Variable variable = new Variable(
                    parameter.name().text(),
                    signature.types.type(parameter.type()),
                    parameter.name().span());
            parameters.add(variable);
            scope.declare(variable.name(), new Symbol.Secret(variable, false));
        }
        ValueType result = function.result().isPresent()
                ? resultType(signature, function.result().get())
                : new ValueType.Tuple(List.of());
        FunctionInstance instance = new FunctionInstance(
                name(function, arguments), parameters, result, function.name().span());
        return new Instance(function, instance, scope, requester);
    }

    private static ValueType resultType(Context context, Declaration.Result result) {
        return switch (result) {
            case Declaration.PlainResult plain -> context.types.type(plain.type());
            case Declaration.NamedResults named -> {
                List<ValueType> types = named.outputs().stream()
                        .map(output -> context.types.type(output.type()))
                        .toList();
                context.types.requireWidth(types, named.span());
                yield types.size() == 1 ? types.getFirst() : new ValueType.Tuple(types);
            }
        };
    }

    private static String name(Declaration.Function function, List<CompileTimeArgument> arguments) {
        return function.name().text()
                + (arguments.isEmpty()
                        ? ""
                        : arguments.stream()
                                .map(CompileTimeArgument::toString)
                                .collect(Collectors.joining(", ", "<", ">")));
    }

    /** A scope with the compile-time parameters. */
    Scope genericScope(Declaration.Function function, List<CompileTimeArgument> arguments) {
        Scope scope = new Scope(null);
        for (int i = 0; i < arguments.size(); i++) {
            Name name = function.generics().get(i);
            switch (arguments.get(i)) {
                case CompileTimeArgument.OfType(ValueType type) -> scope.declareType(name.text(), type);
                case CompileTimeArgument.OfValue(var value) ->
                    scope.declare(
                            name.text(),
                            new Symbol.Public(
                                    new dev.sflmpc.compiler.typed.Expr.Constant(value, name.span()),
                                    Optional.empty(),
                                    name.span()));
            }
        }
        return scope;
    }

    // ---- work

    /** Checks bodies until all that were asked for are done. */
    void checkAll() {
        while (checked < requested.size()) {
            Instance instance = known.get(requested.get(checked++));
            if (instance == null) {
                throw new AssertionError("an instance was lost");
            }
            if (instance.depth() > MAX_DEPTH) {
                Context context = new Context(globals, this, reports, null, instance.scope());
                throw context.error(
                        instance.declaration().name().span(),
                        "`" + instance.declaration().name() + "` calls itself without end, or more than " + MAX_DEPTH
                                + " deep: `" + instance.function().name() + "` was the last one tried",
                        "end the recursion with an `if` on a compile-time parameter");
            }
            new Context(globals, this, reports, instance, instance.scope()).statements.checkBody(instance);
        }
    }

    /** What {@link #dropSince} goes back to. */
    int mark() {
        return requested.size();
    }

    /** Forgets instances that only a dropped trial asked for. */
    void dropSince(int mark) {
        while (requested.size() > mark) {
            known.remove(requested.removeLast());
        }
    }

    /** An instance that calls itself with the same compile-time arguments, if there is one. */
    Optional<Instance> endless() {
        Set<Instance> done = new HashSet<>();
        for (Key key : requested) {
            Instance instance = known.get(key);
            if (instance != null) {
                Optional<Instance> found = new CycleSearch(done).from(instance);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Depth-first over the calls; the graph is at most {@link #MAX_DEPTH} times the number of functions deep. */
    private record CycleSearch(Set<Instance> done, Set<Instance> open) {
        CycleSearch(Set<Instance> done) {
            this(done, new HashSet<>());
        }

        Optional<Instance> from(Instance instance) {
            if (open.contains(instance)) {
                return Optional.of(instance);
            }
            if (!done.contains(instance)) {
                open.add(instance);
                for (Instance callee : instance.calls()) {
                    Optional<Instance> found = from(callee);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                open.remove(instance);
                done.add(instance);
            }
            return Optional.empty();
        }
    }
}
