package dev.sflmpc.compiler.optimise;

/**
 * A function freed of its linear structures: {@code f(x) = g(y) + added·x}, where <i>y</i> has as few variables as
 * possible.
 *
 * <p>A linear structure is a direction <i>a</i> with {@code f(x + a) + f(x)} constant; these directions are a vector
 * space, and <i>f</i> up to a linear function lives on the quotient. A variable that <i>f</i> does not depend on is a
 * linear structure, so the core has no idle variables.
 *
 * @param table the function <i>g</i>
 * @param dimension variables of <i>g</i>
 * @param forms for each variable of <i>g</i> the variables of <i>f</i> whose XOR it is
 * @param added the variables of <i>f</i> that are added to the output
 * @param pivots the variables of <i>f</i> that <i>g</i> takes as 0; the others are its variables, in order
 */
record Core(long table, int dimension, int[] forms, int added, int pivots) {

    static Core of(long table) {
        int[] correlation = Spectra.autocorrelation(Spectra.walsh(table));
        int[] basis = new int[Spectra.VARIABLES];
        int pivots = 0;
        for (int a = 1; a < Spectra.POINTS; a++) {
            if (Math.abs(correlation[a]) == Spectra.POINTS) {
                pivots = insert(basis, pivots, a);
            }
        }
        int added = 0;
        for (int p = 0; p < Spectra.VARIABLES; p++) {
            if ((pivots >>> p & 1) != 0 && correlation[basis[p]] < 0) {
                added |= 1 << p;
            }
        }
        int[] forms = forms(basis, pivots);
        return new Core(restrict(table, forms.length, pivots), forms.length, forms, added, pivots);
    }

    /** Keeps a reduced echelon basis: no basis vector has another one's pivot. */
    private static int insert(int[] basis, int pivots, int vector) {
        int v = vector;
        for (int p = 0; p < Spectra.VARIABLES; p++) {
            if ((pivots >>> p & 1) != 0 && (v >>> p & 1) != 0) {
                v ^= basis[p];
            }
        }
        if (v == 0) {
            return pivots;
        }
        int pivot = Integer.numberOfTrailingZeros(v);
        for (int p = 0; p < Spectra.VARIABLES; p++) {
            if ((pivots >>> p & 1) != 0 && (basis[p] >>> pivot & 1) != 0) {
                basis[p] ^= v;
            }
        }
        basis[pivot] = v;
        return pivots | 1 << pivot;
    }

    private static int[] forms(int[] basis, int pivots) {
        int[] forms = new int[Spectra.VARIABLES - Integer.bitCount(pivots)];
        int count = 0;
        for (int j = 0; j < Spectra.VARIABLES; j++) {
            if ((pivots >>> j & 1) == 0) {
                int form = 1 << j;
                for (int p = 0; p < Spectra.VARIABLES; p++) {
                    if ((pivots >>> p & 1) != 0 && (basis[p] >>> j & 1) != 0) {
                        form |= 1 << p;
                    }
                }
                forms[count++] = form;
            }
        }
        return forms;
    }

    /** The function where the pivot variables are 0, as one of the other variables. */
    private static long restrict(long table, int dimension, int pivots) {
        long result = 0;
        for (int y = 0; y < Spectra.POINTS; y++) {
            int x = 0;
            int bit = 0;
            for (int j = 0; j < Spectra.VARIABLES; j++) {
                if ((pivots >>> j & 1) == 0) {
                    x |= (y >>> bit++ & 1) << j;
                }
            }
            result |= (table >>> x & 1) << y;
        }
        return dimension == 0 ? -(table & 1) : result;
    }
}
