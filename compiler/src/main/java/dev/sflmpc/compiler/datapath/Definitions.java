package dev.sflmpc.compiler.datapath;

/** Words of a netlist by numbers, some of which are defined by other words with lower nodes. */
interface Definitions {

    int size();

    int[] word(int number);

    /** The highest node of a word. */
    int top(int number);

    boolean isDefined(int number);

    /** The words that a definition reads. */
    int[] operands(int number);

    /** Literals that it reads besides. */
    int[] otherLiterals(int number);
}
