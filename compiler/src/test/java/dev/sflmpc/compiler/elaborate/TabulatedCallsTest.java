package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.runtime.circuit.Program;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of functions of few secret bits. */
class TabulatedCallsTest {

    /** The inverse in GF(2^8), by powers: some 800 ANDs as written. */
    private static final String INVERSE = """
            program test;
            party alice, bob;
            fn double(a: u8) -> u8 { return if a >> 7 == 1 { a << 1 ^ 0x1b } else { a << 1 }; }
            fn times(a: u8, b: u8) -> u8 {
                let mut power = a;
                let mut product: u8 = 0;
                for i in 0..8 {
                    if b >> i & 1 == 1 { product ^= power; }
                    power = double(power);
                }
                return product;
            }
            fn inverse(a: u8) -> u8 {
                let mut square = a;
                let mut result: u8 = 1;
                for _i in 0..7 { square = times(square, square); result = times(result, square); }
                return result;
            }
            """;

    /** The ANDs of a program to which no pass over gates is applied. */
    private static long asElaborated(String text) {
        return andCount(compiled(text));
    }

    private static long andCount(Program program) {
        return program.blocks().stream().mapToLong(block -> block.andCount()).sum();
    }

    private static Program compiled(String text) {
        CompileOptions unoptimised = new CompileOptions(Map.of(), OptimiserOptions.ofLevel(0));
        return SflCompiler.compileText("test.sfl", text, unoptimised).program().orElseThrow();
    }

    @Test
    void call_largeFunctionOfOneByte_isItsTable() {
        String text = INVERSE + """
                fn main(a: u8[4] from alice, b: u8 from bob) -> (r: u8[4] to all) {
                    let mut r = a;
                    for i in 0..4 { r[i] = inverse(a[i] ^ b); }
                    return r;
                }
                """;
        assertEquals(4 * 32, asElaborated(text));
        Shapes.assertEqualsInterpretation(text);
    }

    @Test
    void call_aroundTheTableOfAnother_isOneTable() {
        String text = INVERSE + """
                fn substitute(a: u8) -> u8 {
                    let b = inverse(a);
                    return b ^ rotate_left(b, 1) ^ rotate_left(b, 2) ^ rotate_left(b, 3) ^ rotate_left(b, 4) ^ 0x63;
                }
                fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) { return substitute(substitute(a) ^ b); }
                """;
        assertEquals(2 * 32, asElaborated(text));
        Shapes.assertEqualsInterpretation(text);
    }

    @Test
    void call_ofSecretsThatAreConstantsOrTheSameInPart_hasATableOfItsOwn() {
        String text = INVERSE + """
                fn both(a: u8, b: u8) -> u8 { return inverse(a) ^ inverse(times(b, b)); }
                fn main(a: u8[2] from alice, b: u4 from bob) -> (r: u8[6] to all) {
                    return [both(a[0], a[0]), both(a[1], ~a[1]), both(a[0], 3), both(3, a[1]),
                            inverse(b as u8), inverse(b as u8 << 4 | 5)];
                }
                """;
        Shapes.assertEqualsInterpretation(text);
    }

    @Test
    void call_inABranchThatKnowsTheArgument_isRight() {
        String text = INVERSE + """
                fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) {
                    let mut r = inverse(b);
                    if a < 16 { r ^= inverse(a); } else { r = inverse(a ^ b); }
                    if b == 7 { r ^= inverse(b); }
                    return r ^ inverse(a);
                }
                """;
        Shapes.assertEqualsInterpretation(text);
    }

    @Test
    void call_thatReadsRandomBits_isExpandedEachTime() {
        String text = INVERSE + """
                fn masked(a: u8) -> u8 { return inverse(a) & random<u8>(); }
                fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) { return masked(a) ^ masked(b); }
                """;
        assertEquals(2 * 40, andCount(compiled(text)));
        assertEquals(2 * 8, compiled(text).random().widthBits());
    }

    /** What the first call's arguments say of each other holds for that call only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if p { r = if a > 9 { 17 } else { (a as u8) * 3 }; } | f(x < 5, x)",
                "if p { r = if a < 40 { 3 } else { (a as u8) ^ (a as u8 >> 5) }; }"
                        + " | f((x >> 5 == 1) && (x >> 4 & 1 == 1), x)",
                "if p && a != 0 { r = 7; } | f(x == 0, x)"
            })
    void call_argumentsThatKnowOfEachOther_tableOfThatCallOnly(String body, String first) {
        Shapes.assertEqualsInterpretation("""
                program test;
                party alice, bob;
                fn f(p: bool, a: u6) -> u8 {
                    let mut r = a as u8;
                    BODY
                    for i in 0..5 { r = (r * (r ^ 0x35)) ^ (r >> 3) ^ 0x5a; }
                    return r ^ 1;
                }
                fn main(x: u6 from alice, y: u6 from bob, n: bool from alice) -> (r: u8 to all, s: u8 to all) {
                    let first = FIRST;
                    return (first, f(n, y));
                }
                """.replace("BODY", body).replace("FIRST", first));
    }

    @Test
    void call_quotientOfTheOtherArguments_tableOfThatCallOnly() {
        Shapes.assertEqualsInterpretation("""
                program test;
                party alice, bob;
                fn f(q: u8, a: u8, b: u8) -> u8 {
                    let mut r = a - q * b;
                    for i in 0..5 { r = (r * (r ^ 0x35)) ^ (r >> 3) ^ 0x5a; }
                    return r ^ 1;
                }
                fn main(a: u3 from alice, b: u1 from bob, p: u3 from alice, c: u3 from alice, d: u1 from bob)
                    -> (r: u8 to all, s: u8 to all) {
                    let divisor = (b as u8) << 1 | 1;
                    let first = f(a as u8 / divisor, a as u8, divisor);
                    return (first, f(p as u8, c as u8, (d as u8) << 1 | 1));
                }
                """);
    }
}
