package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import java.util.Set;

/** Collects the names that a function uses as types. */
record NamedTypes(Set<String> found) {

    void visit(Declaration.Function function) {
        function.parameters().forEach(parameter -> visit(parameter.type()));
        function.result().ifPresent(this::visit);
        visit(function.body());
    }

    private void visit(Declaration.Result result) {
        switch (result) {
            case Declaration.PlainResult plain -> visit(plain.type());
            case Declaration.NamedResults named -> named.outputs().forEach(output -> visit(output.type()));
        }
    }

    private void visit(TypeSyntax type) {
        switch (type) {
            case TypeSyntax.Named(Name name) -> found.add(name.text());
            case TypeSyntax.Array array -> visit(array.element());
            case TypeSyntax.Tuple tuple -> tuple.elements().forEach(this::visit);
            case TypeSyntax.Bool _, TypeSyntax.Integer _, TypeSyntax.Fixed _ -> {
                return;
            }
        }
    }

    private void visit(Block block) {
        block.statements().forEach(this::visit);
        block.value().ifPresent(this::visit);
    }

    private void visit(Statement statement) {
        switch (statement) {
            case Statement.Let let -> {
                let.type().ifPresent(this::visit);
                visit(let.value());
            }
            case Statement.Assign assign -> {
                visit(assign.target());
                visit(assign.value());
            }
            case Statement.If conditional -> {
                visit(conditional.condition());
                visit(conditional.whenTrue());
                conditional.whenFalse().ifPresent(this::visit);
            }
            case Statement.ForRange loop -> {
                visit(loop.from());
                visit(loop.to());
                visit(loop.body());
            }
            case Statement.ForEach loop -> {
                visit(loop.array());
                visit(loop.body());
            }
            case Statement.While loop -> {
                visit(loop.condition());
                visit(loop.body());
            }
            case Statement.Return end -> end.value().ifPresent(this::visit);
            case Statement.Nested nested -> visit(nested.block());
            case Statement.Evaluate evaluate -> visit(evaluate.expression());
        }
    }

    private void visit(Expression expression) {
        switch (expression) {
            case Expression.Literal _, Expression.NameUse _ -> {
                return;
            }
            case Expression.Unary unary -> visit(unary.operand());
            case Expression.Binary binary -> {
                visit(binary.left());
                visit(binary.right());
            }
            case Expression.Logical logical -> {
                visit(logical.left());
                visit(logical.right());
            }
            case Expression.Cast cast -> {
                visit(cast.type());
                visit(cast.value());
            }
            case Expression.Index index -> {
                visit(index.array());
                visit(index.index());
            }
            case Expression.Slice slice -> visit(slice.array());
            case Expression.Member member -> visit(member.value());
            case Expression.Position position -> visit(position.value());
            case Expression.Call call -> visit(call);
            case Expression.StructLiteral struct -> struct.fields().forEach(field -> visit(field.value()));
            case Expression.ArrayLiteral array -> array.elements().forEach(this::visit);
            case Expression.Fill fill -> visit(fill.value());
            case Expression.TupleLiteral tuple -> tuple.elements().forEach(this::visit);
            case Expression.If conditional -> {
                visit(conditional.condition());
                visit(conditional.whenTrue());
                visit(conditional.whenFalse());
            }
            case Expression.BlockExpression block -> visit(block.block());
        }
    }

    private void visit(Expression.Call call) {
        call.arguments().forEach(this::visit);
        for (Expression.CompileArgument argument : call.compileArguments()) {
            boolean type = argument.value().isEmpty() || call.function().text().equals("random");
            if (type) {
                argument.type().ifPresent(this::visit);
            }
        }
    }
}
