package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multiplications in a field of characteristic two cost the same however they are spelled. */
final class FieldProductsTest {

    private static String program(String type, String body) {
        return "program test;\nparty alice, bob;\nfn main(a: " + type + " from alice, b: " + type + " from bob) -> (r: "
                + type + " to all) {\n" + body + "\n}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let mut r: u16 = 0; let mut x = a; for i in 0..16 { if (b >> i) & 1 == 1 { r ^= x; } "
                        + "let top = x >> 15; x <<= 1; if top == 1 { x ^= 43; } } return r;",
                "let mut r: u16 = 0; for i in 0..16 { let top = r >> 15; r <<= 1; if top == 1 { r ^= 43; } "
                        + "if (b >> (15 - i)) & 1 == 1 { r ^= a; } } return r;",
                "let mut r: u16 = 0; let mut x = a; let mut y = b; for i in 0..16 { r ^= x & (0 - (y & 1)); "
                        + "let top = x >> 15; x = (x << 1) ^ top * 43; y >>= 1; } return r;",
                "let mut r: u16 = 0; for i in 0..16 { if r & 0x8000 != 0 { r = (r << 1) ^ 43; } else { r <<= 1; } "
                        + "if b & (0x8000 >> i) != 0 { r ^= a; } } return r;"
            })
    void elaborate_wordsByShifts_costOfAProduct(String body) {
        String program = program("u16", body);
        assertEquals(63, Shapes.andCount(program));
        Shapes.assertEqualsInterpretation(program);
    }

    @Test
    void elaborate_bitsReducedAfterwards_costOfAProduct() {
        String program = program(
                "bool[8]",
                "let mut c: bool[15] = [false; 15];"
                        + "for i in 0..8 { for j in 0..8 { c[i + j] ^= a[i] & b[j]; } }"
                        + "for k in 0..7 { let i = 14 - k; if c[i] { c[i - 8] ^= true; c[i - 7] ^= true;"
                        + "c[i - 5] ^= true; c[i - 4] ^= true; } }"
                        + "let mut r: bool[8] = [false; 8]; for i in 0..8 { r[i] = c[i]; } return r;");
        assertEquals(26, Shapes.andCount(program));
        Shapes.assertEqualsInterpretation(program);
    }

    @Test
    void elaborate_negatedUnderACondition_isFree() {
        String program = program(
                "bool[3]", "let mut c = a; if a[0] & b[0] { c[1] = !(a[1] ^ (a[0] & b[1])); c[2] = !a[2]; } return c;");
        assertEquals(2, Shapes.andCount(program));
        Shapes.assertEqualsInterpretation(program);
    }
}
