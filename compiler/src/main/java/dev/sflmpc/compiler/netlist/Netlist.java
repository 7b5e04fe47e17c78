package dev.sflmpc.compiler.netlist;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * An XOR-AND graph with complemented edges, built gate by gate.
 *
 * <p>A <i>literal</i> is an int: {@code 2 * node + complement}. Node 0 is the constant, so {@link #FALSE} is 0 and
 * {@link #TRUE} is 1, and {@code literal ^ 1} is the negation. Nodes are numbered in topological order. Constants are
 * folded and equal gates shared as they are made: a gate with the same operands is never made twice, XORs keep their
 * complement on the outside, and operands are ordered.
 *
 * <p>An AND is made at most once per pair of operand nodes: {@code a & ~b} where {@code a & b} exists is
 * {@code a ^ (a & b)}, since XORs are free. An operand that occurs in the gate below the other one is resolved:
 * {@code a & (a & b)}, {@code a & ~(a & b)}, {@code a & (a ^ b)} and {@code a ^ (a ^ b)} never cost a second AND.
 *
 * <p>Layout: {@code left[n]}, {@code right[n]} are the operand literals of node {@code n}. An input has
 * {@code left[n] == INPUT}. An XOR has {@code left > right}, an AND {@code left < right}; XOR operands are never
 * complemented. Gates are found by their operands in {@code table}, which {@link GateSlots} lays out.
 *
 * <p>Each node has an <i>origin</i>, a number that says which place of the source it belongs to: the one that was set when
 * the node was made. A gate that is shared belongs to the place that made it first. Whoever rewrites a netlist keeps this:
 * before making a gate anew, or the gates that replace it, call {@link #setOrigin} with the {@link #origin} of the gate that
 * is copied or replaced; where several gates of different origins are replaced together, with that of their root. So all
 * ANDs that are left when a block is assembled have an origin, and what is attributed to the source adds up to what the
 * block costs.
 */
public final class Netlist {

    public static final int FALSE = 0;
    public static final int TRUE = 1;

    static final int INPUT = -1;
    private static final int NONE = -1;

    private static final int LEAST_NODES = 1 << 10;
    private static final int LEAST_TRIMMED = 1 << 14;
    private static final int[] NO_TABLE = {};

    private int[] left;
    private int[] right;
    private int[] origin;
    private int[] table;
    private int nodeCount = 1;
    private int inputCount;
    private int andCount;
    private final CurrentOrigin currentOrigin;

    public Netlist() {
        this(LEAST_NODES);
    }

    /** A netlist with room for this many nodes; it takes any number. */
    public Netlist(int expectedNodes) {
        this(expectedNodes, new CurrentOrigin());
    }

    /** A netlist whose gates get the origin that is set there when they are made. */
    public Netlist(CurrentOrigin currentOrigin) {
        this(LEAST_NODES, currentOrigin);
    }

    private Netlist(int expectedNodes, CurrentOrigin currentOrigin) {
        this.currentOrigin = currentOrigin;
        int room = Math.max(LEAST_NODES, expectedNodes);
        left = new int[room];
        right = new int[room];
        origin = new int[room];
        table = new int[2 * Math.max(LEAST_NODES, Integer.highestOneBit(Math.min(room, 1 << 28) - 1) << 1)];
    }

    /** A {@link #trim trimmed} netlist of gates that are in the form and order in which this class makes them. */
    Netlist(int[] left, int[] right, int[] origin, int inputCount, int andCount) {
        this.currentOrigin = new CurrentOrigin();
        this.left = left;
        this.right = right;
        this.origin = origin;
        this.table = NO_TABLE;
        this.nodeCount = left.length;
        this.inputCount = inputCount;
        this.andCount = andCount;
    }

    /** Adds an input; the first one is number 0. */
    public int input() {
        int node = append(INPUT, inputCount);
        inputCount++;
        return 2 * node;
    }

    /** {@code count} inputs as a word. */
    public int[] inputs(int count) {
        int[] word = new int[count];
        for (int i = 0; i < count; i++) {
            word[i] = input();
        }
        return word;
    }

    public int xor(int a, int b) {
        int complement = (a ^ b) & 1;
        int p = a & ~1;
        int q = b & ~1;
        if (p == q) {
            return complement;
        }
        if (p == 0) {
            return q ^ complement;
        }
        if (q == 0) {
            return p ^ complement;
        }
        int high = Math.max(p, q);
        int low = Math.min(p, q);
        int top = high >>> 1;
        if (left[top] > right[top]) {
            if (right[top] == low) {
                return left[top] ^ complement;
            }
            if (left[top] == low) {
                return right[top] ^ complement;
            }
        }
        return share(high, low) ^ complement;
    }

    public int xor(int a, int b, int c) {
        return xor(xor(a, b), c);
    }

    public int and(int a, int b) {
        if (a == b || b == TRUE) {
            return a;
        }
        if (a == TRUE) {
            return b;
        }
        if (a == FALSE || b == FALSE || a == (b ^ 1)) {
            return FALSE;
        }
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        int absorbed = absorb(low, high);
        return absorbed == NONE ? shareAnd(low, high) : absorbed;
    }

    public int or(int a, int b) {
        return and(a ^ 1, b ^ 1) ^ 1;
    }

    /** {@code condition ? whenTrue : whenFalse}, one AND. */
    public int mux(int condition, int whenTrue, int whenFalse) {
        return xor(whenFalse, and(condition, xor(whenTrue, whenFalse)));
    }

    /** Gates made from now on belong to this place of the source; 0 when unknown. */
    public void setOrigin(int origin) {
        currentOrigin.set(origin);
    }

    /** A point of construction, for {@link #made}. */
    public long here() {
        return (long) nodeCount << 32 | andCount;
    }

    /**
     * Says that a building block is complete; costs nothing unless somebody asked for explanations.
     *
     * @param start {@link #here} before it was begun
     * @param what the block and the construction that was chosen
     */
    public void made(long start, Supplier<String> what) {
        ConstructionListener listener = currentOrigin.listener();
        if (listener != null) {
            listener.circuit(this, what.get(), (int) (start >>> 32), andCount - (int) start);
        }
    }

    /** Number of nodes, the constant and the inputs included. */
    public int nodeCount() {
        return nodeCount;
    }

    public int inputCount() {
        return inputCount;
    }

    /** AND gates made so far, dead ones included. */
    public int andCount() {
        return andCount;
    }

    public boolean isInput(int node) {
        return left[node] == INPUT;
    }

    /** The number of an input node. */
    public int inputIndex(int node) {
        return right[node];
    }

    public boolean isAnd(int node) {
        return node > 0 && left[node] != INPUT && left[node] < right[node];
    }

    public boolean isXor(int node) {
        return node > 0 && left[node] != INPUT && left[node] > right[node];
    }

    /** An operand literal of a gate. */
    public int left(int node) {
        return left[node];
    }

    /** An operand literal of a gate. */
    public int right(int node) {
        return right[node];
    }

    /** The place of the source that made the node. */
    public int origin(int node) {
        return origin[node];
    }

    /** Says that a node belongs to another place than the one that was set when it was made. */
    public void setOrigin(int node, int place) {
        origin[node] = place;
    }

    /**
     * Forgets every node from {@code mark} on, a {@link #nodeCount} of before: the way back after a construction was
     * only tried.
     *
     * @throws IllegalArgumentException if an input would be forgotten
     */
    public void truncate(int mark) {
        int andsBefore = andCount;
        if (table.length == 0) {
            restore();
        }
        // Last in, first out: no remaining node was placed behind one that leaves, so probing stays intact.
        while (nodeCount > mark) {
            int node = nodeCount - 1;
            if (isInput(node)) {
                throw new IllegalArgumentException("input " + inputIndex(node) + " cannot be forgotten");
            }
            table[GateSlots.find(table, left[node], right[node], node)] = 0;
            if (isAnd(node)) {
                andCount--;
            }
            nodeCount--;
        }
        ConstructionListener listener = currentOrigin.listener();
        if (listener != null) {
            listener.truncated(this, mark, andsBefore - andCount);
        }
    }

    /** {@code low & high} when the node of {@code low} is an operand of the gate {@code high}, else {@link #NONE}. */
    private int absorb(int low, int high) {
        int gate = high >>> 1;
        int complement = high & 1;
        int a = left[gate];
        int b = right[gate];
        if (a == INPUT || ((a ^ low) >>> 1 != 0 && (b ^ low) >>> 1 != 0)) {
            return NONE;
        }
        int met = (a ^ low) >>> 1 == 0 ? a : b;
        int other = a ^ b ^ met;
        if (a > b) {
            return and(low, other ^ 1 ^ (low & 1) ^ complement);
        }
        if (met == low) {
            return complement == 0 ? high : xor(low, high ^ 1);
        }
        return complement == 0 ? FALSE : low;
    }

    /** Gives back the memory that only further gates would need; gates can still be made, the first one slowly. */
    public void trim() {
        if (nodeCount >= LEAST_TRIMMED) {
            left = Arrays.copyOf(left, nodeCount);
            right = Arrays.copyOf(right, nodeCount);
            origin = Arrays.copyOf(origin, nodeCount);
            table = NO_TABLE;
        }
    }

    private void restore() {
        fill(Integer.highestOneBit(nodeCount) << 2);
    }

    private int share(int a, int b) {
        if (table.length == 0) {
            restore();
        }
        int mask = table.length - 1;
        int hash = GateSlots.hash(a, b);
        int line = GateSlots.line(a, b, mask);
        int slot = GateSlots.slot(line, hash, 0, mask);
        for (int probe = 1; table[slot] != 0; probe++) {
            int node = table[slot];
            if (left[node] == a && right[node] == b) {
                return 2 * node;
            }
            slot = GateSlots.slot(line, hash, probe, mask);
        }
        return place(a, b, slot);
    }

    /** Like {@link #share}, but takes an AND of the same two nodes with other complements as well. */
    private int shareAnd(int a, int b) {
        if (table.length == 0) {
            restore();
        }
        int mask = table.length - 1;
        int hash = GateSlots.hash(a, b);
        int line = GateSlots.line(a, b, mask);
        int slot = GateSlots.slot(line, hash, 0, mask);
        for (int probe = 1; table[slot] != 0; probe++) {
            int node = table[slot];
            int atLeft = left[node] ^ a;
            int atRight = right[node] ^ b;
            if ((atLeft | atRight) >>> 1 == 0) {
                int product = 2 * node;
                tellShared(node);
                if (atRight != 0) {
                    product = atLeft == 0 ? xor(product, a) : xor(product, xor(a, b)) ^ 1;
                } else if (atLeft != 0) {
                    product = xor(product, b);
                }
                return product;
            }
            slot = GateSlots.slot(line, hash, probe, mask);
        }
        andCount++;
        ConstructionListener listener = currentOrigin.listener();
        if (listener != null) {
            listener.and();
        }
        return place(a, b, slot);
    }

    private void tellShared(int node) {
        ConstructionListener listener = currentOrigin.listener();
        if (listener != null && origin[node] != currentOrigin.get()) {
            listener.shared(origin[node]);
        }
    }

    private int place(int a, int b, int slot) {
        int node = append(a, b);
        table[slot] = node;
        if (2 * nodeCount > table.length) {
            fill(2 * table.length);
        }
        return 2 * node;
    }

    private int append(int a, int b) {
        if (nodeCount == left.length) {
            if (nodeCount > (1 << 29)) {
                throw new IllegalStateException("a netlist of more than 2^29 gates");
            }
            left = Arrays.copyOf(left, 2 * nodeCount);
            right = Arrays.copyOf(right, 2 * nodeCount);
            origin = Arrays.copyOf(origin, 2 * nodeCount);
        }
        left[nodeCount] = a;
        right[nodeCount] = b;
        origin[nodeCount] = currentOrigin.get();
        return nodeCount++;
    }

    /** Enters all gates into a table of this size. */
    private void fill(int size) {
        int[] larger = new int[size];
        for (int node = 1; node < nodeCount; node++) {
            if (left[node] != INPUT) {
                larger[GateSlots.find(larger, left[node], right[node], 0)] = node;
            }
        }
        table = larger;
    }
}
