package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.UnaryOperator;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A sum of multiples of public variables and a constant, so that {@code i + 4} less {@code i} is known to be 4. */
record Affine(Map<PublicVariable, BigInteger> factors, BigInteger constant) {

    /** {@code left - right} when no variable is left in it. */
    static Optional<BigInteger> difference(Context context, Expr.Public left, Expr.Public right) {
        Optional<Affine> a = of(context, left);
        Optional<Affine> b = of(context, right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        Affine difference = a.get().plus(b.get().times(BigInteger.ONE.negate()));
        boolean constant = difference.factors().values().stream().allMatch(factor -> factor.signum() == 0);
        return constant ? Optional.of(difference.constant()) : Optional.empty();
    }

    private static Optional<Affine> of(Context context, Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant(PublicValue value, Span _) ->
                value instanceof PublicValue.Int(BigInteger number)
                        ? Optional.of(new Affine(Map.of(), number))
                        : Optional.empty();
            case Expr.PublicRead(PublicVariable variable, Span _) -> {
                Expr.Public definition = context.definitions.get(variable);
                yield definition == null ? Optional.of(single(variable)) : of(context, definition);
            }
            case Expr.PublicUnary unary ->
                unary.operator() == UnaryOperator.NEGATE
                        ? of(context, unary.operand()).map(inner -> inner.times(BigInteger.ONE.negate()))
                        : Optional.empty();
            case Expr.PublicBinary binary -> of(context, binary);
            case Expr.PublicSelect _, Expr.PublicArray _, Expr.PublicElement _ -> Optional.empty();
        };
    }

    private static Optional<Affine> of(Context context, Expr.PublicBinary binary) {
        Optional<Affine> left = of(context, binary.left());
        Optional<Affine> right = of(context, binary.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Affine a = left.get();
        Affine b = right.get();
        if (binary.operator() == BinaryOperator.ADD) {
            return Optional.of(a.plus(b));
        }
        if (binary.operator() == BinaryOperator.SUBTRACT) {
            return Optional.of(a.plus(b.times(BigInteger.ONE.negate())));
        }
        if (binary.operator() == BinaryOperator.MULTIPLY
                && (a.factors().isEmpty() || b.factors().isEmpty())) {
            return Optional.of(a.factors().isEmpty() ? b.times(a.constant()) : a.times(b.constant()));
        }
        return Optional.empty();
    }

    private static Affine single(PublicVariable variable) {
        Map<PublicVariable, BigInteger> factors = new HashMap<>();
        factors.put(variable, BigInteger.ONE);
        return new Affine(factors, BigInteger.ZERO);
    }

    private Affine plus(Affine other) {
        Map<PublicVariable, BigInteger> sum = new HashMap<>(factors);
        other.factors.forEach((variable, factor) -> sum.merge(variable, factor, BigInteger::add));
        return new Affine(sum, constant.add(other.constant));
    }

    private Affine times(BigInteger factor) {
        Map<PublicVariable, BigInteger> product = new HashMap<>();
        factors.forEach((variable, old) -> product.put(variable, old.multiply(factor)));
        return new Affine(product, constant.multiply(factor));
    }
}
