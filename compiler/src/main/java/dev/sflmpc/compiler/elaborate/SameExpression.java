package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;

/**
 * Whether two expressions have the same value because they are written alike; wherever they stand, so long as nothing is
 * assigned between them. Expressions that may assign something are never the same.
 */
final class SameExpression {

    private SameExpression() {}

    static boolean of(Expr a, Expr b) {
        return switch (a) {
            case Expr.Public p -> b instanceof Expr.Public q && ofPublic(p, q);
            case Expr.Secret p -> b instanceof Expr.Secret q && ofSecret(p, q);
        };
    }

    private static boolean ofPublic(Expr.Public a, Expr.Public b) {
        return a.equals(b)
                || a instanceof Expr.Constant p
                        && b instanceof Expr.Constant q
                        && p.value().equals(q.value())
                || a instanceof Expr.PublicRead r
                        && b instanceof Expr.PublicRead s
                        && r.variable().equals(s.variable())
                || a instanceof Expr.PublicBinary t
                        && b instanceof Expr.PublicBinary u
                        && t.operator() == u.operator()
                        && ofPublic(t.left(), u.left())
                        && ofPublic(t.right(), u.right());
    }

    private static boolean ofSecret(Expr.Secret a, Expr.Secret b) {
        if (!a.type().equals(b.type())) {
            return false;
        }
        return a instanceof Expr.Read p && b instanceof Expr.Read q && p.variable() == q.variable()
                || a instanceof Expr.FromPublic r && b instanceof Expr.FromPublic s && ofPublic(r.value(), s.value())
                || a instanceof Expr.Element t
                        && b instanceof Expr.Element u
                        && ofSecret(t.array(), u.array())
                        && of(t.index(), u.index())
                || a instanceof Expr.Field v
                        && b instanceof Expr.Field w
                        && v.index() == w.index()
                        && ofSecret(v.product(), w.product())
                || a instanceof Expr.Cast x && b instanceof Expr.Cast y && ofSecret(x.value(), y.value())
                || a instanceof Expr.Binary i
                        && b instanceof Expr.Binary j
                        && i.operator() == j.operator()
                        && ofSecret(i.left(), j.left())
                        && ofSecret(i.right(), j.right());
    }

    /** Whether an expression reads just the place. */
    static boolean isPlace(Expr.Secret expression, Place place) {
        return isPlace(expression, place, place.path().size());
    }

    /** Whether an expression reads the first {@code depth} steps of the place. */
    private static boolean isPlace(Expr.Secret expression, Place place, int depth) {
        if (depth == 0) {
            return expression instanceof Expr.Read read && read.variable() == place.root();
        }
        return switch (place.path().get(depth - 1)) {
            case Place.FieldAt(int index) ->
                expression instanceof Expr.Field field
                        && field.index() == index
                        && isPlace(field.product(), place, depth - 1);
            case Place.ElementAt(Expr index) ->
                expression instanceof Expr.Element element
                        && of(element.index(), index)
                        && isPlace(element.array(), place, depth - 1);
        };
    }
}
