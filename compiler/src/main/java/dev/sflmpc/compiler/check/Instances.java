package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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

    /** How many instances a program may have. */
    static final int MAX_INSTANCES = 20_000;

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
            if (instance.depth() > MAX_DEPTH || checked > MAX_INSTANCES) {
                throw tooMany(instance);
            }
            new Context(globals, this, reports, instance, instance.scope()).statements.checkBody(instance);
        }
    }

    private Failure tooMany(Instance last) {
        Context context = new Context(globals, this, reports, null, last.scope());
        String function = "`" + last.declaration().name() + "`";
        String message = last.depth() > MAX_DEPTH
                ? function + " calls itself without end, or more than " + MAX_DEPTH + " deep"
                : "the program has more than " + MAX_INSTANCES + " functions with different compile-time arguments";
        return context.error(
                last.declaration().name().span(),
                message + ": `" + last.function().name() + "` was the last one tried",
                "end the recursion with an `if` on a compile-time parameter");
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
            if (instance != null && !done.contains(instance)) {
                Optional<Instance> found = cycle(instance, done);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Depth first, with a stack of its own: chains of calls can be long. */
    private static Optional<Instance> cycle(Instance start, Set<Instance> done) {
        Deque<Iterator<Instance>> pending = new ArrayDeque<>();
        Deque<Instance> path = new ArrayDeque<>();
        Set<Instance> open = new HashSet<>();
        path.push(start);
        open.add(start);
        pending.push(start.calls().iterator());
        while (!path.isEmpty()) {
            if (!pending.element().hasNext()) {
                pending.pop();
                Instance finished = path.pop();
                open.remove(finished);
                done.add(finished);
                continue;
            }
            Instance callee = pending.element().next();
            if (open.contains(callee)) {
                return Optional.of(callee);
            }
            if (!done.contains(callee)) {
                path.push(callee);
                open.add(callee);
                pending.push(callee.calls().iterator());
            }
        }
        return Optional.empty();
    }
}
