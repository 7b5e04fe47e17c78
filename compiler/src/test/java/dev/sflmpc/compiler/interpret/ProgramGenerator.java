package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.interpret.Scope.Public;
import dev.sflmpc.compiler.interpret.Scope.Secret;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes random programs that have no errors: of small types and few gates, with much copying, nested assignment, loops
 * and calls. The same seed gives the same program.
 */
public final class ProgramGenerator {

    private static final int GATES = 12_000;

    private final Dice dice;
    private final TypeChoice types;
    private final boolean arrays;
    private final int randomWidth;
    private final int maxPasses;
    private final long gates;
    private final List<GeneratedFunction> functions = new ArrayList<>();
    private final StatementGenerator.Names names = new StatementGenerator.Names();
    private final StringBuilder text = new StringBuilder();

    private ProgramGenerator(long seed) {
        this.dice = new Dice(seed);
        this.arrays = dice.chance(60);
        boolean floats = seed % 12 == 5;
        this.gates = floats ? 3 * GATES : GATES;
        this.types = new TypeChoice(dice, arrays, floats);
        this.randomWidth = dice.chance(30) ? dice.between(1, 8) : 0;
        this.maxPasses = dice.pick(12, 24, 60);
    }

    /**
     * A program.
     *
     * @param text what it is
     * @param randomWidth the number of bits of every {@code random<T>()} in it, 0 if there is none
     */
    public record Generated(String text, int randomWidth) {}

    public static Generated generate(long seed) {
        ProgramGenerator generator = new ProgramGenerator(seed);
        generator.program(seed);
        return new Generated(generator.text.toString(), generator.randomWidth);
    }

    private void program(long seed) {
        text.append("program generated_").append(seed).append(";\n\nparty alice, bob;\n\n");
        for (ValueType.Struct struct : types.structs()) {
            text.append("struct ").append(struct.name()).append(" {\n");
            struct.fields().forEach(field -> text.append("    ")
                    .append(field.name())
                    .append(": ")
                    .append(field.type())
                    .append(",\n"));
            text.append("}\n\n");
        }
        int count = dice.between(0, arrays ? 2 : 4);
        for (int i = 0; i < count; i++) {
            function();
        }
        main();
    }

    // ---- functions

    private void function() {
        switch (dice.below(6)) {
            case 0 -> recursive();
            case 1 -> overLength();
            case 2 -> overType();
            default -> plain();
        }
    }

    private void plain() {
        String name = names.next("f");
        List<ValueType> parameters = IntStream.range(0, dice.between(1, 3))
                .mapToObj(i -> types.any())
                .toList();
        ValueType result = types.any();
        Scope scope = Scope.empty();
        String declared = declareParameters(parameters, scope);
        long cost = body("fn " + name + "(" + declared + ") -> " + result, result, scope, List.of(), gates / 8);
        functions.add(new GeneratedFunction(name, parameters, result, cost));
    }

    private String declareParameters(List<ValueType> parameters, Scope scope) {
        List<String> declared = new ArrayList<>();
        for (ValueType type : parameters) {
            String name = names.next("a");
            scope.add(new Secret(name, type, false));
            declared.add(name + ": " + type);
        }
        return String.join(", ", declared);
    }

    /** A function with a body; its cost. */
    private long body(String head, ValueType result, Scope scope, List<String> before, long gates) {
        Budget budget = new Budget(gates);
        StatementGenerator statements = statements(budget, result);
        text.append(head).append(" {\n");
        before.forEach(line -> text.append("    ").append(line).append('\n'));
        List<ValueType> state = new ArrayList<>();
        if (dice.chance(70)) {
            state.add(types.any());
        }
        if (dice.chance(60)) {
            state.add(types.array());
        }
        text.append(statements.state(scope, state, "    "));
        text.append(statements.statements(scope, dice.between(1, 4), 2, "    "));
        text.append("    return ")
                .append(lastExpressions.expression(result, scope, 2))
                .append(";\n}\n\n");
        return gates - budget.left() + 1;
    }

    private ExpressionGenerator lastExpressions =
            new ExpressionGenerator(new Dice(0), new Budget(0), List.of(), 0, false);

    private StatementGenerator statements(Budget budget, ValueType result) {
        lastExpressions = new ExpressionGenerator(dice, budget, functions, randomWidth, arrays);
        return new StatementGenerator(dice, budget, types, lastExpressions, result, names, maxPasses);
    }

    /** {@code f<N>} calls {@code f<N - 1>}. */
    private void recursive() {
        String name = names.next("r");
        ValueType type = types.any();
        Scope scope = Scope.empty();
        String declared = declareParameters(List.of(type), scope);
        String argument = scope.secrets().getFirst().text();
        Scope deeper = scope.inner(3);
        List<String> before = List.of("if N == 0 { return " + argument + "; }");
        long share = gates / 8;
        Budget budget = new Budget(share);
        StatementGenerator statements = statements(budget, type);
        text.append("fn ")
                .append(name)
                .append("<N>(")
                .append(declared)
                .append(") -> ")
                .append(type)
                .append(" {\n");
        before.forEach(line -> text.append("    ").append(line).append('\n'));
        deeper.add(new Public("N", 1, 3));
        text.append(statements.statements(deeper, dice.between(1, 2), 1, "    "));
        String inner = name + "<N - 1>(" + lastExpressions.expression(type, deeper, 2) + ")";
        text.append("    let deep: ").append(type).append(" = ").append(inner).append(";\n");
        deeper.add(new Secret("deep", type, false));
        text.append("    return ")
                .append(lastExpressions.expression(type, deeper, 2))
                .append(";\n}\n\n");
        long cost = share - budget.left() + 1;
        functions.add(new GeneratedFunction(name + "<" + dice.between(1, 3) + ">", List.of(type), type, cost));
    }

    /** A function over arrays of any length, which the call infers. */
    private void overLength() {
        String name = names.next("g");
        ValueType element = types.scalar();
        ValueType result = types.any();
        int most = 6;
        Scope scope = Scope.empty();
        String array = names.next("a");
        String extra = names.next("a");
        ValueType extraType = types.any();
        scope.add(new Secret(extra, extraType, false));
        String state = names.next("v");
        scope.add(new Secret(state, result, true));
        Budget budget = new Budget(gates / 8);
        StatementGenerator statements = statements(budget, result);
        text.append("fn ")
                .append(name)
                .append("<N>(")
                .append(array)
                .append(": ")
                .append(element)
                .append("[N], ");
        text.append(extra)
                .append(": ")
                .append(extraType)
                .append(") -> ")
                .append(result)
                .append(" {\n");
        text.append("    let mut ").append(state).append(": ").append(result).append(" = ");
        text.append(lastExpressions.literal(result, scope)).append(";\n");
        String copy = names.next("v");
        text.append("    let mut ").append(copy).append(" = ").append(array).append(";\n");
        String index = names.next("i");
        Scope inner = scope.inner(most);
        inner.add(new Public(index, 0, most - 1));
        inner.add(new Secret(array + "[" + index + "]", element, false));
        inner.add(new Secret(copy + "[" + index + "]", element, true));
        inner.add(new Secret(copy + "[N - 1 - " + index + "]", element, true));
        text.append("    for ").append(index).append(" in 0..N {\n");
        text.append(statements.statements(inner, dice.between(1, 4), 1, "        "));
        text.append("    }\n    return ").append(state).append(";\n}\n\n");
        long cost = gates / 8 - budget.left() + 1;
        for (int length = 1; length <= most; length++) {
            functions.add(new GeneratedFunction(
                    name, List.of(new ValueType.Array(element, length), extraType), result, cost));
        }
    }

    /** A function over any type. */
    private void overType() {
        String name = names.next("t");
        text.append("fn ").append(name).append("<T, N>(xs: T[N], other: T, at: uint<4>, take: bool) -> T {\n");
        text.append("    let mut ys = xs;\n    let mut found = other;\n");
        text.append("    for i in 0..N {\n        if (xs[i] == other) != take { found = ys[at]; }\n");
        text.append("        ys[N - 1 - i] = ")
                .append(dice.pick("xs[i]", "found", "ys[i]", "other"))
                .append(";\n    }\n");
        text.append("    if take { ys[at] = found; }\n");
        text.append("    return ")
                .append(dice.pick("ys[0]", "ys[at]", "ys[N - 1]", "found"))
                .append(";\n}\n\n");
        ValueType element = types.any();
        int length = dice.between(1, 5);
        text.append("type E").append(name).append(" = ").append(element).append(";\n\n");
        long cost = (long) length * element.widthBits() * 8;
        functions.add(new GeneratedFunction(
                dice.chance(50) && element instanceof ValueType.Int ? name : name + "<E" + name + ", " + length + ">",
                List.of(
                        new ValueType.Array(element, length),
                        element,
                        new ValueType.Int(false, 4),
                        new ValueType.Bool()),
                element,
                cost));
    }

    // ---- main

    private void main() {
        List<ValueType> state = new ArrayList<>();
        int count = dice.between(arrays ? 2 : 1, 4);
        for (int i = 0; i < count; i++) {
            state.add(dice.chance(arrays ? 70 : 35) ? types.array() : types.any());
        }
        ValueType result = state.size() == 1 ? state.getFirst() : new ValueType.Tuple(state);
        Budget budget = new Budget(gates);
        StatementGenerator statements = statements(budget, result);
        Scope scope = Scope.empty();
        List<ValueType> parameters = new ArrayList<>();
        int bits = 0;
        for (ValueType type : types.all()) {
            if (dice.chance(70) && bits + type.widthBits() < 500 || parameters.isEmpty()) {
                parameters.add(type);
                bits += type.widthBits();
            }
        }
        List<String> declared = new ArrayList<>();
        for (ValueType type : parameters) {
            String name = names.next("a");
            scope.add(new Secret(name, type, false));
            declared.add(name + ": " + type + " from " + dice.pick("alice", "bob"));
        }
        String outputs = IntStream.range(0, count)
                .mapToObj(i -> "out" + i + ": " + state.get(i) + " to " + dice.pick("alice", "bob", "all"))
                .collect(Collectors.joining(", "));
        text.append("fn main(")
                .append(String.join(", ", declared))
                .append(")\n    -> (")
                .append(outputs)
                .append(") {\n");
        List<String> kept = new ArrayList<>();
        for (ValueType type : state) {
            String name = names.next("s");
            text.append("    let mut ").append(name).append(": ").append(type).append(" = ");
            text.append(lastExpressions.expression(type, scope, 2)).append(";\n");
            kept.add(name);
            scope.add(new Secret(name, type, true));
        }
        text.append(statements.statements(scope, dice.between(3, 9), 3, "    "));
        String value = count == 1 ? kept.getFirst() : "(" + String.join(", ", kept) + ")";
        text.append("    return ").append(value).append(";\n}\n");
    }
}
