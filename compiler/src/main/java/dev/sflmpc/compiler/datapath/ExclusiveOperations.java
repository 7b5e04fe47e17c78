package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One division, product or read for two that are never both needed: {@code if c { x = a / b; } else { y = d / e; }} divides
 * {@code c ? a : d} by {@code c ? b : e}.
 *
 * <p>Which ones these are, the netlist says: the first is of no use where c is false, the second where it is true, as
 * {@link Cofactors} find. What uses them may be anything. A merged operation is one like any other, so of many one may be
 * left; those are merged first that all other conditions ask for in the same cases.
 */
final class ExclusiveOperations {

    /** Nodes, literals and pairs looked at until no more is looked for; and so many for each node. */
    private static final long MOST_WORK = 1L << 24;

    private static final long MOST_WORK_OF_A_NODE = 1L << 8;

    /** A merge that saves fewer ANDs may cost more than that in what other passes do not find any more. */
    private static final int LEAST_GAIN = 12;

    /** Larger netlists are left as they are. */
    private static final int MOST_NODES = 1 << 22;

    /** Operations with the same circuit. */
    private record Kind(Operator operator, List<Integer> widths) {
        static Kind of(Applied operation) {
            return new Kind(
                    operation.operator(),
                    operation.operands().stream().map(operand -> operand.length).toList());
        }
    }

    /** The operations that are needed where a literal is true, and where it is false. */
    private record Cases(int condition, BitSet whenTrue, BitSet whenFalse) {
        boolean isOnlyWhenTrue(int operation) {
            return whenTrue.get(operation) && !whenFalse.get(operation);
        }

        boolean isOnlyWhenFalse(int operation) {
            return whenFalse.get(operation) && !whenTrue.get(operation);
        }
    }

    /**
     * Two operations of which one is needed only where a condition holds, and the other only where it does not.
     *
     * @param size of the operator
     * @param apart in how many cases of other conditions only one of them is needed
     * @param different literals of the operands that are not the same
     */
    private record Pair(int condition, int first, int second, int size, int apart, int different) {}

    /** What is best merged first. */
    private static final Comparator<Pair> ORDER = Comparator.comparingInt((Pair pair) -> -pair.size())
            .thenComparingInt(Pair::apart)
            .thenComparingInt(Pair::different);

    private Operations operations;

    /** One more than the number of the operation that makes a node; 0 for other nodes. */
    private int[] owners = {};

    private final long mostWork;
    private long work;

    private ExclusiveOperations(Operations operations) {
        this.operations = operations;
        mostWork = Math.min(MOST_WORK, MOST_WORK_OF_A_NODE * operations.net().nodeCount());
    }

    /** The same with fewer operations, where that saves AND gates. */
    static Operations merged(Operations operations) {
        if (operations.conditions().length == 0 || operations.net().nodeCount() > MOST_NODES) {
            return operations;
        }
        ExclusiveOperations search = new ExclusiveOperations(operations.withoutCalls());
        boolean isBetter = search.step();
        while (isBetter) {
            isBetter = search.step();
        }
        return search.operations;
    }

    /** Merges two operations; false if nothing is to be gained any more. */
    private boolean step() {
        List<List<Integer>> kinds = kinds();
        if (kinds.isEmpty()) {
            return false;
        }
        work += operations.literals();
        own();
        List<Cases> cases = cases();
        List<Pair> pairs = new ArrayList<>();
        for (List<Integer> kind : kinds) {
            for (Cases by : cases) {
                addPairs(kind, by, cases, pairs);
            }
        }
        pairs.sort(ORDER);
        for (Pair pair : pairs) {
            if (merge(pair)) {
                return true;
            }
        }
        return false;
    }

    /** The operations of each kind that more than one are of. */
    private List<List<Integer>> kinds() {
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < operations.applied().size(); i++) {
            kinds.computeIfAbsent(Kind.of(operations.applied().get(i)), kind -> new ArrayList<>(2))
                    .add(i);
        }
        return kinds.values().stream().filter(kind -> kind.size() > 1).toList();
    }

    /** Finds out which operation makes a node. One that makes a node of another operation or of its own operands, does not. */
    private void own() {
        Netlist net = operations.net();
        owners = new int[net.nodeCount()];
        int[] largestFirst = IntStream.range(0, operations.applied().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        i -> -operations.applied().get(i).operator().size()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : largestFirst) {
            Applied operation = operations.applied().get(i);
            Set<Integer> given = new HashSet<>();
            operation.operands().forEach(operand -> Arrays.stream(operand)
                    .forEach(literal -> given.add(literal >>> 1)));
            int[] nodes = Arrays.stream(operation.result())
                    .map(literal -> literal >>> 1)
                    .filter(node -> node > 0 && !net.isInput(node) && !given.contains(node))
                    .toArray();
            if (IntStream.of(nodes).allMatch(node -> owners[node] == 0)) {
                for (int node : nodes) {
                    owners[node] = i + 1;
                }
            }
        }
    }

    /** What each condition says, as long as there is time; without those that say nothing. */
    private List<Cases> cases() {
        List<Cases> cases = new ArrayList<>();
        Cofactors cofactors = new Cofactors(operations, owners);
        for (int condition : operations.conditions()) {
            work += 2L * owners.length;
            if (condition > Netlist.TRUE && work < mostWork) {
                BitSet whenTrue = cofactors.needed(condition);
                BitSet whenFalse = cofactors.needed(condition ^ 1);
                if (!whenTrue.equals(whenFalse)) {
                    cases.add(new Cases(condition, whenTrue, whenFalse));
                }
            }
        }
        int[] useful = cases.stream().mapToInt(Cases::condition).toArray();
        operations = operations.withConditions(useful);
        return cases;
    }

    private void addPairs(List<Integer> kind, Cases by, List<Cases> cases, List<Pair> pairs) {
        List<Integer> others = kind.stream().filter(by::isOnlyWhenFalse).toList();
        if (others.isEmpty()) {
            return;
        }
        for (int first : kind) {
            if (by.isOnlyWhenTrue(first)) {
                work += (long) others.size() * cases.size();
                if (work < mostWork) {
                    others.stream()
                            .map(second -> pair(by, first, second, cases))
                            .min(ORDER)
                            .ifPresent(pairs::add);
                }
            }
        }
    }

    private Pair pair(Cases by, int first, int second, List<Cases> cases) {
        int apart = 0;
        for (Cases other : cases) {
            if (other.condition() != by.condition()) {
                apart += other.whenTrue().get(first) == other.whenTrue().get(second) ? 0 : 1;
                apart += other.whenFalse().get(first) == other.whenFalse().get(second) ? 0 : 1;
            }
        }
        int different = 0;
        List<int[]> left = operations.applied().get(first).operands();
        List<int[]> right = operations.applied().get(second).operands();
        for (int i = 0; i < left.size(); i++) {
            for (int bit = 0; bit < left.get(i).length; bit++) {
                different += (left.get(i)[bit] | 1) == (right.get(i)[bit] | 1) ? 0 : 1;
            }
        }
        int size = operations.applied().get(first).operator().size();
        return new Pair(by.condition(), first, second, size, apart, different);
    }

    private boolean merge(Pair pair) {
        work += 2L * owners.length;
        if (work > mostWork) {
            return false;
        }
        int before = operations.ands();
        Optional<Operations> merged = OperatorMerge.of(
                        operations, owners, pair.first(), pair.second(), pair.condition())
                .filter(candidate -> candidate.ands() <= before - LEAST_GAIN);
        merged.ifPresent(better -> operations = better);
        return merged.isPresent();
    }
}
