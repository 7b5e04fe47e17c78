package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the products of a netlist from each other, whatever trees of ANDs they are now: each {@link Cubes cube} of the largest
 * ones that it contains, so that the products along a chain of conditions cost one AND each for all that use them.
 *
 * <p>A cube <i>r·~e</i> costs nothing where <i>r</i> and <i>r·e</i> are there: it is their XOR. No cube is made of itself in
 * this way either, since its parts come from it by leaving factors out and by putting literals of earlier nodes in the place
 * of one.
 */
final class SharedCubes {

    private static final long STEPS_PER_NODE = 1_000;

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final int[] map;
    private final Cubes cubes;
    private final CubeFamily family;
    private final CubeFamily.@Nullable Member[] members;
    private final Deque<CubeFamily.Member> stack = new ArrayDeque<>();

    private SharedCubes(Graph graph, boolean pairsOnly) {
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        map = new int[old.nodeCount()];
        cubes = new Cubes(old, graph.live());
        family = new CubeFamily(cubes, map.length, pairsOnly, STEPS_PER_NODE * map.length);
        members = new CubeFamily.Member[map.length];
        collect();
    }

    /** A pass over a graph without dead gates; the result may have more ANDs. */
    static Graph run(Graph graph) {
        return new SharedCubes(graph, false).rebuild();
    }

    /**
     * A pass that changes only products of two cubes that meet in another gate as well, so that their XOR, which may be made
     * of both gates, shows.
     */
    static Graph paired(Graph graph) {
        return new SharedCubes(graph, true).rebuild();
    }

    private void collect() {
        boolean[] needed = needed();
        int[] fanouts = graph.fanouts();
        for (int node = 1; node < map.length; node++) {
            if (cubes.isCube(node)) {
                CubeFamily.Member member = family.add(node);
                member.isWanted |= needed[node];
                member.uses += fanouts[node];
                members[node] = member;
            }
        }
        for (int node = 1; node < map.length; node++) {
            if (needed[node] && isMeeting(old.left(node), old.right(node), node)) {
                family.addPair(old.left(node) >>> 1, old.right(node) >>> 1);
            }
        }
        family.index();
    }

    /** Whether a gate is another function of two nodes than their product, and one of them a cube. */
    private boolean isMeeting(int left, int right, int node) {
        boolean isGate = !old.isInput(node) && (cubes.isCube(left >>> 1) || cubes.isCube(right >>> 1));
        return isGate && (old.isXor(node) || (left & 1) != 0 || (right & 1) != 0);
    }

    /** Marks what outputs, gates that are no products and factors need. */
    private boolean[] needed() {
        boolean[] needed = new boolean[map.length];
        for (int output : graph.outputs()) {
            needed[output >>> 1] = true;
        }
        for (int node = map.length - 1; node > 0; node--) {
            if (needed[node] && cubes.isCube(node)) {
                for (int literal : cubes.of(node)) {
                    needed[literal >>> 1] = true;
                }
            } else if (needed[node] && !old.isInput(node)) {
                needed[old.left(node) >>> 1] = true;
                needed[old.right(node) >>> 1] = true;
            }
        }
        return needed;
    }

    private Graph rebuild() {
        Arrays.fill(map, -1);
        map[0] = Netlist.FALSE;
        boolean[] needed = needed();
        for (int node = 1; node < map.length; node++) {
            CubeFamily.Member member = members[node];
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            } else if (needed[node] && member != null) {
                make(member);
                map[node] = member.literal;
            } else if (needed[node]) {
                net.setOrigin(old.origin(node));
                map[node] = graph.copy(net, map, node);
            }
        }
        return graph.mapped(net, map).swept();
    }

    /** Makes a cube and those that it is made of, without recursion. */
    private void make(CubeFamily.Member target) {
        stack.push(target);
        while (!stack.isEmpty()) {
            CubeFamily.Member member = stack.peek();
            int before = stack.size();
            if (member.literal < 0) {
                CubeFamily.Plan plan = plan(member);
                plan.members().stream().filter(part -> part.literal < 0).forEach(stack::push);
                if (stack.size() == before) {
                    net.setOrigin(old.origin(member.node));
                    member.literal = literal(plan);
                }
            }
            if (stack.size() == before) {
                stack.pop();
            }
        }
    }

    private CubeFamily.Plan plan(CubeFamily.Member member) {
        List<CubeFamily.Member> operands = new ArrayList<>();
        for (int literal : new int[] {old.left(member.node), old.right(member.node)}) {
            CubeFamily.Member operand = members[literal >>> 1];
            if ((literal & 1) == 0 && operand != null) {
                operands.add(operand);
            }
        }
        return family.plan(member, operands);
    }

    private int literal(CubeFamily.Plan plan) {
        int result = plan.isSum() ? Netlist.FALSE : Netlist.TRUE;
        for (CubeFamily.Member part : plan.members()) {
            result = plan.isSum() ? net.xor(result, part.literal) : net.and(result, part.literal);
        }
        for (int factor : plan.factors()) {
            int image = map[factor >>> 1] ^ (factor & 1);
            result = plan.isSum() ? net.xor(result, image) : net.and(result, image);
        }
        return result;
    }
}
