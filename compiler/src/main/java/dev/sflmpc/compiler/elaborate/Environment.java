package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What variables hold, with a way back: changes after a mark are noted, until the mark is released, and can be undone. */
final class Environment {

    private record Change(Variable variable, @Nullable Value before, boolean declaration) {}

    private final Map<Variable, Value> values = new HashMap<>();
    private final List<Change> trail = new ArrayList<>();
    private int openMarks;

    Value get(Variable variable) {
        Value value = values.get(variable);
        if (value == null) {
            throw new IllegalStateException("`" + variable + "` has no value");
        }
        return value;
    }

    boolean has(Variable variable) {
        return values.containsKey(variable);
    }

    void declare(Variable variable, Value value) {
        put(variable, value, true);
    }

    void assign(Variable variable, Value value) {
        put(variable, value, false);
    }

    /** A point to look or go back to; release it in the end. */
    int mark() {
        openMarks++;
        return trail.size();
    }

    void release() {
        if (--openMarks == 0) {
            trail.clear();
        }
    }

    /** What has been assigned since {@code mark} to variables that were there before. */
    Map<Variable, Value> assignedSince(int mark) {
        Map<Variable, Value> assigned = new LinkedHashMap<>();
        Set<Variable> declared = new HashSet<>();
        for (Change change : trail.subList(mark, trail.size())) {
            if (change.declaration && !assigned.containsKey(change.variable)) {
                declared.add(change.variable);
            } else if (!declared.contains(change.variable)) {
                assigned.put(change.variable, get(change.variable));
            }
        }
        return assigned;
    }

    /** Makes everything what it was at {@code mark}. */
    void undoTo(int mark) {
        for (int i = trail.size() - 1; i >= mark; i--) {
            Change change = trail.removeLast();
            if (change.before == null) {
                values.remove(change.variable);
            } else {
                values.put(change.variable, change.before);
            }
        }
    }

    private void put(Variable variable, Value value, boolean declaration) {
        Value before = values.put(variable, value);
        if (openMarks > 0) {
            trail.add(new Change(variable, before, declaration));
        }
    }
}
