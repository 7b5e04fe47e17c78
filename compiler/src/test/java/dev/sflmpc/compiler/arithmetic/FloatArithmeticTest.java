package dev.sflmpc.compiler.arithmetic;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addition, multiplication, division, square root and fused multiply-add. */
class FloatArithmeticTest {

    private static final int SAMPLES = 20_000;
    private static final FloatFormat SINGLE = FloatFormat.BINARY32;
    private static final FloatFormat DOUBLE = FloatFormat.BINARY64;

    static List<FloatFormat> tinyFormats() {
        return List.of(new FloatFormat(3, 2), new FloatFormat(4, 2), new FloatFormat(5, 2), new FloatFormat(4, 3));
    }

    @ParameterizedTest
    @MethodSource("tinyFormats")
    void twoOperands_everyWordOfATinyFormat_areRoundedExactly(FloatFormat format) {
        ExactFloat exact = new ExactFloat(format);
        int w = format.width();
        FloatCheck.exhaustively((n, v) -> FloatAdder.add(n, format, v[0], v[1]), v -> exact.add(v[0], v[1]), w, w);
        FloatCheck.exhaustively(
                (n, v) -> FloatMultiplier.multiply(n, format, v[0], v[1]), v -> exact.multiply(v[0], v[1]), w, w);
        FloatCheck.exhaustively(
                (n, v) -> FloatDivider.divide(n, format, v[0], v[1]), v -> exact.divide(v[0], v[1]), w, w);
        FloatCheck.exhaustively((n, v) -> FloatRoot.squareRoot(n, format, v[0]), v -> exact.squareRoot(v[0]), w);
    }

    @Test
    void multiplyAdd_everyWordOfATinyFormat_isRoundedOnce() {
        FloatFormat format = new FloatFormat(3, 2);
        ExactFloat exact = new ExactFloat(format);
        FloatCheck.exhaustively(
                (n, v) -> FloatFma.multiplyAdd(n, format, v[0], v[1], v[2]),
                v -> exact.multiplyAdd(v[0], v[1], v[2]),
                6,
                6,
                6);
    }

    @ParameterizedTest
    @MethodSource("oddFormats")
    void allOperations_oddFormats_areRoundedExactly(FloatFormat format) {
        ExactFloat exact = new ExactFloat(format);
        FloatCheck.sampled(
                (n, v) -> FloatAdder.add(n, format, v[0], v[1]), v -> exact.add(v[0], v[1]), format, 2, 2000);
        FloatCheck.sampled(
                (n, v) -> FloatMultiplier.multiply(n, format, v[0], v[1]),
                v -> exact.multiply(v[0], v[1]),
                format,
                2,
                2000);
        FloatCheck.sampled(
                (n, v) -> FloatDivider.divide(n, format, v[0], v[1]), v -> exact.divide(v[0], v[1]), format, 2, 2000);
        FloatCheck.sampled(
                (n, v) -> FloatRoot.squareRoot(n, format, v[0]), v -> exact.squareRoot(v[0]), format, 1, 2000);
        FloatCheck.sampled(
                (n, v) -> FloatFma.multiplyAdd(n, format, v[0], v[1], v[2]),
                v -> exact.multiplyAdd(v[0], v[1], v[2]),
                format,
                3,
                2000);
    }

    /** Half precision, bfloat16, exponents as short as the fraction allows, and a long one. */
    static List<FloatFormat> oddFormats() {
        return List.of(
                new FloatFormat(5, 10),
                new FloatFormat(8, 7),
                new FloatFormat(5, 13),
                new FloatFormat(10, 4),
                new FloatFormat(6, 29));
    }

    @Test
    void add_floats_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatAdder.add(n, SINGLE, v[0], v[1]),
                v -> bits(single(v[0]) + single(v[1])),
                SINGLE,
                2,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatAdder.subtract(n, SINGLE, v[0], v[1]),
                v -> bits(single(v[0]) - single(v[1])),
                SINGLE,
                2,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatAdder.add(n, DOUBLE, v[0], v[1]),
                v -> bits(twice(v[0]) + twice(v[1])),
                DOUBLE,
                2,
                SAMPLES);
    }

    @Test
    void multiply_floats_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatMultiplier.multiply(n, SINGLE, v[0], v[1]),
                v -> bits(single(v[0]) * single(v[1])),
                SINGLE,
                2,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatMultiplier.multiply(n, DOUBLE, v[0], v[1]),
                v -> bits(twice(v[0]) * twice(v[1])),
                DOUBLE,
                2,
                SAMPLES);
    }

    @Test
    void divide_floats_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatDivider.divide(n, SINGLE, v[0], v[1]),
                v -> bits(single(v[0]) / single(v[1])),
                SINGLE,
                2,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatDivider.divide(n, DOUBLE, v[0], v[1]),
                v -> bits(twice(v[0]) / twice(v[1])),
                DOUBLE,
                2,
                SAMPLES);
    }

    @Test
    void squareRoot_floats_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatRoot.squareRoot(n, SINGLE, v[0]),
                v -> bits((float) StrictMath.sqrt(single(v[0]))),
                SINGLE,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatRoot.squareRoot(n, DOUBLE, v[0]),
                v -> bits(StrictMath.sqrt(twice(v[0]))),
                DOUBLE,
                1,
                SAMPLES);
    }

    @Test
    void multiplyAdd_floats_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatFma.multiplyAdd(n, SINGLE, v[0], v[1], v[2]),
                v -> bits(Math.fma(single(v[0]), single(v[1]), single(v[2]))),
                SINGLE,
                3,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatFma.multiplyAdd(n, DOUBLE, v[0], v[1], v[2]),
                v -> bits(Math.fma(twice(v[0]), twice(v[1]), twice(v[2]))),
                DOUBLE,
                3,
                SAMPLES);
    }

    @Test
    void andCount_singleAndDouble_isAsDocumented() {
        counts(SINGLE, 572, 1129, 1294, 553, 1863);
        counts(DOUBLE, 1246, 3477, 4378, 2001, 5049);
    }

    private static void counts(FloatFormat format, int add, int multiply, int divide, int squareRoot, int fma) {
        int w = format.width();
        FloatCheck.costs(add, (n, v) -> FloatAdder.add(n, format, v[0], v[1]), w, w);
        FloatCheck.costs(multiply, (n, v) -> FloatMultiplier.multiply(n, format, v[0], v[1]), w, w);
        FloatCheck.costs(divide, (n, v) -> FloatDivider.divide(n, format, v[0], v[1]), w, w);
        FloatCheck.costs(squareRoot, (n, v) -> FloatRoot.squareRoot(n, format, v[0]), w);
        FloatCheck.costs(fma, (n, v) -> FloatFma.multiplyAdd(n, format, v[0], v[1], v[2]), w, w, w);
    }

    private static float single(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static double twice(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(float value) {
        return Float.floatToIntBits(value);
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }
}
