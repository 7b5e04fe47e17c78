package dev.sflmpc.compiler.elaborate;

import org.junit.jupiter.api.Test;

/** Small programs that were compiled wrongly once, or that go through a corner of elaboration. */
class MinimalProgramsTest {

    private static void check(String main, String... declarations) {
        Shapes.assertEqualsInterpretation(
                "program test;\nparty alice, bob;\n" + String.join("\n", declarations) + "\n" + main);
    }

    @Test
    void elaborate_whileConditionThatAssigns_carriesWhatItAssigns() {
        check("""
            fn main(x: uint<8> from alice, n: uint<8> from bob) -> (y: uint<8> to all, z: uint<8> to all) {
                let mut y = x;
                let mut z: uint<8> = 0;
                while ({ y = y * 3 + 1; y > n }) max 9 { z += 1; }
                return (y, z);
            }
            """);
    }

    @Test
    void elaborate_whileConditionThatReturns_returnsOnlyWhileTheLoopRuns() {
        check("""
            fn main(x: uint<8> from alice, n: uint<8> from bob) -> (y: uint<8> to all) {
                let mut y = x;
                while ({ if y == n { return 77; } y = y * 3 + 1; y > 40 }) max 7 { y -= 2; }
                return y;
            }
            """);
    }

    @Test
    void elaborate_indexThatAssigns_carriesWhatItAssigns() {
        check("""
            fn main(a: uint<4>[6] from alice, n: uint<3> from bob) -> (b: uint<4>[6] to all, m: uint<3> to all) {
                let mut b = a;
                let mut m = n;
                for i in 0..6 { b[({ m = m + 1; m })] = a[i] + 1; }
                return (b, m);
            }
            """);
    }

    @Test
    void elaborate_returnedBlockThatReturns_keepsTheFirstResult() {
        check("""
            fn main(x: uint<4> from alice, p: bool from bob) -> (y: uint<4> to all) {
                if p { return ({ if x > 3 { return x; } let t = x + 7; t }); }
                return 1;
            }
            """);
    }

    @Test
    void elaborate_elementOfOverlayThatIsItsOldSelf_isStoredOverTheBase() {
        check("""
            fn main(a: int<4>[8] from bob, b: int<4>[8] from alice) -> (x: int<4>[8] to all, y: int<4>[8] to bob) {
                let mut x = a;
                let mut y = b;
                for i in 0..=5 {
                    y[0] = ((b[0] >= 0x4) as int<4>);
                    (x[1], y[7]) = (y[7], x[1]);
                    x[(6 - i)] |= i;
                }
                return (x, y);
            }
            """);
    }

    @Test
    void elaborate_arraysThatAreSwappedAndWritten_keepTheirElements() {
        check("""
            fn main(a: uint<3>[7] from alice, b: uint<3>[7] from bob, p: bool from bob)
                -> (x: uint<3>[7] to all, y: uint<3>[7] to all, z: uint<3>[7] to all) {
                let mut x = a;
                let mut y = b;
                let mut z = a;
                for i in 0..6 {
                    (x, y) = (y, x);
                    x[i] = y[6 - i];
                    let old = x;
                    if p { y[i + 1] = old[6 - i]; } else { x[5 - i] += 1; }
                    z = old;
                    z[i] ^= x[i];
                }
                return (x, y, z);
            }
            """);
    }

    @Test
    void elaborate_partsOfStructsInLoops_areWrittenInPlace() {
        check("""
            fn main(s: S from alice, k: uint<3> from bob) -> (r: S to all) {
                let mut r = s;
                for i in 0..5 {
                    for j in 0..3 {
                        r.rows[i][j] = s.rows[4 - i][j] + r.last[j];
                        r.last[k] = r.rows[i][2 - j];
                    }
                    (r.rows[i], r.last) = (r.last, r.rows[4 - i]);
                }
                return r;
            }
            """, "struct S { rows: uint<4>[5][3], last: uint<4>[3] }");
    }

    @Test
    void elaborate_sumsAcrossLoops_addWhatTheyShould() {
        check("""
            fn main(a: uint<6>[5] from alice, b: uint<6>[5] from bob, p: bool[5] from bob)
                -> (x: uint<6> to all, y: uint<6> to all) {
                let mut x: uint<6> = 0;
                let mut y: uint<6> = 3;
                for i in 0..5 {
                    let mut t = a[i];
                    t += b[4 - i] * a[i];
                    for j in 0..4 {
                        y ^= t + b[j];
                        if p[j] { x += t - a[j + 1]; t -= b[j]; }
                    }
                    y += t;
                    if p[i] { y -= x; } else { y += a[i] * b[i] + 1; }
                }
                return (x, y);
            }
            """);
    }

    @Test
    void elaborate_returnInALoop_leavesItForGood() {
        check("""
            fn find(a: uint<4>[9], x: uint<4>) -> (uint<4>, uint<4>) {
                let mut seen: uint<4> = 0;
                for i in 0..9 {
                    seen += a[i];
                    if a[i] == x { return (i, seen); }
                    for j in 0..i { if a[j] > a[i] + x { return (15, seen); } }
                }
                return (9, seen);
            }
            fn main(a: uint<4>[9] from alice, x: uint<4> from bob) -> (at: uint<4> to all, seen: uint<4> to all) {
                let mut at: uint<4> = 0;
                let mut sum: uint<4> = 0;
                for k in 0..4 {
                    let (i, seen) = find(a, x + k);
                    at ^= i;
                    sum += seen;
                }
                return (at, sum);
            }
            """);
    }

    @Test
    void elaborate_remaindersAndQuotientsOfTheCounter_followIt() {
        check("""
            fn main(a: uint<5>[4][3] from alice, b: uint<5>[12] from bob) -> (c: uint<5>[12] to all, s: uint<5> to all) {
                let mut c = b;
                let mut s: uint<5> = 0;
                for i in 0..12 {
                    c[i] += a[i / 3][i % 3];
                    if i % 4 == 1 { s += c[11 - i]; } else { s ^= i; }
                }
                return (c, s);
            }
            """);
    }

    @Test
    void elaborate_emptyArraysAndTuples_areNoHindrance() {
        check("""
            fn nothing(a: uint<4>[0]) -> () { for x in a { let y = x + 1; } }
            fn main(a: uint<4>[0] from alice, k: uint<2> from bob) -> (b: uint<4>[0] to all, c: uint<4> to all) {
                let mut b = a;
                let u = nothing(a);
                for i in 0..5 { b = a; }
                return (b, a[k]);
            }
            """);
    }
}
