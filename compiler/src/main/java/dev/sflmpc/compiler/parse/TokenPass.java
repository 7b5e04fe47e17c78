package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.grammar.SflLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * What happens between lexer and parser: text that is no token is reported and left out, brackets nested too deeply for
 * a recursive parser are refused, and tokens that mean several things are told apart, as {@code Sfl.g4} says.
 */
final class TokenPass {

    /** How deeply brackets, braces and prefix operators may be nested. */
    static final int MAX_NESTING = 256;

    private final Positions positions;
    private final Diagnostics diagnostics;
    private final List<CommonToken> tokens = new ArrayList<>();
    private final Map<Integer, String> documentation = new HashMap<>();
    private final StringBuilder comment = new StringBuilder();
    private final NavigableSet<Integer> reported = new TreeSet<>();
    private boolean usable = true;

    private TokenPass(Positions positions, Diagnostics diagnostics) {
        this.positions = positions;
        this.diagnostics = diagnostics;
    }

    /**
     * What the parser gets.
     *
     * @param tokens empty when parsing makes no sense
     * @param documentation the doc comment before a token, by the index of the token's first code point
     * @param reported where text that is no token has been reported, as indices of code points
     */
    record Result(List<Token> tokens, Map<Integer, String> documentation, NavigableSet<Integer> reported) {}

    static Result run(Positions positions, Diagnostics diagnostics) {
        TokenPass pass = new TokenPass(positions, diagnostics);
        pass.lex();
        pass.limitNesting();
        AngleBrackets brackets = new AngleBrackets(pass.tokens);
        List<CommonToken> angled = brackets.split();
        brackets.tooDeep().ifPresent(token -> pass.refuse(token, AngleBrackets.MAX_NESTING));
        if (!pass.usable) {
            return new Result(List.of(), Map.of(), pass.reported);
        }
        return new Result(new BlockMarks(angled).mark(), pass.documentation, pass.reported);
    }

    private void lex() {
        SflLexer lexer = new SflLexer(
                CharStreams.fromString(positions.file().text(), positions.file().name()));
        lexer.removeErrorListeners();
        for (Token token = lexer.nextToken(); ; token = lexer.nextToken()) {
            switch (token.getType()) {
                case SflLexer.UNEXPECTED -> reportUnexpected(token);
                case SflLexer.UNCLOSED_STRING ->
                    report(token, "this text has no closing `\"`", "close it on the same line");
                case SflLexer.UNCLOSED_COMMENT -> {
                    report(token, "this comment has no end", "close it with `*/`");
                    tokens.add(endOfFile(token));
                    return;
                }
                case SflLexer.DOC_COMMENT ->
                    comment.append(token.getText().substring(3).strip()).append('\n');
                default -> add((CommonToken) token);
            }
            if (token.getType() == Token.EOF) {
                return;
            }
            reportSuffix();
        }
    }

    private void add(CommonToken token) {
        tokens.add(token);
        if (!comment.isEmpty()) {
            documentation.put(token.getStartIndex(), comment.toString().strip());
            comment.setLength(0);
        }
    }

    private static CommonToken endOfFile(Token at) {
        CommonToken end = new CommonToken(at);
        end.setType(Token.EOF);
        end.setText("<EOF>");
        return end;
    }

    /** {@code 5u8}: a number and a name without anything between. */
    private void reportSuffix() {
        int last = tokens.size() - 1;
        if (last < 1) {
            return;
        }
        Token number = tokens.get(last - 1);
        Token suffix = tokens.get(last);
        boolean numeric = number.getType() == SflLexer.INTEGER || number.getType() == SflLexer.DECIMAL;
        if (numeric && suffix.getType() == SflLexer.IDENTIFIER && suffix.getStartIndex() == number.getStopIndex() + 1) {
            String text = suffix.getText();
            boolean type = text.matches("[iu][0-9]+");
            diagnostics.report(Diagnostic.error(
                    positions.span(number).to(positions.span(suffix)),
                    "`" + number.getText() + text + "` is not a number",
                    type ? "`" + number.getText() + " as " + text + "`" : "write digits only, or `0x…`, `0b…`"));
            tokens.remove(last);
        }
    }

    private void reportUnexpected(Token token) {
        reported.add(token.getStartIndex());
        int codePoint = token.getText().codePointAt(0);
        String code = String.format(Locale.ROOT, "U+%04X", codePoint);
        if (Character.getType(codePoint) == Character.FORMAT) {
            report(token, "an invisible character (" + code + ") stands here", "delete it");
        } else if (Character.isISOControl(codePoint) || !Character.isDefined(codePoint)) {
            report(token, "a character that is not text (" + code + ") stands here", "delete it");
        } else {
            diagnostics.report(
                    Diagnostic.error(positions.span(token), "`" + token.getText() + "` means nothing in a program"));
        }
    }

    private void report(Token token, String message, String help) {
        reported.add(token.getStartIndex());
        diagnostics.report(Diagnostic.error(positions.span(token), message, help));
    }

    private void limitNesting() {
        int depth = 0;
        int prefixes = 0;
        for (CommonToken token : tokens) {
            depth += nestingChange(token.getType());
            prefixes = isPrefix(token.getType()) ? prefixes + 1 : 0;
            if (depth > MAX_NESTING || prefixes > MAX_NESTING) {
                refuse(token, MAX_NESTING);
                return;
            }
        }
    }

    private void refuse(Token token, int limit) {
        report(token, "this is nested more than " + limit + " deep", "name parts of it with `let`");
        usable = false;
    }

    static int nestingChange(int type) {
        return switch (type) {
            case SflLexer.OPEN_PAREN, SflLexer.OPEN_BRACKET, SflLexer.OPEN_BRACE -> 1;
            case SflLexer.CLOSE_PAREN, SflLexer.CLOSE_BRACKET, SflLexer.CLOSE_BRACE -> -1;
            default -> 0;
        };
    }

    private static boolean isPrefix(int type) {
        return type == SflLexer.MINUS || type == SflLexer.NOT || type == SflLexer.TILDE;
    }
}
