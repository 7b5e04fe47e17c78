package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.arithmetic.FloatRounder.Direction;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloatRounderTest {

    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @EnumSource
    void round_everyWordOfSmallFormats_isTheIntegerNextToIt(Direction direction) {
        for (FloatFormat format : new FloatFormat[] {
            new FloatFormat(3, 2),
            new FloatFormat(4, 2),
            new FloatFormat(4, 5),
            new FloatFormat(5, 4),
            new FloatFormat(5, 10)
        }) {
            FloatCheck.exhaustively(
                    (n, v) -> FloatRounder.round(n, format, v[0], direction),
                    v -> rounded(new ExactFloat(format), v[0], direction),
                    format.width());
        }
    }

    @ParameterizedTest
    @EnumSource
    void round_singleAndDouble_isTheIntegerNextToIt(Direction direction) {
        for (FloatFormat format : new FloatFormat[] {FloatFormat.BINARY32, FloatFormat.BINARY64}) {
            FloatCheck.sampled(
                    (n, v) -> FloatRounder.round(n, format, v[0], direction),
                    v -> rounded(new ExactFloat(format), v[0], direction),
                    format,
                    1,
                    SAMPLES / 4);
        }
    }

    @Test
    void round_doubles_isThatOfJava() {
        FloatFormat format = FloatFormat.BINARY64;
        FloatCheck.sampled(
                (n, v) -> FloatRounder.round(n, format, v[0], Direction.NEAREST_EVEN),
                v -> Double.doubleToLongBits(StrictMath.rint(Double.longBitsToDouble(v[0]))),
                format,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatRounder.round(n, format, v[0], Direction.DOWN),
                v -> Double.doubleToLongBits(StrictMath.floor(Double.longBitsToDouble(v[0]))),
                format,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatRounder.round(n, format, v[0], Direction.UP),
                v -> Double.doubleToLongBits(StrictMath.ceil(Double.longBitsToDouble(v[0]))),
                format,
                1,
                SAMPLES);
    }

    @ParameterizedTest
    @CsvSource({
        "NEAREST_EVEN, 169, 332",
        "NEAREST_AWAY, 147, 281",
        "TOWARD_ZERO, 109, 208",
        "DOWN, 170, 332",
        "UP, 170, 332"
    })
    void andCount_singleAndDouble_isAsDocumented(Direction direction, int single, int twice) {
        FloatCheck.costs(single, (n, v) -> FloatRounder.round(n, FloatFormat.BINARY32, v[0], direction), 32);
        FloatCheck.costs(twice, (n, v) -> FloatRounder.round(n, FloatFormat.BINARY64, v[0], direction), 64);
    }

    private static long rounded(ExactFloat exact, long word, Direction direction) {
        if (exact.isNan(word)) {
            return exact.nan();
        }
        if (exact.isInfinite(word)) {
            return word;
        }
        ExactFloat.Ratio value = exact.value(word);
        BigInteger[] parts = value.numerator().abs().divideAndRemainder(value.denominator());
        boolean more = isFurther(parts, value.denominator(), exact.isNegative(word), direction);
        BigInteger magnitude = more ? parts[0].add(BigInteger.ONE) : parts[0];
        BigInteger signed = exact.isNegative(word) ? magnitude.negate() : magnitude;
        return exact.rounded(new ExactFloat.Ratio(signed, BigInteger.ONE), exact.isNegative(word));
    }

    private static boolean isFurther(BigInteger[] parts, BigInteger one, boolean negative, Direction direction) {
        int half = parts[1].shiftLeft(1).compareTo(one);
        boolean fraction = parts[1].signum() != 0;
        return switch (direction) {
            case TOWARD_ZERO -> false;
            case DOWN -> fraction && negative;
            case UP -> fraction && !negative;
            case NEAREST_AWAY -> half >= 0;
            case NEAREST_EVEN -> half > 0 || (half == 0 && parts[0].testBit(0));
        };
    }
}
