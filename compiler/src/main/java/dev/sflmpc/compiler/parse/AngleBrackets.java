package dev.sflmpc.compiler.parse;

import dev.sflmpc.grammar.SflParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Finds the {@code <} and {@code >} that enclose compile-time arguments. */
final class AngleBrackets {

    private final List<CommonToken> tokens;
    private final List<CommonToken> result = new ArrayList<>();
    private int open;

    AngleBrackets(List<CommonToken> tokens) {
        this.tokens = tokens;
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
                open++;
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
        if (before != SflParser.IDENTIFIER && before != SflParser.MAX) {
            return false;
        }
        return at > 1 && tokens.get(at - 2).getType() == SflParser.FN || enclosesCallArguments(at);
    }

    /**
     * Whether the {@code <} has a {@code >} before a {@code (}, with nothing between that compile-time arguments
     * cannot hold.
     */
    private boolean enclosesCallArguments(int at) {
        int angles = 1;
        int brackets = 0;
        for (int i = at + 1; i < tokens.size(); i++) {
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
