package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of terms that count under conditions, as joins and group-bys have them, multiply once for what the terms share. */
class CommonFactorsTest {

    private static String join(String key, String value, int rows, String results, String body) {
        return """
                program test;
                party alice, bob;
                fn main(ka: KEY[N] from alice, va: VALUE[N] from alice, kb: KEY[N] from bob, vb: VALUE[N] from bob)
                    -> (s: VALUE to all, c: VALUE to all) {
                    let mut s: VALUE = 0;
                    let mut c: VALUE = 0;
                    for i in 0..N { for j in 0..N { BODY } }
                    return (RESULTS);
                }
                """.replace("KEY", key)
                .replace("VALUE", value)
                .replace("RESULTS", results)
                .replace("BODY", body)
                .replace("N", "" + rows);
    }

    /** Equalities, a mask and an addition for each pair, and a product for each row. */
    private static int joined(int rows) {
        return rows * rows * (15 + 32 + 31) + rows * 576;
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "8", "24"})
    void elaborate_sumOverAJoin_multipliesOnceForEachRow(int rows) {
        String text = join("uint<16>", "u32", rows, "s, c", "if ka[i] == kb[j] { s += va[i] * vb[j]; }");
        int ands = andCount(text);
        assertTrue(ands <= joined(rows), ands + " ANDs");
    }

    /** All products are taken for the rows of one side, none for those of the other. */
    @Test
    void elaborate_sumOverAJoinOfNarrowValues_multipliesForOneSideOnly() {
        String text = join("u8", "u16", 6, "s, c", "if ka[i] == kb[j] { s += va[i] * vb[j]; }");
        int ands = andCount(text);
        assertTrue(ands <= 6 * 6 * (7 + 16 + 15) + 6 * 145, ands + " ANDs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if ka[i] != kb[j] { s = s; } else { s = va[i] * vb[j] + s; }",
                "s += ((ka[i] == kb[j]) as u32) * va[i] * vb[j];",
                "if ka[i] == kb[j] { s += vb[j] * va[i]; }"
            })
    void elaborate_otherSpellingsOfAJoin_costTheSame(String body) {
        int ands = andCount(join("uint<16>", "u32", 8, "s, c", body));
        assertTrue(ands <= joined(8), ands + " ANDs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s += va[i]; c += 1;", "s -= va[i]; c -= 1;"})
    void elaborate_sumsUnderNestedConditions_countFirst(String body) {
        int ands = andCount(join("u8", "u32", 8, "s, c", "if ka[i] == kb[j] { if vb[j] > 100 { " + body + " } }"));
        assertTrue(ands <= 2_300, ands + " ANDs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if ka[i] == kb[j] { s += va[i] * vb[j]; c += va[i]; } else { s -= va[i] * vb[j]; c -= vb[j] * 3; }",
                "if ka[i] == kb[j] { s -= va[i] * va[i]; c += va[i] * va[j]; }",
                "if ka[i] < kb[j] && va[j] > 1 { s += vb[i]; c -= va[i] * vb[j]; } c += vb[j];",
                "if ka[i] == kb[j] { s += va[i]; } if ka[i] == kb[j] && va[i] == vb[j] { s += va[i]; c += 1; }",
                "s += ((ka[i] & kb[j]) & 1) as VALUE; c -= ((ka[i] & kb[i]) & 1) as VALUE;",
                "if ka[i] == 1 { if kb[j] == 1 { s += va[i]; } } if kb[j] == 1 { if ka[i] == 1 { s += va[i]; } }",
                "if ka[i] == kb[j] { if va[i] == 2 { s += va[i] * vb[j]; c += s; } }"
            })
    void elaborate_sumsOfMaskedTerms_computeWhatTheySay(String body) {
        for (String value : new String[] {"int<5>", "uint<3>", "uint<2>", "int<9>"}) {
            Shapes.assertEqualsInterpretation(join("uint<2>", value, 3, "s, c", body.replace("VALUE", value)));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 150", "15, 170"})
    void elaborate_oneWordAddedUnderManyConditions_isMultipliedByTheirCount(int conditions, int most) {
        String text = """
                program test;
                party alice, bob;
                fn main(a: u32 from alice, c: bool[N] from bob) -> (s: u32 to all) {
                    let mut s: u32 = 0;
                    for i in 0..N { if c[i] { s += a; } }
                    return s;
                }
                """.replace("N", "" + conditions);
        int ands = andCount(text);
        assertTrue(ands <= most, ands + " ANDs");
        Shapes.assertEqualsInterpretation(text);
    }

    private static String choice(String type, String body) {
        return """
                program test;
                party alice, bob;
                fn main(a: TYPE from alice, b: TYPE from alice, d: TYPE from bob, e: TYPE from bob, c: bool from bob)
                    -> (r: TYPE to all) {
                    let mut r: TYPE = 0;
                    BODY
                    return r;
                }
                """.replace("BODY", body).replace("TYPE", type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "577 | if c { r = a * d; } else { r = b * d; }",
                "577 | r = if c { a * d } else { d * b };",
                "609 | if c { r = a * d; } else { r = b * e; }",
                "640 | if c { r += e * b + a; } else { r += a * e - d; }",
                "287 | r = if c { a * a } else { e * e };",
                "606 | if c { r -= a * d; } else { r -= d * e; }",
                "545 | r = if c { a * d } else { d * a };"
            })
    void elaborate_productsInEitherBranch_costOneAndTheSelections(int most, String body) {
        int ands = andCount(choice("u32", body));
        assertTrue(ands <= most, ands + " ANDs");
        Shapes.assertEqualsInterpretation(choice("int<5>", body));
        Shapes.assertEqualsInterpretation(choice("uint<3>", body));
        Shapes.assertEqualsInterpretation(choice("u1", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if c { r = a * (d & 1); } else { r = (b & 1) * e; }",
                "if c { r = a * a; } else { r = b * e; } r += a * a;",
                "if c { r = a * d - b * e; } else { r = a * e + b * d - 3 * b; }",
                "let p = a * d; r = if c { p } else { b * e }; r ^= p;",
                "if a < b { r = a * b; } else { if c { r = d * e; } else { r = a * d; } }",
                "if a == 1 { r = a * b; } else { r = b * d; }"
            })
    void elaborate_productsInBranches_computeWhatTheySay(String body) {
        Shapes.assertEqualsInterpretation(choice("int<5>", body));
        Shapes.assertEqualsInterpretation(choice("uint<4>", body));
    }
}
