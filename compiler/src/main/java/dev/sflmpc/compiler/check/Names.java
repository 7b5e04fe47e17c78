package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.Pattern;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at each function once, generic or not, called or not: names that nothing has, variables that nothing reads, and
 * statements that nothing reaches.
 */
final class Names {

    /** A local name, and whether something has read it. */
    private static final class Local {
        final Span span;
        boolean read;

        /** Has a name that others know, and so cannot be renamed. */
        boolean input;

        Local(Span span) {
            this.span = span;
        }
    }

    private final Globals globals;
    private final Reports reports;
    private final Deque<Map<String, Local>> scopes = new ArrayDeque<>();
    private Set<String> types = Set.of();

    Names(Globals globals, Reports reports) {
        this.globals = globals;
        this.reports = reports;
    }

    void function(Declaration.Function function) {
        types = globals.typeParameters(function);
        scopes.push(new HashMap<>());
        for (Name generic : function.generics()) {
            if (!types.contains(generic.text())) {
                declare(generic);
            }
        }
        scopes.push(new HashMap<>());
        for (Declaration.Parameter parameter : function.parameters()) {
            type(parameter.type());
            if (scopes.element().containsKey(parameter.name().text())) {
                globals.twice(parameter.name(), parameter.name());
            }
            declare(parameter.name());
        }
        boolean main = function.name().text().equals("main");
        scopes.element().values().forEach(local -> local.input = main);
        function.result().ifPresent(this::result);
        if (function.external().isPresent()) {
            scopes.element().values().forEach(local -> local.read = true);
        }
        boolean returns = block(function.body());
        if (returns && function.body().value().isPresent()) {
            unreachable(function.body().value().get().span());
        }
        close();
        scopes.clear();
    }

    private void result(Declaration.Result result) {
        switch (result) {
            case Declaration.PlainResult plain -> type(plain.type());
            case Declaration.NamedResults named -> named.outputs().forEach(output -> type(output.type()));
        }
    }

    // ---- scopes

    private void declare(Name name) {
        if (!name.text().equals("_")) {
            Local shadowed = scopes.element().put(name.text(), new Local(name.span()));
            if (shadowed != null) {
                warnUnread(name.text(), shadowed);
            }
        }
    }

    private void close() {
        scopes.pop().forEach(this::warnUnread);
    }

    private void warnUnread(String name, Local local) {
        if (!local.read && !name.startsWith("_")) {
            Optional<String> help =
                    local.input ? Optional.empty() : Optional.of("`_" + name + "` says that this is meant");
            reports.report(new Diagnostic(
                    Diagnostic.Severity.WARNING,
                    local.span,
                    (local.input ? "the input `" : "`") + name + "` is never used",
                    List.of(),
                    help));
        }
    }

    private boolean isLocal(Name name) {
        for (Map<String, Local> scope : scopes) {
            Local local = scope.get(name.text());
            if (local != null) {
                local.read = true;
                return true;
            }
        }
        return false;
    }

    private UnknownNames unknown() {
        Set<String> names = new TreeSet<>();
        scopes.forEach(scope -> names.addAll(scope.keySet()));
        return new UnknownNames(globals, names, types);
    }

    private void value(Name name) {
        if (!isLocal(name) && !globals.isValue(name.text())) {
            unknown().value(name).ifPresent(reports::report);
        }
    }

    // ---- types

    private void type(TypeSyntax syntax) {
        switch (syntax) {
            case TypeSyntax.Bool _ -> {
                return;
            }
            case TypeSyntax.Integer integer -> expression(integer.width());
            case TypeSyntax.Fixed fixed -> {
                expression(fixed.width());
                expression(fixed.fraction());
            }
            case TypeSyntax.Named(Name name) -> {
                if (!types.contains(name.text()) && !globals.isType(name.text())) {
                    unknown().type(name).ifPresent(reports::report);
                }
            }
            case TypeSyntax.Array array -> {
                type(array.element());
                expression(array.length());
            }
            case TypeSyntax.Tuple tuple -> tuple.elements().forEach(this::type);
        }
    }

    // ---- statements; each says whether it always returns

    private boolean block(Block block) {
        scopes.push(new HashMap<>());
        boolean returns = false;
        boolean told = false;
        for (Statement statement : block.statements()) {
            if (returns && !told) {
                unreachable(statement.span());
                told = true;
            }
            returns |= statement(statement);
        }
        block.value().ifPresent(this::expression);
        close();
        return returns;
    }

    private void unreachable(Span span) {
        reports.report(Diagnostic.warning(span, "nothing reaches this: the statement before always returns"));
    }

    private boolean statement(Statement statement) {
        switch (statement) {
            case Statement.Let let -> {
                let.type().ifPresent(this::type);
                expression(let.value());
                pattern(let.pattern());
            }
            case Statement.Assign assign -> {
                place(assign.target());
                expression(assign.value());
            }
            case Statement.If conditional -> {
                expression(conditional.condition());
                boolean first = block(conditional.whenTrue());
                boolean second = conditional.whenFalse().map(this::block).orElse(false);
                return first && second;
            }
            case Statement.ForRange loop -> {
                expression(loop.from());
                expression(loop.to());
                loop.step().ifPresent(this::expression);
                body(loop.pattern(), loop.body());
            }
            case Statement.ForEach loop -> {
                expression(loop.array());
                body(loop.pattern(), loop.body());
            }
            case Statement.While loop -> {
                expression(loop.condition());
                expression(loop.max());
                inner(loop.body());
            }
            case Statement.Return end -> {
                end.value().ifPresent(this::expression);
                return true;
            }
            case Statement.Nested(Block block) -> {
                return block(block);
            }
            case Statement.Evaluate evaluate -> expression(evaluate.expression());
        }
        return false;
    }

    /** The variable of a loop may be there to count only. */
    private void body(Pattern pattern, Block body) {
        scopes.push(new HashMap<>());
        pattern(pattern);
        scopes.element().values().forEach(local -> local.read = true);
        inner(body);
        close();
    }

    /** A block whose end is not the end of what follows: a loop goes on whether its body returns or not. */
    private void inner(Block block) {
        if (block(block) && block.value().isPresent()) {
            unreachable(block.value().get().span());
        }
    }

    private void pattern(Pattern pattern) {
        switch (pattern) {
            case Pattern.Binding(Name name) -> declare(name);
            case Pattern.Tuple(List<Pattern> elements, Span _) -> elements.forEach(this::pattern);
        }
    }

    /** A name that is only assigned to is not read. */
    private void place(Expression target) {
        if (target instanceof Expression.NameUse(Name name)) {
            boolean known = scopes.stream().anyMatch(scope -> scope.containsKey(name.text()));
            if (!known) {
                value(name);
            }
        } else {
            expression(target);
        }
    }

    // ---- expressions

    private void expression(Expression expression) {
        switch (expression) {
            case Expression.Literal _ -> {
                return;
            }
            case Expression.NameUse(Name name) -> value(name);
            case Expression.Unary unary -> expression(unary.operand());
            case Expression.Binary binary -> {
                expression(binary.left());
                expression(binary.right());
            }
            case Expression.Logical logical -> {
                expression(logical.left());
                expression(logical.right());
            }
            case Expression.Cast cast -> {
                expression(cast.value());
                type(cast.type());
            }
            case Expression.Index index -> {
                expression(index.array());
                expression(index.index());
            }
            case Expression.Slice slice -> {
                expression(slice.array());
                slice.from().ifPresent(this::expression);
                slice.to().ifPresent(this::expression);
            }
            case Expression.Member member -> expression(member.value());
            case Expression.Position position -> expression(position.value());
            case Expression.Call call -> call(call);
            case Expression.StructLiteral struct -> {
                type(new TypeSyntax.Named(struct.type()));
                struct.fields().forEach(field -> expression(field.value()));
            }
            case Expression.ArrayLiteral array -> array.elements().forEach(this::expression);
            case Expression.Fill fill -> {
                expression(fill.value());
                expression(fill.length());
            }
            case Expression.TupleLiteral tuple -> tuple.elements().forEach(this::expression);
            case Expression.If conditional -> {
                expression(conditional.condition());
                inner(conditional.whenTrue());
                inner(conditional.whenFalse());
            }
            case Expression.BlockExpression(Block block) -> inner(block);
        }
    }

    private void call(Expression.Call call) {
        String name = call.function().text();
        if (globals.function(name).isEmpty() && !BuiltInCheck.NAMES.contains(name)) {
            unknown().function(call.function()).ifPresent(reports::report);
        }
        for (Expression.CompileArgument argument : call.compileArguments()) {
            compileArgument(argument);
        }
        call.arguments().forEach(this::expression);
    }

    /** What can be a type and a value is taken for what is known. */
    private void compileArgument(Expression.CompileArgument argument) {
        if (argument.value().isPresent() && argument.type().isPresent()) {
            boolean type = argument.type().get() instanceof TypeSyntax.Named(Name name)
                    && !isLocal(name)
                    && !globals.isValue(name.text());
            if (type || !(argument.type().get() instanceof TypeSyntax.Named)) {
                type(argument.type().get());
                return;
            }
        }
        argument.value().ifPresentOrElse(this::expression, () -> argument.type().ifPresent(this::type));
    }
}
