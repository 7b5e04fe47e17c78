package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.interpret.Scope.Public;
import dev.sflmpc.compiler.interpret.Scope.Secret;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes expressions of given types. All that have parts are in parentheses. */
final class ExpressionGenerator {

    private final Dice dice;
    private final Budget budget;
    private final List<GeneratedFunction> functions;
    private final int randomWidth;
    private final boolean simple;
    private final BoundedGenerator bounded;
    private BlockWriter blocks = (scope, depth) -> "";

    /** Writes statements for a block that is a value. */
    interface BlockWriter {
        String statements(Scope scope, int depth);
    }

    /**
     * @param randomWidth number of bits of every {@code random<T>()}, 0 for none
     * @param simple whether to write mostly variables and their parts
     */
    ExpressionGenerator(Dice dice, Budget budget, List<GeneratedFunction> functions, int randomWidth, boolean simple) {
        this.dice = dice;
        this.budget = budget;
        this.functions = functions;
        this.randomWidth = randomWidth;
        this.simple = simple;
        this.bounded = new BoundedGenerator(dice, budget, this);
    }

    BoundedGenerator bounded() {
        return bounded;
    }

    void setBlocks(BlockWriter blocks) {
        this.blocks = blocks;
    }

    // ---- any type

    String expression(ValueType type, Scope scope, int depth) {
        if (depth <= 0 || budget.isSpent() || simple && dice.chance(40)) {
            return leaf(type, scope, 0);
        }
        int kind = dice.below(20);
        if (kind < 5) {
            return leaf(type, scope, 1);
        }
        if (kind == 5 && budget.spend(scope, type.widthBits() + 4L)) {
            return conditional(type, scope, depth);
        }
        if (kind == 6) {
            return block(type, scope, depth);
        }
        if (kind < 9) {
            Optional<String> call = call(type, scope, depth);
            if (call.isPresent()) {
                return call.get();
            }
        }
        if (kind == 9) {
            Optional<String> random = random(type);
            if (random.isPresent()) {
                return random.get();
            }
        }
        return switch (type) {
            case ValueType.Bool b -> truth(scope, depth);
            case ValueType.Int number -> number(type, scope, depth);
            case ValueType.Fixed number -> number(type, scope, depth);
            case ValueType.Float number -> floating(number, scope, depth);
            case ValueType.Array array -> array(array, scope, depth);
            case ValueType.Struct struct -> struct(struct, scope, depth);
            case ValueType.Tuple tuple -> tuple(tuple, scope, depth);
        };
    }

    /** A variable, a part of one, something put together from variables, or a literal. */
    private String leaf(ValueType type, Scope scope, int depth) {
        if (dice.chance(93)) {
            Optional<String> found = path(type, scope, false, depth);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return dice.chance(75) ? composed(type, scope) : literal(type, scope);
    }

    private String composed(ValueType type, Scope scope) {
        return switch (type) {
            case ValueType.Bool b -> path(type, scope, false, 0).orElseGet(() -> lowestBit(scope));
            case ValueType.Int number -> converted(type, scope);
            case ValueType.Fixed number -> converted(type, scope);
            case ValueType.Float number -> converted(type, scope);
            case ValueType.Array array ->
                dice.chance(50)
                        ? "[" + leaf(array.element(), scope, 0) + "; " + array.length() + "]"
                        : IntStream.range(0, array.length())
                                .mapToObj(i -> leaf(array.element(), scope, 0))
                                .collect(Collectors.joining(", ", "[", "]"));
            case ValueType.Struct struct ->
                "("
                        + struct.name()
                        + struct.fields().stream()
                                .map(field -> field.name() + ": " + leaf(field.type(), scope, 0))
                                .collect(Collectors.joining(", ", " { ", " }"))
                        + ")";
            case ValueType.Tuple tuple ->
                tuple.elements().stream()
                        .map(element -> typedPart(element, scope, 0))
                        .collect(Collectors.joining(", ", "(", ")"));
        };
    }

    private String lowestBit(Scope scope) {
        ValueType bit = new ValueType.Int(false, 1);
        return "(" + converted(bit, scope) + " as bool)";
    }

    /** A number of another type, converted. */
    private String converted(ValueType type, Scope scope) {
        for (int attempt = 0; attempt < 8 && !scope.secrets().isEmpty(); attempt++) {
            Secret at = dice.pick(scope.secrets());
            while (!isScalar(at.type())) {
                at = part(at, scope, 0);
            }
            if (!(at.type() instanceof ValueType.Bool) || type instanceof ValueType.Int) {
                return "(" + at.text() + " as " + type + ")";
            }
        }
        return literal(type, scope);
    }

    private String conditional(ValueType type, Scope scope, int depth) {
        String condition = condition(scope, depth - 1);
        String otherwise = dice.chance(15)
                ? "if " + condition(scope, depth - 1) + " " + branch(type, scope, depth) + " else "
                        + branch(type, scope, depth)
                : branch(type, scope, depth);
        return "(if " + condition + " " + branch(type, scope, depth) + " else " + otherwise + ")";
    }

    private String branch(ValueType type, Scope scope, int depth) {
        Scope inner = scope.inner(1);
        String statements = dice.chance(30) ? blocks.statements(inner, depth - 1) : "";
        return "{ " + statements + typedPart(type, inner, depth - 1) + " }";
    }

    /** A block with statements, as a value. */
    String block(ValueType type, Scope scope, int depth) {
        Scope inner = scope.inner(1);
        String statements = blocks.statements(inner, depth - 1);
        return "({ " + statements + typedPart(type, inner, depth - 1) + " })";
    }

    private Optional<String> call(ValueType type, Scope scope, int depth) {
        List<GeneratedFunction> fitting = functions.stream()
                .filter(function -> function.resultType().equals(type))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        GeneratedFunction function = dice.pick(fitting);
        if (!budget.spend(scope, function.cost())) {
            return Optional.empty();
        }
        return Optional.of(function.call()
                + function.parameters().stream()
                        .map(parameter -> expression(parameter, scope, depth - 1))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private Optional<String> random(ValueType type) {
        boolean fits = type.widthBits() == randomWidth
                && !(type instanceof ValueType.Struct)
                && !(type instanceof ValueType.Tuple)
                && !(type instanceof ValueType.Array array
                        && (array.element() instanceof ValueType.Array
                                || array.element() instanceof ValueType.Tuple
                                || array.element() instanceof ValueType.Struct));
        return fits ? Optional.of("random<" + type + ">()") : Optional.empty();
    }

    // ---- literals

    /** A literal that has {@code type} wherever it stands. */
    String literal(ValueType type, Scope scope) {
        return switch (type) {
            case ValueType.Bool b -> dice.pick("true", "false");
            case ValueType.Int number -> "(" + bare(type, scope) + " as " + type + ")";
            case ValueType.Fixed number -> "(" + bare(type, scope) + " as " + type + ")";
            case ValueType.Float number -> "(" + bare(type, scope) + " as " + type + ")";
            case ValueType.Array array ->
                dice.chance(50)
                        ? "[" + literal(array.element(), scope) + "; " + array.length() + "]"
                        : IntStream.range(0, array.length())
                                .mapToObj(i -> literal(array.element(), scope))
                                .collect(Collectors.joining(", ", "[", "]"));
            case ValueType.Struct struct ->
                struct.name()
                        + struct.fields().stream()
                                .map(field -> field.name() + ": " + literal(field.type(), scope))
                                .collect(Collectors.joining(", ", " { ", " }"));
            case ValueType.Tuple tuple ->
                tuple.elements().stream()
                        .map(element -> typedLiteral(element, scope))
                        .collect(Collectors.joining(", ", "(", ")"));
        };
    }

    /** A literal whose type needs no hint from its place. */
    private String typedLiteral(ValueType type, Scope scope) {
        return switch (type) {
            case ValueType.Bool b -> "((" + dice.below(2) + " as uint<1>) as bool)";
            case ValueType.Array array -> "[" + typedLiteral(array.element(), scope) + "; " + array.length() + "]";
            case ValueType.Int number -> literal(type, scope);
            case ValueType.Fixed number -> literal(type, scope);
            case ValueType.Float number -> literal(type, scope);
            case ValueType.Struct struct -> literal(type, scope);
            case ValueType.Tuple tuple -> literal(type, scope);
        };
    }

    /** A public number that fits {@code type}: a literal, or one over public names. */
    String bare(ValueType type, Scope scope) {
        if (type instanceof ValueType.Float) {
            String number = dice.pick("0", "1", "2.0", "0.1", "1.5", "3e-5", "16777217", "0.333", "1e-40", "4096.25");
            return dice.chance(30) ? "(-" + number + ")" : number;
        }
        BigInteger raw = Arithmetic.wrap(dice.bits(type.widthBits()), type);
        if (type instanceof ValueType.Fixed fixed) {
            BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(fixed.fractionBits()));
            BigDecimal value = new BigDecimal(raw).divide(scale);
            if (dice.chance(20)) {
                value = value.add(new BigDecimal("0.375").divide(scale));
            }
            String text = value.toPlainString();
            return text.startsWith("-") ? "(" + text + ")" : text;
        }
        boolean signed = Arithmetic.isSigned(type);
        int width = Math.min(type.widthBits(), 40);
        if (!scope.publics().isEmpty() && dice.chance(40)) {
            long past = 1L << (signed ? width - 1 : width);
            return publicInteger(signed ? -past : 0, past - 1, scope);
        }
        if (raw.signum() < 0) {
            return "(" + raw + ")";
        }
        return dice.chance(10) ? "0x" + raw.toString(16) : raw.toString();
    }

    // ---- public integers

    /** A public integer from {@code least} to {@code most}. */
    String publicInteger(long least, long most, Scope scope) {
        if (scope.publics().isEmpty() || dice.chance(15)) {
            return constant(least, most);
        }
        Public basis = publicTerm(scope);
        long spread = basis.most() - basis.least();
        if (spread > most - least) {
            if (basis.least() < 0 || simple && dice.chance(75)) {
                return constant(least, most);
            }
            long modulus = Math.min(most - least + 1, dice.chance(50) ? most - least + 1 : dice.between(1, 5));
            basis = new Public("(" + basis.text() + " % " + modulus + ")", 0, modulus - 1);
            spread = modulus - 1;
        }
        long lowest = least - basis.least();
        long highest = most - basis.least() - spread;
        long offset = lowest + (highest > lowest ? dice.below((int) Math.min(highest - lowest + 1, 20)) : 0);
        if (dice.chance(60) && lowest <= 0 && highest >= 0) {
            offset = 0;
        }
        if (offset == 0) {
            return basis.text();
        }
        return "(" + basis.text() + (offset > 0 ? " + " + offset : " - " + -offset) + ")";
    }

    private String constant(long least, long most) {
        long value = least + dice.below((int) Math.min(most - least + 1, 1 << 20));
        return value < 0 ? "(" + value + ")" : String.valueOf(value);
    }

    private Public publicTerm(Scope scope) {
        // the innermost names are the most interesting
        List<Public> names = scope.publics();
        int skip = dice.chance(60) ? Math.max(0, names.size() - 2) : 0;
        Public a = names.get(skip + dice.below(names.size() - skip));
        int k = dice.between(2, 4);
        if (simple && dice.chance(50)) {
            return a;
        }
        return switch (simple && dice.chance(50) ? 3 : dice.below(12)) {
            case 0 -> new Public("(" + a.text() + " * " + k + ")", a.least() * k, a.most() * k);
            case 1 -> a.least() < 0 ? a : new Public("(" + a.text() + " / " + k + ")", a.least() / k, a.most() / k);
            case 2 -> a.least() < 0 ? a : new Public("(" + a.text() + " % " + k + ")", 0, k - 1);
            case 3 -> {
                int c = dice.below(8);
                yield new Public("(" + c + " - " + a.text() + ")", c - a.most(), c - a.least());
            }
            case 4 -> {
                Public b = dice.pick(names);
                yield new Public("(" + a.text() + " + " + b.text() + ")", a.least() + b.least(), a.most() + b.most());
            }
            case 5 -> {
                Public b = dice.pick(names);
                yield new Public(
                        "(" + b.text() + " * " + k + " + " + a.text() + ")",
                        b.least() * k + a.least(),
                        b.most() * k + a.most());
            }
            case 6 -> {
                Public b = dice.pick(names);
                yield new Public(
                        "(if " + a.text() + " < " + b.text() + " { " + a.text() + " } else { " + b.text() + " })",
                        Math.min(a.least(), b.least()),
                        Math.min(a.most(), b.most()));
            }
            case 7 -> new Public("min(" + a.text() + ", " + k + ")", Math.min(a.least(), k), Math.min(a.most(), k));
            default -> a;
        };
    }

    // ---- places

    /** Text of a value of {@code type} that is a variable or part of one. */
    Optional<String> path(ValueType type, Scope scope, boolean mutable, int depth) {
        List<Secret> roots = scope.secrets().stream()
                .filter(secret -> !mutable || secret.mutable())
                .toList();
        for (int attempt = 0; attempt < 12 && !roots.isEmpty(); attempt++) {
            Secret root = dice.pick(roots);
            Optional<String> found = descend(root.text(), root.type(), type, scope, depth);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A place that can be assigned to, and its type. */
    Optional<Secret> place(Scope scope) {
        List<Secret> roots = scope.secrets().stream().filter(Secret::mutable).toList();
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        Secret at = dice.pick(roots);
        while (!isScalar(at.type()) && dice.chance(75)) {
            at = part(at, scope, 1);
        }
        return Optional.of(at);
    }

    private Optional<String> descend(String text, ValueType from, ValueType to, Scope scope, int depth) {
        Secret at = new Secret(text, from, false);
        while (true) {
            if (at.type().equals(to) && (isScalar(to) || dice.chance(70))) {
                return Optional.of(at.text());
            }
            if (isScalar(at.type())) {
                return Optional.empty();
            }
            at = part(at, scope, depth);
        }
    }

    private Secret part(Secret product, Scope scope, int depth) {
        return switch (product.type()) {
            case ValueType.Array array ->
                new Secret(product.text() + "[" + index(array, scope, depth) + "]", array.element(), product.mutable());
            case ValueType.Struct struct -> {
                ValueType.Field field = dice.pick(struct.fields());
                yield new Secret(product.text() + "." + field.name(), field.type(), product.mutable());
            }
            case ValueType.Tuple tuple -> {
                int index = dice.below(tuple.elements().size());
                yield new Secret(product.text() + "." + index, tuple.elements().get(index), product.mutable());
            }
            case ValueType.Bool b -> throw new IllegalArgumentException("a bool");
            case ValueType.Int i -> throw new IllegalArgumentException("an integer");
            case ValueType.Fixed f -> throw new IllegalArgumentException("a number");
            case ValueType.Float f -> throw new IllegalArgumentException("a number");
        };
    }

    private String index(ValueType.Array array, Scope scope, int depth) {
        boolean secret = depth > 0
                && dice.chance(simple ? 6 : scope.publics().isEmpty() ? 40 : 18)
                && budget.spend(scope, array.widthBits());
        return secret ? secretIndex(scope, depth) : publicInteger(0, array.length() - 1L, scope);
    }

    private String secretIndex(Scope scope, int depth) {
        List<ValueType> integers = scope.secrets().stream()
                .map(Secret::type)
                .filter(ValueType.Int.class::isInstance)
                .toList();
        ValueType type = integers.isEmpty() || dice.chance(40)
                ? new ValueType.Int(dice.chance(25), dice.between(1, 4))
                : dice.pick(integers);
        return expression(type, scope, depth - 1);
    }

    static boolean isScalar(ValueType type) {
        return switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> true;
            case ValueType.Array _, ValueType.Struct _, ValueType.Tuple _ -> false;
        };
    }

    // ---- numbers

    private String number(ValueType type, Scope scope, int depth) {
        int width = type.widthBits();
        if (type instanceof ValueType.Int integer && dice.chance(25)) {
            return bounded.number(integer, scope, depth);
        }
        int choice = dice.below(24);
        if (choice < 7 && budget.spend(scope, width)) {
            return operation(dice.pick("+", "-"), type, scope, depth);
        }
        if (choice < 9 && budget.spend(scope, 2L * width * width)) {
            return operation("*", type, scope, depth);
        }
        if (choice == 9 && budget.spend(scope, 3L * width * width)) {
            String operator = type instanceof ValueType.Int && dice.chance(50) ? "%" : "/";
            return operation(operator, type, scope, depth);
        }
        if (choice < 13 && type instanceof ValueType.Int && budget.spend(scope, width)) {
            return operation(dice.pick("&", "|", "^"), type, scope, depth);
        }
        if (choice == 13) {
            String operator = type instanceof ValueType.Int && dice.chance(50) ? "~" : "-";
            return budget.spend(scope, width)
                    ? "(" + operator + secret(type, scope, depth - 1) + ")"
                    : leaf(type, scope, 0);
        }
        if (choice < 16) {
            return shift(type, scope, depth);
        }
        if (choice < 20) {
            return cast(type, scope, depth);
        }
        return built(type, scope, depth);
    }

    // ---- floats

    private String floating(ValueType.Float type, Scope scope, int depth) {
        long unit = type.widthBits() == Float.SIZE ? 1 : 3;
        int choice = dice.below(20);
        if (choice < 6 && budget.spend(scope, 600 * unit)) {
            return operation(dice.pick("+", "-"), type, scope, depth);
        }
        if (choice < 9 && budget.spend(scope, 1200 * unit)) {
            return operation("*", type, scope, depth);
        }
        if (choice < 11 && budget.spend(scope, 1300 * unit)) {
            return operation("/", type, scope, depth);
        }
        if (choice < 14 && budget.spend(scope, 200 * unit)) {
            String function = dice.pick("-", "abs", "round", "round_even", "floor", "ceil", "trunc");
            return "(" + function + "(" + secret(type, scope, depth - 1) + "))";
        }
        if (choice < 16 && budget.spend(scope, 400 * unit)) {
            return cast(type, scope, depth);
        }
        if (choice == 16 && budget.spend(scope, 560 * unit)) {
            return "sqrt(" + secret(type, scope, depth - 1) + ")";
        }
        if (choice == 17 && budget.spend(scope, 2000 * unit)) {
            return "mul_add(" + secret(type, scope, depth - 1) + ", " + expression(type, scope, depth - 1) + ", "
                    + expression(type, scope, depth - 1) + ")";
        }
        if (choice == 18 && budget.spend(scope, 160 * unit)) {
            return dice.pick("min", "max") + "(" + secret(type, scope, depth - 1) + ", "
                    + expression(type, scope, depth - 1) + ")";
        }
        if (choice == 19 && dice.chance(50) && budget.spend(scope, 160 * unit)) {
            return "median(" + secret(type, scope, depth - 1) + ", " + expression(type, scope, depth - 1) + ", "
                    + expression(type, scope, depth - 1) + ")";
        }
        if (choice == 19) {
            return "from_bits(to_bits(" + secret(type, scope, depth - 1) + "))";
        }
        return leaf(type, scope, 0);
    }

    /** An expression that is certainly secret. */
    private String secret(ValueType type, Scope scope, int depth) {
        return expression(type, scope, depth);
    }

    private String operation(String operator, ValueType type, Scope scope, int depth) {
        String left = secret(type, scope, depth - 1);
        String right = dice.chance(25) ? bare(type, scope) : secret(type, scope, depth - 1);
        return dice.chance(15) && !right.equals(left) && dice.chance(50)
                ? "(" + bare(type, scope) + " " + operator + " " + left + ")"
                : "(" + left + " " + operator + " " + right + ")";
    }

    private String shift(ValueType type, Scope scope, int depth) {
        int width = type.widthBits();
        String value = secret(type, scope, depth - 1);
        boolean rotation = type instanceof ValueType.Int && dice.chance(40);
        String amount;
        if (dice.chance(60)) {
            amount = publicInteger(0, dice.chance(80) ? width : 3L * width, scope);
        } else if (budget.spend(scope, 5L * width)) {
            amount = expression(new ValueType.Int(false, dice.between(1, 5)), scope, Math.min(depth - 1, 1));
        } else {
            return value;
        }
        if (rotation) {
            return dice.pick("rotate_left", "rotate_right") + "(" + value + ", " + amount + ")";
        }
        return "(" + value + " " + dice.pick("<<", ">>") + " " + amount + ")";
    }

    private String cast(ValueType type, Scope scope, int depth) {
        List<ValueType> known = new ArrayList<>(scope.secrets().stream()
                .map(Secret::type)
                .filter(ExpressionGenerator::isScalar)
                .toList());
        known.add(new ValueType.Int(dice.chance(50), dice.between(1, 9)));
        ValueType from = dice.pick(known);
        if (from instanceof ValueType.Bool) {
            return type instanceof ValueType.Int
                    ? "(" + typedTruth(scope, depth - 1) + " as " + type + ")"
                    : leaf(type, scope, 0);
        }
        return "(" + secret(from, scope, depth - 1) + " as " + type + ")";
    }

    private String built(ValueType type, Scope scope, int depth) {
        int width = type.widthBits();
        if (!budget.spend(scope, 3L * width)) {
            return leaf(type, scope, 0);
        }
        boolean integer = type instanceof ValueType.Int;
        if (dice.chance(20) && budget.spend(scope, 2L * width * width)) {
            return exact(type, scope, depth);
        }
        int choice = dice.below(integer ? 9 : 6);
        String a = secret(type, scope, depth - 1);
        if (choice == 0) {
            return "abs(" + a + ")";
        }
        String b = dice.chance(20) ? bare(type, scope) : secret(type, scope, depth - 1);
        String arguments = "(" + a + ", " + b + ")";
        return switch (choice) {
            case 1 -> "min" + arguments;
            case 2 -> "max" + arguments;
            case 3 -> dice.pick("saturating_add", "saturating_sub") + arguments;
            case 4, 5 -> dice.pick("checked_add", "checked_sub") + arguments + ".0";
            case 6, 7 ->
                budget.spend(scope, 3L * width * width)
                        ? dice.pick("saturating_mul" + arguments, "checked_mul" + arguments + ".0")
                        : a;
            default -> widening(type, scope, depth, a);
        };
    }

    private String exact(ValueType type, Scope scope, int depth) {
        String a = secret(type, scope, depth - 1);
        String b = expression(type, scope, depth - 1);
        if (type instanceof ValueType.Fixed && dice.chance(40)) {
            return dice.pick("round", "round_even", "floor", "ceil", "trunc") + "(" + a + ")";
        }
        return switch (dice.below(type instanceof ValueType.Int ? 7 : 4)) {
            case 0 -> "sqrt(" + a + ")";
            case 1 -> "median(" + a + ", " + b + ", " + expression(type, scope, depth - 2) + ")";
            case 2 -> "sort([" + a + ", " + b + ", " + expression(type, scope, depth - 2) + "])[" + dice.below(3) + "]";
            case 3 -> "[" + a + ", " + b + "][" + dice.pick("min_index", "max_index") + "([" + b + ", " + a + "])]";
            case 4 -> "div_rem(" + a + ", " + b + ")." + dice.below(2);
            default -> "(" + dice.pick("popcount", "leading_zeros", "trailing_zeros") + "(" + a + ") as " + type + ")";
        };
    }

    private String widening(ValueType type, Scope scope, int depth, String otherwise) {
        int half = type.widthBits() / 2;
        if (type.widthBits() % 2 != 0 || !budget.spend(scope, 2L * half * half)) {
            return otherwise;
        }
        ValueType narrow = new ValueType.Int(Arithmetic.isSigned(type), half);
        return "widening_mul(" + secret(narrow, scope, depth - 1) + ", " + secret(narrow, scope, depth - 1) + ")";
    }

    // ---- truth

    /** A condition, sometimes a public one. */
    String condition(Scope scope, int depth) {
        if (!scope.publics().isEmpty() && dice.chance(simple ? 8 : 40)) {
            return publicCondition(scope);
        }
        return "(" + expression(new ValueType.Bool(), scope, Math.max(depth, 1)) + ")";
    }

    private String publicCondition(Scope scope) {
        Public a = publicTerm(scope);
        if (dice.chance(35) && a.least() >= 0) {
            int k = dice.between(2, 4);
            return "(" + a.text() + " % " + k + " " + dice.pick("==", "!=", "<") + " " + dice.below(k) + ")";
        }
        int span = (int) Math.min(a.most() - a.least() + 2, 50);
        String comparison = "(" + a.text() + " " + dice.pick("<", "<=", ">", ">=", "==", "!=") + " ("
                + (a.least() + dice.below(span)) + "))";
        return dice.chance(15)
                ? "(" + comparison + " " + dice.pick("&&", "||") + " " + publicCondition(scope) + ")"
                : comparison;
    }

    private String truth(Scope scope, int depth) {
        int choice = dice.below(12);
        if (choice < 3) {
            return "(" + typedTruth(scope, depth - 1) + " " + dice.pick("&&", "||", "^", "&", "|", "==", "!=") + " "
                    + expression(new ValueType.Bool(), scope, depth - 1) + ")";
        }
        if (choice == 3) {
            return "(!" + expression(new ValueType.Bool(), scope, depth - 1) + ")";
        }
        if (choice == 4) {
            ValueType bit = new ValueType.Int(dice.chance(50), 1);
            return "(" + secret(bit, scope, depth - 1) + " as bool)";
        }
        if (choice == 5) {
            Optional<ValueType> number = numberInScope(scope);
            if (number.isPresent() && number.get() instanceof ValueType.Float) {
                return "is_nan(" + secret(number.get(), scope, depth - 1) + ")";
            }
            if (number.isPresent() && budget.spend(scope, 2L * number.get().widthBits())) {
                String a = secret(number.get(), scope, depth - 1);
                String b = secret(number.get(), scope, depth - 1);
                return dice.pick("checked_add", "checked_sub") + "(" + a + ", " + b + ").1";
            }
        }
        if (choice == 6 && !scope.publics().isEmpty() && !simple) {
            return "(" + publicCondition(scope) + " " + dice.pick("&&", "||") + " "
                    + expression(new ValueType.Bool(), scope, depth - 1) + ")";
        }
        if (choice == 7 && !scope.secrets().isEmpty()) {
            Secret left = dice.pick(scope.secrets());
            Optional<String> right = path(left.type(), scope, false, 0);
            if (right.isPresent() && budget.spend(scope, left.type().widthBits())) {
                return "(" + left.text() + " " + dice.pick("==", "!=") + " " + right.get() + ")";
            }
        }
        return typedTruth(scope, depth);
    }

    /** A comparison, which is secret. */
    private String typedTruth(Scope scope, int depth) {
        if (dice.chance(35)) {
            Optional<String> comparison = bounded.comparison(scope);
            if (comparison.isPresent()) {
                return comparison.get();
            }
        }
        Optional<ValueType> number = numberInScope(scope);
        ValueType type = number.orElse(new ValueType.Int(false, 2));
        if (!budget.spend(scope, type.widthBits())) {
            type = new ValueType.Int(false, 1);
        }
        String left = secret(type, scope, depth - 1);
        String right = dice.chance(30) ? bare(type, scope) : secret(type, scope, depth - 1);
        return "(" + left + " " + dice.pick("<", "<=", ">", ">=", "==", "!=") + " " + right + ")";
    }

    private Optional<ValueType> numberInScope(Scope scope) {
        List<ValueType> numbers = scope.secrets().stream()
                .map(Secret::type)
                .filter(type -> !(type instanceof ValueType.Bool) && isScalar(type))
                .toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(dice.pick(numbers));
    }

    // ---- products

    private String array(ValueType.Array type, Scope scope, int depth) {
        if (dice.chance(30)) {
            Optional<String> slice = slice(type, scope);
            if (slice.isPresent()) {
                return slice.get();
            }
        }
        if (dice.chance(50)) {
            return leaf(type, scope, 0);
        }
        if (dice.chance(30)) {
            return "[" + expression(type.element(), scope, depth - 1) + "; " + type.length() + "]";
        }
        return IntStream.range(0, type.length())
                .mapToObj(i -> expression(type.element(), scope, depth - 2))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A slice of a longer variable. */
    private Optional<String> slice(ValueType.Array type, Scope scope) {
        List<Secret> longer = scope.secrets().stream()
                .filter(secret -> secret.type() instanceof ValueType.Array(ValueType element, int length)
                        && element.equals(type.element())
                        && length >= type.length())
                .toList();
        if (longer.isEmpty()) {
            return Optional.empty();
        }
        Secret array = dice.pick(longer);
        return Optional.of(array.text() + range(type.length(), ((ValueType.Array) array.type()).length(), scope));
    }

    /** {@code [from..to]}, of a length. */
    String range(int length, int arrayLength, Scope scope) {
        String from = publicInteger(0, (long) arrayLength - length, scope);
        if (dice.chance(15) && length > 0) {
            return "[" + from + "..=" + from + " + " + (length - 1) + "]";
        }
        return "[" + from + ".." + from + " + " + length + "]";
    }

    private String struct(ValueType.Struct type, Scope scope, int depth) {
        if (dice.chance(50)) {
            return leaf(type, scope, 0);
        }
        return "("
                + type.name()
                + type.fields().stream()
                        .map(field -> field.name() + ": " + expression(field.type(), scope, depth - 1))
                        .collect(Collectors.joining(", ", " { ", " }"))
                + ")";
    }

    private String tuple(ValueType.Tuple type, Scope scope, int depth) {
        if (dice.chance(40)) {
            return leaf(type, scope, 0);
        }
        return type.elements().stream()
                .map(element -> typedPart(element, scope, depth - 1))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** A value whose type needs no hint from its place. */
    private String typedPart(ValueType type, Scope scope, int depth) {
        if (type instanceof ValueType.Bool) {
            return typedTruth(scope, depth);
        }
        return type instanceof ValueType.Array array ? typedArray(array, scope, depth) : expression(type, scope, depth);
    }

    private String typedArray(ValueType.Array type, Scope scope, int depth) {
        Optional<String> variable = path(type, scope, false, depth);
        return variable.orElseGet(() -> "[" + typedPart(type.element(), scope, depth - 1) + "; " + type.length() + "]");
    }
}
