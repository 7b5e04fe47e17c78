package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;

/** A check that may have to be taken back: the {@link Diagnostic}s it reports and the instances it asks for. */
final class Trial {

    private final Context context;
    private final int instances;
    private final int calls;

    /** Begins a trial; it ends with {@link #keep} or {@link #drop}. */
    Trial(Context context) {
        this.context = context;
        this.instances = context.instances.mark();
        this.calls = context.instance == null ? 0 : context.instance.calls().size();
        context.reports.beginTrial();
    }

    void keep() {
        context.reports.keepTrial();
    }

    void drop() {
        context.reports.dropTrial();
        context.instances.dropSince(instances);
        if (context.instance != null) {
            context.instance
                    .calls()
                    .subList(calls, context.instance.calls().size())
                    .clear();
        }
    }
}
