package dev.sflmpc.compiler.netlist;

import java.util.Arrays;

/**
 * Reduced ordered binary decision diagrams with complemented edges: Bryant, "Graph-Based Algorithms for Boolean Function
 * Manipulation" (1986); Brace, Rudell, Bryant, "Efficient Implementation of a BDD Package" (1990).
 *
 * <p>An edge is {@code 2 * node + complement}; node 0 is the constant 0. Variables are numbered by their place in the order.
 * Layout: node <i>n</i> is {@code variable[n] ? high[n] : low[n]}, and {@code low[n]} is never complemented. The number of
 * nodes and of steps is bounded; what does not fit is {@link #NONE}.
 */
public final class DecisionDiagrams {

    public static final int NONE = -1;

    private static final int CONSTANT = Integer.MAX_VALUE;
    private static final int CACHE = 1 << 15;

    private final int[] variable;
    private final int[] low;
    private final int[] high;
    private final int[] table;
    private final long[] cachedPair = new long[CACHE];
    private final int[] cachedResult = new int[CACHE];
    private int count = 1;
    private long steps;

    /** Diagrams of at most so many nodes, a power of two, that take at most so many steps to make. */
    public DecisionDiagrams(int nodes, long steps) {
        variable = new int[nodes];
        low = new int[nodes];
        high = new int[nodes];
        table = new int[2 * nodes];
        this.steps = steps;
        variable[0] = CONSTANT;
        Arrays.fill(cachedPair, -1);
    }

    /** How many nodes there are. */
    public int count() {
        return count;
    }

    /** The place of the variable of a node. */
    public int variable(int node) {
        return variable[node];
    }

    /** The edge of a node where its variable is 0. */
    public int low(int node) {
        return low[node];
    }

    /** The edge of a node where its variable is 1. */
    public int high(int node) {
        return high[node];
    }

    /** A variable on its own. */
    public int of(int place) {
        return node(place, Netlist.FALSE, Netlist.TRUE);
    }

    /** The conjunction; {@link #NONE} where it does not fit or an operand did not. */
    public int and(int f, int g) {
        if (f == NONE || g == NONE) {
            return NONE;
        }
        if (f == g || g == Netlist.TRUE) {
            return f;
        }
        if (f == Netlist.TRUE) {
            return g;
        }
        if (f == Netlist.FALSE || g == Netlist.FALSE || f == (g ^ 1)) {
            return Netlist.FALSE;
        }
        return apply(true, Math.min(f, g), Math.max(f, g));
    }

    /** The sum; {@link #NONE} where it does not fit or an operand did not. */
    public int xor(int f, int g) {
        if (f == NONE || g == NONE) {
            return NONE;
        }
        int complement = (f ^ g) & 1;
        int a = Math.min(f & ~1, g & ~1);
        int b = Math.max(f & ~1, g & ~1);
        if (a == b || a == Netlist.FALSE) {
            return a == b ? complement : b ^ complement;
        }
        int result = apply(false, a, b);
        return result == NONE ? NONE : result ^ complement;
    }

    private int apply(boolean isAnd, int f, int g) {
        long pair = ((long) f << 32 | g) << 1 | (isAnd ? 1 : 0);
        int slot = (int) (pair * 0x9E3779B97F4A7C15L >>> 49);
        if (cachedPair[slot] == pair) {
            return cachedResult[slot];
        }
        if (--steps < 0) {
            return NONE;
        }
        int top = Math.min(variable[f >>> 1], variable[g >>> 1]);
        int whenFalse = combined(isAnd, cofactor(f, top, false), cofactor(g, top, false));
        int whenTrue = whenFalse == NONE ? NONE : combined(isAnd, cofactor(f, top, true), cofactor(g, top, true));
        int result = whenTrue == NONE ? NONE : node(top, whenFalse, whenTrue);
        if (result != NONE) {
            cachedPair[slot] = pair;
            cachedResult[slot] = result;
        }
        return result;
    }

    private int combined(boolean isAnd, int f, int g) {
        return isAnd ? and(f, g) : xor(f, g);
    }

    /** What a function is where a variable, none of which it depends on comes before, has a value. */
    public int cofactor(int f, int place, boolean value) {
        int node = f >>> 1;
        return variable[node] == place ? (value ? high[node] : low[node]) ^ (f & 1) : f;
    }

    private int node(int place, int whenFalse, int whenTrue) {
        if (whenFalse == whenTrue) {
            return whenFalse;
        }
        int complement = whenFalse & 1;
        int lower = whenFalse ^ complement;
        int upper = whenTrue ^ complement;
        long hash = (((long) place << 40) ^ ((long) lower << 20) ^ upper) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 40) & table.length - 1;
        while (table[slot] != 0) {
            int known = table[slot];
            if (variable[known] == place && low[known] == lower && high[known] == upper) {
                return 2 * known ^ complement;
            }
            slot = slot + 1 & table.length - 1;
        }
        if (count == variable.length) {
            return NONE;
        }
        variable[count] = place;
        low[count] = lower;
        high[count] = upper;
        table[slot] = count;
        return 2 * count++ ^ complement;
    }
}
