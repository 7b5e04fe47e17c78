package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The gates that read each node of a netlist.
 *
 * <p>Layout: those of node <i>n</i> are {@code users[starts[n]]} to {@code users[starts[n + 1] - 1]}.
 */
final class Users {

    private final int[] starts;
    private final int[] users;

    Users(Netlist net) {
        starts = new int[net.nodeCount() + 1];
        for (int node = 1; node < net.nodeCount(); node++) {
            if (!net.isInput(node)) {
                starts[net.left(node) >>> 1]++;
                starts[net.right(node) >>> 1]++;
            }
        }
        int total = 0;
        for (int node = 0; node < starts.length; node++) {
            total += starts[node];
            starts[node] = total;
        }
        users = new int[total];
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            if (!net.isInput(node)) {
                users[--starts[net.left(node) >>> 1]] = node;
                users[--starts[net.right(node) >>> 1]] = node;
            }
        }
    }

    void of(int node, IntConsumer user) {
        for (int i = starts[node]; i < starts[node + 1]; i++) {
            user.accept(users[i]);
        }
    }

    boolean anyMatch(int node, IntPredicate user) {
        return Arrays.stream(users, starts[node], starts[node + 1]).anyMatch(user);
    }
}
