package dev.sflmpc.runtime.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private static final String OUT_OF_RANGE = "out of range";

    /** fixed<8, 4>: units of 1/16 from -8 to 7.9375. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0e5, 0",
        "1, 16",
        "-1, -16",
        "0.0625, 1",
        "0.03125, 0",
        "0.031250000000000000001, 1",
        "0.09375, 2",
        "-0.03125, 0",
        "-0.09375, -2",
        "7.9375, 127",
        "7.96874, 127",
        "7.96875, out of range",
        "-8, -128",
        "-8.03125, -128",
        "-8.04, out of range",
        "1e0, 16",
        "10e-1, 16",
        "0.1E+1, 16",
        "1e999999999, out of range",
        "-1e99999999999999999999, out of range",
        "1e-999999999, 0",
        "1e-99999999999999999999, 0",
        "0e99999999999999999999, 0",
    })
    void units_ofFixed8_4_areTheNearest(String text, String expected) {
        Optional<BigInteger> units = NumberText.units(text, new ValueType.Fixed(8, 4));
        assertEquals(expected, units.map(BigInteger::toString).orElse(OUT_OF_RANGE));
    }

    @Test
    void units_longMantissaAndOppositeExponent_areExact() {
        String text = "0." + "0".repeat(4000) + "1e4001";
        assertEquals(Optional.of(BigInteger.valueOf(16)), NumberText.units(text, new ValueType.Fixed(8, 4)));
        String whole = "1" + "0".repeat(4000) + "e-4000";
        assertEquals(Optional.of(BigInteger.valueOf(16)), NumberText.units(whole, new ValueType.Fixed(8, 4)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void units_randomDecimals_agreeWithDivision(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            int width = 1 + random.nextInt(100);
            int fraction = random.nextInt(width + 1);
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(width + 8), random), random.nextInt(40))
                    .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
            BigInteger nearest = value.multiply(BigDecimal.TWO.pow(fraction))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toBigIntegerExact();
            Optional<BigInteger> expected = nearest.bitLength() < width ? Optional.of(nearest) : Optional.empty();
            String message = "seed " + seed + ": " + value + " as fixed<" + width + ", " + fraction + ">";
            assertEquals(expected, NumberText.units(value.toString(), new ValueType.Fixed(width, fraction)), message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, 0.0",
        "65536, 16, 1.0",
        "-1, 1, -0.5",
        "1, 4, 0.0625",
        "-128, 4, -8.0",
        "7, 0, 7.0",
        "100, 0, 100.0"
    })
    void decimal_ofUnits_isExactAndHasAPoint(long units, int fractionBits, String expected) {
        assertEquals(expected, NumberText.decimal(BigInteger.valueOf(units), fractionBits));
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "-12, -12", "0x1f, 31", "-0X1F, -31", "007, 7"})
    void integer_decimalOrHexadecimal_isRead(String text, long expected) {
        assertEquals(Optional.of(BigInteger.valueOf(expected)), NumberText.integer(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0x", "+1", " 1", "1 ", "1.0", "1e3", "1_000", "f", "--1", "0x-1", "١"})
    void integer_anythingElse_isNone(String text) {
        assertEquals(Optional.empty(), NumberText.integer(text));
    }
}
