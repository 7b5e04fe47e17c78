package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Replaces the logic between a node and the leaves of one of its cuts by a circuit of fewer AND gates.
 *
 * <p>The netlist is rebuilt gate by gate. What is not rebuilt yet counts as references on what is, so the gates that a
 * replacement frees are known when it is tried. A candidate is really built, counted and taken back.
 */
final class CutRewriting {

    /**
     * What a pass may do.
     *
     * @param width most leaves of a cut
     * @param perNode cuts kept for a node
     * @param search whether functions outside the affine classes are worth a search
     * @param slack how many ANDs more than it frees a circuit may have before sharing is counted
     * @param sideways whether to take circuits that cost as much as what they replace
     */
    record Settings(int width, int perNode, boolean search, int slack, boolean sideways) {}

    private static final Recipe NOTHING = new Recipe(new int[] {0});
    private static final int LARGEST_WINDOW = 1 << 17;

    private final Graph old;
    private final Settings settings;
    private final LeastAnds least;
    private final Deadline deadline;
    private final Netlist net;
    private final References references;
    private final Origins origins = new Origins();
    private final Cuts cuts;
    private final int[] terms = new int[Recipe.FIRST_AND + Recipe.MOST_ANDS];

    private int bestCut;
    private long bestGain;
    private Recipe bestRecipe = NOTHING;

    private CutRewriting(Graph old, Settings settings, LeastAnds least, Deadline deadline) {
        this.deadline = deadline;
        this.old = old;
        this.settings = settings;
        this.least = least;
        net = old.withInputs();
        references = new References(net);
        int window = Integer.highestOneBit(Math.max(2, 4 * old.net().nodeCount() - 1));
        cuts = new Cuts(net, settings.width, settings.perNode, Math.min(window, LARGEST_WINDOW));
    }

    /** A pass; past the deadline gates are only copied. */
    static Graph run(Graph graph, Settings settings, LeastAnds least, Deadline deadline) {
        return new CutRewriting(graph, settings, least, deadline).rewrite();
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
        if (late || root < mark) {
            return literal;
        }
        enumerate(mark);
        return improve(root) ^ (literal & 1);
    }

    private void enumerate(int mark) {
        for (int node = mark; node < net.nodeCount(); node++) {
            cuts.enumerate(node);
        }
    }

    /** The literal that takes the place of a node: its own unless some cut gains. */
    private int improve(int root) {
        bestCut = -1;
        bestGain = settings.sideways ? -1 : 0;
        int kept = references.of(root);
        references.set(root, 0);
        int first = cuts.first(root);
        for (int cut = first; cut < first + cuts.count(root); cut++) {
            consider(root, cut);
        }
        references.set(root, kept);
        if (bestCut < 0) {
            return 2 * root;
        }
        return replace(root, kept);
    }

    private void consider(int root, int cut) {
        Recipe recipe = least.recipe(cuts.table(cut));
        int fewest = recipe == null ? LeastAnds.MOST - 1 : recipe.andCount();
        if (fewest > cuts.gates(cut) + (recipe == null ? 0 : settings.slack)) {
            return;
        }
        int ands = references.ands();
        int xors = references.xors();
        protect(cut, 1);
        release(root);
        int freed = ands - references.ands();
        if (recipe == null && settings.search && freed >= fewest) {
            recipe = least.search(cuts.table(cut));
        }
        // Nothing gains more than all that it frees.
        long most = gain(ands, xors);
        if (recipe != null && freed + settings.slack >= recipe.andCount() && most > bestGain) {
            int mark = net.nodeCount();
            int literal = build(recipe, cut);
            references.take(literal >>> 1);
            long gain = gain(ands, xors);
            references.drop(literal >>> 1);
            net.truncate(mark);
            if (gain > bestGain && literal >>> 1 != root) {
                bestGain = gain;
                bestCut = cut;
                bestRecipe = recipe;
            }
        }
        hold(root);
        protect(cut, -1);
    }

    /** What has been saved since there were this many gates, ANDs first. */
    private long gain(int ands, int xors) {
        return ((long) (ands - references.ands()) << 32) + (xors - references.xors());
    }

    private int replace(int root, int kept) {
        int cut = bestCut;
        int mark = net.nodeCount();
        int literal = build(bestRecipe, cut);
        int node = literal >>> 1;
        references.take(node);
        enumerate(mark);
        references.set(root, references.of(root) - kept + 1);
        references.drop(root);
        references.add(node, kept - 1);
        origins.pass(net, references, root, mark);
        return literal;
    }

    private int build(Recipe recipe, int cut) {
        for (int i = 0; i < cuts.size(cut); i++) {
            terms[i] = 2 * cuts.leaf(cut, i);
        }
        return recipe.build(net, terms);
    }

    private void protect(int cut, int sign) {
        for (int i = 0; i < cuts.size(cut); i++) {
            references.add(cuts.leaf(cut, i), sign);
        }
    }

    /** Drops the operands of a gate that has no reference itself. */
    private void release(int root) {
        references.set(root, 1);
        references.drop(root);
    }

    private void hold(int root) {
        references.take(root);
        references.set(root, 0);
    }
}
