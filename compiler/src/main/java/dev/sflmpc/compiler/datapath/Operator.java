package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;

/** What makes a word of other words, whatever their literals are. Equal operators make the same of the same words. */
public interface Operator {

    /** Makes the gates of a result. */
    int[] apply(Netlist net, List<int[]> operands);

    /** Which of two operators may have the other one within it: the one with more gates; 0 if there is none within. */
    default int size() {
        return 0;
    }
}
