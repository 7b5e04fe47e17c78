package dev.sflmpc.compiler.elaborate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One step of the schedule under construction. */
sealed interface Item {

    /** Runs a segment. */
    record Run(Segment segment) implements Item {}

    /** Repeats items {@code loop.count()} times. */
    record Repeat(Loop loop, List<Item> body) implements Item {}

    /**
     * Runs a template's items on copies of its regions.
     *
     * @param place where the source calls
     * @param copies from the template's regions to this invocation's; filled as they are met
     */
    record Invoke(Template template, int place, Map<Region, Region> copies) implements Item {
        Invoke(Template template, int place) {
            this(template, place, new HashMap<>());
        }
    }
}
