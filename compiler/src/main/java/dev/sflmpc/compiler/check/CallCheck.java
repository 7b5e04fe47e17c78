package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of functions: compile-time arguments given or inferred, and the instance that follows. */
final class CallCheck {

    private final Context context;
    private final BuiltInCheck builtIns;

    CallCheck(Context context) {
        this.context = context;
        this.builtIns = new BuiltInCheck(context);
    }

    Expr call(Expression.Call syntax, @Nullable ValueType hint) {
        String name = syntax.function().text();
        boolean own = context.globals.function(name).isPresent();
        if (BuiltInCheck.NAMES.contains(name) && !own) {
            return builtIns.call(syntax, hint);
        }
        Declaration.Function function = context.globals.function(name).orElseThrow(() -> unknown(syntax.function()));
        if (name.equals("main")) {
            throw context.error(syntax.function().span(), "`main` is where the program begins, and cannot be called");
        }
        int expected = function.parameters().size();
        if (syntax.arguments().size() != expected) {
            throw context.error(
                    syntax.span(),
                    "`" + name + "` takes " + Words.count(expected, "argument") + ", "
                            + (syntax.arguments().isEmpty()
                                    ? "none"
                                    : String.valueOf(syntax.arguments().size()))
                            + (syntax.arguments().size() == 1 ? " is given" : " are given"));
        }
        return function.generics().isEmpty() ? plain(syntax, function) : generic(syntax, function);
    }

    private Failure unknown(Name name) {
        return context.failure(context.unknownNames().function(name));
    }

    private Expr plain(Expression.Call syntax, Declaration.Function function) {
        if (!syntax.compileArguments().isEmpty()) {
            throw context.error(
                    syntax.compileArguments().getFirst().span(),
                    "`" + function.name() + "` has no compile-time parameters");
        }
        return instantiate(syntax, function, List.of());
    }

    private Expr instantiate(
            Expression.Call syntax, Declaration.Function function, List<CompileTimeArgument> arguments) {
        expandForRecursion(function);
        Instance instance = context.instances.request(function, arguments, context.instance);
        if (context.instance != null) {
            context.instance.calls().add(instance);
        }
        return new Expr.Call(instance.function(), arguments(syntax, instance), syntax.span());
    }

    /** A recursive call under a public condition over a loop variable: only the iterations that make it may count. */
    private void expandForRecursion(Declaration.Function function) {
        if (context.instance == null || !context.instance.isWithin(function)) {
            return;
        }
        for (Expr.Public guard : context.guards) {
            Optional<PublicVariable> variable = context.publics.loopVariable(guard);
            if (variable.isPresent()) {
                throw new ExpansionNeeded(variable.get());
            }
        }
    }

    private List<Expr.Secret> arguments(Expression.Call syntax, Instance instance) {
        List<Optional<Expr.Secret>> checked = new ArrayList<>();
        List<Variable> parameters = instance.function().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            checked.add(attempt(syntax.arguments().get(i), parameters.get(i).type()));
        }
        return checked.stream()
                .map(argument -> argument.orElseThrow(Failure::new))
                .toList();
    }

    private Optional<Expr.Secret> attempt(Expression argument, ValueType type) {
        try {
            return Optional.of(context.expressions.as(type, argument));
        } catch (Failure reported) {
            return Optional.empty();
        }
    }

    // ---- compile-time arguments

    private Expr generic(Expression.Call syntax, Declaration.Function function) {
        Set<String> types = context.globals.typeParameters(function);
        Set<String> values = new HashSet<>();
        function.generics().forEach(name -> values.add(name.text()));
        values.removeAll(types);
        Inference inference = new Inference(types, values);
        explicit(syntax, function, types, inference);
        boolean complete =
                syntax.compileArguments().size() == function.generics().size();
        if (!complete) {
            infer(syntax, function, inference);
        }
        List<CompileTimeArgument> arguments = new ArrayList<>();
        for (Name name : function.generics()) {
            arguments.add(inference.of(name.text()).orElseThrow(() -> notInferred(syntax, function, name)));
        }
        return instantiate(syntax, function, arguments);
    }

    private void explicit(
            Expression.Call syntax, Declaration.Function function, Set<String> types, Inference inference) {
        int most = function.generics().size();
        if (syntax.compileArguments().size() > most) {
            throw context.error(
                    syntax.compileArguments().get(most).span(),
                    "`" + function.name() + "` has " + Words.count(most, "compile-time parameter"));
        }
        for (int i = 0; i < syntax.compileArguments().size(); i++) {
            String name = function.generics().get(i).text();
            Expression.CompileArgument argument = syntax.compileArguments().get(i);
            inference.bind(name, types.contains(name) ? type(argument, name) : value(argument, name));
        }
    }

    private CompileTimeArgument type(Expression.CompileArgument argument, String name) {
        return new CompileTimeArgument.OfType(context.types.type(argument.type()
                .orElseThrow(
                        () -> context.error(argument.span(), "`" + name + "` is a type, so a type is expected here"))));
    }

    private CompileTimeArgument value(Expression.CompileArgument argument, String name) {
        Expression value = argument.value()
                .orElseThrow(() -> context.error(
                        argument.span(), "`" + name + "` is a public value, so a value is expected here"));
        return new CompileTimeArgument.OfValue(
                context.publics.constant(context.publics.require(value, "a compile-time argument")));
    }

    private void infer(Expression.Call syntax, Declaration.Function function, Inference inference) {
        List<Expr> arguments = context.expressions.checkAll(
                syntax.arguments(), Collections.nCopies(syntax.arguments().size(), Optional.empty()));
        for (int i = 0; i < arguments.size(); i++) {
            var parameter = function.parameters().get(i).type();
            switch (arguments.get(i)) {
                case Expr.Secret secret -> inference.match(parameter, secret.type());
                case Expr.Public known -> inference.match(parameter, context.publics.kind(known));
            }
        }
    }

    private Failure notInferred(Expression.Call syntax, Declaration.Function function, Name name) {
        return context.error(
                syntax.span(),
                "the arguments do not say what `" + name + "` of `" + function.name() + "` is",
                "write it: `" + function.name() + "<…>(…)`");
    }
}
