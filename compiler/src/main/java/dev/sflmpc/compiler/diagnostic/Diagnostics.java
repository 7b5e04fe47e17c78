package dev.sflmpc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the diagnostics of one compilation; the same one is kept once. */
public final class Diagnostics {

    /** Errors past this number are counted, not kept. */
    public static final int MAX_ERRORS = 20;

    private final Set<Diagnostic> collected = new LinkedHashSet<>();
    private int errorCount;

    public void report(Diagnostic diagnostic) {
        if (collected.contains(diagnostic)) {
            return;
        }
        if (diagnostic.severity() == Diagnostic.Severity.ERROR && ++errorCount > MAX_ERRORS) {
            return;
        }
        collected.add(diagnostic);
    }

    public boolean hasErrors() {
        return errorCount > 0;
    }

    /** All errors reported, those past {@link #MAX_ERRORS} included. */
    public int errorCount() {
        return errorCount;
    }

    /** In the order in which they were found. */
    public List<Diagnostic> all() {
        return new ArrayList<>(collected);
    }
}
