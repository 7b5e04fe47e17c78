package dev.sflmpc.compiler.netlist;

/** Hears what is built, so that it can be explained. */
public interface ConstructionListener {

    /** An AND gate was made. */
    void and();

    /** The AND gate that was asked for is there already, made for another place. */
    void shared(int origin);

    /**
     * A building block was made.
     *
     * @param what the block and the construction that was chosen
     * @param mark nodes of the netlist before it
     * @param ands AND gates made for it
     */
    void circuit(Netlist net, String what, int mark, int ands);

    /** Nodes from {@code mark} on were only tried and are gone. */
    void truncated(Netlist net, int mark, int ands);
}
