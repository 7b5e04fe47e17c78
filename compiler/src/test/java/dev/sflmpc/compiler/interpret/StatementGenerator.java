package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.interpret.Scope.Public;
import dev.sflmpc.compiler.interpret.Scope.Secret;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes statements of one function. */
final class StatementGenerator {

    private final Dice dice;
    private final Budget budget;
    private final TypeChoice types;
    private final ExpressionGenerator expressions;
    private final ValueType resultType;
    private final Names names;
    private final int maxPasses;

    /** Names that have not been used. */
    static final class Names {
        private int count;

        String next(String prefix) {
            return prefix + count++;
        }
    }

    StatementGenerator(
            Dice dice,
            Budget budget,
            TypeChoice types,
            ExpressionGenerator expressions,
            ValueType resultType,
            Names names,
            int maxPasses) {
        this.dice = dice;
        this.budget = budget;
        this.types = types;
        this.expressions = expressions;
        this.resultType = resultType;
        this.names = names;
        this.maxPasses = maxPasses;
        expressions.setBlocks((scope, depth) -> statements(scope, dice.between(1, 2), Math.min(depth, 1), ""));
    }

    /** Variables that can change, with initial values. */
    String state(Scope scope, List<ValueType> stateTypes, String indent) {
        StringBuilder text = new StringBuilder();
        for (ValueType type : stateTypes) {
            text.append(indent).append(declare(type, true, scope, 2)).append('\n');
        }
        return text.toString();
    }

    String statements(Scope scope, int count, int depth, String indent) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(indent).append(statement(scope, depth, indent)).append(indent.isEmpty() ? " " : "\n");
        }
        return text.toString();
    }

    private String statement(Scope scope, int depth, String indent) {
        int choice = dice.below(100);
        if (choice < 12) {
            return declareSome(scope);
        }
        if (choice < 15 && !scope.publics().isEmpty()) {
            return declarePublic(scope);
        }
        if (depth > 0 && !budget.isSpent()) {
            if (choice < 20) {
                return chain(scope, depth, indent);
            }
            if (choice < 30) {
                return conditional(scope, depth, indent);
            }
            if (choice < 55) {
                return loop(scope, depth, indent);
            }
            if (choice < 59) {
                return whileLoop(scope, depth, indent);
            }
            if (choice < 62) {
                return block(scope.inner(1), depth, indent);
            }
        }
        if (choice >= 97) {
            return conditionalReturn(scope);
        }
        if (choice >= 92) {
            return swap(scope).orElseGet(() -> assign(scope));
        }
        if (choice >= 89) {
            return assignSlice(scope).orElseGet(() -> assign(scope));
        }
        return assign(scope);
    }

    // ---- declarations

    private String declareSome(Scope scope) {
        Optional<Secret> copied =
                scope.secrets().isEmpty() ? Optional.empty() : Optional.of(dice.pick(scope.secrets()));
        if (copied.isPresent() && dice.chance(40)) {
            String name = names.next("c");
            boolean mutable = dice.chance(60);
            scope.add(new Secret(name, copied.get().type(), mutable));
            return "let " + (mutable ? "mut " : "") + name + " = "
                    + copied.get().text() + ";";
        }
        return declare(types.any(), dice.chance(60), scope, 2);
    }

    private String declare(ValueType type, boolean mutable, Scope scope, int depth) {
        String value = expressions.expression(type, scope, depth);
        String let = "let " + (mutable ? "mut " : "");
        if (type instanceof ValueType.Tuple tuple && dice.chance(30)) {
            List<String> parts = new ArrayList<>();
            for (ValueType element : tuple.elements()) {
                String name = names.next("p");
                parts.add(name);
                scope.add(new Secret(name, element, mutable));
            }
            String pattern = "(" + String.join(", ", parts) + ")";
            return let + pattern + ": " + type + " = " + value + ";";
        }
        String name = names.next("v");
        scope.add(new Secret(name, type, mutable));
        return let + name + ": " + type + " = " + value + ";";
    }

    private String declarePublic(Scope scope) {
        String name = names.next("k");
        int most = dice.between(1, 12);
        String value = expressions.publicInteger(0, most, scope);
        scope.add(new Public(name, 0, most));
        return "let " + name + " = " + value + ";";
    }

    // ---- assignments

    private String assign(Scope scope) {
        Optional<Secret> place = expressions.place(scope);
        if (place.isEmpty()) {
            return declareSome(scope);
        }
        String target = place.get().text();
        ValueType type = place.get().type();
        if (type instanceof ValueType.Int && dice.chance(45)) {
            boolean cheap = dice.chance(80) || !budget.spend(scope, 3L * type.widthBits() * type.widthBits());
            String operator = cheap ? dice.pick("+", "-", "^", "&", "|") : dice.pick("*", "/", "%");
            return target + " " + operator + "= " + operand(type, scope) + ";";
        }
        if (type instanceof ValueType.Float && dice.chance(35) && budget.spend(scope, 20L * type.widthBits())) {
            return target + " " + dice.pick("+", "-") + "= " + operand(type, scope) + ";";
        }
        if (type instanceof ValueType.Fixed && dice.chance(35)) {
            return target + " " + dice.pick("+", "-") + "= " + operand(type, scope) + ";";
        }
        if ((type instanceof ValueType.Int || type instanceof ValueType.Fixed) && dice.chance(12)) {
            return target + " " + dice.pick("<<", ">>") + "= " + expressions.publicInteger(0, type.widthBits(), scope)
                    + ";";
        }
        return target + " = " + expressions.expression(type, scope, 2) + ";";
    }

    private String operand(ValueType type, Scope scope) {
        return dice.chance(15) ? expressions.bare(type, scope) : expressions.expression(type, scope, 2);
    }

    private Optional<String> swap(Scope scope) {
        Optional<Secret> first = expressions.place(scope);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> second = expressions.path(first.get().type(), scope, true, 1);
        if (second.isEmpty()) {
            return Optional.empty();
        }
        String a = first.get().text();
        String b = second.get();
        return Optional.of("(" + a + ", " + b + ") = (" + b + ", " + a + ");");
    }

    private Optional<String> assignSlice(Scope scope) {
        List<Secret> arrays = scope.secrets().stream()
                .filter(secret -> secret.mutable() && secret.type() instanceof ValueType.Array)
                .toList();
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        Secret array = dice.pick(arrays);
        ValueType.Array type = (ValueType.Array) array.type();
        int length = dice.between(1, type.length());
        ValueType slice = new ValueType.Array(type.element(), length);
        return Optional.of(array.text() + expressions.range(length, type.length(), scope) + " = "
                + expressions.expression(slice, scope, 1) + ";");
    }

    // ---- control

    private String conditional(Scope scope, int depth, String indent) {
        StringBuilder text = new StringBuilder("if ");
        text.append(expressions.condition(scope, 2)).append(' ').append(block(scope.inner(1), depth, indent));
        if (dice.chance(20)) {
            text.append(" else if ").append(expressions.condition(scope, 2)).append(' ');
            text.append(block(scope.inner(1), depth, indent));
        }
        if (dice.chance(50)) {
            text.append(" else ").append(block(scope.inner(1), depth, indent));
        }
        return text.toString();
    }

    /** Questions about one variable, one after the other or in a loop. */
    private String chain(Scope scope, int depth, String indent) {
        Optional<Secret> asked = expressions.bounded().integer(scope);
        if (asked.isEmpty()) {
            return conditional(scope, depth, indent);
        }
        String name = asked.get().text();
        ValueType.Int type = (ValueType.Int) asked.get().type();
        if (dice.chance(40) && type.widthBits() > 2) {
            String counter = names.next("i");
            int count = Math.max(passes(scope, 7), 2);
            Scope inner = scope.inner(count);
            inner.add(new Public(counter, 0, count - 1L));
            return "for " + counter + " in 0.." + Math.min(count, 3) + " { if " + name + " == " + counter + " "
                    + block(inner, depth, "") + " }";
        }
        StringBuilder text = new StringBuilder();
        String operator = dice.pick("==", "<", ">", "!=");
        int links = dice.between(1, 4);
        for (int i = 0; i < links; i++) {
            text.append(i == 0 ? "if " : " else if ").append("(").append(name).append(" ");
            text.append(operator)
                    .append(" ")
                    .append(expressions.bounded().constant(type))
                    .append(") ");
            text.append(block(scope.inner(1), depth, indent));
        }
        return text + (dice.chance(60) ? " else " + block(scope.inner(1), depth, indent) : "");
    }

    private String block(Scope inner, int depth, String indent) {
        if (indent.isEmpty()) {
            return "{ " + statements(inner, dice.between(1, 2), depth - 1, "") + "}";
        }
        return "{\n" + statements(inner, dice.between(1, 4), depth - 1, indent + "    ") + indent + "}";
    }

    private String conditionalReturn(Scope scope) {
        return "if (" + expressions.expression(new ValueType.Bool(), scope, 2) + ") { return "
                + expressions.expression(resultType, scope, 2) + "; }";
    }

    private String whileLoop(Scope scope, int depth, String indent) {
        int max = passes(scope, 6);
        Scope inner = scope.inner(max);
        String condition = dice.chance(15)
                ? expressions.block(new ValueType.Bool(), inner, 2)
                : "(" + expressions.expression(new ValueType.Bool(), inner, 2) + ")";
        return "while " + condition + " max " + max + " " + block(inner.inner(1), depth, indent);
    }

    private int passes(Scope scope, int most) {
        return dice.between(1, Math.clamp(maxPasses / scope.multiplicity(), 1, most));
    }

    private String loop(Scope scope, int depth, String indent) {
        if (dice.chance(15)) {
            Optional<String> each = overArray(scope, depth, indent);
            if (each.isPresent()) {
                return each.get();
            }
        }
        if (dice.chance(6)) {
            return overList(scope, depth, indent);
        }
        if (dice.chance(12) && !scope.publics().isEmpty()) {
            return triangular(scope, depth, indent);
        }
        int count = Math.max(passes(scope, 10), passes(scope, 6));
        int step = dice.chance(70) ? 1 : dice.pick(2, 3, -1, -2);
        int first = dice.chance(60) ? 0 : dice.between(0, 3);
        int last = first + (count - 1) * Math.abs(step);
        int from = step > 0 ? first : last;
        int to = step > 0 ? last : first;
        String name = names.next("i");
        Scope inner = scope.inner(count);
        inner.add(new Public(name, first, last));
        boolean inclusive = dice.chance(25);
        String range = inclusive ? from + "..=" + to : from + ".." + (step > 0 ? to + 1 : to - 1);
        String steps = step == 1 ? "" : " step " + step;
        return "for " + name + " in " + range + steps + " " + block(inner, depth, indent);
    }

    /** A loop whose bounds depend on the variables of those around. */
    private String triangular(Scope scope, int depth, String indent) {
        int most = passes(scope, 8);
        String name = names.next("j");
        Scope inner = scope.inner(most);
        String bound = expressions.publicInteger(0, most, scope);
        boolean from = dice.chance(50);
        inner.add(new Public(name, 0, most - 1L));
        String range = from ? bound + ".." + most : "0.." + bound;
        return "for " + name + " in " + range + " " + block(inner, depth, indent);
    }

    private Optional<String> overArray(Scope scope, int depth, String indent) {
        List<Secret> arrays = scope.secrets().stream()
                .filter(secret -> secret.type() instanceof ValueType.Array(ValueType _, int length)
                        && length * scope.multiplicity() <= maxPasses)
                .toList();
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        Secret array = dice.pick(arrays);
        ValueType.Array type = (ValueType.Array) array.type();
        Scope inner = scope.inner(type.length());
        String pattern = names.next("e");
        if (type.element() instanceof ValueType.Tuple tuple && dice.chance(60)) {
            List<String> parts = new ArrayList<>();
            for (ValueType element : tuple.elements()) {
                String name = names.next("e");
                parts.add(name);
                inner.add(new Secret(name, element, false));
            }
            pattern = parts.stream().collect(Collectors.joining(", ", "(", ")"));
        } else {
            inner.add(new Secret(pattern, type.element(), false));
        }
        return Optional.of("for " + pattern + " in " + array.text() + " " + block(inner, depth, indent));
    }

    private String overList(Scope scope, int depth, String indent) {
        int count = passes(scope, 4);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(String.valueOf(dice.below(6)));
        }
        String name = names.next("n");
        Scope inner = scope.inner(count);
        inner.add(new Public(name, 0, 5));
        return "for " + name + " in [" + String.join(", ", elements) + "] " + block(inner, depth, indent);
    }
}
