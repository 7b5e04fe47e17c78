package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds variables that only name a part of an expression: declared once, never assigned, and read once in the same pass of
 * the same loop. What they hold is nobody else's.
 */
final class SingleReads {

    private final Map<Variable, Integer> loopOfDeclaration = new HashMap<>();
    private final Set<Variable> readOnce = new HashSet<>();
    private final Set<Variable> excluded = new HashSet<>();
    private int loop;
    private int loopCount;

    private SingleReads() {}

    /** The variables of a function's body. */
    static Set<Variable> in(List<Stmt> body) {
        SingleReads found = new SingleReads();
        found.visit(body);
        found.readOnce.removeAll(found.excluded);
        return found.readOnce;
    }

    private void visit(List<Stmt> statements) {
        for (Stmt statement : statements) {
            switch (statement) {
                case Stmt.Let let -> {
                    visit(let.value());
                    loopOfDeclaration.put(let.variable(), loop);
                }
                case Stmt.LetPublic let -> {}
                case Stmt.Assign assign -> {
                    excluded.add(assign.place().root());
                    assign.place().path().forEach(this::visit);
                    visit(assign.value());
                }
                case Stmt.If branch -> {
                    visitIfSecret(branch.condition());
                    visit(branch.whenTrue());
                    visit(branch.whenFalse());
                }
                case Stmt.For repeat -> inLoop(() -> visit(repeat.body()));
                case Stmt.While repeat ->
                    inLoop(() -> {
                        visit(repeat.condition());
                        visit(repeat.body());
                    });
                case Stmt.Block block -> visit(block.statements());
                case Stmt.Return end -> visit(end.value());
            }
        }
    }

    private void inLoop(Runnable body) {
        int outer = loop;
        loop = ++loopCount;
        body.run();
        loop = outer;
    }

    private void read(Variable variable) {
        Integer declared = loopOfDeclaration.get(variable);
        if (declared == null || declared != loop || !readOnce.add(variable)) {
            excluded.add(variable);
        }
    }

    private void visit(Expr.Secret expression) {
        switch (expression) {
            case Expr.FromPublic e -> {}
            case Expr.Read e -> read(e.variable());
            case Expr.Random e -> {}
            case Expr.Element e -> {
                visit(e.array());
                visitIfSecret(e.index());
            }
            case Expr.Slice e -> visit(e.array());
            case Expr.Field e -> visit(e.product());
            case Expr.Unary e -> visit(e.operand());
            case Expr.Binary e -> {
                visit(e.left());
                visit(e.right());
            }
            case Expr.Shift e -> {
                visit(e.value());
                visitIfSecret(e.amount());
            }
            case Expr.Cast e -> visit(e.value());
            case Expr.If e -> {
                visitIfSecret(e.condition());
                visit(e.whenTrue());
                visit(e.whenFalse());
            }
            case Expr.BlockExpr e -> visit(e.block());
            case Expr.Call e -> e.arguments().forEach(this::visit);
            case Expr.External e -> e.arguments().forEach(this::visit);
            case Expr.Product e -> e.parts().forEach(this::visit);
            case Expr.Fill e -> visit(e.value());
            case Expr.Built e -> e.arguments().forEach(this::visit);
        }
    }

    private void visitIfSecret(Expr expression) {
        if (expression instanceof Expr.Secret secret) {
            visit(secret);
        }
    }

    private void visit(Place.Selector step) {
        if (step instanceof Place.ElementAt(Expr index)) {
            visitIfSecret(index);
        }
    }

    private void visit(Expr.BlockValue block) {
        visit(block.statements());
        visit(block.value());
    }
}
