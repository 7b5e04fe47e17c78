package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.arithmetic.CarrylessModulus.Kind;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Products of polynomials over GF(2), which are multiplications without carries.
 *
 * <p>AND gates, for factors of n coefficients (schoolbook n^2, Karatsuba n^1.58): n = 2 3, 4 9, 5 13, 6 17, 8 26, 16 63,
 * 32 147, 64 332, 128 736. The AND depth is 1.
 *
 * <p>Small products are sums of few products of sums of coefficients: Montgomery, "Five, six, and seven-term Karatsuba-like
 * formulae" (IEEE Transactions on Computers 54, 2005); those here were found by the method of Barbulescu, Detrey, Estibals,
 * Zimmermann, "Finding optimal formulae for bilinear maps" (WAIFI 2012). Larger ones are put together from their residues
 * modulo irreducible polynomials and powers of x, x + 1 and infinity: Cenk, Özbudak, "Improved polynomial multiplication
 * formulas over F2 using Chinese remainder theorem" (IEEE Transactions on Computers 58, 2009).
 *
 * <p>Remembers what it has worked out for a size. Not for several threads.
 */
public final class CarrylessMultiplier {

    private final CarrylessPlans plans = new CarrylessPlans();
    private final Map<List<?>, BitSet[]> recombinations = new HashMap<>();

    public CarrylessMultiplier() {}

    /** The ANDs of a product of factors of {@code n} and {@code m} coefficients, at least one each. */
    public int ands(int n, int m) {
        return plans.product(Math.min(n, m), Math.max(n, m)).ands();
    }

    /** The ANDs of the lowest {@code n} coefficients of a product. */
    public int andsOfLow(int n) {
        return plans.low(n).ands();
    }

    /** All {@code a.length + b.length - 1} coefficients of a product, the lowest first. */
    public int[] multiply(Netlist net, int[] a, int[] b) {
        if (a.length > b.length) {
            return multiply(net, b, a);
        }
        return switch (plans.product(a.length, b.length)) {
            case CarrylessPlans.Schoolbook plan -> schoolbook(net, a, b);
            case CarrylessPlans.Formula plan -> byFormula(net, plan.sums(), a, b);
            case CarrylessPlans.Pieces plan -> inPieces(net, a, b);
            case CarrylessPlans.Residues plan -> fromResidues(net, plan.moduli(), a, b);
            case CarrylessPlans.Halves plan -> fromHalves(net, a, b);
        };
    }

    /** The lowest {@code a.length} coefficients of a product; both factors have as many. */
    public int[] multiplyLow(Netlist net, int[] a, int[] b) {
        int n = a.length;
        return switch (plans.low(n).way()) {
            case PAIRS -> lowFromPairs(net, a, b);
            case WHOLE -> Arrays.copyOf(multiply(net, a, b), n);
            case HALVES -> {
                int half = (n + 1) / 2;
                int[] result = Arrays.copyOf(multiply(net, Arrays.copyOf(a, half), Arrays.copyOf(b, half)), n);
                add(net, result, half, multiplyLow(net, Arrays.copyOf(a, n - half), Words.slice(b, half, n)));
                add(net, result, half, multiplyLow(net, Words.slice(a, half, n), Arrays.copyOf(b, n - half)));
                yield result;
            }
        };
    }

    private static int[] schoolbook(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                result[i + j] = net.xor(result[i + j], net.and(a[i], b[j]));
            }
        }
        return result;
    }

    private int[] byFormula(Netlist net, int[] sums, int[] a, int[] b) {
        BitSet[] members = Arrays.stream(sums)
                .mapToObj(sum -> BitSet.valueOf(new long[] {sum}))
                .toArray(BitSet[]::new);
        int[] left = sums(net, a, members);
        int[] right = sums(net, b, members);
        int[] products = new int[sums.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = net.and(left[i], right[i]);
        }
        return sums(net, products, recombinations.computeIfAbsent(List.of(a.length), key -> formula(a.length, sums)));
    }

    /** Which products each coefficient is the sum of. */
    private static BitSet[] formula(int n, int[] sums) {
        RowSpan span = new RowSpan();
        for (int sum : sums) {
            BitSet form = new BitSet(n * n);
            for (int i = 0; i < n * n; i++) {
                form.set(i, (sum >>> i / n & sum >>> i % n & 1) != 0);
            }
            span.add(form);
        }
        BitSet[] result = new BitSet[2 * n - 1];
        for (int power = 0; power < result.length; power++) {
            BitSet form = new BitSet(n * n);
            for (int i = 0; i < n * n; i++) {
                form.set(i, i / n + i % n == power);
            }
            result[power] = Objects.requireNonNull(span.express(form));
        }
        return result;
    }

    private int[] inPieces(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length + b.length - 1];
        for (int from = 0; from < b.length; from += a.length) {
            int[] piece = Words.slice(b, from, Math.min(b.length, from + a.length));
            add(net, result, from, multiply(net, a, piece));
        }
        return result;
    }

    private int[] fromHalves(Netlist net, int[] a, int[] b) {
        int half = (b.length + 1) / 2;
        int[] lowA = Arrays.copyOf(a, half);
        int[] lowB = Arrays.copyOf(b, half);
        int[] highA = Words.slice(a, half, a.length);
        int[] highB = Words.slice(b, half, b.length);
        int[] low = multiply(net, lowA, lowB);
        int[] high = multiply(net, highA, highB);
        add(net, lowA, 0, highA);
        add(net, lowB, 0, highB);
        int[] middle = multiply(net, lowA, lowB);
        int[] result = Arrays.copyOf(low, a.length + b.length - 1);
        add(net, middle, 0, low);
        add(net, middle, 0, high);
        add(net, result, 2 * half, high);
        add(net, result, half, middle);
        return result;
    }

    private int[] fromResidues(Netlist net, List<CarrylessModulus> moduli, int[] a, int[] b) {
        int[] residues =
                new int[moduli.stream().mapToInt(CarrylessModulus::degree).sum()];
        int from = 0;
        for (CarrylessModulus modulus : moduli) {
            int[] left = reduced(net, a, modulus);
            int[] right = reduced(net, b, modulus);
            System.arraycopy(residue(net, modulus, left, right), 0, residues, from, modulus.degree());
            from += modulus.degree();
        }
        int count = a.length + b.length - 1;
        return sums(net, residues, recombinations.computeIfAbsent(List.of(count, moduli), key -> solve(moduli, count)));
    }

    /** What a factor is modulo an irreducible polynomial of a higher degree is no longer than the factor. */
    private static int[] reduced(Netlist net, int[] factor, CarrylessModulus modulus) {
        boolean isShort = modulus.kind() == Kind.IRREDUCIBLE && factor.length < modulus.degree();
        return isShort ? factor : sums(net, factor, modulus.sums(factor.length));
    }

    private int[] residue(Netlist net, CarrylessModulus modulus, int[] a, int[] b) {
        if (modulus.kind() != Kind.IRREDUCIBLE) {
            return multiplyLow(net, a, b);
        }
        int[] product = multiply(net, a, b);
        return sums(net, product, modulus.sums(product.length));
    }

    /** Which residues each coefficient is the sum of. */
    private static BitSet[] solve(List<CarrylessModulus> moduli, int count) {
        RowSpan span = new RowSpan();
        for (CarrylessModulus modulus : moduli) {
            for (BitSet sum : modulus.sums(count)) {
                span.add(sum);
            }
        }
        BitSet[] result = new BitSet[count];
        for (int i = 0; i < count; i++) {
            BitSet unit = new BitSet();
            unit.set(i);
            result[i] = Objects.requireNonNull(span.express(unit));
        }
        return result;
    }

    /** {@code a_i b_j + a_j b_i = (a_i + a_j)(b_i + b_j) + a_i b_i + a_j b_j}. */
    private static int[] lowFromPairs(Netlist net, int[] a, int[] b) {
        int n = a.length;
        int[] squares = new int[n];
        for (int i = 0; i < n; i++) {
            squares[i] = net.and(a[i], b[i]);
        }
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i && i + j < n; j++) {
                int product = net.and(net.xor(a[i], a[j]), net.xor(b[i], b[j]));
                int both = net.xor(product, squares[i], squares[j]);
                result[i + j] = net.xor(result[i + j], both);
            }
            if (2 * i < n) {
                result[2 * i] = net.xor(result[2 * i], squares[i]);
            }
        }
        return result;
    }

    private static int[] sums(Netlist net, int[] terms, BitSet[] subsets) {
        SubsetSums sums = new SubsetSums(net, terms, subsets.length);
        return Arrays.stream(subsets).mapToInt(sums::sum).toArray();
    }

    private static void add(Netlist net, int[] sum, int from, int[] term) {
        for (int i = 0; i < term.length; i++) {
            sum[from + i] = net.xor(sum[from + i], term[i]);
        }
    }
}
