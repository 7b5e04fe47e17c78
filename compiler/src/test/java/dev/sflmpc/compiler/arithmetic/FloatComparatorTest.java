package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloatComparatorTest {

    private static final int SAMPLES = 20_000;
    private static final FloatFormat SINGLE = FloatFormat.BINARY32;
    private static final FloatFormat DOUBLE = FloatFormat.BINARY64;

    @ParameterizedTest
    @MethodSource("dev.sflmpc.compiler.arithmetic.FloatArithmeticTest#tinyFormats")
    void relations_everyWordOfATinyFormat_areThoseOfItsValues(FloatFormat format) {
        int w = format.width();
        FloatCheck.exhaustively(
                (n, v) -> relations(n, format, v), v -> relations(wide(format, v[0]), wide(format, v[1])), w, w);
        FloatCheck.exhaustively(
                (n, v) -> FloatComparator.min(n, format, v[0], v[1]),
                v -> chosen(format, v, Math.min(wide(format, v[0]), wide(format, v[1]))),
                w,
                w);
        FloatCheck.exhaustively(
                (n, v) -> FloatComparator.max(n, format, v[0], v[1]),
                v -> chosen(format, v, Math.max(wide(format, v[0]), wide(format, v[1]))),
                w,
                w);
    }

    @Test
    void relations_floats_areThoseOfJava() {
        FloatCheck.sampled(
                (n, v) -> relations(n, SINGLE, v), v -> relations(single(v[0]), single(v[1])), SINGLE, 2, SAMPLES);
        FloatCheck.sampled(
                (n, v) -> relations(n, DOUBLE, v), v -> relations(twice(v[0]), twice(v[1])), DOUBLE, 2, SAMPLES);
    }

    @Test
    void extrema_floats_areThoseOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatComparator.min(n, SINGLE, v[0], v[1]),
                v -> Float.floatToIntBits(StrictMath.min(single(v[0]), single(v[1]))),
                SINGLE,
                2,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatComparator.max(n, DOUBLE, v[0], v[1]),
                v -> Double.doubleToLongBits(StrictMath.max(twice(v[0]), twice(v[1]))),
                DOUBLE,
                2,
                SAMPLES);
    }

    @Test
    void andCount_singleAndDouble_isAsDocumented() {
        counts(SINGLE, 61, 100, 156);
        counts(DOUBLE, 125, 198, 316);
    }

    private static void counts(FloatFormat format, int equal, int less, int min) {
        int w = format.width();
        FloatCheck.costs(equal, (n, v) -> new int[] {FloatComparator.equal(n, format, v[0], v[1])}, w, w);
        FloatCheck.costs(less, (n, v) -> new int[] {FloatComparator.less(n, format, v[0], v[1])}, w, w);
        FloatCheck.costs(less, (n, v) -> new int[] {FloatComparator.lessOrEqual(n, format, v[0], v[1])}, w, w);
        FloatCheck.costs(min, (n, v) -> FloatComparator.min(n, format, v[0], v[1]), w, w);
        FloatCheck.costs(min, (n, v) -> FloatComparator.max(n, format, v[0], v[1]), w, w);
    }

    private static int[] relations(Netlist net, FloatFormat format, int[][] v) {
        return new int[] {
            FloatComparator.equal(net, format, v[0], v[1]),
            FloatComparator.less(net, format, v[0], v[1]),
            FloatComparator.lessOrEqual(net, format, v[0], v[1]),
            FloatComparator.isNan(net, format, v[0])
        };
    }

    private static long relations(double a, double b) {
        return (a == b ? 1L : 0L) + (a < b ? 2 : 0) + (a <= b ? 4 : 0) + (Double.isNaN(a) ? 8 : 0);
    }

    private static double wide(FloatFormat format, long word) {
        ExactFloat exact = new ExactFloat(format);
        if (exact.isNan(word)) {
            return Double.NaN;
        }
        double magnitude = exact.isInfinite(word)
                ? Double.POSITIVE_INFINITY
                : Math.abs(exact.value(word).numerator().doubleValue()
                        / exact.value(word).denominator().doubleValue());
        return exact.isNegative(word) ? -magnitude : magnitude;
    }

    /** The operand with this value, sign of zero included. */
    private static long chosen(FloatFormat format, long[] v, double value) {
        if (Double.isNaN(value)) {
            return new ExactFloat(format).nan();
        }
        return Double.compare(value, wide(format, v[0])) == 0 ? v[0] : v[1];
    }

    private static float single(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static double twice(long bits) {
        return Double.longBitsToDouble(bits);
    }
}
