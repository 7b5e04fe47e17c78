package dev.sflmpc.compiler.interpret;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Seeded choices. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The bits of a float: often a special one, a small number, or one of an exponent near others'. */
    BigInteger floatBits(ValueType.Float type) {
        boolean single = type.widthBits() == Float.SIZE;
        int fractionBits = single ? 23 : 52;
        int bias = single ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
        BigInteger exponent =
                switch (random.nextInt(8)) {
                    case 0 -> BigInteger.valueOf(random.nextInt(2 * bias + 2));
                    case 1 -> BigInteger.valueOf(random.nextInt(3));
                    case 2 -> BigInteger.valueOf(2L * bias + 1 - random.nextInt(2));
                    default -> BigInteger.valueOf(bias + random.nextInt(2 * fractionBits) - fractionBits);
                };
        BigInteger sign = BigInteger.valueOf(random.nextInt(2)).shiftLeft(type.widthBits() - 1);
        return bits(fractionBits).or(exponent.shiftLeft(fractionBits)).or(sign);
    }

    /** A pattern of {@code width} bits, often one with few changes from bit to bit. */
    BigInteger bits(int width) {
        BigInteger range = BigInteger.ONE.shiftLeft(width);
        return switch (random.nextInt(8)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> range.subtract(BigInteger.ONE);
            case 2 -> range.shiftRight(1);
            case 3 -> range.shiftRight(1).subtract(BigInteger.ONE);
            case 4 -> BigInteger.valueOf(random.nextInt(8)).mod(range);
            default -> new BigInteger(width, random);
        };
    }
}
