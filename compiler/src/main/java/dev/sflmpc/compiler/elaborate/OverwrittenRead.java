package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where an assignment reads the old value of the very place that it assigns, as {@code sum += x} does. */
final class OverwrittenRead {

    private final Place place;
    private int readsOfRoot;
    private Expr.@Nullable Secret found;

    private OverwrittenRead(Place place) {
        this.place = place;
    }

    /** The read, if it is the only one of the assigned variable; else null. Only sums, products and casts are searched. */
    static Expr.@Nullable Secret in(Expr.Secret expression, Place place) {
        OverwrittenRead search = new OverwrittenRead(place);
        return search.visit(expression) && search.readsOfRoot == 1 ? search.found : null;
    }

    /** False where something is met that may hide another read. */
    private boolean visit(Expr.Secret expression) {
        if (!hasSecretIndex(expression) && SameExpression.isPlace(expression, place)) {
            found = expression;
            readsOfRoot++;
            return true;
        }
        return switch (expression) {
            case Expr.FromPublic e -> true;
            case Expr.Random e -> true;
            case Expr.Read e -> e.variable() != place.root();
            case Expr.Unary e -> visit(e.operand());
            case Expr.Cast e -> visit(e.value());
            case Expr.Binary e -> visit(e.left()) && visit(e.right());
            case Expr.Field e -> visit(e.product());
            case Expr.Element e -> visit(e.array()) && (!(e.index() instanceof Expr.Secret index) || visit(index));
            case Expr.Slice e -> visit(e.array());
            case Expr.Shift e -> visit(e.value()) && (!(e.amount() instanceof Expr.Secret amount) || visit(amount));
            case Expr.Built e -> visitAll(e.arguments());
            case Expr.Call e -> visitAll(e.arguments());
            case Expr.External e -> visitAll(e.arguments());
            case Expr.Product e -> visitAll(e.parts());
            case Expr.Fill e -> visit(e.value());
            case Expr.If e -> false;
            case Expr.BlockExpr e -> false;
        };
    }

    private boolean visitAll(List<Expr.Secret> expressions) {
        return expressions.stream().allMatch(this::visit);
    }

    private static boolean hasSecretIndex(Expr.Secret expression) {
        return expression instanceof Expr.Element element
                        && (element.index() instanceof Expr.Secret || hasSecretIndex(element.array()))
                || expression instanceof Expr.Field field && hasSecretIndex(field.product());
    }
}
