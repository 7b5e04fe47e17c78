package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Stmt;
import java.util.IdentityHashMap;

/** The source lines of statements, each looked up once. */
final class Lines {

    private final IdentityHashMap<Stmt, Integer> lines = new IdentityHashMap<>();

    int line(Stmt statement) {
        return lines.computeIfAbsent(statement, s -> s.span().line());
    }
}
