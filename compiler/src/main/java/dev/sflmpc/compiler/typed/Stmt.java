package dev.sflmpc.compiler.typed;

import dev.sflmpc.compiler.diagnostic.Span;
import java.util.List;

/** A statement of the checked tree. */
public sealed interface Stmt {

    Span span();

    /** Declares a variable; each execution makes a new one. */
    record Let(Variable variable, Expr.Secret value, Span span) implements Stmt {}

    /** Declares a public name. */
    record LetPublic(PublicVariable variable, Expr.Public value, Span span) implements Stmt {}

    /** Assigns to a place. Its indices are evaluated before the value. */
    record Assign(Place place, Expr.Secret value, Span span) implements Stmt {}

    /** The condition is public (only the branch taken is executed) or a secret bool. */
    record If(Expr condition, List<Stmt> whenTrue, List<Stmt> whenFalse, Span span) implements Stmt {
        public If {
            whenTrue = List.copyOf(whenTrue);
            whenFalse = List.copyOf(whenFalse);
        }
    }

    /** {@code variable} takes {@code from, from + step, …} while below {@code to} (above it when the step is negative). */
    record For(PublicVariable variable, Expr.Public from, Expr.Public to, Expr.Public step, List<Stmt> body, Span span)
            implements Stmt {
        public For {
            body = List.copyOf(body);
        }
    }

    /** Repeats the body while the secret condition holds, at most {@code max} times. */
    record While(Expr.Secret condition, Expr.Public max, List<Stmt> body, Span span) implements Stmt {
        public While {
            body = List.copyOf(body);
        }
    }

    /** Statements with a scope of their own, as the iterations of a loop whose types depend on its variable. */
    record Block(List<Stmt> statements, Span span) implements Stmt {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /** Ends the function with a value, under whatever secret conditions hold here. */
    record Return(Expr.Secret value, Span span) implements Stmt {}
}
