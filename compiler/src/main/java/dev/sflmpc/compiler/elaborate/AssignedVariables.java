package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the variables that statements assign but do not declare, and whether they may return. */
final class AssignedVariables {

    private final Set<Variable> assigned = new LinkedHashSet<>();
    private final Set<Variable> declared = new LinkedHashSet<>();
    private boolean returns;

    private AssignedVariables() {}

    static AssignedVariables in(List<Stmt> statements) {
        AssignedVariables found = new AssignedVariables();
        found.visit(statements);
        found.assigned.removeAll(found.declared);
        return found;
    }

    /** What an expression assigns in blocks that are part of it. */
    static AssignedVariables in(Expr.Secret expression) {
        AssignedVariables found = new AssignedVariables();
        found.visit(expression);
        found.assigned.removeAll(found.declared);
        return found;
    }

    /** What either assigns. */
    AssignedVariables and(AssignedVariables other) {
        AssignedVariables both = new AssignedVariables();
        both.assigned.addAll(assigned);
        both.assigned.addAll(other.assigned);
        both.returns = returns || other.returns;
        return both;
    }

    boolean isEmpty() {
        return assigned.isEmpty() && !returns;
    }

    Set<Variable> variables() {
        return assigned;
    }

    boolean returns() {
        return returns;
    }

    private void visit(List<Stmt> statements) {
        for (Stmt statement : statements) {
            switch (statement) {
                case Stmt.Let let -> {
                    declared.add(let.variable());
                    visit(let.value());
                }
                case Stmt.LetPublic let -> {}
                case Stmt.Assign assign -> {
                    assigned.add(assign.place().root());
                    assign.place().path().forEach(this::visit);
                    visit(assign.value());
                }
                case Stmt.If branch -> {
                    if (branch.condition() instanceof Expr.Secret secret) {
                        visit(secret);
                    }
                    visit(branch.whenTrue());
                    visit(branch.whenFalse());
                }
                case Stmt.For loop -> visit(loop.body());
                case Stmt.While loop -> {
                    visit(loop.condition());
                    visit(loop.body());
                }
                case Stmt.Block block -> visit(block.statements());
                case Stmt.Return end -> {
                    returns = true;
                    visit(end.value());
                }
            }
        }
    }

    private void visit(Expr.Secret expression) {
        switch (expression) {
            case Expr.FromPublic e -> {}
            case Expr.Read e -> {}
            case Expr.Random e -> {}
            case Expr.Element e -> {
                visit(e.array());
                if (e.index() instanceof Expr.Secret index) {
                    visit(index);
                }
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
                if (e.amount() instanceof Expr.Secret amount) {
                    visit(amount);
                }
            }
            case Expr.Cast e -> visit(e.value());
            case Expr.If e -> {
                if (e.condition() instanceof Expr.Secret condition) {
                    visit(condition);
                }
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

    private void visit(Place.Selector step) {
        if (step instanceof Place.ElementAt(Expr index) && index instanceof Expr.Secret secret) {
            visit(secret);
        }
    }

    private void visit(Expr.BlockValue block) {
        visit(block.statements());
        visit(block.value());
    }
}
