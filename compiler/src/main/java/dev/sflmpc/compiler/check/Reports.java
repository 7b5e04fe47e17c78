package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the checker reports to. What is found while a loop is tried out can be taken back. */
final class Reports {

    /** One place is told once, however many instances of its function have the error. */
    private record Key(Span span, String message) {}

    private final Diagnostics diagnostics;
    private final Deque<List<Diagnostic>> trials = new ArrayDeque<>();
    private final Set<Key> told = new HashSet<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    Reports(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void report(Diagnostic diagnostic) {
        if (!trials.isEmpty()) {
            trials.element().add(diagnostic);
        } else if (told.add(new Key(diagnostic.span(), withoutInstance(diagnostic.message())))) {
            if (diagnostic.severity() == Diagnostic.Severity.WARNING) {
                warnings.add(diagnostic);
            } else {
                diagnostics.report(diagnostic);
            }
        }
    }

    private static String withoutInstance(String message) {
        int at = message.lastIndexOf(" (in `");
        return at < 0 ? message : message.substring(0, at);
    }

    void beginTrial() {
        trials.push(new ArrayList<>());
    }

    void keepTrial() {
        trials.pop().forEach(this::report);
    }

    void dropTrial() {
        trials.pop();
    }

    /** Passes the warnings on, unless there are errors: those may be the reason for them. */
    void finish() {
        if (!hasErrors()) {
            warnings.forEach(diagnostics::report);
        }
    }

    boolean hasErrors() {
        return diagnostics.hasErrors();
    }
}
