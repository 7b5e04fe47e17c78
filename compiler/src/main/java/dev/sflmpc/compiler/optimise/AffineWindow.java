package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A few AND gates below a root, and the function of the root on the linear forms that enter them.
 *
 * <p>A form is a mask of atoms: bit <i>i</i> is the atom {@code atoms[i]}. The AND gates of the window are atoms as well.
 * Each operand is a form; without the gates of the window it is a sum of nodes from outside. These outer parts span a
 * space, and the window is a function on that space: of at most six variables however many atoms there are.
 */
final class AffineWindow {

    static final int MOST_GATES = 5;
    private static final int MOST_ATOMS = Long.SIZE;

    private final Netlist net;
    private final LinearForms forms;

    private final int[] atoms = new int[MOST_ATOMS];
    private int atomCount;
    private final int[] gates = new int[MOST_GATES];
    private final long[] operands = new long[2 * MOST_GATES];
    private int gateCount;
    private long inner;
    private long rootForm;

    private final long[] basis = new long[Spectra.VARIABLES];
    private final int[] basisOperand = new int[Spectra.VARIABLES];
    private final long[] echelon = new long[Spectra.VARIABLES];
    private final int[] combination = new int[Spectra.VARIABLES];
    private int dimension;

    AffineWindow(Netlist net, LinearForms forms) {
        this.net = net;
        this.forms = forms;
    }

    /** Starts with no gate; false when the root has too many atoms. */
    boolean begin(int root) {
        atomCount = 0;
        gateCount = 0;
        inner = 0;
        rootForm = form(root);
        return rootForm != 0;
    }

    int gateCount() {
        return gateCount;
    }

    int dimension() {
        return dimension;
    }

    int atomCount() {
        return atomCount;
    }

    int atom(int index) {
        return atoms[index];
    }

    /** The atoms outside of the window: those in the root or in operands that are not its gates. */
    long outer() {
        long reached = rootForm;
        for (int i = 0; i < 2 * gateCount; i++) {
            reached |= operands[i];
        }
        return reached & ~inner;
    }

    /** Adds the AND gate that is an atom; false when the window is full. */
    boolean add(int atomIndex) {
        int gate = atoms[atomIndex];
        if (gateCount == MOST_GATES || !net.isAnd(gate)) {
            return false;
        }
        int atomsBefore = atomCount;
        long left = form(net.left(gate) >>> 1);
        long right = left == 0 ? 0 : form(net.right(gate) >>> 1);
        if (right == 0) {
            atomCount = atomsBefore;
            return false;
        }
        operands[2 * gateCount] = left;
        operands[2 * gateCount + 1] = right;
        gates[gateCount++] = atomIndex;
        inner |= 1L << atomIndex;
        return true;
    }

    /** Takes the gate added last out again. */
    void remove(int atomsBefore) {
        gateCount--;
        inner &= ~(1L << gates[gateCount]);
        atomCount = atomsBefore;
    }

    /** Finds a basis of the outer parts; false when there are more than six of them. */
    boolean span() {
        dimension = 0;
        for (int i = 0; i < 2 * gateCount; i++) {
            long outer = operands[i] & ~inner;
            long rest = outer;
            for (int j = 0; j < dimension; j++) {
                if ((rest & Long.lowestOneBit(echelon[j])) != 0) {
                    rest ^= echelon[j];
                }
            }
            if (rest != 0) {
                if (dimension == Spectra.VARIABLES) {
                    return false;
                }
                enter(outer, rest, i);
            }
        }
        return true;
    }

    private void enter(long outer, long rest, int operand) {
        int made = 1 << dimension;
        long left = outer;
        for (int j = 0; j < dimension; j++) {
            if ((left & Long.lowestOneBit(echelon[j])) != 0) {
                left ^= echelon[j];
                made ^= combination[j];
            }
        }
        basis[dimension] = outer;
        basisOperand[dimension] = operand;
        echelon[dimension] = rest;
        combination[dimension] = made;
        dimension++;
    }

    /** The root without the atoms outside that are only added to it, as a function of the basis. */
    long table() {
        long[] values = new long[MOST_GATES];
        boolean[] done = new boolean[MOST_GATES];
        for (int round = 0; round < gateCount; round++) {
            for (int gate = gateCount - 1; gate >= 0; gate--) {
                if (!done[gate] && isReady(gate, done)) {
                    values[gate] = operandTable(2 * gate, values) & operandTable(2 * gate + 1, values);
                    done[gate] = true;
                }
            }
        }
        return innerTable(rootForm, values);
    }

    private boolean isReady(int gate, boolean[] done) {
        long needed = (operands[2 * gate] | operands[2 * gate + 1]) & inner;
        for (int i = 0; i < gateCount; i++) {
            if (done[i]) {
                needed &= ~(1L << gates[i]);
            }
        }
        return needed == 0;
    }

    private long operandTable(int operand, long[] values) {
        int gate = atoms[gates[operand >>> 1]];
        int literal = (operand & 1) == 0 ? net.left(gate) : net.right(gate);
        long outer = operands[operand] & ~inner;
        int variables = 0;
        for (int j = 0; j < dimension; j++) {
            if ((outer & Long.lowestOneBit(echelon[j])) != 0) {
                outer ^= echelon[j];
                variables ^= combination[j];
            }
        }
        return Spectra.linear(variables) ^ innerTable(operands[operand], values) ^ -(long) (literal & 1);
    }

    private long innerTable(long form, long[] values) {
        long table = 0;
        for (int i = 0; i < gateCount; i++) {
            if ((form >>> gates[i] & 1) != 0) {
                table ^= values[i];
            }
        }
        return table;
    }

    /** The literals of the basis. */
    void buildBasis(Netlist target, int[] terms) {
        for (int i = 0; i < dimension; i++) {
            int gate = atoms[gates[basisOperand[i] >>> 1]];
            boolean whole = (operands[basisOperand[i]] & inner) == 0;
            int literal = (basisOperand[i] & 1) == 0 ? net.left(gate) : net.right(gate);
            terms[i] = whole ? literal & ~1 : sum(target, basis[i]);
        }
    }

    /** What is added to the function to make the root. */
    int buildRest(Netlist target) {
        return sum(target, rootForm & ~inner);
    }

    private int sum(Netlist target, long form) {
        int literal = Netlist.FALSE;
        for (long rest = form; rest != 0; rest &= rest - 1) {
            literal = target.xor(literal, 2 * atoms[Long.numberOfTrailingZeros(rest)]);
        }
        return literal;
    }

    /** The form of a node; 0 when the atoms do not fit. */
    private long form(int node) {
        long form = 0;
        for (int i = forms.from(node); i < forms.to(node); i++) {
            int index = index(forms.atom(i));
            if (index < 0) {
                return 0;
            }
            form |= 1L << index;
        }
        return form;
    }

    private int index(int atom) {
        for (int i = 0; i < atomCount; i++) {
            if (atoms[i] == atom) {
                return i;
            }
        }
        if (atomCount == MOST_ATOMS) {
            return -1;
        }
        atoms[atomCount] = atom;
        return atomCount++;
    }
}
