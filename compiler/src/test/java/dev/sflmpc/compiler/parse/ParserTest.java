package dev.sflmpc.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.SourceUnit;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {

    private static SourceUnit parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceUnit unit = Parser.parse(new SourceFile("test.sfl", text), diagnostics);
        assertEquals("", new DiagnosticRenderer(false).render(diagnostics));
        assertTrue(unit.complete());
        return unit;
    }

    private static Declaration.Function function(String text) {
        return assertInstanceOf(
                Declaration.Function.class, parse(text).declarations().getLast());
    }

    private static Expression expression(String text) {
        Statement.Return end = assertInstanceOf(
                Statement.Return.class,
                function("fn f() { return " + text + "; }").body().statements().getFirst());
        return end.value().orElseThrow();
    }

    /** Fully bracketed, so that precedence shows. */
    private static String bracketed(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value().toString();
            case Expression.NameUse use -> use.name().text();
            case Expression.Unary unary -> "(" + unary.operator().spelling() + bracketed(unary.operand()) + ")";
            case Expression.Binary binary ->
                "(" + bracketed(binary.left()) + binary.operator().spelling() + bracketed(binary.right()) + ")";
            case Expression.Logical logical ->
                "(" + bracketed(logical.left()) + logical.operator().spelling().repeat(2) + bracketed(logical.right())
                        + ")";
            case Expression.Cast cast -> "(" + bracketed(cast.value()) + " as)";
            case Expression.Index index -> bracketed(index.array()) + "[" + bracketed(index.index()) + "]";
            case Expression.Slice slice ->
                bracketed(slice.array()) + "["
                        + slice.from().map(ParserTest::bracketed).orElse("") + (slice.inclusive() ? "..=" : "..")
                        + slice.to().map(ParserTest::bracketed).orElse("") + "]";
            case Expression.Member member -> bracketed(member.value()) + "." + member.name();
            case Expression.Position position -> bracketed(position.value()) + "." + position.index();
            case Expression.Call call ->
                call.function()
                        + (call.compileArguments().isEmpty()
                                ? ""
                                : "<" + call.compileArguments().size() + ">")
                        + list(call.arguments());
            case Expression.StructLiteral struct -> struct.type() + "{}";
            case Expression.ArrayLiteral array -> "array" + list(array.elements());
            case Expression.Fill fill -> "fill" + list(List.of(fill.value(), fill.length()));
            case Expression.TupleLiteral tuple -> "tuple" + list(tuple.elements());
            case Expression.If branch -> "if" + list(List.of(branch.condition()));
            case Expression.BlockExpression _ -> "block";
        };
    }

    private static String list(List<Expression> expressions) {
        return "("
                + String.join(
                        " ", expressions.stream().map(ParserTest::bracketed).toList()) + ")";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a + b * c # (a+(b*c))",
                "a - b - c # ((a-b)-c)",
                "a << b + c # (a<<(b+c))",
                "a & b == c # ((a&b)==c)",
                "a | b ^ c & d # (a|(b^(c&d)))",
                "a == b && c || d # (((a==b)&&c)||d)",
                "-a as u8 * b # (((-a) as)*b)",
                "!a.b[c] # (!a.b[c])",
                "a as u8 < b # ((a as)<b)",
                "a as int<8> < b # ((a as)<b)",
                "a < b && c > (d) # ((a<b)&&(c>d))",
                "f<3>(x) # f<1>(x)",
                "f<K - 1, u8>(x) # f<2>(x)",
                "f<int<8>>(x) # f<1>(x)",
                "f<(a > b)>(x) # f<1>(x)",
                "f<N >> 1>(x) # f<1>(x)",
                "a >> b > c # ((a>>b)>c)",
                "t.0.1 # t.0.1",
                "a[1..] # a[1..]",
                "a[..=n] # a[..=n]",
                "a[i..i + 2][0] # a[i..(i+2)][0]",
                "[a; 3] # fill(a 3)",
                "[a, b,] # array(a b)",
                "(a, b) # tuple(a b)",
                "(a,) # tuple(a)",
                "(a) # a",
                "1_000 # 1000",
                "0xff # 255",
                "0b1_01 # 5",
                "2.50 # 5/2",
                "1e3 # 1000",
                "max(from, to) # max(from to)"
            })
    void parse_expression_bindsAsInRust(String text, String expected) {
        assertEquals(expected, bracketed(expression(text)));
    }

    @Test
    void parse_lessThanAfterValue_isComparison() {
        Declaration.Function function = function("fn f(a: u8) { return g(a < b, c > (d)); }");
        Statement.Return end = assertInstanceOf(
                Statement.Return.class, function.body().statements().getFirst());
        assertEquals("g((a<b) (c>d))", bracketed(end.value().orElseThrow()));
    }

    @Test
    void parse_conditionBeforeBlock_isNoStructLiteral() {
        Declaration.Function function = function("fn f() { if a { b = 1; } for i in 0..n { } while c max n { } }");
        assertEquals(3, function.body().statements().size());
    }

    @Test
    void parse_lastExpression_isValueOfBlock() {
        Expression.If branch = assertInstanceOf(
                Expression.If.class, expression("if a { let b = 1; P { x: b } } else if c { [1] } else { (2) }"));
        assertInstanceOf(
                Expression.StructLiteral.class, branch.whenTrue().value().orElseThrow());
        assertInstanceOf(Expression.If.class, branch.whenFalse().value().orElseThrow());
    }

    @Test
    void parse_ifStatementAtEndOfBlock_isValueWhenBranchesHaveValues() {
        Declaration.Function function = function("fn f() { let x = { if a { 1 } else { 2 } }; if b { c = 1; } }");
        Statement.Let let = assertInstanceOf(
                Statement.Let.class, function.body().statements().getFirst());
        Expression.BlockExpression block = assertInstanceOf(Expression.BlockExpression.class, let.value());
        assertTrue(block.block().value().isPresent());
        assertTrue(function.body().value().isEmpty());
    }

    @Test
    void parse_results_commaBeforeNameWithColonBeginsNextResult() {
        Declaration.NamedResults results = assertInstanceOf(
                Declaration.NamedResults.class,
                function("fn main() -> (a: bool to p, q, b: u8 to all, c: u8 to q,) { }")
                        .result()
                        .orElseThrow());
        assertEquals(3, results.outputs().size());
        assertEquals(
                2,
                results.outputs().getFirst().recipients().orElseThrow().names().size());
    }

    @Test
    void parse_dimensions_firstIsOutermost() {
        Declaration.TypeAlias alias = assertInstanceOf(
                Declaration.TypeAlias.class,
                parse("type T = u8[2][3];").declarations().getFirst());
        TypeSyntax.Array outer = assertInstanceOf(TypeSyntax.Array.class, alias.type());
        assertEquals("2", bracketed(outer.length()));
        assertEquals(
                "3",
                bracketed(assertInstanceOf(TypeSyntax.Array.class, outer.element())
                        .length()));
    }

    @Test
    void parse_documentation_isKeptWithoutMarks() {
        assertEquals(
                "Adds.\nTwice.", function("/// Adds.\n/// Twice.\nfn f() { }").documentation());
    }

    @Test
    void parse_decomposedName_isComposed() {
        assertEquals("\u00E9", bracketed(expression("e\u0301")));
    }

    @Test
    void parse_supplementaryCharacters_spansCountChars() {
        SourceFile file = new SourceFile("test.sfl", "/* 😀 */ const 𝑥 = 1;");
        SourceUnit unit = Parser.parse(file, new Diagnostics());
        Declaration.Const constant =
                assertInstanceOf(Declaration.Const.class, unit.declarations().getFirst());
        assertEquals(file.text().indexOf("𝑥"), constant.name().span().start());
        assertEquals(file.text().indexOf(" = "), constant.name().span().end());
    }

    @Test
    void parse_wrongDeclaration_keepsTheOthers() {
        Diagnostics diagnostics = new Diagnostics();
        SourceUnit unit = Parser.parse(
                new SourceFile(
                        "test.sfl", "const A = ;\nstruct S { a u8 }\nfn f() { let x = ; return 1; }\nconst B = 2;"),
                diagnostics);
        assertEquals(3, diagnostics.errorCount());
        assertEquals(2, unit.declarations().size());
        assertFalse(unit.complete());
        assertTrue(
                unit.skippedNames().containsAll(List.of("A", "S", "x")),
                unit.skippedNames().toString());
    }
}
