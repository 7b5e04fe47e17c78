package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a few AND gates that are joined by XORs of any shape by fewer.
 *
 * <p>Where a cut ends at the leaves of an XOR tree, an {@link AffineWindow} sees the tree as one variable, and sees when
 * two trees are linearly dependent. Otherwise like {@link CutRewriting}: the netlist is rebuilt gate by gate, and a
 * candidate is built, counted and taken back.
 */
final class WindowRewriting {

    private final Graph old;
    private final LeastAnds least;
    private final Deadline deadline;
    private final int mostGates;
    private final int mostWindows;
    private final Netlist net;
    private final References references;
    private final Origins origins = new Origins();
    private final LinearForms forms;
    private final AffineWindow window;
    private final int[] terms = new int[Recipe.FIRST_AND + Recipe.MOST_ANDS];
    private final int[] chosen = new int[AffineWindow.MOST_GATES];
    private final int[] bestChosen = new int[AffineWindow.MOST_GATES];
    private int bestGates;
    private long bestGain;
    private @Nullable Recipe bestRecipe;
    private int windows;

    private WindowRewriting(Graph old, LeastAnds least, int mostGates, int mostWindows, Deadline deadline) {
        this.old = old;
        this.least = least;
        this.mostGates = Math.min(mostGates, AffineWindow.MOST_GATES);
        this.mostWindows = mostWindows;
        this.deadline = deadline;
        net = old.withInputs();
        references = new References(net);
        forms = new LinearForms(net);
        window = new AffineWindow(net, forms);
    }

    /**
     * A pass.
     *
     * @param mostGates most AND gates of a window
     * @param mostWindows most windows looked at for a root
     */
    static Graph run(Graph graph, LeastAnds least, int mostGates, int mostWindows, Deadline deadline) {
        return new WindowRewriting(graph, least, mostGates, mostWindows, deadline).rewrite();
    }

    private Graph rewrite() {
        return Rebuilding.run(old, net, references, deadline, this::rebuild).swept();
    }

    private int rebuild(int node, int[] map, int fanout, boolean late) {
        int mark = net.nodeCount();
        int literal = old.copy(net, map, node);
        int root = literal >>> 1;
        references.take(root);
        references.drop(map[old.net().left(node) >>> 1] >>> 1);
        references.drop(map[old.net().right(node) >>> 1] >>> 1);
        references.add(root, fanout - 1);
        forms.extend();
        if (late || root < mark) {
            return literal;
        }
        int sum = knownSum(root);
        if (sum < 0) {
            return improve(root) ^ (literal & 1);
        }
        references.take(sum >>> 1);
        references.add(sum >>> 1, fanout - 1);
        references.add(root, 1 - fanout);
        references.drop(root);
        return sum ^ (literal & 1);
    }

    /** The literal that an XOR is equal to when its atoms cancel; −1 when they do not. */
    private int knownSum(int root) {
        int atoms = forms.to(root) - forms.from(root);
        if (atoms == 0) {
            return Netlist.FALSE;
        }
        int first = forms.atom(forms.from(root));
        return atoms == 1 && first != root ? 2 * first : -1;
    }

    private int improve(int root) {
        bestRecipe = null;
        bestGain = 0;
        windows = mostWindows;
        if (!window.begin(root)) {
            return 2 * root;
        }
        int kept = references.of(root);
        references.set(root, 0);
        if (net.isAnd(root)) {
            if (window.add(0)) {
                chosen[0] = 0;
                grow(root, 1);
            }
        } else {
            grow(root, 0);
        }
        references.set(root, kept);
        return bestRecipe == null ? 2 * root : replace(root, kept, bestRecipe);
    }

    /** Looks at the window and at those with one more gate, the frontier's atoms in order. */
    private void grow(int root, int next) {
        if (window.gateCount() >= 2) {
            windows--;
            consider(root);
        }
        if (window.gateCount() == mostGates) {
            return;
        }
        int depth = window.gateCount();
        int first = depth == 0 || net.isAnd(root) && depth == 1 ? next : chosen[depth - 1] + 1;
        for (long rest = window.outer() & -1L << first; rest != 0 && windows > 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            if (!net.isAnd(window.atom(index)) || references.of(window.atom(index)) > 1) {
                continue;
            }
            int atomsBefore = window.atomCount();
            if (window.add(index)) {
                chosen[depth] = index;
                grow(root, 0);
                window.remove(atomsBefore);
            }
        }
    }

    private void consider(int root) {
        if (!window.span()) {
            return;
        }
        Recipe recipe = least.recipe(window.table());
        if (recipe == null || recipe.andCount() > window.gateCount()) {
            return;
        }
        int ands = references.ands();
        int xors = references.xors();
        protect(1);
        release(root);
        if (ands - references.ands() >= recipe.andCount()) {
            int mark = net.nodeCount();
            int literal = build(recipe);
            references.take(literal >>> 1);
            long gain = ((long) (ands - references.ands()) << 32) + (xors - references.xors());
            references.drop(literal >>> 1);
            net.truncate(mark);
            if (gain > bestGain && literal >>> 1 != root) {
                bestGain = gain;
                bestRecipe = recipe;
                bestGates = window.gateCount();
                System.arraycopy(chosen, 0, bestChosen, 0, bestGates);
            }
        }
        hold(root);
        protect(-1);
    }

    private int replace(int root, int kept, Recipe recipe) {
        boolean same = window.begin(root);
        for (int i = 0; i < bestGates; i++) {
            same &= window.add(bestChosen[i]);
        }
        if (!same || !window.span()) {
            throw new AssertionError("a window that cannot be found again");
        }
        int mark = net.nodeCount();
        int literal = build(recipe);
        int node = literal >>> 1;
        references.take(node);
        references.set(root, references.of(root) - kept + 1);
        references.drop(root);
        references.add(node, kept - 1);
        origins.pass(net, references, root, mark);
        forms.extend();
        return literal;
    }

    private int build(Recipe recipe) {
        window.buildBasis(net, terms);
        return net.xor(recipe.build(net, terms), window.buildRest(net));
    }

    /** Keeps everything outside of the window alive. */
    private void protect(int sign) {
        for (long rest = window.outer(); rest != 0; rest &= rest - 1) {
            references.add(window.atom(Long.numberOfTrailingZeros(rest)), sign);
        }
    }

    private void release(int root) {
        references.set(root, 1);
        references.drop(root);
    }

    private void hold(int root) {
        references.take(root);
        references.set(root, 0);
    }
}
