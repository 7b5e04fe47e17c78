package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assignments at secret indices: what they compute, and the formulas that they cost. */
class SecretIndicesTest {

    private static final String HEAD = "program test;\nparty alice, bob;\n";

    private static String program(String element, int length, String index, String body) {
        return HEAD + "fn main(a: " + element + "[" + length + "] from alice, i: " + index + " from bob, j: " + index
                + " from bob, v: " + element + " from bob, c: bool from alice, d: bool from bob) -> (r: " + element
                + "["
                + length + "] to all) { let mut x = a; " + body + " return x; }";
    }

    @ParameterizedTest(name = "{0} bits, {1} elements, index {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "32 | 16 | uint<4> | if c { x[i] = v; }",
                "8 | 8 | uint<3> | if c { if d { x[i] = v; } }",
                "8 | 8 | uint<3> | if c && d { x[i] = v; }",
                "16 | 8 | uint<3> | if !c { } else { x[i] = v; }",
            })
    void elaborate_assignmentInBranch_costsItsElementsAndADecoderWithAnEnable(
            int width, int length, String index, String body) {
        int conditions = body.contains("d") ? 1 : 0;
        assertEquals(
                length * width + length - 1 + conditions,
                Shapes.andCount(program("uint<" + width + ">", length, index, body)));
    }

    @ParameterizedTest(name = "swap of {0} bits among {1}")
    @CsvSource({"16, 16, 4", "32, 16, 4", "8, 8, 3", "1, 4, 2"})
    void elaborate_swapAtTwoIndicesInRange_costsTwoElementsLessThanTwiceTheArrayAndTwoDecoders(
            int width, int length, int bits) {
        String body = "let t = x[i]; x[i] = x[j]; x[j] = t;";
        int decoder = length - bits - 1;
        assertEquals(
                2 * (length - 1) * width + 2 * decoder,
                Shapes.andCount(program("uint<" + width + ">", length, "uint<" + bits + ">", body)));
    }

    /** A row of which one entry is read is not selected as a whole, and costs no more than that entry. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u8[4][6] | a[i][2] | a[0][2], a[1][2], a[2][2], a[3][2]",
                "u8[5][4][6] | a[3][i][1] | a[3][0][1], a[3][1][1], a[3][2][1], a[3][3][1]",
                "u8[4][6] | a[i][1..4][2] | a[0][3], a[1][3], a[2][3], a[3][3]",
                "(u16, (u8, bool))[3] | a[i].1.0 | a[0].1.0, a[1].1.0, a[2].1.0",
            })
    void elaborate_partOfARead_isAReadOfTheParts(String array, String part, String parts) {
        String program = HEAD
                + "fn main(a: %s from alice, i: u3 from bob) -> (r: u8 to all) { let p: u8[%d] = [%s]; return %s; }";
        int count = parts.split(", ").length;
        String direct = program.formatted(array, count, parts, part);
        assertEquals(Shapes.andCount(program.formatted(array, count, parts, "p[i]")), Shapes.andCount(direct));
        Shapes.assertEqualsInterpretation(direct);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let t = x[i]; x[i] = x[j]; x[j] = t;",
                "let t = x[i]; let u = x[j]; x[i] = u; x[j] = t;",
                "let t = x[j]; x[j] = x[i]; x[i] = t; let u = x[j]; x[j] = x[i]; x[i] = u;",
                "if c { let t = x[i]; x[i] = x[j]; x[j] = t; }",
                "if c { let t = x[i]; x[i] = x[j]; x[j] = t; } else { x[i] = v; }",
                "if i < 3 { let t = x[i]; x[i] = x[j]; x[j] = t; } x[j] = x[i];",
                "if i < 3 { let t = x[i]; x[i] = x[j]; if c { x[j] = t; } else { x[j] = v; } }",
                // these are none
                "let t = x[i]; x[i] = x[j]; x[i] = t;",
                "let t = x[i]; x[i] = v; x[j] = t;",
                "let t = x[i]; x[i] = x[j]; let u = x[i]; x[j] = u; x[i] = t;",
                // one of two places
                "if c { x[i] = v; } else { x[j] = v; }",
                "if c { x[i] = v; } else { x[i] = x[j]; }",
                "if c { x[i] = v; x[j] = v; } else { if d { x[j] = 1; } }",
                "if c { if x[i] == v { x[i] = 0; } else { x[j] += 1; } }",
                "if c { x[i] = v; } else if d { x[i] += v; } else { x[j] = x[i]; }",
            })
    void elaborate_assignmentsAtSecretIndices_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program("uint<3>", 5, "uint<3>", body));
    }

    @Test
    void elaborate_flagsAssignedAtSecretIndicesInBothBranches_areWhatTheProgramSays() {
        Shapes.assertEqualsInterpretation(program("bool", 2, "uint<1>", "if c { x[i] = v; } else { x[j] = d; }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uint<3>", "int<3>", "u8"})
    void elaborate_swapOfRecords_isWhatTheProgramSays(String index) {
        Shapes.assertEqualsInterpretation(HEAD + "struct Item { key: uint<4>, flags: bool[2] }\n"
                + "fn main(a: Item[5] from alice, i: " + index + " from bob, j: " + index
                + " from bob, c: bool from bob)"
                + " -> (r: Item[5] to all) { let mut x = a; if c { let t = x[i]; x[i] = x[j]; x[j] = t; }"
                + " let u = x[j]; x[j] = x[i]; x[i] = u; return x; }");
    }

    @Test
    void elaborate_swapThroughTwoViewsOfTheSameBits_isWhatTheProgramSays() {
        Shapes.assertEqualsInterpretation(HEAD + "fn main(a: uint<2>[4] from alice, i: u1 from bob, j: u1 from bob)"
                + " -> (r: uint<4>[2] to all) { let mut x = a;"
                + " let pairs: uint<4>[2] = [(x[0] as uint<4>) | ((x[1] as uint<4>) << 2),"
                + " (x[2] as uint<4>) | ((x[3] as uint<4>) << 2)];"
                + " let t = pairs[i]; x[i] = x[j];"
                + " let mut y: uint<4>[2] = [(x[0] as uint<4>) | ((x[1] as uint<4>) << 2),"
                + " (x[2] as uint<4>) | ((x[3] as uint<4>) << 2)];"
                + " y[j] = t; return y; }");
    }

    @Test
    void elaborate_assignmentAtTwoIndicesOfAnOddGrid_sharesADecoder() {
        int places = 17 * 17;
        int decoders = 2 * 32 + 17;
        String program = HEAD + "fn main(a: bool[17][17] from alice, i: uint<5> from bob, j: uint<5> from bob)"
                + " -> (r: bool[17][17] to all) { let mut g = a; g[i][j] = true; return g; }";
        assertTrue(Shapes.andCount(program) <= 2 * places + decoders, () -> Shapes.andCount(program) + " ANDs");
    }
}
