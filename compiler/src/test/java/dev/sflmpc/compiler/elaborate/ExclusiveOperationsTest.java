package dev.sflmpc.compiler.elaborate;

import static dev.sflmpc.compiler.elaborate.Shapes.andCount;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of different branches cost what one of them costs, and the choice of its operands. */
class ExclusiveOperationsTest {

    private static final String FUNCTIONS = """
                fn risk(a: T, b: T) -> T {
                    let mut r: T = a;
                    for n in 0..3 { if r < b { r = (r ^ b) * a; } else { r = r - (b & a); } }
                    return r;
                }
                fn larger(t: T[8], a: T) -> T {
                    let mut n: T = 0;
                    for x in t { if x > a { n += 1; } }
                    return n / a;
                }
                """;

    private static String program(String type, String body) {
        return """
                program test;
                party alice, bob;
                FUNCTIONS
                fn main(c: bool from alice, k: uint<2> from bob, a: T from alice, b: T from alice, d: T from bob, e: T from bob,
                    f: T from bob, i: uint<3> from alice, j: uint<3> from bob, t: T[8] from bob) -> (x: T to all, y: T to all) {
                    let mut x: T = a;
                    let mut y: T = b;
                    BODY
                    return (x, y);
                }
                """.replace("BODY", body)
                .replace("FUNCTIONS", type.contains("<16,16>") || type.contains("float") ? "" : FUNCTIONS)
                .replace("T", type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u32 | if c { x = a / b; } else { x = d / e; } | 64 | x = a / b;",
                "u32 | if c { x = a / b; } else { y = d / e; } | 128 | x = a / b;",
                "u32 | if c { x = a / b + 1; } else { y = (d % e) ^ a; } | 200 | x = a / b; y = a % b;",
                "i32 | if c { x = a / b; } else { x = d / e; } | 64 | x = a / b;",
                "u32 | if k == 0 { x = a / b; } if k == 1 { x = d / e; } if k == 2 { y = e / f; } | 330 | x = a / b;",
                "u32 | if k == 0 { x = a / b; } else if k == 1 { x = d / e; } else { x = e / a; } | 140 | x = a / b;",
                "u32 | if c { x = a * b; } else { y = d * e; } | 128 | x = a * b;",
                "u32 | if c { x = a / 7; } else { y = d / 7; } | 100 | x = a / 7;",
                "u32 | if c { x = a << i; } else { x = d << j; } | 40 | x = a << i;",
                "u32 | if c { x = t[i]; } else { y = t[j] ^ a; } | 70 | x = t[i];",
                "u32 | if c { x = risk(a, b); } else { x = risk(d, e); } | 64 | x = risk(a, b);",
                "u32 | if c { x = risk(a, b) + 1; } else { y = risk(b, d) / 3; } | 300 | x = risk(a, b);",
                "u32 | if c { x = larger(t, a); } else { x = larger(t, b); } | 32 | x = larger(t, a);",
                "float32 | if c { x = a + b; } else { x = d - e; } | 64 | x = a + b;",
                "float32 | if c { x = a * b; } else { y = d * e; } | 128 | x = a * b;",
                "float32 | if c { x = sqrt(a); } else { x = sqrt(d); } | 36 | x = sqrt(a);",
                "fixed<16,16> | if c { x = a / b; } else { x = d / e; } | 80 | x = a / b;"
            })
    void elaborate_operationsOfDifferentBranches_costOne(String type, String body, int choice, String single) {
        int ands = andCount(program(type, body));
        int most = andCount(program(type, single)) + choice;
        assertTrue(ands <= most, ands + " ANDs, more than " + most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if c { x = a / b; } else { x = d / e; }",
                "if c { x = a / b; } else { y = d / e; } if k == 1 { y = x / f; }",
                "x = a / b; if c { y = x / d; } else { y = e / f; }",
                "if c { x = a / b; } else { y = d / e; } x = x + a / b;",
                "if k == 0 { x = a / b; } if k == 1 { x = d % e; } if k == 2 { y = e / f; } if k == 3 { y = f % e; }",
                "if k < 2 { if k == 0 { x = a / b; } else { x = d / e; } } else { y = a / e; x = b / f; }",
                "if c { x = a / b; if x == 1 { y = x / d; } } else { if a / d == 1 { y = b % e; } }",
                "let q = a / b; if q == 0 { x = d / e; } else { y = e / f; } if c { x = q; }",
                "if c { x = risk(a, b); } else { x = risk(d, e) + risk(a, a); }",
                "if c { x = risk(b, a); y = risk(d, e); } else { x = risk(x, 1); y = risk(e, risk(f, d)); }",
                "if c { x = larger(t, a) + risk(a, b); } else { if k == 1 { y = larger(t, b); } else { y = risk(a, e); } }",
                "if c { x = t[i]; } else { y = t[j] + 1; }",
                "if c { x = a * b; } else { y = (d * e) / 3; }",
                "if c { x = a / 3; } else { y = d / 3; } if c { y = y % 3; } else { x = x % 3; }",
                "if c && k == 2 { x = a << i; } else { if c { x = d << j; } y = e << i; }",
                "if c { x = saturating_mul(a, b); } else { y = saturating_mul(d, e); }",
                "for n in 0..4 { if c == (t[n] < a) { x = x / t[n]; } else { y = t[n + 4] / y; } }"
            })
    void elaborate_operationsOfDifferentBranches_computeWhatTheySay(String body) {
        Shapes.assertEqualsInterpretation(program("int<4>", body));
    }

    /** In the case where words are complements of each other, products share gates, which takes XORs. */
    @Test
    void elaborate_moreGatesInOneCase_compiles() {
        Shapes.assertEqualsInterpretation("""
                program test;
                party alice, bob;
                fn main(s: bool from alice, x: u16 from alice, z: u16 from bob, a: u8 from alice, b: u8 from bob)
                    -> (p: u16[16] to all, q: u8 to all) {
                    let m: u16 = if s { 0xffff } else { 0 };
                    let u = x ^ m;
                    let v = z ^ m;
                    let mut p: u16[16] = [0; 16];
                    for k in 0..16 { p[k] = (x & rotate_left(z, k)) ^ (u & rotate_left(v, k) & 0x5555); }
                    let q = if s { a / b } else { b / a };
                    return (p, q);
                }
                """);
    }
}
