package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatConverterTest {

    private static final int SAMPLES = 20_000;
    private static final FloatFormat SINGLE = FloatFormat.BINARY32;
    private static final FloatFormat DOUBLE = FloatFormat.BINARY64;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12})
    void integers_everyWord_areRoundedOrSaturated(int width) {
        for (FloatFormat format :
                new FloatFormat[] {new FloatFormat(3, 2), new FloatFormat(4, 3), new FloatFormat(5, 4)}) {
            for (boolean signed : new boolean[] {false, true}) {
                FloatCheck.exhaustively(
                        (n, v) -> FloatConverter.fromInteger(n, format, v[0], signed),
                        v -> fromInteger(format, v[0], width, signed),
                        width);
                FloatCheck.exhaustively(
                        (n, v) -> FloatConverter.toInteger(n, format, v[0], width, signed),
                        v -> toInteger(format, v[0], width, signed),
                        format.width());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 23, 32",
        "8, 23, 64",
        "11, 52, 32",
        "11, 52, 64",
        "8, 23, 24",
        "8, 23, 25",
        "11, 52, 54",
        "5, 10, 40"
    })
    void integers_wide_areRoundedOrSaturated(int exponentBits, int fractionBits, int width) {
        FloatFormat format = new FloatFormat(exponentBits, fractionBits);
        for (boolean signed : new boolean[] {false, true}) {
            FloatCheck.compare(
                    (n, v) -> FloatConverter.fromInteger(n, format, v[0], signed),
                    v -> fromInteger(format, v[0], width, signed),
                    integers(width),
                    width);
            FloatCheck.sampled(
                    (n, v) -> FloatConverter.toInteger(n, format, v[0], width, signed),
                    v -> toInteger(format, v[0], width, signed),
                    format,
                    1,
                    SAMPLES);
        }
    }

    @Test
    void integers_wide_areThoseOfJava() {
        FloatCheck.compare(
                (n, v) -> FloatConverter.fromInteger(n, SINGLE, v[0], true),
                v -> Float.floatToIntBits((float) (int) v[0]),
                integers(32),
                32);
        FloatCheck.compare(
                (n, v) -> FloatConverter.fromInteger(n, SINGLE, v[0], true),
                v -> Float.floatToIntBits((float) v[0]),
                integers(64),
                64);
        FloatCheck.compare(
                (n, v) -> FloatConverter.fromInteger(n, DOUBLE, v[0], true),
                v -> Double.doubleToLongBits((double) v[0]),
                integers(64),
                64);
        FloatCheck.sampled(
                (n, v) -> FloatConverter.toInteger(n, SINGLE, v[0], 32, true),
                v -> (int) Float.intBitsToFloat((int) v[0]),
                SINGLE,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatConverter.toInteger(n, SINGLE, v[0], 64, true),
                v -> (long) Float.intBitsToFloat((int) v[0]),
                SINGLE,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatConverter.toInteger(n, DOUBLE, v[0], 32, true),
                v -> (int) Double.longBitsToDouble(v[0]),
                DOUBLE,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatConverter.toInteger(n, DOUBLE, v[0], 64, true),
                v -> (long) Double.longBitsToDouble(v[0]),
                DOUBLE,
                1,
                SAMPLES);
    }

    @Test
    void convert_everyWordOfSmallFormats_isRounded() {
        List<FloatFormat> formats = List.of(
                new FloatFormat(3, 2),
                new FloatFormat(4, 2),
                new FloatFormat(4, 5),
                new FloatFormat(5, 2),
                new FloatFormat(5, 10),
                new FloatFormat(6, 3),
                new FloatFormat(8, 7),
                SINGLE);
        for (FloatFormat from : formats.subList(0, 7)) {
            for (FloatFormat to : formats) {
                FloatCheck.exhaustively(
                        (n, v) -> FloatConverter.convert(n, from, to, v[0]),
                        v -> converted(from, to, v[0]),
                        from.width());
            }
        }
    }

    @Test
    void convert_singleAndDouble_isThatOfJava() {
        FloatCheck.sampled(
                (n, v) -> FloatConverter.convert(n, SINGLE, DOUBLE, v[0]),
                v -> Double.doubleToLongBits(Float.intBitsToFloat((int) v[0])),
                SINGLE,
                1,
                SAMPLES);
        FloatCheck.sampled(
                (n, v) -> FloatConverter.convert(n, DOUBLE, SINGLE, v[0]),
                v -> Float.floatToIntBits((float) Double.longBitsToDouble(v[0])),
                DOUBLE,
                1,
                SAMPLES);
        FloatCheck.compare(
                (n, v) -> FloatConverter.convert(n, DOUBLE, SINGLE, v[0]),
                v -> Float.floatToIntBits((float) Double.longBitsToDouble(v[0])),
                doublesOfSingleSize(),
                64);
    }

    @Test
    void andCount_singleAndDouble_isAsDocumented() {
        fromCounts(SINGLE, 245, 214, 409, 346);
        fromCounts(DOUBLE, 217, 186, 555, 492);
        toCounts(SINGLE, 266, 235, 439, 376);
        toCounts(DOUBLE, 317, 286, 598, 535);
        FloatCheck.costs(194, (n, v) -> FloatConverter.convert(n, SINGLE, DOUBLE, v[0]), 32);
        FloatCheck.costs(359, (n, v) -> FloatConverter.convert(n, DOUBLE, SINGLE, v[0]), 64);
    }

    private static void fromCounts(FloatFormat format, int i32, int u32, int i64, int u64) {
        FloatCheck.costs(i32, (n, v) -> FloatConverter.fromInteger(n, format, v[0], true), 32);
        FloatCheck.costs(u32, (n, v) -> FloatConverter.fromInteger(n, format, v[0], false), 32);
        FloatCheck.costs(i64, (n, v) -> FloatConverter.fromInteger(n, format, v[0], true), 64);
        FloatCheck.costs(u64, (n, v) -> FloatConverter.fromInteger(n, format, v[0], false), 64);
    }

    private static void toCounts(FloatFormat format, int i32, int u32, int i64, int u64) {
        FloatCheck.costs(i32, (n, v) -> FloatConverter.toInteger(n, format, v[0], 32, true), format.width());
        FloatCheck.costs(u32, (n, v) -> FloatConverter.toInteger(n, format, v[0], 32, false), format.width());
        FloatCheck.costs(i64, (n, v) -> FloatConverter.toInteger(n, format, v[0], 64, true), format.width());
        FloatCheck.costs(u64, (n, v) -> FloatConverter.toInteger(n, format, v[0], 64, false), format.width());
    }

    private static long fromInteger(FloatFormat format, long word, int width, boolean signed) {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(word));
        BigInteger value = Check.read(unsigned, width, signed);
        return new ExactFloat(format).rounded(new ExactFloat.Ratio(value, BigInteger.ONE), false);
    }

    private static long toInteger(FloatFormat format, long word, int width, boolean signed) {
        ExactFloat exact = new ExactFloat(format);
        BigInteger greatest = SignedDigits.allOnes(signed ? width - 1 : width);
        BigInteger least = signed ? greatest.not() : BigInteger.ZERO;
        if (exact.isNan(word)) {
            return 0;
        }
        if (exact.isInfinite(word)) {
            return (exact.isNegative(word) ? least : greatest).longValue();
        }
        BigInteger truncated =
                exact.value(word).numerator().divide(exact.value(word).denominator());
        return truncated.min(greatest).max(least).longValue();
    }

    private static long converted(FloatFormat from, FloatFormat to, long word) {
        ExactFloat source = new ExactFloat(from);
        ExactFloat target = new ExactFloat(to);
        if (source.isNan(word)) {
            return target.nan();
        }
        boolean negative = source.isNegative(word);
        return source.isInfinite(word) ? target.infinity(negative) : target.rounded(source.value(word), negative);
    }

    private static List<long[]> integers(int width) {
        Random random = new Random(width);
        List<long[]> values = new ArrayList<>();
        for (int k = 0; k < SAMPLES; k++) {
            long value =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextLong() >>> random.nextInt(64);
                        case 1 -> -(random.nextLong() >>> random.nextInt(64));
                        case 2 -> (1L << random.nextInt(64)) + random.nextInt(5) - 2;
                        default -> (-1L << random.nextInt(64)) >>> random.nextInt(64);
                    };
            values.add(new long[] {width == 64 ? value : value & FloatCheck.mask(width)});
        }
        return values;
    }

    /** Exponents where singles are normal, subnormal, zero or infinite, and fractions beside the middle of two. */
    private static List<long[]> doublesOfSingleSize() {
        Random random = new Random(64);
        List<long[]> values = new ArrayList<>();
        for (int k = 0; k < SAMPLES; k++) {
            long fraction = random.nextInt(1 << 24) * (1L << 28) + (random.nextInt(3) - 1) * (long) random.nextInt(2);
            long exponent = 868L + random.nextInt(290);
            values.add(new long[] {random.nextLong() << 63 | exponent << 52 | fraction & FloatCheck.mask(52)});
        }
        return values;
    }
}
