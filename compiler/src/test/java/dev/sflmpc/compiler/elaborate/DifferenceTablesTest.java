package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of edit distance and longest common subsequence, written entry by entry. */
class DifferenceTablesTest {

    private static final String COST = "let cost: C = if s[i - 1] == t[j - 1] { 0 } else { 1 };"
            + " d[i][j] = min(min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);";
    private static final String IFS = "let mut best = d[i - 1][j - 1]; if s[i - 1] != t[j - 1] { best += 1; }"
            + " if d[i - 1][j] + 1 < best { best = d[i - 1][j] + 1; }"
            + " if d[i][j - 1] + 1 < best { best = d[i][j - 1] + 1; } d[i][j] = best;";
    private static final String EQUAL = "if s[i - 1] == t[j - 1] { d[i][j] = d[i - 1][j - 1]; } else"
            + " { d[i][j] = 1 + min(d[i - 1][j], min(d[i][j - 1], d[i - 1][j - 1])); }";
    private static final String BOTH = "let cost: C = if s[i - 1] == t[j - 1] { 0 } else { 1 };"
            + " let del = d[i - 1][j] + 1; let ins = d[i][j - 1] + 1; let sub = d[i - 1][j - 1] + cost;"
            + " d[i][j] = if del <= ins && del <= sub { del } else if ins <= sub { ins } else { sub };";
    private static final String NESTED = "let cost: C = if s[i - 1] == t[j - 1] { 0 } else { 1 };"
            + " let del = d[i - 1][j] + 1; let ins = d[i][j - 1] + 1; let sub = d[i - 1][j - 1] + cost;"
            + " if del < ins { d[i][j] = if del < sub { del } else { sub }; }"
            + " else { d[i][j] = if ins < sub { ins } else { sub }; }";
    private static final String SUBSEQUENCE =
            "d[i][j] = if s[i - 1] == t[j - 1] { d[i - 1][j - 1] + 1 } else" + " { max(d[i - 1][j], d[i][j - 1]) };";

    private static String table(String letter, String cell, int rows, int columns, boolean border, String entry) {
        return table(letter, cell, rows, columns, border, entry, "C", "d[R][S]");
    }

    private static String table(
            String letter,
            String cell,
            int rows,
            int columns,
            boolean border,
            String entry,
            String resultType,
            String result) {
        String text = "program test;\nparty alice, bob;\nfn main(s: L[R] from alice, t: L[S] from bob) -> (y: "
                + resultType + " to all) {\nlet mut d: C[R + 1][S + 1] = [[0; S + 1]; R + 1];\n"
                + (border ? "for i in 0..=R { d[i][0] = i; } for j in 0..=S { d[0][j] = j; }\n" : "")
                + "for i in 1..=R { for j in 1..=S { " + entry + " } }\nreturn " + result + ";\n}\n";
        return text.replaceAll("\\bL\\b", letter)
                .replaceAll("\\bC\\b", cell)
                .replaceAll("\\bR\\b", "" + rows)
                .replaceAll("\\bS\\b", "" + columns);
    }

    @ParameterizedTest
    @ValueSource(strings = {COST, IFS, EQUAL, BOTH})
    void elaborate_editDistance_isComputedByDifferences(String entry) {
        for (String cell : new String[] {"uint<8>", "int<32>"}) {
            int ands = andCount(table("uint<8>", cell, 6, 6, true, entry));
            assertTrue(ands <= 310, ands + " ANDs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COST, IFS, EQUAL, BOTH, NESTED})
    void elaborate_editDistance_isRightHoweverItIsWritten(String entry) {
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 5, 6, true, entry));
        Shapes.assertEqualsInterpretation(table("uint<2>", "int<16>", 6, 4, true, entry));
    }

    @Test
    void elaborate_almostTheLeastOfThree_keepsItsMeaning() {
        for (String entry : new String[] {
            BOTH.replace("del <= sub", "sub <= del"), BOTH.replace("&&", "||"), BOTH.replace("ins <= sub", "ins > sub")
        }) {
            Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 4, 4, true, entry));
        }
    }

    @Test
    void elaborate_editDistanceOf64Letters_staysBelow52416() {
        int ands = andCount(table("uint<8>", "uint<8>", 64, 64, true, COST));
        assertTrue(ands < 52_416, ands + " ANDs");
    }

    @Test
    void elaborate_longestCommonSubsequence_isComputedByDifferences() {
        String sum = "let equal = s[i - 1] == t[j - 1];"
                + " d[i][j] = max(max(d[i - 1][j], d[i][j - 1]), d[i - 1][j - 1] + equal as C);";
        int ands = andCount(table("uint<8>", "uint<8>", 8, 8, false, sum));
        assertTrue(ands <= 570, ands + " ANDs");
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 5, 6, false, sum));
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 6, 5, false, SUBSEQUENCE));
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 5, 5, false, SUBSEQUENCE, "C[S + 1]", "d[R]"));
    }

    @ParameterizedTest
    @CsvSource({
        "'C[S + 1]', 'd[R]'",
        "'C[R + 1][S + 1]', 'd'",
        "C, 'd[R][S] + d[2][3]'",
        "bool, 'd[R][S] > d[R - 1][S]'"
    })
    void elaborate_severalEntriesAskedFor_computeThemAll(String type, String result) {
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 4, 4, true, COST, type, result));
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<8>", 4, 5, true, IFS, type, result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // other costs
                "d[i][j] = min(min(d[i - 1][j] + 2, d[i][j - 1] + 1), d[i - 1][j - 1] + (if s[i - 1] == t[j - 1] { 0 } else { 3 }));",
                "d[i][j] = min(min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (s[i - 1] ^ t[j - 1]) as C);",
                // free ends, transposition, a band, a longest common substring
                "d[i][j] = min(min(d[i - 1][j], d[i][j - 1] + 1), d[i - 1][j - 1] + (if s[i - 1] == t[j - 1] { 0 } else { 1 }));",
                COST
                        + " if i > 1 { if j > 1 { if s[i - 1] == t[j - 2] && s[i - 2] == t[j - 1]"
                        + " { d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1); } } }",
                "if i > j + 1 { d[i][j] = 7; } else { " + COST + " }",
                "d[i][j] = if s[i - 1] == t[j - 1] { d[i - 1][j - 1] + 1 } else { 0 };",
                // almost minima
                "let a = d[i - 1][j] + 1; let b = d[i - 1][j - 1] + (s[i - 1] ^ t[j - 1]) as C; d[i][j] = if a < b { 1 } else { b };",
                "let a = d[i - 1][j] + 1; let b = d[i - 1][j - 1] + (s[i - 1] ^ t[j - 1]) as C; d[i][j] = if b < a { a } else { 2 };",
                // differences that wrap, clamped entries, not a neighbour at all
                "d[i][j] = min(d[i - 1][j] - 1, d[i][j - 1]) + (s[i - 1] & 1) as C;",
                "d[i][j] = min(5, max(d[i - 1][j], d[i][j - 1]) + (s[i - 1] & t[j - 1] & 1) as C);",
                "d[i][j] = max(d[i - 1][j - 1] + 1, t[j - 1] as C);",
                "d[i][j] = if s[i - 1] > t[j - 1] { d[i - 1][j] + 1 } else if s[i - 1] == 0 { d[i][j - 1] } else { d[j - 1][0] };"
            })
    void elaborate_otherTables_keepTheirMeaning(String entry) {
        for (String cell : new String[] {"int<8>", "uint<3>"}) {
            Shapes.assertEqualsInterpretation(table("uint<2>", cell, 4, 5, true, entry));
        }
    }

    @Test
    void elaborate_entriesThatWrap_keepTheirMeaning() {
        Shapes.assertEqualsInterpretation(table("uint<1>", "uint<2>", 3, 3, true, COST));
        Shapes.assertEqualsInterpretation(table("uint<1>", "int<3>", 3, 3, true, IFS));
    }
}
