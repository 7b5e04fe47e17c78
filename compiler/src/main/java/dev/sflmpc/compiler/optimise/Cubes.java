package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * For each AND gate the product that the tree of ANDs below it is: a <i>cube</i>, an ascending array of literals of nodes
 * that are no such gates or are complemented.
 *
 * <p>A factor that is the complement of another cube is simplified by the other factors: it is 1 when one of them
 * contradicts it, and the complement of a single literal when they imply the rest of its cube. A cube that contradicts
 * itself is {@link #NEVER}. Where cubes would become too long together, a gate is a factor of its own.
 */
final class Cubes {

    /** The cube that is constant 0. */
    static final int[] NEVER = {Netlist.FALSE};

    private static final int MOST_LITERALS = 1 << 12;
    private static final int ROOM_PER_NODE = 100;
    private static final int[] NONE = {};

    private final int[][] cubes;
    private long room;

    /** @param live the nodes whose cubes matter */
    Cubes(Netlist net, boolean[] live) {
        cubes = new int[net.nodeCount()][];
        cubes[0] = NONE;
        room = (long) ROOM_PER_NODE * cubes.length;
        for (int node = 1; node < cubes.length; node++) {
            cubes[node] = NONE;
            if (live[node] && net.isAnd(node)) {
                int[] cube = simplified(union(factors(net.left(node)), factors(net.right(node))));
                room -= cube.length;
                cubes[node] =
                        cube.length < 2 && !isNever(cube) || cube.length > MOST_LITERALS || room < 0 ? NONE : cube;
            }
        }
    }

    /** The cube of a gate; empty when it is a factor of its own. */
    int[] of(int node) {
        return cubes[node];
    }

    boolean isCube(int node) {
        return cubes[node].length > 0;
    }

    static boolean isNever(int[] cube) {
        return cube.length > 0 && cube[0] == Netlist.FALSE;
    }

    /** The factors of a literal. */
    int[] factors(int literal) {
        return (literal & 1) == 0 && isCube(literal >>> 1) ? cubes[literal >>> 1] : new int[] {literal};
    }

    /** The product of two cubes. */
    static int[] union(int[] a, int[] b) {
        int[] result = new int[a.length + b.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int x = i < a.length ? a[i] : Integer.MAX_VALUE;
            int y = j < b.length ? b[j] : Integer.MAX_VALUE;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
            int next = Math.min(x, y);
            if (next == Netlist.FALSE || count > 0 && result[count - 1] == (next ^ 1)) {
                return NEVER;
            }
            result[count++] = next;
        }
        return Arrays.copyOf(result, count);
    }

    /** The factors of a cube that another one has not. */
    static int[] without(int[] cube, int[] other) {
        return Arrays.stream(cube).filter(literal -> !contains(other, literal)).toArray();
    }

    static boolean contains(int[] cube, int literal) {
        return Arrays.binarySearch(cube, literal) >= 0;
    }

    private int[] simplified(int[] cube) {
        int[] result = cube;
        for (int literal : cube) {
            if ((literal & 1) != 0 && isCube(literal >>> 1) && contains(result, literal)) {
                result = simplified(result, literal, cubes[literal >>> 1]);
            }
        }
        return result;
    }

    /** A cube with the complement of another one among its factors. */
    private static int[] simplified(int[] cube, int complement, int[] other) {
        if (isNever(other)) {
            return without(cube, new int[] {complement});
        }
        int open = -1;
        int missing = 0;
        for (int literal : other) {
            if (contains(cube, literal ^ 1)) {
                return without(cube, new int[] {complement});
            }
            if (!contains(cube, literal)) {
                open = literal;
                missing++;
            }
        }
        if (missing > 1) {
            return cube;
        }
        return missing == 0 ? NEVER : union(without(cube, new int[] {complement}), new int[] {open ^ 1});
    }
}
