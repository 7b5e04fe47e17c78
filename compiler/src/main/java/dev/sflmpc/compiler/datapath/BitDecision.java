package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of functions of a word that are a few numbers each, a table, and share their gates. */
interface BitDecision {

    /**
     * The table of a function; null where it is of another kind.
     *
     * @param function an edge of diagrams whose variables are the bits of the word
     */
    int @Nullable [] table(DecisionDiagrams diagrams, int function, int bits);

    /** The functions of some tables for a word. */
    int[] build(Netlist net, int[] word, List<int[]> tables);
}
