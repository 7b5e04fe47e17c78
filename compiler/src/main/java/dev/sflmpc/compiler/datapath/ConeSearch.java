package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Collects the nodes below a literal, and counts those that it visited, also where there are too many. */
final class ConeSearch {

    private final Netlist net;
    private final int most;
    private final int[] found;
    private final int[] pending;

    /** The search that a node was found by last. */
    private final int[] round;

    private int rounds;
    private long steps;

    /** @param most nodes of a cone */
    ConeSearch(Netlist net, int most) {
        this.net = net;
        this.most = most;
        found = new int[most];
        pending = new int[2 * most + 2];
        round = new int[net.nodeCount()];
    }

    /** The function of a literal; nothing if it takes more than the most nodes. */
    Optional<Cone> find(int literal, IntPredicate isLeaf) {
        rounds++;
        int count = 0;
        int top = 0;
        pending[top++] = literal >>> 1;
        while (top > 0) {
            int next = pending[--top];
            if (next == 0 || round[next] == rounds) {
                continue;
            }
            if (count == most) {
                return Optional.empty();
            }
            steps++;
            round[next] = rounds;
            found[count++] = next;
            if (!isLeaf.test(next)) {
                pending[top++] = net.left(next) >>> 1;
                pending[top++] = net.right(next) >>> 1;
            }
        }
        Arrays.sort(found, 0, count);
        return Optional.of(Cone.of(net, literal, Arrays.stream(found, 0, count), isLeaf));
    }

    /** Nodes visited so far. */
    long steps() {
        return steps;
    }
}
