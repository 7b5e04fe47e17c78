package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every number of {@code base-multiples.sfl}, computed again from the base point. */
class Ed25519TableTest {

    private static final Pattern NUMBER = Pattern.compile("0x([0-9a-f]+)");
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger P = TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER = TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665).multiply(inverse(BigInteger.valueOf(121666)));
    private static final Point BASE = new Point(
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            BigInteger.valueOf(4).multiply(inverse(BigInteger.valueOf(5))).mod(P));

    private record Point(BigInteger x, BigInteger y) {

        Point plus(Point other) {
            BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
            BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
            BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    sumX.multiply(inverse(BigInteger.ONE.add(product))).mod(P),
                    sumY.multiply(inverse(BigInteger.ONE.subtract(product))).mod(P));
        }

        Point times(BigInteger scalar) {
            Point result = new Point(BigInteger.ZERO, BigInteger.ONE);
            for (int i = scalar.bitLength() - 1; i >= 0; i--) {
                result = result.plus(result);
                result = scalar.testBit(i) ? result.plus(this) : result;
            }
            return result;
        }
    }

    private static BigInteger inverse(BigInteger number) {
        return number.mod(P).modInverse(P);
    }

    @Test
    void baseMultiples_all_areThoseOfTheBasePoint() {
        Iterator<MatchResult> numbers = NUMBER.matcher(
                        Sample.read(Sample.of("ed25519-sign").file("base-multiples.sfl")))
                .results()
                .iterator();
        BigInteger half = TWO.modInverse(ORDER);
        for (int window = 0; window < 7; window++) {
            Point[] teeth = new Point[9];
            for (int i = 0; i < teeth.length; i++) {
                teeth[i] =
                        BASE.times(TWO.pow(36 * window + 4 * i).multiply(half).mod(ORDER));
            }
            for (int entry = 0; entry < 256; entry++) {
                assertAddend(entry(teeth, entry), numbers);
            }
        }
        BigInteger start = TWO.pow(252).subtract(BigInteger.ONE).multiply(half);
        assertStart(start, numbers);
        assertStart(start.add(TWO.pow(252)), numbers);
        assertFalse(numbers.hasNext());
    }

    private static Point entry(Point[] teeth, int entry) {
        Point sum = teeth[8];
        for (int i = 0; i < 8; i++) {
            Point tooth = teeth[i];
            sum = sum.plus((entry >> i & 1) == 1 ? tooth : new Point(P.subtract(tooth.x), tooth.y));
        }
        return sum;
    }

    private static void assertAddend(Point point, Iterator<MatchResult> numbers) {
        assertNext(point.y.add(point.x), numbers);
        assertNext(point.y.subtract(point.x), numbers);
        assertNext(TWO.multiply(D).multiply(point.x).multiply(point.y), numbers);
    }

    private static void assertStart(BigInteger sixteenTimes, Iterator<MatchResult> numbers) {
        Point point =
                BASE.times(sixteenTimes.multiply(TWO.pow(4).modInverse(ORDER)).mod(ORDER));
        assertNext(point.x, numbers);
        assertNext(point.y, numbers);
        assertNext(point.x.multiply(point.y), numbers);
    }

    private static void assertNext(BigInteger expected, Iterator<MatchResult> numbers) {
        assertEquals(expected.mod(P), new BigInteger(numbers.next().group(1), 16));
    }
}
