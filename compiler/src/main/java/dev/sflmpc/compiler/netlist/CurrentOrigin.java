package dev.sflmpc.compiler.netlist;

/** The origin that new gates get, shared by the netlists that are under construction together. */
public final class CurrentOrigin {

    private int origin;

    /** The origin of gates that are made now; 0 when unknown. */
    public int get() {
        return origin;
    }

    /** Gates made from now on belong to this place of the source; 0 when unknown. */
    public void set(int origin) {
        this.origin = origin;
    }
}
