package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.arithmetic.CarrylessModulus.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chooses how products of polynomials over GF(2) are made, by the fewest ANDs. Not for several threads. */
final class CarrylessPlans {

    /** Sums of coefficients whose products make all products of these sizes: the bits of a number say which are summed. */
    private static final int[][] FORMULAS = {
        {},
        {1},
        {1, 2, 3},
        {1, 2, 4, 3, 5, 6},
        {1, 2, 3, 4, 5, 8, 10, 12, 15},
        {1, 2, 3, 4, 5, 8, 13, 16, 20, 22, 24, 27, 31},
        {1, 2, 3, 6, 7, 8, 21, 22, 25, 27, 32, 38, 42, 45, 50, 54, 58}
    };

    /** Beyond it, solving for the coefficients takes too long. */
    private static final int MOST_RESIDUES = 1023;

    private static final int MOST_LOW = 8;
    private static final int FEWEST_RESIDUES = 4;

    /** Shorter low halves are cheapest from pairs. */
    private static final int FEWEST_SPLIT = 7;

    private static final int IMPOSSIBLE = Integer.MAX_VALUE / 2;

    private final Map<Long, Plan> products = new HashMap<>();
    private final Map<Integer, LowPlan> lows = new HashMap<>();

    /** How a product is made; the second factor has at least as many coefficients as the first. */
    sealed interface Plan {

        int ands();
    }

    /** Each coefficient times each. */
    record Schoolbook(int ands) implements Plan {}

    /** Products of sums of coefficients; both factors have as many. */
    record Formula(int ands, int[] sums) implements Plan {}

    /** The second factor in pieces as long as the first. */
    record Pieces(int ands) implements Plan {}

    /** Modulo several polynomials, of degrees that make as many coefficients as the product has. */
    record Residues(int ands, List<CarrylessModulus> moduli) implements Plan {}

    /** Three products of halves: Karatsuba, Ofman (1962). */
    record Halves(int ands) implements Plan {}

    /** How the low coefficients of a product are made. */
    enum LowWay {
        /** From products of sums of two coefficients. */
        PAIRS,
        /** With the high ones. */
        WHOLE,
        /** From a product of halves, and the low coefficients of two more. */
        HALVES
    }

    /** What the low coefficients of a product cost. */
    record LowPlan(int ands, LowWay way) {}

    /** What a product of {@code n <= m} coefficients costs at least. */
    Plan product(int n, int m) {
        long key = (long) n << 32 | m;
        Plan known = products.get(key);
        if (known == null) {
            known = choose(n, m);
            products.put(key, known);
        }
        return known;
    }

    private Plan choose(int n, int m) {
        Plan best = new Schoolbook(n * m);
        if (n == 1) {
            return best;
        }
        if (n == m && n < FORMULAS.length) {
            return new Formula(FORMULAS[n].length, FORMULAS[n]);
        }
        if (n < m) {
            int rest = m % n;
            int last = rest == 0 ? 0 : product(rest, n).ands();
            best = cheaper(best, new Pieces(m / n * product(n, n).ands() + last));
        }
        int half = (m + 1) / 2;
        if (n > half) {
            best = cheaper(
                    best,
                    new Halves(2 * product(half, half).ands()
                            + product(n - half, m - half).ands()));
        }
        int count = n + m - 1;
        return count < FEWEST_RESIDUES || count > MOST_RESIDUES ? best : cheaper(best, residues(n, m));
    }

    private static Plan cheaper(Plan a, Plan b) {
        return b.ands() < a.ands() ? b : a;
    }

    /** The knapsack of moduli with the least sum of their products' costs. */
    private Plan residues(int n, int m) {
        int count = n + m - 1;
        List<int[]> chosen = new ArrayList<>();
        List<List<CarrylessModulus>> groups = groups(m);
        int[] least = new int[count + 1];
        Arrays.fill(least, 1, least.length, IMPOSSIBLE);
        for (List<CarrylessModulus> group : groups) {
            int[] next = least.clone();
            int[] choice = new int[count + 1];
            for (int i = 0; i < group.size(); i++) {
                int degree = group.get(i).degree();
                int price = ands(group.get(i), n, m);
                for (int sum = 1; sum <= count; sum++) {
                    int total = least[Math.max(0, sum - degree)] + price;
                    if (total < next[sum]) {
                        next[sum] = total;
                        choice[sum] = i + 1;
                    }
                }
            }
            chosen.add(choice);
            least = next;
        }
        List<CarrylessModulus> moduli = new ArrayList<>();
        int left = count;
        for (int i = groups.size() - 1; i >= 0; i--) {
            int choice = chosen.get(i)[left];
            if (choice > 0) {
                moduli.add(groups.get(i).get(choice - 1));
                left = Math.max(0, left - moduli.getLast().degree());
            }
        }
        return new Residues(least[count], List.copyOf(moduli.reversed()));
    }

    /** Of each group one modulus at most. */
    private static List<List<CarrylessModulus>> groups(int m) {
        List<List<CarrylessModulus>> groups = new ArrayList<>();
        for (Kind kind : List.of(Kind.ZERO, Kind.ONE, Kind.INFINITY)) {
            List<CarrylessModulus> powers = new ArrayList<>();
            for (int degree = 1; degree <= Math.min(MOST_LOW, m - 1); degree++) {
                powers.add(CarrylessModulus.point(kind, degree));
            }
            groups.add(powers);
        }
        for (int degree = 2; degree <= Math.min(CarrylessModulus.MOST_DEGREE, m - 1); degree++) {
            CarrylessModulus.ofDegree(degree).forEach(modulus -> groups.add(List.of(modulus)));
        }
        return groups;
    }

    /** What a product modulo one of the moduli costs. */
    private int ands(CarrylessModulus modulus, int n, int m) {
        int degree = modulus.degree();
        if (modulus.kind() != Kind.IRREDUCIBLE) {
            return low(degree).ands;
        }
        return product(Math.min(n, degree), Math.min(m, degree)).ands();
    }

    /** What the low n coefficients of a product of n coefficients cost at least. */
    LowPlan low(int n) {
        LowPlan known = lows.get(n);
        if (known == null) {
            known = chooseLow(n);
            lows.put(n, known);
        }
        return known;
    }

    private LowPlan chooseLow(int n) {
        LowPlan best = new LowPlan(n + n * n / 4, LowWay.PAIRS);
        if (n < FEWEST_SPLIT) {
            return best;
        }
        int half = (n + 1) / 2;
        int whole = product(n, n).ands();
        int halves = product(half, half).ands() + 2 * low(n - half).ands;
        best = whole < best.ands ? new LowPlan(whole, LowWay.WHOLE) : best;
        return halves < best.ands ? new LowPlan(halves, LowWay.HALVES) : best;
    }
}
