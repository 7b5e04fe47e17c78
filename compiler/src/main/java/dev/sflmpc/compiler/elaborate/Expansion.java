package dev.sflmpc.compiler.elaborate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schedule with every invocation of a template written out, each with regions of its own, and dead segments left out. */
final class Expansion {

    /** A step of the expanded schedule. */
    sealed interface Placed {}

    /** A run of a segment whose regions are {@code scope.resolve(region)}. */
    record Run(Segment segment, DeadCode.Live live, Scope scope) implements Placed {}

    /** A loop. */
    record Repeat(Loop loop, List<Placed> body) implements Placed {}

    /** Which regions a segment's regions are, in one invocation of its template. */
    static final class Scope {
        private final @Nullable Scope outer;
        private final Map<Region, Region> named;
        private final @Nullable Loop loop;
        private final Map<Region, Region> locals = new HashMap<>();
        private final Tape tape;
        private final int base;

        private Scope(@Nullable Scope outer, Map<Region, Region> named, @Nullable Loop loop, Tape tape, int base) {
            this.outer = outer;
            this.named = named;
            this.loop = loop;
            this.tape = tape;
            this.base = base;
        }

        /** The place of the call that leads here; 0 outside templates. */
        int base() {
            return base;
        }

        Region resolve(Region region) {
            if (outer == null) {
                return region;
            }
            Region argument = named.get(region);
            if (argument != null) {
                return outer.resolve(argument);
            }
            return locals.computeIfAbsent(region, r -> tape.copyOf(r, r.scope() == null ? loop : r.scope()));
        }
    }

    private final Map<Segment, DeadCode.Live> live;
    private final Tape tape;
    private final Places places;

    private Expansion(Map<Segment, DeadCode.Live> live, Tape tape, Places places) {
        this.live = live;
        this.tape = tape;
        this.places = places;
    }

    static List<Placed> expand(Tape tape, Map<Segment, DeadCode.Live> live, Places places) {
        Scope root = new Scope(null, Map.of(), null, tape, 0);
        return new Expansion(live, tape, places).expand(tape.items(), root, null);
    }

    private List<Placed> expand(List<Item> items, Scope scope, @Nullable Loop innermost) {
        List<Placed> placed = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Run run -> {
                    DeadCode.Live needed = live.get(run.segment());
                    if (needed != null && !needed.isEmpty()) {
                        placed.add(new Run(run.segment(), needed, scope));
                    }
                }
                case Item.Repeat repeat -> {
                    List<Placed> body = expand(repeat.body(), scope, repeat.loop());
                    if (!body.isEmpty()) {
                        placed.add(new Repeat(repeat.loop(), body));
                    }
                }
                case Item.Invoke invoke -> {
                    int base = places.graft(invoke.place(), scope.base());
                    Scope inner = new Scope(scope, invoke.copies(), innermost, tape, base);
                    placed.addAll(expand(invoke.template().items(), inner, innermost));
                }
            }
        }
        return placed;
    }
}
