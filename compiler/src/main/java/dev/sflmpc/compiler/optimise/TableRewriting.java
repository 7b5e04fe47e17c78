package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces groups of gates that are together one small table: a substitution box that was computed, a product in a small
 * field by a loop, a formula on a byte.
 *
 * <p>Gates that are functions of the same space of sums ({@link Supports}) are one group; its outputs are the gates that
 * others use. Their truth tables are taken and a circuit is made from these alone ({@link SmallTables}); it takes the place
 * of the group where it has fewer ANDs than would be freed. Spaces of several sizes are looked for, since a small one may
 * hide in a larger one; what saves most comes first.
 */
final class TableRewriting {

    /**
     * What a pass may do.
     *
     * @param sizes the largest dimensions of spaces that are looked for, the largest of all first
     * @param caution one in so many of the ANDs that are freed must be saved, unless the space is of seven and more
     * @param thorough see {@link SmallTables#circuit}
     */
    record Settings(List<Integer> sizes, int caution, boolean thorough) {}

    private static final int FEWEST_FREED = 8;

    /** Smaller groups of few variables are often parts of adders, which are better found as such. */
    private static final int FEWEST_FREED_OF_SMALL = 20;

    private static final int FEWEST_MEMBERS = 3;
    private static final int SMALLEST_SPACE = 4;
    private static final int MOST_OUTPUTS = 32;
    private static final int LARGE_SPACE = 7;
    private static final int LARGE_CAUTION = 20;
    private static final int MOST_CIRCUITS = 1_000;

    /** Visits of nodes inside of groups, for each node of the netlist. */
    private static final int VISITS_PER_NODE = 64;

    private record Group(Spaces spaces, int space, int[] members) {}

    private record Plan(Group group, int[] base, int[] outputs, int[] gates, SmallTables.Made made, int gain) {}

    private final Graph graph;
    private final Netlist net;
    private final SmallTables circuits;
    private final Settings settings;
    private final Deadline deadline;
    private final References references;
    private final Cone cone;
    private final long[] labels;
    private final long mostVisits;
    private final @Nullable Plan[] plans;
    private final int[] uses;

    /** Whether some group at all frees enough. */
    private boolean promising;

    private TableRewriting(Graph graph, SmallTables circuits, Settings settings, Deadline deadline) {
        this.graph = graph;
        this.circuits = circuits;
        this.settings = settings;
        this.deadline = deadline;
        net = graph.net();
        references = new References(net);
        labels = Supports.labels(net);
        cone = new Cone(net, labels);
        mostVisits = (long) VISITS_PER_NODE * net.nodeCount();
        plans = new Plan[net.nodeCount()];
        uses = new int[net.nodeCount()];
    }

    /**
     * A pass.
     *
     * @param graph without dead gates
     * @return the graph itself if nothing is gained
     */
    static Graph run(Graph graph, SmallTables circuits, Settings settings, Deadline deadline) {
        TableRewriting rewriting = new TableRewriting(graph, circuits, settings, deadline);
        return rewriting.plan() ? rewriting.rebuild() : graph;
    }

    private boolean plan() {
        for (int output : graph.outputs()) {
            references.take(output >>> 1);
        }
        List<Plan> found = new ArrayList<>();
        for (int size : settings.sizes) {
            find(Supports.of(net, labels, size, false), found);
            if (!promising) {
                return false;
            }
        }
        find(Supports.of(net, labels, settings.sizes.getFirst(), true), found);
        found.sort(Comparator.comparingInt((Plan plan) -> -plan.gain));
        boolean any = false;
        for (Plan plan : found) {
            any |= plan(plan.group, true) != null;
        }
        return any;
    }

    private void find(Supports supports, List<Plan> found) {
        for (Group group : groups(supports)) {
            Plan plan = goesOn() ? plan(group, false) : null;
            if (plan != null) {
                found.add(plan);
            }
        }
    }

    private boolean goesOn() {
        return cone.visits() < mostVisits && circuits.count() < MOST_CIRCUITS && !deadline.passed();
    }

    private List<Group> groups(Supports supports) {
        Spaces spaces = supports.spaces();
        int[] end = new int[spaces.count() + 1];
        for (int node = 1; node < net.nodeCount(); node++) {
            end[supports.space(node) + 1]++;
        }
        for (int space = 1; space < end.length; space++) {
            end[space] += end[space - 1];
        }
        int[] next = end.clone();
        int[] sorted = new int[net.nodeCount()];
        for (int node = 1; node < net.nodeCount(); node++) {
            sorted[next[supports.space(node)]++] = node;
        }
        List<Group> groups = new ArrayList<>();
        for (int space = 1; space < spaces.count(); space++) {
            int members = end[space + 1] - end[space];
            if (members >= FEWEST_MEMBERS && spaces.dimension(space) >= SMALLEST_SPACE) {
                groups.add(new Group(spaces, space, Arrays.copyOfRange(sorted, end[space], end[space + 1])));
            }
        }
        return groups;
    }

    /** How a group is made anew, if that saves enough; where asked for, its gates are released. */
    private @Nullable Plan plan(Group group, boolean apply) {
        int[] outputs = outputs(group.members);
        if (outputs.length == 0
                || outputs.length > MOST_OUTPUTS
                || !cone.collect(group.spaces, group.space, outputs)
                || cone.andCount() < FEWEST_FREED) {
            return null;
        }
        int[] base = cone.base(references);
        if (base.length != group.spaces.dimension(group.space) || base[base.length - 1] > outputs[0]) {
            return null;
        }
        int[] kept = new int[outputs.length];
        int freed = release(base, outputs, kept);
        promising |= freed >= FEWEST_FREED;
        SmallTables.Made made = freed < FEWEST_FREED
                ? null
                : circuits.circuit(
                        base.length, cone.tables(outputs), cone.tables(cone.bare(outputs)), settings.thorough);
        int gain = made == null ? 0 : freed - made.andCount();
        Plan plan = null;
        if (made != null && isEnough(gain, freed, base.length)) {
            int[] gates = new int[cone.gateCount()];
            Arrays.setAll(gates, cone::gate);
            plan = new Plan(group, base, outputs, gates, made, gain);
        }
        if (plan == null || !apply) {
            hold(base, outputs, kept);
            return plan;
        }
        for (int i = 0; i < outputs.length; i++) {
            references.set(outputs[i], kept[i] + 1);
            plans[outputs[i]] = plan;
        }
        return plan;
    }

    private boolean isEnough(int gain, int freed, int dimension) {
        boolean large = dimension >= LARGE_SPACE;
        int caution = large ? LARGE_CAUTION : settings.caution;
        return gain > 0 && gain * caution >= freed && (large || freed >= FEWEST_FREED_OF_SMALL);
    }

    /** The members that are there and that gates outside of the group use. */
    private int[] outputs(int[] members) {
        for (int node : members) {
            uses[node] = references.of(node);
        }
        for (int node : members) {
            if (references.of(node) > 0 && plans[node] == null) {
                uses[net.left(node) >>> 1]--;
                uses[net.right(node) >>> 1]--;
            }
        }
        return Arrays.stream(members)
                .filter(node -> references.of(node) > 0 && uses[node] > 0 && plans[node] == null)
                .toArray();
    }

    /**
     * Releases the outputs, the last one first, and what only they need; the number of ANDs that this frees.
     *
     * @param kept receives the references of each output from outside; 0 for one that went with a later one already
     */
    private int release(int[] base, int[] outputs, int[] kept) {
        for (int node : base) {
            references.add(node, 1);
        }
        int ands = references.ands();
        for (int i = outputs.length - 1; i >= 0; i--) {
            kept[i] = references.of(outputs[i]);
            if (kept[i] > 0) {
                references.set(outputs[i], 1);
                references.drop(outputs[i]);
            }
        }
        return ands - references.ands();
    }

    private void hold(int[] base, int[] outputs, int[] kept) {
        for (int i = 0; i < outputs.length; i++) {
            if (kept[i] > 0) {
                references.take(outputs[i]);
                references.set(outputs[i], kept[i]);
            }
        }
        for (int node : base) {
            references.add(node, -1);
        }
    }

    private Graph rebuild() {
        Netlist fresh = graph.withInputs();
        int[] map = new int[net.nodeCount()];
        boolean[] built = new boolean[map.length];
        Origins origins = new Origins();
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            Plan plan = plans[node];
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (plan != null && !built[node]) {
                build(plan, fresh, map, built, origins);
            } else if (plan == null && references.of(node) > 0) {
                map[node] = graph.copy(fresh, map, node);
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    private void build(Plan plan, Netlist fresh, int[] map, boolean[] built, Origins origins) {
        int mark = fresh.nodeCount();
        int[] literals = Arrays.stream(plan.base).map(node -> map[node]).toArray();
        int[] outputs = plan.made.build(fresh, literals);
        for (int i = 0; i < outputs.length; i++) {
            map[plan.outputs[i]] = outputs[i];
            built[plan.outputs[i]] = true;
        }
        for (int gate : plan.gates) {
            if (net.isAnd(gate) && (references.of(gate) == 0 || Arrays.binarySearch(plan.outputs, gate) >= 0)) {
                origins.free(net.origin(gate));
            }
        }
        origins.spread(fresh, mark);
    }
}
