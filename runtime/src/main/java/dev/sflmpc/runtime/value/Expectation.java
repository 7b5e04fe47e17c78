package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** What a value of a type looks like in JSON, in words. */
final class Expectation {

    private static final int MAX_EXPLICIT_EXPONENT = 32;

    private Expectation() {}

    static String of(ValueType type) {
        return switch (type) {
            case ValueType.Bool ignored -> "bool, written true or false";
            case ValueType.Int integer -> integer + ", an integer";
            case ValueType.Fixed fixed -> fixed + ", a decimal number";
            case ValueType.Float number -> number + ", a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
            case ValueType.Array array -> array + ", an array of " + count(array.length(), "element");
            case ValueType.Struct struct -> struct + ", an object with " + names(fieldNames(struct));
            case ValueType.Tuple tuple ->
                tuple + ", an array of " + count(tuple.elements().size(), "element");
        };
    }

    static String range(ValueType.Int type) {
        int exponent = type.signed() ? type.widthBits() - 1 : type.widthBits();
        String least = type.signed() ? "-" + power(exponent) : "0";
        BigInteger most = BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE);
        return least + " to " + (exponent <= MAX_EXPLICIT_EXPONENT ? most.toString() : power(exponent) + " - 1");
    }

    static String range(ValueType.Fixed type) {
        String bound = power(type.widthBits() - type.fractionBits() - 1);
        return "at least -" + bound + " and below " + bound;
    }

    static String range(ValueType.Float type) {
        String most =
                type.widthBits() == Float.SIZE ? Float.toString(Float.MAX_VALUE) : Double.toString(Double.MAX_VALUE);
        return "-" + most + " to " + most + ", or \"Infinity\"";
    }

    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code `a`, `b` and `c`}, cut after a few. */
    static String names(List<String> names) {
        int shown = Math.min(names.size(), 8);
        List<String> quoted =
                names.subList(0, shown).stream().map(name -> "`" + name + "`").toList();
        if (names.isEmpty()) {
            return "no keys";
        }
        if (shown < names.size()) {
            return String.join(", ", quoted) + " and " + (names.size() - shown) + " more";
        }
        String last = quoted.getLast();
        return shown == 1 ? last : quoted.stream().limit(shown - 1L).collect(Collectors.joining(", ")) + " and " + last;
    }

    private static List<String> fieldNames(ValueType.Struct struct) {
        return struct.fields().stream().map(ValueType.Field::name).toList();
    }

    private static String power(int exponent) {
        if (Math.abs(exponent) > MAX_EXPLICIT_EXPONENT) {
            return "2^" + exponent;
        }
        BigDecimal two = BigDecimal.TWO;
        return (exponent >= 0 ? two.pow(exponent) : BigDecimal.ONE.divide(two.pow(-exponent))).toPlainString();
    }
}
