package dev.sflmpc.runtime.ot;

import java.util.Arrays;

/** A point of P-256, infinity among them. Immutable. Often secret: it has no text, and is compared nowhere. */
final class P256Point {

    private static final int N = P256Field.LIMBS;

    private final long[] coordinates;

    private P256Point(long[] coordinates) {
        this.coordinates = coordinates;
    }

    static P256Point infinity() {
        long[] coordinates = new long[P256Sum.LIMBS];
        System.arraycopy(P256Field.one(), 0, coordinates, N, N);
        return new P256Point(coordinates);
    }

    /** The point with these coordinates, which the caller has checked to be on the curve. */
    static P256Point affine(long[] x, long[] y) {
        long[] coordinates = Arrays.copyOf(x, P256Sum.LIMBS);
        System.arraycopy(y, 0, coordinates, N, N);
        System.arraycopy(P256Field.one(), 0, coordinates, 2 * N, N);
        return new P256Point(coordinates);
    }

    /** Takes the coordinates over. */
    static P256Point of(long[] coordinates) {
        return new P256Point(coordinates);
    }

    P256Point add(P256Point other) {
        long[] sum = new long[P256Sum.LIMBS];
        new P256Sum().add(coordinates, other.coordinates, sum);
        return new P256Point(sum);
    }

    P256Point negate() {
        long[] negated = coordinates.clone();
        for (int i = N; i < 2 * N; i++) {
            negated[i] = -negated[i];
        }
        return new P256Point(negated);
    }

    /** X, Y, Z; not a copy, and not to be changed. */
    long[] coordinates() {
        return coordinates;
    }

    /** The element Z. */
    long[] z() {
        return Arrays.copyOfRange(coordinates, 2 * N, 3 * N);
    }

    /** X or Y divided by Z. */
    byte[] affine(int coordinate, long[] inverseOfZ) {
        long[] quotient = new long[N];
        P256Field.multiply(coordinates, coordinate * N, inverseOfZ, 0, quotient, 0);
        return P256Field.toBytes(quotient, 0);
    }
}
