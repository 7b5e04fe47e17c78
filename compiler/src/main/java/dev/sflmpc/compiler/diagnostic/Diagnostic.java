package dev.sflmpc.compiler.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with a program.
 *
 * @param span the place underlined with carets
 * @param message what is wrong, in the words of the user's program
 * @param related places underlined with tildes, of the same or of other lines
 * @param help what to write instead
 */
public record Diagnostic(Severity severity, Span span, String message, List<Span> related, Optional<String> help) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public Diagnostic {
        related = List.copyOf(related);
    }

    public static Diagnostic error(Span span, String message) {
        return new Diagnostic(Severity.ERROR, span, message, List.of(), Optional.empty());
    }

    public static Diagnostic error(Span span, String message, String help) {
        return new Diagnostic(Severity.ERROR, span, message, List.of(), Optional.of(help));
    }

    public static Diagnostic warning(Span span, String message) {
        return new Diagnostic(Severity.WARNING, span, message, List.of(), Optional.empty());
    }

    public Diagnostic withRelated(Span place) {
        return new Diagnostic(severity, span, message, List.of(place), help);
    }
}
