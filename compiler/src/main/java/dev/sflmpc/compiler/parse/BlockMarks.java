package dev.sflmpc.compiler.parse;

import dev.sflmpc.grammar.SflParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Marks the {@code if} and the brace at the start of a statement, struct literals, and the values of blocks. */
final class BlockMarks {

    /** What a brace encloses. */
    private enum Kind {
        FILE,
        BLOCK,
        FIELDS
    }

    /** An open brace. */
    private static final class Frame {
        final Kind kind;
        int brackets;
        boolean atStart = true;
        boolean compound;

        Frame(Kind kind) {
            this.kind = kind;
        }
    }

    private final List<CommonToken> tokens;
    private final List<Token> result = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    BlockMarks(List<CommonToken> tokens) {
        this.tokens = tokens;
    }

    List<Token> mark() {
        frames.push(new Frame(Kind.FILE));
        for (int i = 0; i < tokens.size(); i++) {
            mark(i);
        }
        return result;
    }

    private void mark(int i) {
        CommonToken token = tokens.get(i);
        switch (token.getType()) {
            case SflParser.OPEN_BRACE -> openBrace(i, token);
            case SflParser.CLOSE_BRACE -> closeBrace(i, token);
            case SflParser.OPEN_PAREN, SflParser.OPEN_BRACKET -> {
                begin(token);
                frames.element().brackets++;
                result.add(token);
            }
            case SflParser.CLOSE_PAREN, SflParser.CLOSE_BRACKET -> {
                frames.element().brackets--;
                result.add(token);
            }
            case SflParser.SEMICOLON -> {
                Frame frame = frames.element();
                if (frame.brackets <= 0) {
                    restart(frame);
                }
                result.add(token);
            }
            default -> {
                begin(token);
                result.add(token);
            }
        }
    }

    private static void restart(Frame frame) {
        frame.atStart = true;
        frame.brackets = 0;
    }

    /** Notes how the statement begins, when this token begins one. */
    private void begin(CommonToken token) {
        Frame frame = frames.element();
        int type = token.getType();
        if (type == SflParser.LET || type == SflParser.RETURN || type == SflParser.FOR || type == SflParser.WHILE) {
            restart(frame);
        }
        if (!frame.atStart || frame.kind != Kind.BLOCK) {
            return;
        }
        frame.atStart = false;
        frame.compound = type == SflParser.IF || type == SflParser.FOR || type == SflParser.WHILE;
        if (type == SflParser.IF) {
            token.setType(SflParser.IF_STATEMENT);
        }
    }

    private void openBrace(int i, CommonToken token) {
        Frame frame = frames.element();
        if (isStructLiteral(i)) {
            token.setType(SflParser.STRUCT_OPEN);
            frames.push(new Frame(Kind.FIELDS));
        } else if (i >= 2 && tokens.get(i - 2).getType() == SflParser.STRUCT) {
            frames.push(new Frame(Kind.FIELDS));
        } else {
            if (frame.kind == Kind.BLOCK && frame.atStart) {
                token.setType(SflParser.BLOCK_STATEMENT);
                frame.atStart = false;
                frame.compound = true;
            }
            frames.push(new Frame(Kind.BLOCK));
        }
        result.add(token);
    }

    private boolean isStructLiteral(int i) {
        return i >= 1
                && i + 2 < tokens.size()
                && isName(tokens.get(i - 1).getType())
                && (i < 2 || tokens.get(i - 2).getType() != SflParser.STRUCT)
                && isName(tokens.get(i + 1).getType())
                && tokens.get(i + 2).getType() == SflParser.COLON;
    }

    private static boolean isName(int type) {
        return type == SflParser.IDENTIFIER
                || type == SflParser.FROM
                || type == SflParser.TO
                || type == SflParser.MAX
                || type == SflParser.STEP;
    }

    private void closeBrace(int i, CommonToken token) {
        Frame closed = frames.element();
        if (closed.kind == Kind.BLOCK && !closed.atStart && closed.brackets <= 0) {
            result.add(valueEnd(tokens.get(i - 1)));
        }
        if (closed.kind != Kind.FILE) {
            frames.pop();
        }
        result.add(token);
        Frame outer = frames.element();
        boolean ended = i + 1 < tokens.size() && tokens.get(i + 1).getType() != SflParser.ELSE;
        if (closed.kind == Kind.BLOCK && outer.compound && ended && outer.brackets <= 0) {
            restart(outer);
        }
    }

    private static CommonToken valueEnd(CommonToken before) {
        CommonToken end = new CommonToken(before);
        end.setType(SflParser.VALUE_END);
        end.setStartIndex(before.getStopIndex() + 1);
        end.setStopIndex(before.getStopIndex());
        end.setText("");
        return end;
    }
}
