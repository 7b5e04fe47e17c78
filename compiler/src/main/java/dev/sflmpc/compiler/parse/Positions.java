package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.diagnostic.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From ANTLR's places, counted in code points, to spans, counted in chars. */
final class Positions {

    private final SourceFile file;
    private final int[] charIndex;

    Positions(SourceFile file) {
        this.file = file;
        this.charIndex = charIndices(file.text());
    }

    private static int[] charIndices(String text) {
        int[] indices = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < indices.length; i++) {
            indices[i] = at;
            if (at < text.length()) {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return indices;
    }

    SourceFile file() {
        return file;
    }

    String text(Span span) {
        return file.text().substring(span.start(), span.end());
    }

    /** From the first code point to past the last. */
    Span span(int first, int past) {
        int last = charIndex.length - 1;
        int start = Math.clamp(first, 0, last);
        return new Span(file, charIndex[start], charIndex[Math.clamp(past, start, last)]);
    }

    Span span(Token token) {
        return token.getType() == Token.EOF
                ? span(charIndex.length - 1, charIndex.length - 1)
                : span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    Span span(TerminalNode node) {
        return span(node.getSymbol());
    }

    Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return span(context.getStart().getStartIndex(), stop.getStopIndex() + 1);
    }

    /** The end of a token, where something is missing after it. */
    Span after(Token token) {
        return span(token.getStopIndex() + 1, token.getStopIndex() + 1);
    }
}
