package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicArithmetic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates public expressions of one call. */
final class PublicInterpreter {

    private final Map<PublicVariable, PublicValue> variables = new HashMap<>();

    void set(PublicVariable variable, PublicValue value) {
        variables.put(variable, value);
    }

    PublicValue evaluate(Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant constant -> constant.value();
            case Expr.PublicRead read -> {
                PublicValue value = variables.get(read.variable());
                if (value == null) {
                    throw new IllegalStateException(read.variable() + " has no value");
                }
                yield value;
            }
            case Expr.PublicUnary unary -> {
                try {
                    yield PublicArithmetic.apply(unary.operator(), evaluate(unary.operand()));
                } catch (PublicArithmetic.UndefinedException undefined) {
                    throw new IllegalStateException(undefined);
                }
            }
            case Expr.PublicBinary binary -> binary(binary);
            case Expr.PublicSelect select ->
                evaluate(truth(select.condition()) ? select.whenTrue() : select.whenFalse());
            case Expr.PublicArray array ->
                new PublicValue.Array(
                        array.elements().stream().map(this::evaluate).toList());
            case Expr.PublicElement element ->
                ((PublicValue.Array) evaluate(element.array()))
                        .elements()
                        .get(integer(element.index()).intValueExact());
        };
    }

    private PublicValue binary(Expr.PublicBinary binary) {
        PublicValue left = evaluate(binary.left());
        boolean decides = left.equals(new PublicValue.Bool(false)) && binary.operator() == BinaryOperator.AND
                || left.equals(new PublicValue.Bool(true)) && binary.operator() == BinaryOperator.OR;
        if (decides) {
            return left;
        }
        try {
            return PublicArithmetic.apply(binary.operator(), left, evaluate(binary.right()));
        } catch (PublicArithmetic.UndefinedException undefined) {
            throw new IllegalStateException(undefined);
        }
    }

    boolean truth(Expr.Public expression) {
        return ((PublicValue.Bool) evaluate(expression)).value();
    }

    BigInteger integer(Expr.Public expression) {
        return ((PublicValue.Int) evaluate(expression)).value();
    }

    /** A public value as one of a type. */
    static Datum datum(PublicValue value, ValueType type) {
        return switch (value) {
            case PublicValue.Bool bool -> new Datum.Truth(bool.value());
            case PublicValue.Int number -> fitting(number.value(), BigInteger.ONE, type);
            case PublicValue.Rational fraction -> fitting(fraction.numerator(), fraction.denominator(), type);
            case PublicValue.Array array -> {
                ValueType element = ((ValueType.Array) type).element();
                List<Datum> parts = array.elements().stream()
                        .map(part -> datum(part, element))
                        .toList();
                yield new Datum.Many(parts);
            }
        };
    }

    private static Datum fitting(BigInteger numerator, BigInteger denominator, ValueType type) {
        if (type instanceof ValueType.Float number) {
            return Floats.nearest(numerator, denominator, number);
        }
        int shift = type instanceof ValueType.Fixed fixed ? fixed.fractionBits() : 0;
        BigInteger scaled = numerator.shiftLeft(shift);
        BigInteger rounded = scaled.subtract(scaled.mod(denominator)).divide(denominator);
        if (!rounded.equals(Arithmetic.wrap(rounded, type))) {
            throw new IllegalStateException(numerator + "/" + denominator + " does not fit " + type);
        }
        return new Datum.Number(rounded);
    }
}
