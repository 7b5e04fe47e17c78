package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.interpret.Scope.Secret;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Writes integer expressions and conditions of which a compiler can know a range: remainders, masks, clamps, moduli. */
final class BoundedGenerator {

    private final Dice dice;
    private final Budget budget;
    private final ExpressionGenerator expressions;

    BoundedGenerator(Dice dice, Budget budget, ExpressionGenerator expressions) {
        this.dice = dice;
        this.budget = budget;
        this.expressions = expressions;
    }

    /** A number of a type that is small or within limits, or arithmetic on such numbers. */
    String number(ValueType.Int type, Scope scope, int depth) {
        long work = 4L * type.widthBits() * Math.max(8, type.widthBits());
        if (greatest(type).bitLength() < 2 || !budget.spend(scope, work)) {
            return small(type, scope, depth);
        }
        String a = small(type, scope, depth - 1);
        String b = small(type, scope, depth - 1);
        String p = constant(type);
        return switch (dice.below(9)) {
            case 0 -> "((" + a + " % " + p + " + " + b + " % " + p + ") % " + p + ")";
            case 1 -> "((" + a + " % " + p + " - " + b + " % " + p + " + " + p + ") % " + p + ")";
            case 2 -> "(((" + a + " % " + p + ") * (" + b + " % " + p + ")) % " + p + ")";
            case 3 -> "(((" + a + " - " + b + ") % " + p + " + " + p + ") % " + p + ")";
            case 4 -> "(" + a + " * " + b + dice.pick(" + ", " - ") + a + " * " + small(type, scope, 0) + ")";
            case 5 -> "(" + a + " * " + p + dice.pick(" + ", " - ") + a + dice.pick(" + ", " - ") + b + ")";
            case 6 -> "(" + a + dice.pick(" / ", " % ") + "(" + b + " | 1))";
            case 7 -> "abs(" + a + " - " + b + ")";
            default -> "(" + a + dice.pick(" + ", " - ", " * ") + b + ")";
        };
    }

    private String small(ValueType.Int type, Scope scope, int depth) {
        String a = variable(type, scope).orElseGet(() -> expressions.expression(type, scope, Math.min(depth, 1)));
        if (greatest(type).bitLength() < 2 || !budget.spend(scope, 4L * type.widthBits())) {
            return a;
        }
        String c = constant(type);
        String d = constant(type);
        return switch (dice.below(8)) {
            case 0 -> "(" + a + " % " + c + ")";
            case 1 -> "(" + a + " & " + c + ")";
            case 2 -> "min(" + a + ", " + c + ")";
            case 3 -> "max(min(" + a + ", " + c + "), " + (type.signed() ? "(-" + d + ")" : d) + ")";
            case 4 -> "(" + a + " >> " + dice.below(type.widthBits()) + ")";
            case 5 -> "((" + a + " as " + new ValueType.Int(dice.chance(50), dice.between(1, 5)) + ") as " + type + ")";
            case 6 -> "(if " + a + " < " + c + " { " + a + " } else { " + d + " })";
            default -> a;
        };
    }

    /** A comparison of a variable, mostly with a small number. */
    Optional<String> comparison(Scope scope) {
        Optional<Secret> integer = integer(scope);
        return integer.map(variable -> {
            ValueType.Int type = (ValueType.Int) variable.type();
            budget.spend(scope, 2L * type.widthBits());
            String right = dice.chance(75) ? constant(type) : small(type, scope, 1);
            return "(" + variable.text() + " " + dice.pick("<", "<=", ">", ">=", "==", "!=") + " " + right + ")";
        });
    }

    private Optional<String> variable(ValueType.Int type, Scope scope) {
        List<Secret> found =
                scope.secrets().stream().filter(s -> s.type().equals(type)).toList();
        return found.isEmpty() || dice.chance(20)
                ? Optional.empty()
                : Optional.of(dice.pick(found).text());
    }

    /** An integer variable. */
    Optional<Secret> integer(Scope scope) {
        List<Secret> found = scope.secrets().stream()
                .filter(secret -> secret.type() instanceof ValueType.Int type
                        && greatest(type).signum() > 0)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(dice.pick(found));
    }

    /** A number from 1 on, mostly small. */
    String constant(ValueType.Int type) {
        BigInteger greatest = greatest(type);
        BigInteger number = dice.chance(70)
                ? BigInteger.valueOf(dice.between(1, 20))
                : dice.bits(type.widthBits()).mod(greatest).add(BigInteger.ONE);
        return number.min(greatest).max(BigInteger.ONE).toString();
    }

    private static BigInteger greatest(ValueType.Int type) {
        return BigInteger.ONE
                .shiftLeft(type.signed() ? type.widthBits() - 1 : type.widthBits())
                .subtract(BigInteger.ONE);
    }
}
