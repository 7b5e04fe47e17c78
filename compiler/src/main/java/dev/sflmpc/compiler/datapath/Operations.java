package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.Called;
import dev.sflmpc.compiler.datapath.WordOperation.Condition;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A netlist whose operators are known.
 *
 * @param applied what words are made of which others by operators
 * @param calls what functions returned
 * @param conditions literals by which something is chosen, or constants
 * @param inputs literals that are asked for, of input nodes
 * @param outputs literals that are needed
 */
record Operations(
        Netlist net, List<Applied> applied, List<Called> calls, int[] conditions, int[] inputs, int[] outputs) {

    /** A node that has none in another netlist. */
    static final int NONE = -1;

    /** What a log says of a netlist; where nothing is chosen, operators are of no interest. */
    static Operations of(Netlist net, WordLog log, int[] inputs, int[] outputs) {
        Set<Integer> conditions = new LinkedHashSet<>();
        for (WordOperation operation : log.operations()) {
            switch (operation) {
                case Select select -> conditions.add(select.condition());
                case Condition condition -> conditions.add(condition.literal());
                default -> {}
            }
        }
        Map<Application, Applied> applied = new LinkedHashMap<>();
        List<Called> calls = new ArrayList<>();
        for (WordOperation operation : conditions.isEmpty() ? List.<WordOperation>of() : log.operations()) {
            if (operation instanceof Called called) {
                calls.add(called);
            } else {
                LoggedOperators.applied(operation)
                        .ifPresent(next -> applied.merge(Application.of(next), next, Operations::joined));
            }
        }
        int[] literals = conditions.stream().mapToInt(Integer::intValue).toArray();
        return new Operations(net, List.copyOf(applied.values()), calls, literals, inputs, outputs);
    }

    /** An operator and the words that it is applied to. */
    private record Application(Operator operator, List<Word> operands) {
        static Application of(Applied applied) {
            return new Application(
                    applied.operator(),
                    applied.operands().stream().map(Word::new).toList());
        }
    }

    /** One operation, of which parts were made apart. */
    private static Applied joined(Applied a, Applied b) {
        int[] result = a.result().clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] == Netlist.FALSE ? b.result()[i] : result[i];
        }
        return new Applied(a.operator(), a.operands(), result);
    }

    /** The same, with calls as operators. */
    Operations withoutCalls() {
        List<Applied> all = new ArrayList<>(applied);
        all.addAll(CalledFunctions.operators(net, calls));
        return new Operations(net, all, List.of(), conditions, inputs, outputs);
    }

    /** The same, with other operators known. */
    Operations with(List<Applied> others) {
        return new Operations(net, List.copyOf(others), calls, conditions, inputs, outputs);
    }

    /** The same, with fewer conditions. */
    Operations withConditions(int[] some) {
        return new Operations(net, applied, calls, some, inputs, outputs);
    }

    /** How long the operands of all operators are together. */
    long literals() {
        return applied.stream()
                .flatMap(operation -> operation.operands().stream())
                .mapToLong(operand -> operand.length)
                .sum();
    }

    /** AND gates that are needed. */
    int ands() {
        return LiveGates.of(net, outputs).ands();
    }

    Rewritten rewritten() {
        return new Rewritten(net, inputs, outputs);
    }

    /**
     * The same in another netlist, without what is not there any more.
     *
     * @param literals of nodes, or {@link #NONE}
     */
    Operations in(Netlist other, int[] literals) {
        List<Applied> kept = new ArrayList<>();
        for (Applied operation : applied) {
            if (isThere(operation.result(), literals)
                    && operation.operands().stream().allMatch(word -> isThere(word, literals))) {
                List<int[]> operands = operation.operands().stream()
                        .map(word -> renamed(word, literals))
                        .toList();
                kept.add(new Applied(operation.operator(), operands, renamed(operation.result(), literals)));
            }
        }
        List<Called> called = new ArrayList<>();
        for (Called call : calls) {
            if (isThere(call.result(), literals) && isThere(call.arguments(), literals)) {
                called.add(new Called(
                        call.function(), renamed(call.arguments(), literals), renamed(call.result(), literals)));
            }
        }
        int[] left = IntStream.of(conditions)
                .map(literal -> literals[literal >>> 1] == NONE ? Netlist.FALSE : renamed(literal, literals))
                .toArray();
        return new Operations(other, kept, called, left, renamed(inputs, literals), renamed(outputs, literals));
    }

    private static boolean isThere(int[] word, int[] literals) {
        return IntStream.of(word).allMatch(literal -> literals[literal >>> 1] != NONE);
    }

    private static int[] renamed(int[] word, int[] literals) {
        return IntStream.of(word).map(literal -> renamed(literal, literals)).toArray();
    }

    private static int renamed(int literal, int[] literals) {
        return literals[literal >>> 1] ^ (literal & 1);
    }
}
