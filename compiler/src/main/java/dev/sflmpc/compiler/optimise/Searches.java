package dev.sflmpc.compiler.optimise;

import java.util.EnumSet;
import java.util.Set;

/** Which passes were tried, and which of them gained anything to speak of. */
final class Searches {

    /** A pass was in vain when it saved less than one AND in this many. */
    private static final int LEAST_GAIN = 500;

    private final Set<SearchPass> leftOut;
    private final Set<SearchPass> tried = EnumSet.noneOf(SearchPass.class);
    private final Set<SearchPass> fruitful = EnumSet.noneOf(SearchPass.class);

    /** @param leftOut passes that are not to be tried */
    Searches(Set<SearchPass> leftOut) {
        this.leftOut = leftOut;
    }

    boolean isLeftOut(SearchPass pass) {
        return leftOut.contains(pass);
    }

    void begin(SearchPass pass) {
        tried.add(pass);
    }

    /** What a pass made of a graph. */
    Graph ended(SearchPass pass, Graph before, Graph after) {
        int ands = before.gates().ands();
        if ((long) (ands - after.gates().ands()) * LEAST_GAIN > ands) {
            fruitful.add(pass);
        }
        return after;
    }

    Set<SearchPass> fruitless() {
        Set<SearchPass> fruitless = EnumSet.copyOf(tried);
        fruitless.removeAll(fruitful);
        return fruitless;
    }
}
