package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.grammar.SflParser.NameContext;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/** Makes the syntax tree of one file from ANTLR's parse tree; the parts share this. */
final class TreeBuilder {

    /** How many operators may be chained, counted as depth of the tree. */
    private static final int MAX_DEPTH = 500;

    /** An expression is too deep for the passes that follow; it has been reported. */
    static final class TooDeepException extends RuntimeException {
        TooDeepException() {
            super("nested too deeply", null, false, false);
        }
    }

    final Positions positions;
    final Map<Integer, String> documentation;
    final TypeBuilder types;
    final ExpressionBuilder expressions;
    final StatementBuilder statements;
    private final Diagnostics diagnostics;
    private int depth;

    TreeBuilder(Positions positions, Map<Integer, String> documentation, Diagnostics diagnostics) {
        this.positions = positions;
        this.documentation = documentation;
        this.diagnostics = diagnostics;
        this.types = new TypeBuilder(this);
        this.expressions = new ExpressionBuilder(this);
        this.statements = new StatementBuilder(this);
    }

    Name name(NameContext context) {
        return new Name(Normalizer.normalize(context.getText(), Normalizer.Form.NFC), positions.span(context));
    }

    List<Name> names(List<NameContext> contexts) {
        return contexts.stream().map(this::name).toList();
    }

    void error(Span span, String message) {
        diagnostics.report(Diagnostic.error(span, message));
    }

    void error(Span span, String message, String help) {
        diagnostics.report(Diagnostic.error(span, message, help));
    }

    void enter(Span span) {
        if (++depth > MAX_DEPTH) {
            error(span, "more than " + MAX_DEPTH + " operations are chained here", "name parts of it with `let`");
            depth = 0;
            throw new TooDeepException();
        }
    }

    void leave() {
        depth--;
    }
}
