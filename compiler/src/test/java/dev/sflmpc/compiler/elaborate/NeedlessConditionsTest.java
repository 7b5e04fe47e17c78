package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions under which something is done that does nothing where they do not hold. */
class NeedlessConditionsTest {

    private static String program(int width, String body) {
        return "program test;\nparty alice, bob;\ntype Word = uint<" + width
                + ">;\nfn main(a: Word from alice, b: Word from bob, c: Word from bob) -> (r: Word to all) {\n"
                + "let mut x = a ^ b; let mut s = c; " + body + " return s ^ x; }";
    }

    /** As many gates as without the condition. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x > 0  | s += x % 10; x /= 10;",
                "x != 0 | s += x % 7;",
                "x != 0 | s += x * c;",
                "x > 0  | s -= x / 5; x = x % 5;",
            })
    void elaborate_conditionWithoutEffect_costsNothing(String condition, String step) {
        int with = Shapes.andCount(program(16, "if " + condition + " { " + step + " }"));
        int without = Shapes.andCount(program(16, step));
        assertTrue(with <= without, step + " costs " + with + " and not " + without);
    }

    /** A sum of two digits divides once. */
    @Test
    void elaborate_digitsWhileThereAreSome_costWhatDigitsCost() {
        String step = "s += x % 10; x /= 10;";
        int with = Shapes.andCount(program(16, ("if x > 0 { " + step + " }").repeat(2) + " x = 0;"));
        int without = Shapes.andCount(program(16, step.repeat(2) + " x = 0;"));
        assertTrue(with <= without, "costs " + with + " and not " + without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while x > 0 max 3 { s += x % 10; x /= 10; }",
                "if x != 3 { s += x * c; x -= 3; }",
                "if x < 12 { if x > 0 { s += x % 5; } }",
                "if x != 0 && c != 0 { s += x * c + x; }",
            })
    void elaborate_needlessConditions_areWhatTheProgramSays(String body) {
        Shapes.assertEqualsInterpretation(program(6, body));
    }
}
