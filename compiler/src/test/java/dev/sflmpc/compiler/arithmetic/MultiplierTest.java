package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiplierTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 23, 26, 32, 47, 64, 65, 128})
    void multiply_anyOperands_isProductModuloPowerOfTwo(int n) {
        Check.computes((net, w) -> Multiplier.multiply(net, w[0], w[1]), v -> v[0].multiply(v[1]), n, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 23, 32, 42, 64, 128})
    void multiplyWide_anyOperands_isWholeProduct(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> Multiplier.multiplyWide(net, w[0], w[1], signed),
                    v -> Check.read(v[0], n, signed).multiply(Check.read(v[1], n, signed)),
                    n,
                    n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 11, 12, 16, 32, 37, 64, 65, 96, 128, 129})
    void square_anyOperand_isSquare(int n) {
        Check.computes((net, w) -> Multiplier.square(net, w[0]), v -> v[0].pow(2), n);
        Check.computes((net, w) -> Multiplier.squareWide(net, w[0], false), v -> v[0].pow(2), n);
        Check.computes(
                (net, w) -> Multiplier.squareWide(net, w[0], true),
                v -> Check.signed(v[0], n).pow(2),
                n);
    }

    @Test
    void product_factorsOfAllShapes_isExact() {
        for (int shape = 0; shape < 4 * 5 * 5; shape++) {
            product(1 + shape / 4 % 5, (shape & 1) != 0, 1 + shape / 20, (shape & 2) != 0);
        }
        product(64, true, 9, false);
        product(31, false, 33, true);
        product(80, false, 30, false);
    }

    private static void product(int widthA, boolean signedA, int widthB, boolean signedB) {
        int whole = widthA + widthB;
        for (int width = 1; width <= whole + 2; width += 1 + whole / 8) {
            int result = width;
            Check.computes(
                    (net, w) -> Multiplier.product(net, w[0], signedA, w[1], signedB, result),
                    v -> Check.read(v[0], widthA, signedA).multiply(Check.read(v[1], widthB, signedB)),
                    widthA,
                    widthB);
        }
    }

    @Test
    void product_everyConstant_isExact() {
        for (int constant = -40; constant <= 40; constant++) {
            BigInteger factor = BigInteger.valueOf(constant);
            int[] word = Words.constant(factor, 8);
            for (int width = 1; width <= 11; width += 2) {
                int result = width;
                Check.computes(
                        (net, w) -> Multiplier.product(net, w[0], false, word, true, result),
                        v -> v[0].multiply(factor),
                        3);
                Check.computes(
                        (net, w) -> Multiplier.product(net, word, true, w[0], true, result),
                        v -> Check.signed(v[0], 3).multiply(factor),
                        3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedcba9876543210", "aaaaaaaaaaaaaaab", "5851f42d4c957f2d", "8000000000000001"})
    void multiply_longConstants_isExact(String hex) {
        BigInteger constant = new BigInteger(hex, 16);
        for (int n : new int[] {64, 77, 128}) {
            Check.computes(
                    (net, w) -> Multiplier.multiply(net, w[0], Words.constant(constant, n)),
                    v -> v[0].multiply(constant),
                    n);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 3",
        "3, 7",
        "4, 13",
        "5, 18",
        "8, 41",
        "16, 145",
        "32, 545",
        "64, 2016",
        "128, 7212",
        "256, 24504"
    })
    void andCount_multiply_isAsDocumented(int n, int ands) {
        Check.costs(ands, (net, w) -> Multiplier.multiply(net, w[0], w[1]), n, n);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 6, 6",
        "4, 23, 22",
        "8, 79, 78",
        "16, 287, 286",
        "32, 1024, 992",
        "64, 3318, 3257",
        "128, 10454, 10328"
    })
    void andCount_multiplyWide_isAsDocumented(int n, int unsigned, int signed) {
        Check.costs(unsigned, (net, w) -> Multiplier.multiplyWide(net, w[0], w[1], false), n, n);
        Check.costs(signed, (net, w) -> Multiplier.multiplyWide(net, w[0], w[1], true), n, n);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2, 9, 8",
        "8, 14, 37, 34",
        "16, 62, 141, 134",
        "32, 254, 541, 526",
        "64, 1022, 1866, 1928",
        "128, 3871, 6156, 6282"
    })
    void andCount_square_isAsDocumented(int n, int truncated, int unsigned, int signed) {
        Check.costs(truncated, (net, w) -> Multiplier.square(net, w[0]), n);
        Check.costs(unsigned, (net, w) -> Multiplier.squareWide(net, w[0], false), n);
        Check.costs(signed, (net, w) -> Multiplier.squareWide(net, w[0], true), n);
    }

    @Test
    void andCount_narrowFactors_isTheirNarrowPrice() {
        Check.costs(
                1024,
                (net, w) -> Multiplier.multiply(net, Words.zeroExtend(w[0], 64), Words.zeroExtend(w[1], 64)),
                32,
                32);
        Check.costs(
                992,
                (net, w) -> Multiplier.multiply(net, Words.signExtend(w[0], 64), Words.signExtend(w[1], 64)),
                32,
                32);
        Check.costs(
                545,
                (net, w) -> Multiplier.multiply(net, Words.shiftedLeft(w[0], 16, 48), Words.zeroExtend(w[1], 48)),
                32,
                32);
        Check.costs(32, (net, w) -> Multiplier.multiply(net, w[0], Words.zeroExtend(w[1], 32)), 32, 1);
        Check.costs(254, (net, w) -> Multiplier.multiply(net, w[0], w[0]), 32);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "2, 0",
        "1024, 0",
        "-1, 30",
        "3, 30",
        "5, 29",
        "7, 30",
        "10, 28",
        "100, 50",
        "255, 30",
        "1000003, 105",
        "16843009, 38",
        "2147483648, 0"
    })
    void andCount_constantFactor_isAsFewAdditions(long constant, int ands) {
        Check.costs(ands, (net, w) -> Multiplier.multiply(net, w[0], Check.constant(constant, 32)), 32);
    }

    @Test
    void addProduct_sumOfProducts_costsNoFinalAdditions() {
        Check.Circuit dot = (net, w) -> {
            ColumnSum sum = new ColumnSum(w[0].length);
            for (int i = 0; i < w.length; i += 2) {
                Multiplier.addProduct(net, sum, w[i], w[i + 1]);
            }
            return sum.sum(net);
        };
        Check.computes(dot, v -> v[0].multiply(v[1]).add(v[2].multiply(v[3])), 3, 3, 3, 3);
        Check.computes(dot, v -> v[0].multiply(v[1]).add(v[2].multiply(v[3])), 24, 24, 24, 24);
        Check.costs(545 * 2, dot, 32, 32, 32, 32);
    }

    /** Against what is left of a word, of all widths and with copies of the sign. */
    @Test
    void subtractProduct_ofAnyWords_isExactAndCostsWhatAddingCosts() {
        for (int width : new int[] {4, 6, 9}) {
            for (boolean signed : new boolean[] {false, true}) {
                Check.Circuit rest = (net, w) -> {
                    ColumnSum sum = new ColumnSum(width);
                    sum.add(Words.extend(w[2], width, false), 0);
                    Multiplier.subtractProduct(
                            net, sum, Words.extend(w[0], width, signed), Words.extend(w[1], width, signed));
                    return sum.sum(net);
                };
                Check.computes(
                        rest,
                        v -> v[2].subtract(
                                signed ? Check.signed(v[0], 4).multiply(Check.signed(v[1], 4)) : v[0].multiply(v[1])),
                        4,
                        4,
                        4);
            }
        }
        Check.Circuit both = (net, w) -> {
            ColumnSum sum = new ColumnSum(w[0].length);
            Multiplier.addProduct(net, sum, w[0], w[1]);
            Multiplier.subtractProduct(net, sum, w[2], w[3]);
            return sum.sum(net);
        };
        Check.computes(both, v -> v[0].multiply(v[1]).subtract(v[2].multiply(v[3])), 24, 24, 24, 24);
        Check.costs(545 * 2, both, 32, 32, 32, 32);
    }

    @Test
    void multiply_thousandsOfBits_isExactAndSubquadratic() {
        int n = 1024;
        Netlist net = new Netlist();
        int[] product = Multiplier.multiplyWide(net, net.inputs(n), net.inputs(n), false);
        assertTrue(product.length == 2 * n && net.andCount() < 300_000, () -> net.andCount() + " ANDs");
        Check.computes(
                (netlist, w) -> Multiplier.multiplyWide(netlist, w[0], w[1], true),
                v -> Check.signed(v[0], 300).multiply(Check.signed(v[1], 300)),
                300,
                300);
    }
}
