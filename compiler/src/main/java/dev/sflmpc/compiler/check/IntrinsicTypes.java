package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.typed.Intrinsic;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What types the functions of the language take and give; all arguments of a call have one type. */
final class IntrinsicTypes {

    private static final int BINARY32 = 32;
    private static final int BINARY64 = 64;

    private IntrinsicTypes() {}

    /** The type that arguments have where the place of the result has {@code hint}, if that says it. */
    static @Nullable ValueType operandHint(Intrinsic intrinsic, @Nullable ValueType hint) {
        return switch (intrinsic) {
            case ABS,
                    MIN,
                    MAX,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    SQRT,
                    MUL_ADD,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    MEDIAN,
                    SORT -> hint;
            case WIDENING_MUL ->
                hint instanceof ValueType.Int(boolean signed, int width) && width % 2 == 0
                        ? new ValueType.Int(signed, width / 2)
                        : null;
            case CHECKED_ADD, CHECKED_SUB, CHECKED_MUL, DIV_REM ->
                hint instanceof ValueType.Tuple(List<ValueType> elements) && elements.size() == 2
                        ? elements.getFirst()
                        : null;
            case TO_BITS ->
                hint instanceof ValueType.Int(boolean _, int width) && isFloatWidth(width)
                        ? new ValueType.Float(width)
                        : null;
            case FROM_BITS -> hint instanceof ValueType.Float(int width) ? new ValueType.Int(false, width) : null;
            case IS_NAN, POPCOUNT, LEADING_ZEROS, TRAILING_ZEROS, MIN_INDEX, MAX_INDEX -> null;
        };
    }

    /** Nothing where arguments may have the type, else what they may be. */
    static Optional<String> wanted(Intrinsic intrinsic, ValueType type) {
        String integers = type instanceof ValueType.Int ? "" : "integers";
        String exact = isExact(type) ? "" : "integers or fixed-point numbers";
        String wanted =
                switch (intrinsic) {
                    case ABS, MIN, MAX, SQRT, MEDIAN -> Conversion.isNumber(type) ? "" : "numbers";
                    case WIDENING_MUL, SATURATING_MUL, CHECKED_MUL, POPCOUNT, LEADING_ZEROS, TRAILING_ZEROS, DIV_REM ->
                        integers;
                    case SATURATING_ADD, SATURATING_SUB, CHECKED_ADD, CHECKED_SUB -> exact;
                    case ROUND, ROUND_EVEN, FLOOR, CEIL, TRUNC ->
                        type instanceof ValueType.Float || type instanceof ValueType.Fixed
                                ? ""
                                : "floats or fixed-point numbers";
                    case MUL_ADD, IS_NAN, TO_BITS -> type instanceof ValueType.Float ? "" : "floats";
                    case FROM_BITS ->
                        type instanceof ValueType.Int(boolean signed, int width) && !signed && isFloatWidth(width)
                                ? ""
                                : "u32 or u64";
                    case SORT -> isArrayOfNumbers(type) ? "" : "an array of numbers";
                    case MIN_INDEX, MAX_INDEX ->
                        isArrayOfNumbers(type) && ((ValueType.Array) type).length() > 0
                                ? ""
                                : "an array of one number or more";
                };
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted);
    }

    /** @param type of the arguments, for which {@link #wanted} has nothing to say */
    static ValueType result(Intrinsic intrinsic, ValueType type) {
        return switch (intrinsic) {
            case ABS,
                    MIN,
                    MAX,
                    SATURATING_ADD,
                    SATURATING_SUB,
                    SATURATING_MUL,
                    SQRT,
                    MUL_ADD,
                    ROUND,
                    ROUND_EVEN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    MEDIAN,
                    SORT -> type;
            case CHECKED_ADD, CHECKED_SUB, CHECKED_MUL -> new ValueType.Tuple(List.of(type, ExpressionCheck.bool()));
            case DIV_REM -> new ValueType.Tuple(List.of(type, type));
            case WIDENING_MUL -> new ValueType.Int(((ValueType.Int) type).signed(), type.widthBits() * 2);
            case IS_NAN -> ExpressionCheck.bool();
            case TO_BITS, POPCOUNT, LEADING_ZEROS, TRAILING_ZEROS -> new ValueType.Int(false, type.widthBits());
            case FROM_BITS -> new ValueType.Float(type.widthBits());
            case MIN_INDEX, MAX_INDEX ->
                new ValueType.Int(
                        false,
                        Math.max(
                                1, Integer.SIZE - Integer.numberOfLeadingZeros(((ValueType.Array) type).length() - 1)));
        };
    }

    /** Whether the type holds floats, of which random bits are no random numbers. */
    static boolean hasFloats(ValueType type) {
        return switch (type) {
            case ValueType.Float _ -> true;
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _ -> false;
            case ValueType.Array array -> hasFloats(array.element());
            case ValueType.Struct struct -> struct.fields().stream().anyMatch(field -> hasFloats(field.type()));
            case ValueType.Tuple tuple -> tuple.elements().stream().anyMatch(IntrinsicTypes::hasFloats);
        };
    }

    private static boolean isArrayOfNumbers(ValueType type) {
        return type instanceof ValueType.Array(ValueType element, int _) && Conversion.isNumber(element);
    }

    private static boolean isExact(ValueType type) {
        return type instanceof ValueType.Int || type instanceof ValueType.Fixed;
    }

    private static boolean isFloatWidth(int width) {
        return width == BINARY32 || width == BINARY64;
    }
}
