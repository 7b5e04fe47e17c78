package dev.sflmpc.compiler.parse;

import dev.sflmpc.grammar.SflParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Finds the {@code <} and {@code >} that enclose compile-time arguments. */
final class AngleBrackets {

    /** How deeply compile-time arguments may be nested. */
    static final int MAX_NESTING = 32;

    /** How many tokens compile-time arguments may have, so that looking for their end takes no time. */
    private static final int LONGEST = 1000;

    private final List<CommonToken> tokens;
    private final List<CommonToken> result = new ArrayList<>();
    private final Set<String> values = new HashSet<>();
    private @Nullable CommonToken tooDeep;
    private int open;

    AngleBrackets(List<CommonToken> tokens) {
        this.tokens = tokens;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            noteValue(i);
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).getType() == SflParser.FN) {
                values.remove(tokens.get(i).getText());
            }
        }
    }

    /** {@code f(a < b, c > (d))} holds two comparisons when {@code a} is declared as a value, and not as a function, somewhere in the file. */
    private void noteValue(int at) {
        int before = at > 0 ? tokens.get(at - 1).getType() : Token.EOF;
        int after = tokens.get(at + 1).getType();
        boolean declares = before == SflParser.LET
                || before == SflParser.MUT
                || before == SflParser.CONST
                || before == SflParser.PARAM
                || before == SflParser.FOR
                || after == SflParser.COLON;
        if (declares && tokens.get(at).getType() == SflParser.IDENTIFIER) {
            values.add(tokens.get(at).getText());
        }
    }

    List<CommonToken> split() {
        int brackets = 0;
        Deque<Integer> openBrackets = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            CommonToken token = tokens.get(i);
            int type = token.getType();
            brackets += TokenPass.nestingChange(type);
            if (type == SflParser.LESS && opens(i)) {
                token.setType(SflParser.GENERIC_OPEN);
                openBrackets.push(brackets);
                if (++open > MAX_NESTING && tooDeep == null) {
                    tooDeep = token;
                }
                result.add(token);
            } else if (open > 0 && openBrackets.element() == brackets && closes(type)) {
                splitClose(token, openBrackets);
            } else {
                if (type == SflParser.SEMICOLON || type == SflParser.OPEN_BRACE) {
                    open = 0;
                    openBrackets.clear();
                }
                result.add(token);
            }
        }
        return result;
    }

    /** The first bracket past the limit, if there is one; then the tokens should not be parsed. */
    Optional<Token> tooDeep() {
        return Optional.ofNullable(tooDeep);
    }

    private boolean closes(int type) {
        return type == SflParser.GREATER
                || type == SflParser.GREATER_OR_EQUAL
                || (open >= 2 && (type == SflParser.SHIFT_RIGHT || type == SflParser.SHIFT_RIGHT_ASSIGN));
    }

    private void splitClose(CommonToken token, Deque<Integer> openBrackets) {
        int at = token.getStartIndex();
        for (char sign : token.getText().toCharArray()) {
            int type = sign == '=' ? SflParser.ASSIGN : SflParser.GENERIC_CLOSE;
            if (type == SflParser.GENERIC_CLOSE) {
                open--;
                openBrackets.pop();
            }
            result.add(part(token, type, at++, String.valueOf(sign)));
        }
    }

    private static CommonToken part(CommonToken whole, int type, int at, String text) {
        CommonToken part = new CommonToken(whole);
        part.setType(type);
        part.setStartIndex(at);
        part.setStopIndex(at);
        part.setText(text);
        return part;
    }

    private boolean opens(int at) {
        int before = at > 0 ? tokens.get(at - 1).getType() : Token.EOF;
        if (before == SflParser.INT || before == SflParser.UINT || before == SflParser.FIXED) {
            return true;
        }
        if (before != SflParser.IDENTIFIER) {
            return false;
        }
        if (at > 1 && tokens.get(at - 2).getType() == SflParser.FN) {
            return true;
        }
        return !values.contains(tokens.get(at - 1).getText()) && enclosesCallArguments(at);
    }

    /**
     * Whether the {@code <} has a {@code >} before a {@code (}, with nothing between that compile-time arguments
     * cannot hold.
     */
    private boolean enclosesCallArguments(int at) {
        int angles = 1;
        int brackets = 0;
        int end = Math.min(tokens.size() - 1, at + LONGEST);
        for (int i = at + 1; i < end; i++) {
            int type = tokens.get(i).getType();
            brackets += TokenPass.nestingChange(type);
            if (brackets < 0 || endsArguments(type)) {
                return false;
            }
            if (brackets == 0 && type == SflParser.LESS) {
                angles++;
            } else if (brackets == 0 && (type == SflParser.GREATER || type == SflParser.SHIFT_RIGHT)) {
                angles -= type == SflParser.SHIFT_RIGHT && angles >= 2 ? 2 : type == SflParser.GREATER ? 1 : 0;
                if (angles == 0) {
                    return tokens.get(i + 1).getType() == SflParser.OPEN_PAREN;
                }
            }
        }
        return false;
    }

    private static boolean endsArguments(int type) {
        return switch (type) {
            case SflParser.SEMICOLON,
                    SflParser.OPEN_BRACE,
                    SflParser.CLOSE_BRACE,
                    SflParser.AND_AND,
                    SflParser.OR_OR,
                    SflParser.ASSIGN,
                    SflParser.EQUAL,
                    SflParser.NOT_EQUAL,
                    Token.EOF -> true;
            default -> false;
        };
    }
}
