package dev.sflmpc.compiler.netlist;

import org.jspecify.annotations.Nullable;

/** The origin that new gates get, shared by the netlists that are under construction together; and who hears of them. */
public final class CurrentOrigin {

    private int origin;
    private @Nullable ConstructionListener listener;

    /** The origin of gates that are made now; 0 when unknown. */
    public int get() {
        return origin;
    }

    /** Gates made from now on belong to this place of the source; 0 when unknown. */
    public void set(int place) {
        origin = place;
    }

    /** Says what is built from now on; null for nobody. */
    public void tell(@Nullable ConstructionListener who) {
        listener = who;
    }

    @Nullable
    ConstructionListener listener() {
        return listener;
    }
}
