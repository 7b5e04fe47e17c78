package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.grammar.SflParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Says in a user's words what the parser expected and what it found. */
final class SyntaxMessage {

    private static final int MOST_NAMED = 3;

    private final Positions positions;
    private final Parser parser;
    private final Token found;
    private final IntervalSet expected;

    SyntaxMessage(Positions positions, Parser parser, RecognitionException error) {
        this.positions = positions;
        this.parser = parser;
        this.found = parser.getInputStream().LT(1);
        this.expected = expected(parser, error);
    }

    private static IntervalSet expected(Parser parser, RecognitionException error) {
        if (error.getOffendingState() < 0) {
            return new IntervalSet();
        }
        return parser.getATN().getExpectedTokens(error.getOffendingState(), error.getCtx());
    }

    Diagnostic diagnostic() {
        return switch (found.getType()) {
            case SflParser.ENUM, SflParser.MATCH ->
                Diagnostic.error(positions.span(found), "`" + found.getText() + "` is not available in this version");
            case SflParser.FN -> nestedFunction();
            case SflParser.ELSE -> Diagnostic.error(positions.span(found), "this `else` belongs to no `if`");
            default -> general();
        };
    }

    private Diagnostic nestedFunction() {
        return expected.contains(SflParser.CLOSE_BRACE) ? unclosed(SflParser.CLOSE_BRACE) : general();
    }

    private Diagnostic general() {
        if (found.getType() == Token.EOF) {
            return endOfFile();
        }
        if (insideGenericsComparison()) {
            return error("expected an expression, found " + found(), "put comparisons in parentheses");
        }
        if (found.getType() == SflParser.ASSIGN && !expected.contains(SflParser.ASSIGN) && inCondition()) {
            return error("`=` assigns, it does not compare", "`==`");
        }
        Optional<Diagnostic> known = arrayType().or(this::external);
        if (known.isPresent()) {
            return known.get();
        }
        String what = expectation();
        if (what.isEmpty()) {
            return found.getType() == SflParser.CLOSE_BRACE
                    ? error("this `}` closes nothing")
                    : error(found() + " cannot stand here");
        }
        boolean atEnd = expected.contains(SflParser.SEMICOLON) || found.getType() == SflParser.VALUE_END;
        Token last = parser.getInputStream().LT(-1);
        String message = "expected " + what + (found.getType() == SflParser.VALUE_END ? "" : ", found " + found());
        Span place = atEnd && last != null && found.getLine() > last.getLine() ? positions.after(last) : place();
        return Diagnostic.error(place, message);
    }

    /** {@code [u8; 4]}, as some languages write an array's type. */
    private Optional<Diagnostic> arrayType() {
        if (found.getType() != SflParser.OPEN_BRACKET
                || !expected.contains(SflParser.BOOL)
                || expected.contains(SflParser.OPEN_BRACKET)) {
            return Optional.empty();
        }
        return Optional.of(error(
                "expected a type, found `[`", "arrays are written with their length behind: `" + suffixed() + "`"));
    }

    /** {@code [[u8; 2]; 3]} as it should have been written, {@code u8[3][2]}; an example where it is none of the kind. */
    private String suffixed() {
        TokenStream tokens = parser.getInputStream();
        int at = 1;
        while (tokens.LA(at) == SflParser.OPEN_BRACKET) {
            at++;
        }
        int dimensions = at - 1;
        StringBuilder text = new StringBuilder(tokens.LT(at).getText());
        boolean simple = tokens.LA(at++) == SflParser.IDENTIFIER;
        StringBuilder lengths = new StringBuilder();
        for (int i = 0; i < dimensions && simple; i++, at += 3) {
            simple = tokens.LA(at) == SflParser.SEMICOLON && tokens.LA(at + 2) == SflParser.CLOSE_BRACKET;
            lengths.insert(0, "[" + tokens.LT(at + 1).getText() + "]");
        }
        return simple ? text.append(lengths).toString() : "u8[4]";
    }

    /** What is particular to functions from a file. */
    private Optional<Diagnostic> external() {
        boolean isExternal = parser.getContext() instanceof SflParser.ExternDeclarationContext;
        boolean file = isExternal && parser.getInputStream().LA(-1) == SflParser.STRING;
        if (file && found.getType() == SflParser.OPEN_BRACE) {
            return Optional.of(error("an `extern fn` has no body: the file is its circuit", "`;`"));
        }
        if (isExternal && expected.contains(SflParser.FROM) && !expected.contains(SflParser.IDENTIFIER)) {
            return Optional.of(
                    error("expected the file of an `extern fn`, found " + found(), "`from \"circuit.txt\";`"));
        }
        if (isExternal && found.getType() == SflParser.GENERIC_OPEN) {
            return Optional.of(error("an `extern fn` has no compile-time parameters: its circuit has one shape"));
        }
        boolean isFunction = parser.getContext().getParent() instanceof SflParser.FunctionDeclarationContext;
        if (found.getType() == SflParser.FROM && isFunction && expected.contains(SflParser.OPEN_BRACE)) {
            return Optional.of(error("only an `extern fn` is from a file", "`extern fn …`"));
        }
        return Optional.empty();
    }

    private Span place() {
        return positions.span(found);
    }

    private boolean insideGenericsComparison() {
        return found.getType() == SflParser.GENERIC_CLOSE && !expected.contains(SflParser.GENERIC_CLOSE);
    }

    private boolean inCondition() {
        boolean blockExpected = parser.getContext() instanceof SflParser.BlockContext
                && parser.getContext().getStart().getTokenIndex() == found.getTokenIndex();
        ParserRuleContext first = blockExpected ? parser.getContext().getParent() : parser.getContext();
        for (ParserRuleContext at = first; at != null; at = at.getParent()) {
            if (at instanceof SflParser.IfStatementContext
                    || at instanceof SflParser.IfExpressionContext
                    || at instanceof SflParser.WhileStatementContext) {
                return true;
            }
            if (at instanceof SflParser.BlockContext) {
                return false;
            }
        }
        return false;
    }

    private Diagnostic endOfFile() {
        for (int close : new int[] {SflParser.CLOSE_BRACE, SflParser.CLOSE_PAREN, SflParser.CLOSE_BRACKET}) {
            if (openBefore(close) != null) {
                return unclosed(close);
            }
        }
        String what = expectation();
        return error(what.isEmpty() ? "the file ends too early" : "expected " + what + ", but the file ends");
    }

    private Diagnostic unclosed(int close) {
        Token open = openBefore(close);
        String sign = signOf(close);
        if (open == null) {
            return error("expected " + sign + ", found " + found());
        }
        String where = found.getType() == Token.EOF ? "the file ends" : found() + " begins";
        return error("expected " + sign + " before " + where).withRelated(positions.span(open));
    }

    /** The last bracket of the kind that is open here, if there is one. */
    private @Nullable Token openBefore(int close) {
        int depth = 0;
        for (int i = parser.getInputStream().index() - 1; i >= 0; i--) {
            int type = parser.getInputStream().get(i).getType();
            if (type == close) {
                depth++;
            } else if (opens(type, close) && depth-- == 0) {
                return parser.getInputStream().get(i);
            }
        }
        return null;
    }

    private static boolean opens(int type, int close) {
        return switch (close) {
            case SflParser.CLOSE_PAREN -> type == SflParser.OPEN_PAREN;
            case SflParser.CLOSE_BRACKET -> type == SflParser.OPEN_BRACKET;
            default ->
                type == SflParser.OPEN_BRACE || type == SflParser.STRUCT_OPEN || type == SflParser.BLOCK_STATEMENT;
        };
    }

    private Diagnostic error(String message) {
        return Diagnostic.error(positions.span(found), message);
    }

    private Diagnostic error(String message, String help) {
        return Diagnostic.error(positions.span(found), message, help);
    }

    private String found() {
        return switch (found.getType()) {
            case Token.EOF -> "the end of the file";
            case SflParser.VALUE_END -> "the end of the block";
            default -> "`" + found.getText() + "`";
        };
    }

    private String expectation() {
        List<String> parts = new ArrayList<>();
        boolean value = expected.contains(SflParser.INTEGER) && expected.contains(SflParser.MINUS);
        if (parser.getContext() instanceof SflParser.SourceFileContext) {
            return "a declaration (`fn`, `struct`, `const`, …)";
        }
        if (parser.getContext() instanceof SflParser.BlockContext && value) {
            return "a statement";
        }
        if (value) {
            parts.add("an expression");
        } else if (expected.contains(SflParser.BOOL)) {
            parts.add("a type");
        } else if (expected.contains(SflParser.IDENTIFIER)) {
            parts.add("a name");
        }
        if (!value) {
            addSigns(parts);
        }
        return parts.size() > MOST_NAMED ? "" : join(parts);
    }

    private void addSigns(List<String> parts) {
        int[] closers = {
            SflParser.SEMICOLON,
            SflParser.COLON,
            SflParser.ASSIGN,
            SflParser.COMMA,
            SflParser.CLOSE_PAREN,
            SflParser.CLOSE_BRACKET,
            SflParser.CLOSE_BRACE,
            SflParser.GENERIC_CLOSE,
            SflParser.GENERIC_OPEN,
            SflParser.OPEN_BRACE,
            SflParser.OPEN_PAREN,
            SflParser.IN,
            SflParser.STRING
        };
        for (int closer : closers) {
            if (expected.contains(closer) && !(closer == SflParser.OPEN_PAREN && !parts.isEmpty())) {
                parts.add(signOf(closer));
            }
        }
        boolean loopBound = expected.contains(SflParser.MAX) && !expected.contains(SflParser.IDENTIFIER);
        if (loopBound) {
            parts.clear();
            parts.add("`max` and the largest number of rounds");
        }
        if (parts.contains("`;`")) {
            parts.remove("`=`");
        }
    }

    private static String signOf(int type) {
        return switch (type) {
            case SflParser.GENERIC_OPEN -> "`<`";
            case SflParser.GENERIC_CLOSE -> "`>`";
            case SflParser.STRING -> "a file name in quotes";
            default -> SflParser.VOCABULARY.getLiteralName(type).replace('\'', '`');
        };
    }

    private static String join(List<String> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.getLast();
    }
}
