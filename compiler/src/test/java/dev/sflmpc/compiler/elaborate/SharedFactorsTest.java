package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of products in loops, whose factors meet several partners, and reads of one array. */
class SharedFactorsTest {

    private static String program(String parameters, String type, String body) {
        return "program test;\nparty alice, bob;\nfn main(" + parameters + ") -> (c: " + type
                + " to all) {\nlet mut c: " + type + " = " + zeros(type) + ";\n" + body + "\nreturn c;\n}\n";
    }

    private static String zeros(String type) {
        int bracket = type.lastIndexOf('[');
        return bracket < 0 ? "0" : "[" + zeros(type.substring(0, bracket)) + "; " + type.substring(bracket + 1);
    }

    private static String matrices(String entry, int size, String body) {
        String matrix = entry + "[" + size + "][" + size + "]";
        String loops = "for i in 0..N { for j in 0..N { for k in 0..N { " + body + " } } }";
        return program(
                "a: " + matrix + " from alice, b: " + matrix + " from bob", matrix, loops.replace("N", "" + size));
    }

    @ParameterizedTest
    @CsvSource({"3, 12228", "5, 47605", "8, 174224"})
    void elaborate_tripleLoop_costsSharedSquares(int size, int ands) {
        assertEquals(ands, andCount(matrices("uint<32>", size, "c[i][j] += a[i][k] * b[k][j];")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c[i][j] += a[i][k] * b[k][j];",
                "c[i][j] = b[k][j] * a[i][k] + c[i][j];",
                "c[j][i] += a[i][k] * b[j][k];",
                "c[i][j] += a[i][k] * a[j][k];",
                "c[i][j] += a[i][k] * b[k][j] + b[i][j];",
                "c[i][j] += a[i][k] * a[k][j];",
                "if k > 0 { c[i][j] = c[i][j] + a[i][k] * b[k][j] - a[k][0]; }",
                "c[i][j] += a[i][k] * (b[k][j] & 3);",
                "c[i][j] += (a[i][k] - b[i][k]) * (a[j][k] - b[j][k]);"
            })
    void elaborate_sumsWithSharedFactors_computeWhatTheySay(String body) {
        Shapes.assertEqualsInterpretation(matrices("uint<5>", 4, body));
        assertTrue(andCount(matrices("int<24>", 4, body)) < 4 * 4 * 4 * 330);
    }

    @Test
    void elaborate_gramMatrix_costsItsUpperHalf() {
        assertEquals(35_190, andCount(matrices("int<32>", 6, "c[i][j] += a[i][k] * a[j][k];")));
    }

    @ParameterizedTest
    @CsvSource({"uint<32>, uint<32>", "int<16>, int<32>", "uint<8>, uint<32>", "int<5>, int<8>", "int<3>, int<32>"})
    void elaborate_convolution_costsLessThanItsProducts(String factor, String sum) {
        String body = "for i in 0..12 { for k in 0..5 { c[i] += (a[i + k] as T) * (h[k] as T); } }".replace("T", sum);
        String text = program("a: " + factor + "[16] from alice, h: " + factor + "[5] from bob", sum + "[12]", body);
        Shapes.assertEqualsInterpretation(text);
        String one = program(
                "a: " + factor + " from alice, h: " + factor + " from bob",
                sum,
                "c = (a as T) * (h as T);".replace("T", sum));
        assertTrue(andCount(text) <= 60 * andCount(one) + 12 * 4 * 32, andCount(text) + " ANDs");
    }

    @Test
    void elaborate_complexProducts_shareSquaresOfWhatIsSubtractedToo() {
        String body = "for i in 0..4 { for j in 0..4 { for k in 0..4 {"
                + " c[i][j] += a[i][k] * b[k][j] - p[i][k] * q[k][j] + 3 * a[i][k] - 7; } } }";
        String text = program(
                "a: uint<6>[4][4] from alice, b: uint<6>[4][4] from bob, p: uint<6>[4][4] from alice, q: uint<6>[4][4] from bob",
                "uint<6>[4][4]",
                body);
        Shapes.assertEqualsInterpretation(text);
        int wide = andCount(text.replace("uint<6>", "int<32>"));
        assertTrue(wide < 128 * 490, wide + " ANDs");
    }

    @Test
    void elaborate_convolutionOf32Bits_sharesTheSquaresOfItsWindow() {
        String body = "for i in 0..12 { for k in 0..5 { c[i] += a[i + k] * h[k]; } }";
        assertEquals(23_853, andCount(program("a: u32[16] from alice, h: u32[5] from bob", "u32[12]", body)));
    }

    @Test
    void elaborate_outerProduct_costsOneSquareEach() {
        String body = "for i in 0..8 { for j in 0..8 { c[i][j] = a[i] * b[j]; } }";
        assertEquals(25_088, andCount(program("a: i32[8] from alice, b: i32[8] from bob", "i32[8][8]", body)));
    }

    @Test
    void elaborate_matrixTimesVector_staysWithProducts() {
        String body = "for i in 0..4 { for k in 0..4 { c[i] += a[i][k] * b[k]; } }";
        assertEquals(8708, andCount(program("a: u32[4][4] from alice, b: u32[4] from bob", "u32[4]", body)));
    }

    @Test
    void elaborate_partialSumThatIsAnOutput_isMadeAsWell() {
        Shapes.assertEqualsInterpretation("""
                program test;
                party alice, bob;
                fn main(a: int<6>[3][3] from alice, b: int<6>[3][3] from bob)
                    -> (c: int<6>[3][3] to all, d: int<6>[3][3] to all) {
                    let mut c = b;
                    let mut d = a;
                    for i in 0..3 { for j in 0..3 { for k in 0..3 {
                        c[i][j] += a[i][k] * b[k][j];
                        if k == 1 { d[i][j] = c[i][j] ^ 5; }
                    } } }
                    return (c, d);
                }
                """);
    }

    @ParameterizedTest
    @CsvSource({"2, 3154", "8, 9640"})
    void elaborate_readsOfOneArray_shareTheProductsOfItsEntries(int reads, int ands) {
        String body = "for r in 0..N { c[r] = t[i[r]]; }".replace("N", "" + reads);
        assertEquals(
                ands,
                andCount(program(
                        "t: u32[64] from alice, i: uint<6>[" + reads + "] from bob", "u32[" + reads + "]", body)));
    }

    @Test
    void elaborate_readsThatFollowEachOther_shareTheirArray() {
        String body = "let mut at = i; for r in 0..6 { at = t[at]; c[r] = at; }";
        String text = program("t: uint<4>[16] from alice, i: uint<4> from bob", "uint<4>[6]", body);
        Shapes.assertEqualsInterpretation(text);
        assertTrue(andCount(text) < 6 * 15 * 4, andCount(text) + " ANDs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for r in 0..4 { c[r] = t[i[r]]; }",
                "for r in 0..4 { c[r] = t[i[r] / 2] + t[i[r] & 7]; }",
                "let mut u = t; for r in 0..4 { c[r] = u[i[r]]; u[i[r]] = c[0]; }",
                "for r in 0..4 { c[r] = t[i[r]] ^ t[i[0]]; } c[1] = t[3];"
            })
    void elaborate_readsOutOfRangeOrOfChangedArrays_keepTheirMeaning(String body) {
        Shapes.assertEqualsInterpretation(
                program("t: uint<3>[11] from alice, i: uint<5>[4] from bob", "uint<3>[4]", body));
    }
}
