package dev.sflmpc.compiler.diagnostic;

/**
 * A source text and the name under which messages speak of it.
 *
 * @param name as the user wrote it on the command line or in an import
 */
public record SourceFile(String name, String text) {}
