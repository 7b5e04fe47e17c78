package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CarrylessMultiplierTest {

    private final CarrylessMultiplier multiplier = new CarrylessMultiplier();

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 7",
        "2, 2",
        "2, 3",
        "3, 3",
        "3, 8",
        "4, 4",
        "5, 5",
        "6, 6",
        "6, 7",
        "7, 7",
        "8, 8",
        "9, 13",
        "16, 16",
        "17, 40",
        "31, 33",
        "64, 64",
        "100, 3",
        "128, 128",
        "1, 500"
    })
    void multiply_anyFactors_isProduct(int n, int m) {
        Check.computes((net, in) -> multiplier.multiply(net, in[0], in[1]), in -> product(in[0], in[1]), n, m);
    }

    @Test
    void multiply_tooLongToSolve_isProduct() {
        Check.computes((net, in) -> multiplier.multiply(net, in[0], in[1]), in -> product(in[0], in[1]), 520, 515);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 33, 64})
    void multiplyLow_anyFactors_isLowHalf(int n) {
        Check.computes((net, in) -> multiplier.multiplyLow(net, in[0], in[1]), in -> product(in[0], in[1]), n, n);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 3",
        "3, 6",
        "4, 9",
        "5, 13",
        "6, 17",
        "7, 22",
        "8, 26",
        "16, 63",
        "32, 147",
        "64, 332",
        "128, 736"
    })
    void ands_equalSizes_areDocumented(int n, int ands) {
        assertEquals(ands, multiplier.ands(n, n));
        Check.costs(ands, (net, in) -> multiplier.multiply(net, in[0], in[1]), n, n);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 5", "4, 8", "5, 11", "8, 24", "16, 63", "32, 147"})
    void andsOfLow_documented(int n, int ands) {
        assertEquals(ands, multiplier.andsOfLow(n));
        Check.costs(ands, (net, in) -> multiplier.multiplyLow(net, in[0], in[1]), n, n);
    }

    @Test
    void ands_anySizes_areMost() {
        for (int n = 1; n <= 20; n++) {
            for (int m = n; m <= 64; m++) {
                Netlist net = new Netlist();
                multiplier.multiply(net, net.inputs(n), net.inputs(m));
                assertTrue(net.andCount() <= multiplier.ands(n, m), n + " times " + m);
            }
        }
    }

    private static BigInteger product(BigInteger a, BigInteger b) {
        BigInteger result = BigInteger.ZERO;
        for (int i = 0; i < b.bitLength(); i++) {
            if (b.testBit(i)) {
                result = result.xor(a.shiftLeft(i));
            }
        }
        return result;
    }
}
