package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.Cheapest;
import dev.sflmpc.compiler.arithmetic.ConstantTable;
import dev.sflmpc.compiler.arithmetic.TableBits;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Circuits for several functions of a few variables, made from their truth tables alone and remembered.
 *
 * <p>A truth table has {@link #words} longs: bit <i>x</i> is the value at the assignment <i>x</i>. A function of fewer than
 * six variables simply does not depend on the upper ones.
 */
final class SmallTables {

    static final int MOST_BITS = 10;

    private static final int ORDERS = 4;
    private static final int MOST_TRIES = 4;

    private final LeastAnds least;
    private final Map<Key, Core> cores = new HashMap<>();

    /** Functions up to sums of each other and of variables. */
    private record Key(int bits, Set<BitSet> span, boolean thorough) {}

    /** A circuit for the columns of a table, the best of some tries for columns of one span. */
    private record Core(int[][] columns, Made made, int tries) {}

    /** A circuit with the variables as inputs. */
    record Made(Netlist net, int[] outputs, int andCount) {

        /** Builds the outputs over other literals for the variables. */
        int[] build(Netlist target, int[] variables) {
            int[] map = new int[net.nodeCount()];
            Graph graph = new Graph(net, new int[0], outputs);
            for (int node = 1; node < map.length; node++) {
                map[node] = net.isInput(node) ? variables[net.inputIndex(node)] : graph.copy(target, map, node);
            }
            return graph.mapped(target, map).outputs();
        }
    }

    SmallTables(LeastAnds least) {
        this.least = least;
    }

    static int words(int bits) {
        return 1 << Math.max(0, bits - Spectra.VARIABLES);
    }

    /** The truth table of the XOR of the variables in a mask. */
    static long[] linear(int mask, int bits) {
        long[] table = new long[words(bits)];
        for (int w = 0; w < table.length; w++) {
            boolean flip = (Integer.bitCount(mask >>> Spectra.VARIABLES & w) & 1) != 0;
            table[w] = Spectra.linear(mask & Spectra.POINTS - 1) ^ (flip ? -1L : 0);
        }
        return table;
    }

    /** How many circuits are known. */
    int count() {
        return cores.size();
    }

    /**
     * A circuit for these functions.
     *
     * @param bare functions of which, and of variables, the others are sums: a permutation shows in them rather than in its
     *     sums with variables
     * @param thorough whether functions of six variables are worth a search of their own, of some milliseconds each
     */
    Made circuit(int bits, long[][] tables, long[][] bare, boolean thorough) {
        TableBits all = TableBits.of(entries(bits, concat(bare, tables)), bits);
        Key key = new Key(bits, all.span(), thorough);
        Core core = cores.get(key);
        int[][] columns = all.chosenEntries();
        if (core == null || (core.tries < MOST_TRIES && !Arrays.deepEquals(columns, core.columns))) {
            core = better(core, columns, key);
            cores.put(key, core);
        }
        return sums(core, bits, tables);
    }

    private static long[][] concat(long[][] first, long[][] second) {
        long[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private Core better(@Nullable Core known, int[][] columns, Key key) {
        Netlist net = new Netlist();
        int[] variables = net.inputs(key.bits);
        int[] outputs =
                columns[0].length == 0 ? new int[0] : Cheapest.of(net, ways(net, columns, variables, key.thorough));
        Made made = made(new Graph(net, variables, outputs));
        if (known != null && known.made.andCount <= made.andCount) {
            return new Core(known.columns, known.made, known.tries + 1);
        }
        return new Core(columns, made, known == null ? 1 : known.tries + 1);
    }

    private List<Supplier<int[]>> ways(Netlist net, int[][] columns, int[] variables, boolean thorough) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> ConstantTable.lookUp(net, columns, variables));
        if (variables.length < Spectra.VARIABLES || thorough && variables.length == Spectra.VARIABLES) {
            long[] functions = functions(columns);
            for (int i = 0; i < ORDERS; i++) {
                int order = i;
                ways.add(() -> byRecipes(net, functions, columns, variables, order));
            }
            if (variables.length <= JointProducts.MOST_VARIABLES && functions.length > 1) {
                JointProducts joint = JointProducts.find(variables.length, functions);
                if (joint != null) {
                    ways.add(() -> joint.build(net, variables));
                }
            }
        }
        return ways;
    }

    /** The columns of a table of up to six variables as truth tables. */
    private static long[] functions(int[][] columns) {
        long[] functions = new long[columns[0].length];
        for (int i = 0; i < functions.length; i++) {
            for (int x = 0; x < Spectra.POINTS; x++) {
                functions[i] |= (long) columns[x & columns.length - 1][i] << x;
            }
        }
        return functions;
    }

    private static Made made(Graph graph) {
        Graph swept = graph.swept();
        int ands = swept.gates().ands();
        return new Made(swept.net(), swept.outputs(), ands);
    }

    /** The functions as sums of those of a core and of variables. */
    private static Made sums(Core core, int bits, long[][] tables) {
        int kept = core.columns[0].length;
        int[][] entries = entries(bits, tables);
        int[][] both = new int[entries.length][];
        for (int x = 0; x < both.length; x++) {
            both[x] = Arrays.copyOf(core.columns[x], kept + tables.length);
            System.arraycopy(entries[x], 0, both[x], kept, tables.length);
        }
        Netlist net = new Netlist();
        int[] variables = net.inputs(bits);
        int[] read = TableBits.of(both, bits).read(net, variables, (columns, word) -> core.made.build(net, word));
        Graph graph = new Graph(net, variables, Arrays.copyOfRange(read, kept, read.length));
        if (!agrees(graph, bits, tables)) {
            throw new AssertionError("a wrong circuit for a table");
        }
        return made(graph);
    }

    private static int[][] entries(int bits, long[][] tables) {
        int[][] entries = new int[1 << bits][tables.length];
        for (int x = 0; x < entries.length; x++) {
            for (int i = 0; i < tables.length; i++) {
                boolean one = (tables[i][x / Long.SIZE] >>> x & 1) != 0;
                entries[x][i] = one ? Netlist.TRUE : Netlist.FALSE;
            }
        }
        return entries;
    }

    /** One output after the other, in one of a few orders; by a table where that is out of reach. */
    private int[] byRecipes(Netlist net, long[] functions, int[][] columns, int[] variables, int order) {
        int width = functions.length;
        int[] places = IntStream.range(0, width)
                .map(i -> (order & 1) == 0 ? i : width - 1 - i)
                .map(i -> (i + (order >>> 1) * width / 2) % width)
                .toArray();
        long[] tables = IntStream.of(places).mapToLong(i -> functions[i]).toArray();
        SharedRecipes recipes = SharedRecipes.of(least, tables);
        if (recipes == null) {
            return ConstantTable.lookUp(net, columns, variables);
        }
        int[] built = recipes.build(net, Arrays.copyOf(variables, Spectra.VARIABLES));
        int[] result = new int[width];
        for (int i = 0; i < width; i++) {
            result[places[i]] = built[i];
        }
        return result;
    }

    /** Whether a circuit has these truth tables. */
    private static boolean agrees(Graph graph, int bits, long[][] tables) {
        for (int w = 0; w < words(bits); w++) {
            long[] inputs = new long[bits];
            for (int i = 0; i < bits; i++) {
                inputs[i] = linear(1 << i, bits)[w];
            }
            Simulator simulator = Simulator.run(graph.net(), inputs);
            for (int i = 0; i < tables.length; i++) {
                if (simulator.value(graph.outputs()[i]) != tables[i][w]) {
                    return false;
                }
            }
        }
        return true;
    }
}
