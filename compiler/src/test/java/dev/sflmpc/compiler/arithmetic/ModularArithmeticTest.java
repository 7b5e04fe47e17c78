package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModularArithmeticTest {

    private static final BigInteger CURVE25519 = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger BRAINPOOL =
            new BigInteger("a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377", 16);

    private interface Operation {
        int[] apply(Netlist net, int[] a, int[] b);
    }

    private interface Reference {
        BigInteger apply(BigInteger a, BigInteger b);
    }

    @Test
    void operations_everySmallModulus_areExact() {
        for (int p = 2; p <= 36; p++) {
            check(BigInteger.valueOf(p));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "61",
                "7f",
                "ff",
                "100",
                "101",
                "d01",
                "3001",
                "3b9aca07",
                "1fffffffffffffff",
                "ffffffff00000001",
                "fffffffffffffffffffffffffffffffeffffffffffffffff",
                "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"
            })
    void operations_largerModuli_areExact(String p) {
        check(new BigInteger(p, 16));
    }

    @ParameterizedTest
    @CsvSource({"3, 9", "7, 3", "10, 11", "13, 12", "31, 12", "255, 12", "3329, 12", "3329, 24", "1000000007, 90"})
    void reduce_anyWidth_isTheRemainder(long p, int bits) {
        ModularArithmetic modular = new ModularArithmetic(BigInteger.valueOf(p));
        Check.computes((net, w) -> modular.reduce(net, w[0]), v -> v[0].mod(BigInteger.valueOf(p)), bits);
    }

    @ParameterizedTest
    @CsvSource({"3, 11", "5, 12", "7, 12", "9, 10", "10, 12", "13, 12", "15, 9", "17, 12", "60, 12", "65, 33", "96, 40"
    })
    void reduce_wordAndBit_isTheRemainderOfTheirSum(long p, int bits) {
        ModularArithmetic modular = new ModularArithmetic(BigInteger.valueOf(p));
        Check.computes(
                (net, w) -> modular.reduce(net, w[0], w[1][0]),
                v -> v[0].add(v[1]).mod(BigInteger.valueOf(p)),
                bits - 1,
                1);
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 3", "9, -3, 4", "15, 16, 4", "17, 11, 3", "5, -1, 4", "33, 31, 4", "3, 7, 4"})
    void digitSums_multiplesOfNumbers_areTheRemainder(long p, long factor, int bits) {
        BigInteger divisor = BigInteger.valueOf(p);
        ModularArithmetic modular = new ModularArithmetic(divisor);
        for (CyclicSum empty : modular.digitSums(8)) {
            Check.computes(
                    (net, w) -> {
                        CyclicSum sum = empty.empty();
                        sum.addMultiple(w[0], false, BigInteger.valueOf(factor));
                        sum.addMultiple(w[1], true, BigInteger.valueOf(-factor));
                        sum.addConstant(BigInteger.valueOf(-p - 1));
                        return modular.reduce(net, sum);
                    },
                    v -> v[0].subtract(Check.signed(v[1], bits))
                            .multiply(BigInteger.valueOf(factor))
                            .subtract(BigInteger.ONE)
                            .mod(divisor),
                    bits,
                    bits);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 32, 32", "7, 32, 35", "10, 32, 34", "60, 32, 35", "255, 32, 40", "7, 64, 68"})
    void reduce_divisorOfShortCycle_costsTheSumOfItsDigits(long p, int bits, int most) {
        ModularArithmetic modular = new ModularArithmetic(BigInteger.valueOf(p));
        int ands = Check.gates((net, w) -> modular.reduce(net, w[0]), bits).ands();
        assertTrue(ands <= most, ands + " ANDs");
    }

    @Test
    void montgomeryMultiply_evenModulus_isRefused() {
        ModularArithmetic modular = new ModularArithmetic(BigInteger.TEN);
        Netlist net = new Netlist();
        int[] word = net.inputs(4);
        assertThrows(IllegalStateException.class, () -> modular.montgomeryMultiply(net, word, word));
    }

    @Test
    void andCount_primesOf255And256Bits_isAsDocumented() {
        counts(CURVE25519, 764, 509, 33_269, 20_870, 35_260);
        counts(BRAINPOOL, 767, 511, 50_862, 38_200, 50_608);
    }

    private static void counts(BigInteger p, int add, int subtract, int multiply, int square, int montgomery) {
        ModularArithmetic modular = new ModularArithmetic(p);
        int n = modular.width();
        Check.costs(add, (net, w) -> modular.add(net, w[0], w[1]), n, n);
        Check.costs(subtract, (net, w) -> modular.subtract(net, w[0], w[1]), n, n);
        Check.costs(multiply, (net, w) -> modular.multiply(net, w[0], w[1]), n, n);
        Check.costs(square, (net, w) -> modular.square(net, w[0]), n);
        Check.costs(montgomery, (net, w) -> modular.montgomeryMultiply(net, w[0], w[1]), n, n);
    }

    private static void check(BigInteger p) {
        ModularArithmetic modular = new ModularArithmetic(p);
        check(p, modular::add, BigInteger::add);
        check(p, modular::subtract, BigInteger::subtract);
        check(p, modular::multiply, BigInteger::multiply);
        check(p, (net, a, b) -> modular.square(net, a), (a, b) -> a.multiply(a));
        if (p.testBit(0)) {
            BigInteger range = BigInteger.ONE.shiftLeft(modular.width());
            BigInteger inverse = range.modInverse(p);
            check(p, modular::montgomeryMultiply, (a, b) -> a.multiply(b).multiply(inverse));
            check(p, (net, a, b) -> modular.toMontgomery(net, a), (a, b) -> a.multiply(range));
            check(p, (net, a, b) -> modular.fromMontgomery(net, a), (a, b) -> a.multiply(inverse));
        }
    }

    /** Words that are not below p are reduced first, by subtracting it once. */
    private static void check(BigInteger p, Operation operation, Reference reference) {
        int n = p.bitLength();
        Check.computes(
                (net, w) -> operation.apply(net, below(net, p, w[0]), below(net, p, w[1])),
                v -> reference.apply(v[0].mod(p), v[1].mod(p)).mod(p),
                n,
                n);
    }

    private static int[] below(Netlist net, BigInteger p, int[] word) {
        int[] difference = Adder.subtractWithBorrow(net, word, Words.constant(p, word.length));
        return Selector.mux(net, difference[word.length], word, Words.slice(difference, 0, word.length));
    }
}
