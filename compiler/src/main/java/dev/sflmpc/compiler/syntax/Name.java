package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;

/**
 * A name where it is written.
 *
 * @param text in Unicode normal form C, so that two spellings which look the same are the same
 */
public record Name(String text, Span span) {

    @Override
    public String toString() {
        return text;
    }
}
