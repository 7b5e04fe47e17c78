package dev.sflmpc.runtime.ot;

import java.math.BigInteger;

/**
 * Sums and doubles of points of P-256 in projective coordinates, by formulas that hold for all points without exception:
 * Renes, Costello, Batina, "Complete addition formulas for prime order elliptic curves" (EUROCRYPT 2016), algorithms 4 and 6.
 *
 * <p>A point is 15 longs: X, Y, Z, elements of {@link P256Field}; infinity is (0, 1, 0). An object is scratch space for one
 * thread.
 */
final class P256Sum {

    static final int LIMBS = 3 * P256Field.LIMBS;

    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    private static final int N = P256Field.LIMBS;
    private static final int X1 = 0;
    private static final int Y1 = N;
    private static final int Z1 = 2 * N;
    private static final int X2 = 3 * N;
    private static final int Y2 = 4 * N;
    private static final int Z2 = 5 * N;
    private static final int T0 = 6 * N;
    private static final int T1 = 7 * N;
    private static final int T2 = 8 * N;
    private static final int T3 = 9 * N;
    private static final int T4 = 10 * N;
    private static final int X3 = 11 * N;
    private static final int Y3 = 12 * N;
    private static final int Z3 = 13 * N;
    private static final int CURVE_B = 14 * N;

    private final long[] w = new long[15 * N];

    P256Sum() {
        System.arraycopy(curveB(), 0, w, CURVE_B, N);
    }

    /** b of y^2 = x^3 - 3x + b. */
    static long[] curveB() {
        return P256Field.element(B);
    }

    /** {@code result = p + q}; the three may be the same. Algorithm 4. */
    void add(long[] p, long[] q, long[] result) {
        System.arraycopy(p, 0, w, X1, LIMBS);
        System.arraycopy(q, 0, w, X2, LIMBS);
        multiply(X1, X2, T0);
        multiply(Y1, Y2, T1);
        multiply(Z1, Z2, T2);
        crossProduct(X1, Y1, X2, Y2, T0, T1, T3);
        crossProduct(Y1, Z1, Y2, Z2, T1, T2, T4);
        crossProduct(X1, Z1, X2, Z2, T0, T2, Y3);
        multiply(CURVE_B, T2, Z3);
        subtract(Y3, Z3, X3);
        triple(X3, X3);
        subtract(T1, X3, Z3);
        add(T1, X3, X3);
        multiply(CURVE_B, Y3, Y3);
        triple(T2, T2);
        subtract(Y3, T2, Y3);
        subtract(Y3, T0, Y3);
        triple(Y3, Y3);
        triple(T0, T0);
        subtract(T0, T2, T0);
        multiply(T4, Y3, T1);
        multiply(T0, Y3, T2);
        multiply(X3, Z3, Y3);
        add(Y3, T2, Y3);
        multiply(T3, X3, X3);
        subtract(X3, T1, X3);
        multiply(T4, Z3, Z3);
        multiply(T3, T0, T1);
        add(Z3, T1, Z3);
        System.arraycopy(w, X3, result, 0, LIMBS);
    }

    /** {@code result = 2 p}; the two may be the same. Algorithm 6. */
    void twice(long[] p, long[] result) {
        System.arraycopy(p, 0, w, X1, LIMBS);
        multiply(X1, X1, T0);
        multiply(Y1, Y1, T1);
        multiply(Z1, Z1, T2);
        multiply(X1, Y1, T3);
        add(T3, T3, T3);
        multiply(X1, Z1, Z3);
        add(Z3, Z3, Z3);
        multiply(CURVE_B, T2, Y3);
        subtract(Y3, Z3, Y3);
        triple(Y3, Y3);
        subtract(T1, Y3, X3);
        add(T1, Y3, Y3);
        multiply(X3, Y3, Y3);
        multiply(X3, T3, X3);
        triple(T2, T2);
        multiply(CURVE_B, Z3, Z3);
        subtract(Z3, T2, Z3);
        subtract(Z3, T0, Z3);
        triple(Z3, Z3);
        triple(T0, T0);
        subtract(T0, T2, T0);
        multiply(T0, Z3, T0);
        add(Y3, T0, Y3);
        multiply(Y1, Z1, T0);
        add(T0, T0, T0);
        multiply(T0, Z3, Z3);
        subtract(X3, Z3, X3);
        multiply(T0, T1, Z3);
        add(Z3, Z3, Z3);
        add(Z3, Z3, Z3);
        System.arraycopy(w, X3, result, 0, LIMBS);
    }

    /** {@code to = a1·b2 + b1·a2} of {@code (a1 + b1)(a2 + b2)} and the products {@code a1·a2}, {@code b1·b2}. */
    private void crossProduct(int a1, int b1, int a2, int b2, int aProduct, int bProduct, int to) {
        add(a1, b1, X3);
        add(a2, b2, Z3);
        multiply(X3, Z3, to);
        subtract(to, aProduct, to);
        subtract(to, bProduct, to);
    }

    private void multiply(int a, int b, int to) {
        P256Field.multiply(w, a, w, b, w, to);
    }

    private void add(int a, int b, int to) {
        for (int i = 0; i < N; i++) {
            w[to + i] = w[a + i] + w[b + i];
        }
    }

    private void subtract(int a, int b, int to) {
        for (int i = 0; i < N; i++) {
            w[to + i] = w[a + i] - w[b + i];
        }
    }

    private void triple(int a, int to) {
        for (int i = 0; i < N; i++) {
            w[to + i] = 3 * w[a + i];
        }
    }
}
