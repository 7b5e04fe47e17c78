package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.grammar.SflParser;
import dev.sflmpc.grammar.SflParser.DeclarationContext;
import dev.sflmpc.grammar.SflParser.SourceFileContext;
import dev.sflmpc.grammar.SflParser.StatementContext;
import java.util.BitSet;
import java.util.NavigableSet;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What the parser does at a token that cannot stand where it stands: say so once, and go on at the next statement or
 * declaration. A missing {@code ;} is reported and then assumed.
 */
final class SyntaxErrors extends DefaultErrorStrategy {

    private final Positions positions;
    private final NavigableSet<Integer> reported;
    private final Diagnostics diagnostics;
    private final BitSet skipped = new BitSet();
    private int recoveredAt = -1;
    private boolean anyFound;

    /** @param reported where text that is no token has been reported: an error right after is a consequence */
    SyntaxErrors(Positions positions, NavigableSet<Integer> reported, Diagnostics diagnostics) {
        this.reported = reported;
        this.positions = positions;
        this.diagnostics = diagnostics;
    }

    @Override
    public void sync(Parser parser) {
        boolean inBlock = parser.getContext() instanceof SflParser.BlockContext;
        boolean inFile = parser.getContext() instanceof SourceFileContext;
        int next = parser.getInputStream().LA(1);
        if ((inBlock || inFile)
                && !inErrorRecoveryMode(parser)
                && next != Token.EOF
                && isStray(parser, next, inBlock)) {
            InputMismatchException stray = new InputMismatchException(parser);
            reportError(parser, stray);
            skip(parser, parser.getInputStream().index(), inFile);
            endErrorCondition(parser);
        }
    }

    /** A token that neither begins another statement or declaration nor ends the block. */
    private static boolean isStray(Parser parser, int next, boolean inBlock) {
        if (inBlock && (next == SflParser.CLOSE_BRACE || beginsDeclaration(next))) {
            return false;
        }
        if (next == SflParser.OPEN_BRACE || next == SflParser.BLOCK_STATEMENT) {
            return !inBlock;
        }
        return !parser.getExpectedTokens().contains(next);
    }

    @Override
    public Token recoverInline(Parser parser) {
        IntervalSet expected = parser.getExpectedTokens();
        if (!expected.contains(SflParser.SEMICOLON)) {
            throw new InputMismatchException(parser);
        }
        Token last = parser.getInputStream().LT(-1);
        if (!canFollowMissingSemicolon(parser)) {
            throw new InputMismatchException(parser);
        }
        if (!inErrorRecoveryMode(parser)) {
            diagnostics.report(Diagnostic.error(positions.after(last), "expected `;` after this"));
        }
        if (parser.getInputStream().LA(1) == SflParser.VALUE_END) {
            parser.consume();
        }
        return last;
    }

    /** Whether the line ended, or a block does: elsewhere something other than {@code ;} is likely to be wrong. */
    private static boolean canFollowMissingSemicolon(Parser parser) {
        TokenStream tokens = parser.getInputStream();
        Token next = tokens.LT(1);
        return next.getType() == SflParser.VALUE_END
                || next.getType() == SflParser.CLOSE_BRACE
                || next.getType() == Token.EOF
                || next.getLine() > tokens.LT(-1).getLine()
                || beginsDeclaration(next.getType());
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        beginErrorCondition(parser);
        anyFound = true;
        if (!isConsequence(parser)) {
            diagnostics.report(new SyntaxMessage(positions, parser, error).diagnostic());
        }
    }

    private boolean isConsequence(Parser parser) {
        Token before = parser.getInputStream().LT(-1);
        Token found = parser.getInputStream().LT(1);
        int from = before == null ? 0 : before.getStopIndex();
        Integer place = reported.ceiling(from);
        return place != null && place <= Math.max(found.getStartIndex(), from);
    }

    /** Passes the error up to the statement or declaration that holds it, and skips the rest of that. */
    @Override
    public void recover(Parser parser, RecognitionException error) {
        boolean statement = parser.getContext() instanceof StatementContext;
        boolean declaration = parser.getContext() instanceof DeclarationContext;
        if (statement && beginsDeclaration(parser.getInputStream().LA(1))) {
            throw error;
        }
        if (!statement && !declaration) {
            if (parser.getContext() instanceof SourceFileContext) {
                return;
            }
            throw error;
        }
        skip(parser, parser.getContext().getStart().getTokenIndex(), declaration);
        endErrorCondition(parser);
    }

    private void skip(Parser parser, int from, boolean declaration) {
        TokenStream tokens = parser.getInputStream();
        int depth = 0;
        for (int i = from; i < tokens.index(); i++) {
            depth += braces(tokens.get(i).getType());
        }
        boolean first = tokens.index() == recoveredAt || tokens.index() == from;
        int brackets = 0; // those that open at the error: the `;` of `[u8; 4]` ends no statement
        for (int next = tokens.LA(1); next != Token.EOF; next = tokens.LA(1)) {
            boolean external = tokens.index() > 0 && tokens.LA(-1) == SflParser.EXTERN;
            if (!first && beginsDeclaration(next) && !external) {
                break;
            }
            if (depth <= 0 && !first && !declaration && (beginsStatement(next) || next == SflParser.CLOSE_BRACE)) {
                break;
            }
            if (depth <= 0 && next == SflParser.CLOSE_BRACE && !declaration) {
                break;
            }
            first = false;
            depth += braces(next);
            brackets += next == SflParser.OPEN_BRACKET ? 1 : next == SflParser.CLOSE_BRACKET ? -1 : 0;
            parser.consume();
            boolean closed = next == SflParser.CLOSE_BRACE && depth <= 0;
            if (closed && tokens.LA(1) != SflParser.ELSE && tokens.LA(1) != SflParser.SEMICOLON) {
                break;
            }
            if (next == SflParser.SEMICOLON && depth <= 0 && brackets <= 0) {
                break;
            }
        }
        recoveredAt = tokens.index();
        skipped.set(from, Math.max(from, recoveredAt));
    }

    /** Whether any part of the file was left out. */
    boolean anyFound() {
        return anyFound;
    }

    /** The indices of all tokens that are in no statement or declaration because of an error. */
    BitSet skipped() {
        return skipped;
    }

    private static int braces(int type) {
        return switch (type) {
            case SflParser.OPEN_BRACE, SflParser.STRUCT_OPEN, SflParser.BLOCK_STATEMENT -> 1;
            case SflParser.CLOSE_BRACE -> -1;
            default -> 0;
        };
    }

    private static boolean beginsStatement(int type) {
        return switch (type) {
            case SflParser.LET, SflParser.IF_STATEMENT, SflParser.FOR, SflParser.WHILE, SflParser.RETURN -> true;
            default -> false;
        };
    }

    static boolean beginsDeclaration(int type) {
        return switch (type) {
            case SflParser.PROGRAM,
                    SflParser.IMPORT,
                    SflParser.PARTY,
                    SflParser.PARAM,
                    SflParser.CONST,
                    SflParser.TYPE,
                    SflParser.STRUCT,
                    SflParser.FN,
                    SflParser.ENUM,
                    SflParser.EXTERN -> true;
            default -> false;
        };
    }
}
