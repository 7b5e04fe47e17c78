package dev.sflmpc.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.parse.SourceLoader;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.PublicArithmetic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the checked tree looks like; what is wrong with programs is in the golden files. */
class CheckerTest {

    private static TypedProgram check(String text, Map<String, String> params) {
        Diagnostics diagnostics = new Diagnostics();
        return Checker.check(SourceLoader.parse("test.sfl", text, diagnostics), params, diagnostics)
                .orElseThrow(() -> new AssertionError(new DiagnosticRenderer(false).render(diagnostics)));
    }

    /** The body of a {@code main} with some variables to play with, after the two {@code let}s that declare them. */
    private static List<Stmt> body(String statements, String... declarations) {
        TypedProgram program = check(
                "program test;\nparty a, b;\n" + String.join("\n", declarations)
                        + "\nfn main(x: u8 from a, y: u8 from b, xs: u8[4] from a) -> (r: u8 to all) {\n"
                        + "let mut m: u8 = 0; let mut ms = xs;\n" + statements + "\nreturn m; }",
                Map.of());
        List<Stmt> body = program.main().body();
        return body.subList(2, body.size() - 1);
    }

    private static <T> T only(Class<T> type, List<Stmt> statements) {
        assertEquals(1, statements.size(), statements.toString());
        return assertInstanceOf(type, statements.getFirst());
    }

    private static PublicValue constant(Expr expression) {
        return assertInstanceOf(Expr.Constant.class, expression).value();
    }

    @Test
    void check_interface_keepsOrderOfParties() {
        TypedProgram program = check("""
                program test;
                party first;
                party second;
                fn main(x: u8 from second, y: bool from first) -> (p: bool to second, first, q: u8 to all, r: u8 to second) {
                    return (y, x, x);
                }
                """, Map.of());
        assertEquals(List.of("first", "second"), program.parties());
        assertEquals(List.of("second", "first"), program.inputOwners());
        assertEquals(List.of("first", "second"), program.outputs().get(0).recipients());
        assertEquals(List.of("first", "second"), program.outputs().get(1).recipients());
        assertEquals(List.of("second"), program.outputs().get(2).recipients());
        assertEquals("(bool, uint<8>, uint<8>)", program.main().resultType().toString());
    }

    @Test
    void check_param_isReplaced() {
        String text = "program t; party a, b; param N = 2; param T: u8 = 1;"
                + "fn main(x: u8[N * 2] from a) -> (r: u8 to b) { return x[N] + T; }";
        assertEquals(
                "uint<8>[4]",
                check(text, Map.of()).main().parameters().getFirst().type().toString());
        assertEquals(
                "uint<8>[6]",
                check(text, Map.of("N", "0x3", "T", "255"))
                        .main()
                        .parameters()
                        .getFirst()
                        .type()
                        .toString());
    }

    @Test
    void check_publicOperand_takesTypeOfSecretOne() {
        Stmt.Assign assign = only(Stmt.Assign.class, body("m = x + (2 * 3 - 1);"));
        Expr.Binary sum = assertInstanceOf(Expr.Binary.class, assign.value());
        Expr.FromPublic five = assertInstanceOf(Expr.FromPublic.class, sum.right());
        assertEquals(new ValueType.Int(false, 8), five.type());
        assertEquals(PublicValue.Int.of(5), constant(five.value()));
    }

    @Test
    void check_publicLet_isFolded() {
        Stmt.Assign assign =
                only(Stmt.Assign.class, body("let n = 7 / 2; let h = 7 / 2.0; m = if h > n { x } else { y };"));
        assertEquals(
                "x",
                assertInstanceOf(Expr.Read.class, assign.value()).variable().name());
    }

    @Test
    void check_fractions_divideExactlyEvenWhenWhole() {
        Stmt.Assign assign = only(
                Stmt.Assign.class,
                body(
                        "let s = [4.0, H][0] / 8; let t = -R / 4; let u = 7 / 2 / 1.0; m = if s == 0.5 && t == -0.5 && u == 3 { x } else { y };",
                        "const H = 1.0;",
                        "const R = H * 2;"));
        assertEquals(
                "x",
                assertInstanceOf(Expr.Read.class, assign.value()).variable().name());
    }

    @Test
    void check_fractionOfLoopVariable_isExact() throws PublicArithmetic.UndefinedException {
        Stmt.For loop = only(Stmt.For.class, body("for i in 2..5 { let r = 6.0 / i; if r < 1.6 { m += 1; } }"));
        Stmt.LetPublic let = assertInstanceOf(Stmt.LetPublic.class, loop.body().getFirst());
        Expr.PublicBinary quotient = assertInstanceOf(Expr.PublicBinary.class, let.value());
        Expr.PublicBinary divisor = assertInstanceOf(Expr.PublicBinary.class, quotient.right());
        PublicValue four =
                PublicArithmetic.apply(BinaryOperator.MULTIPLY, PublicValue.Int.of(4), constant(divisor.right()));
        Expr.PublicBinary dividend = assertInstanceOf(Expr.PublicBinary.class, quotient.left());
        PublicValue six =
                PublicArithmetic.apply(BinaryOperator.MULTIPLY, constant(dividend.left()), constant(dividend.right()));
        assertEquals(
                "3/2", PublicArithmetic.apply(BinaryOperator.DIVIDE, six, four).toString());
    }

    @Test
    void check_compoundAssignment_evaluatesSecretIndexOnce() {
        List<Stmt> statements = body("ms[x + 1] += y;");
        Stmt.Let index = assertInstanceOf(Stmt.Let.class, statements.get(0));
        Stmt.Assign assign = assertInstanceOf(Stmt.Assign.class, statements.get(1));
        Place.ElementAt written =
                assertInstanceOf(Place.ElementAt.class, assign.place().path().getFirst());
        assertSame(
                index.variable(),
                assertInstanceOf(Expr.Read.class, written.index()).variable());
        Expr.Binary sum = assertInstanceOf(Expr.Binary.class, assign.value());
        Expr.Element read = assertInstanceOf(Expr.Element.class, sum.left());
        assertSame(
                index.variable(),
                assertInstanceOf(Expr.Read.class, read.index()).variable());
    }

    @Test
    void check_compoundAssignmentAtVariable_needsNoLet() {
        assertEquals(
                "m", only(Stmt.Assign.class, body("m <<= 2;")).place().root().name());
        assertEquals(1, body("ms[x] -= y;").size());
    }

    @Test
    void check_swap_readsBothBeforeWriting() {
        List<Stmt> statements = body("(ms[0], ms[1]) = (ms[1], ms[0]);");
        assertInstanceOf(Stmt.Let.class, statements.get(0));
        assertInstanceOf(Stmt.Assign.class, statements.get(1));
        assertInstanceOf(Stmt.Assign.class, statements.get(2));
        assertEquals(3, statements.size());
    }

    @Test
    void check_loopOverRange_isCheckedOnce() {
        Stmt.For loop = only(Stmt.For.class, body("for i in 0..=3 { m += xs[i]; }"));
        assertEquals(PublicValue.Int.of(4), constant(loop.to()));
        assertEquals(1, loop.body().size());
    }

    @Test
    void check_loopDownwards_endsBelow() {
        Stmt.For loop = only(Stmt.For.class, body("for i in 3..=0 step -1 { m += xs[i]; }"));
        assertEquals(PublicValue.Int.of(-1), constant(loop.to()));
        assertEquals(PublicValue.Int.of(-1), constant(loop.step()));
    }

    @Test
    void check_emptyLoop_vanishes() {
        assertEquals(List.of(), body("for i in 3..3 { m = xs[7]; }"));
    }

    @Test
    void check_loopVariableInType_expandsLoop() {
        List<Stmt> statements = body(
                "for i in 1..4 { m += f<i>(x); }", "fn f<N>(x: u8) -> u8 { let a: u8[N] = [x; N]; return a[N - 1]; }");
        assertEquals(3, statements.size());
        statements.forEach(statement -> assertInstanceOf(Stmt.Block.class, statement));
    }

    @Test
    void check_innerLoopVariableInType_expandsOnlyInnerLoop() {
        Stmt.For outer = only(
                Stmt.For.class,
                body(
                        "for i in 0..4 { for j in 0..2 { m += f<j>(xs[i]); } }",
                        "fn f<N>(x: u8) -> u8 { return x + N; }"));
        assertEquals(2, outer.body().size());
    }

    @Test
    void check_sliceOfConstantLength_needsNoExpansion() {
        Stmt.For loop =
                only(Stmt.For.class, body("for i in 0..2 { let k = i + 1; let p = xs[k..2 + i + 1]; m += p[1]; }"));
        Stmt.Let part = assertInstanceOf(Stmt.Let.class, loop.body().get(1));
        assertEquals("uint<8>[2]", part.variable().type().toString());
    }

    @Test
    void check_loopOverArray_readsElementsOfACopy() {
        List<Stmt> statements = body("for v in xs { m += v; }");
        assertEquals(2, statements.size(), statements.toString());
        assertInstanceOf(Stmt.Let.class, statements.getFirst());
        Stmt.For loop = assertInstanceOf(Stmt.For.class, statements.getLast());
        Stmt.Let element = assertInstanceOf(Stmt.Let.class, loop.body().getFirst());
        assertInstanceOf(Expr.Element.class, element.value());
    }

    @Test
    void check_loopOverPublicList_bindsPublicName() {
        Stmt.For loop = only(Stmt.For.class, body("for v in [1, 5] { m += v; }"));
        assertInstanceOf(Stmt.LetPublic.class, loop.body().getFirst());
    }

    @Test
    void check_publicCondition_keepsTakenBranchOnly() {
        Stmt.Block block = only(Stmt.Block.class, body("if N == 2 { m = x; } else { m = xs[9]; }", "const N = 2;"));
        assertInstanceOf(Stmt.Assign.class, block.statements().getFirst());
    }

    @Test
    void check_publicGuardOfSecretOperand_isEvaluatedFirst() {
        Stmt.For loop = only(Stmt.For.class, body("for i in 0..4 { if i > 0 && xs[i - 1] > x { m += 1; } }"));
        Stmt.If branch = assertInstanceOf(Stmt.If.class, loop.body().getFirst());
        assertInstanceOf(
                Expr.Public.class,
                assertInstanceOf(Expr.If.class, branch.condition()).condition());
    }

    @Test
    void check_sameArguments_shareAnInstance() {
        List<Stmt> statements =
                body("m = f<2>(x); m = f<1 + 1>(y); m = f<3>(y);", "fn f<N>(x: u8) -> u8 { return x + N; }");
        List<Expr.Call> calls = statements.stream()
                .map(statement -> assertInstanceOf(Expr.Call.class, ((Stmt.Assign) statement).value()))
                .toList();
        assertSame(calls.get(0).function(), calls.get(1).function());
        assertNotSame(calls.get(0).function(), calls.get(2).function());
        assertEquals("f<2>", calls.get(0).function().name());
    }

    @Test
    void check_recursion_endsAtPublicCondition() {
        Stmt.Assign assign = only(
                Stmt.Assign.class,
                body("m = pow<3>(x);", "fn pow<K>(x: u8) -> u8 { if K == 0 { return 1; } return x * pow<K - 1>(x); }"));
        Expr.Call call = assertInstanceOf(Expr.Call.class, assign.value());
        assertEquals("pow<3>", call.function().name());
        assertTrue(call.function().body().getLast() instanceof Stmt.Return);
    }

    @Test
    void check_everyBody_endsInReturn() {
        Stmt.Assign assign = only(
                Stmt.Assign.class,
                body("m = f(x);", "fn f(x: u8) -> u8 { if x > 3 { return 1; } else { { return 2; } } }"));
        Expr.Call call = assertInstanceOf(Expr.Call.class, assign.value());
        Stmt.If branch = assertInstanceOf(Stmt.If.class, call.function().body().getLast());
        assertInstanceOf(Stmt.Return.class, branch.whenTrue().getLast());
    }

    @Test
    void check_manyLevelsOfInstances_areNoRecursionInTheChecker() {
        String text = "program t; party a, b; fn f<N>(x: u8) -> u8 { if N == 0 { return x; } return f<N - 1>(x); }"
                + "fn main(x: u8 from a) -> (r: u8 to b) { return f<490>(x); }";
        assertEquals("t", check(text, Map.of()).name());
    }
}
