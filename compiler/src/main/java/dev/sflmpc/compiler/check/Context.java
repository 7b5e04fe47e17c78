package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of checking one body: of a function instance, or of a constant. The parts of the checker share it. */
final class Context {

    final Globals globals;
    final Instances instances;
    final Reports reports;
    final @Nullable Instance instance;
    final PublicCheck publics;
    final TypeCheck types;
    final Conversion conversion;
    final OperatorCheck operators;
    final ExpressionCheck expressions;
    final PartCheck parts;
    final ProductCheck products;
    final CallCheck calls;
    final PlaceCheck places;
    final LoopCheck loops;
    final StatementCheck statements;

    /** Public conditions and ranges with values not known yet, around the place being checked. */
    final Deque<Expr.Public> guards = new ArrayDeque<>();

    /** Loops found to need one check for each value. */
    final Set<Statement> expanded = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The kinds of public variables, and for {@code let} what they stand for. */
    final Map<PublicVariable, PublicKind> kinds = new HashMap<>();

    final Map<PublicVariable, Expr.Public> definitions = new HashMap<>();

    private Scope scope;

    Context(Globals globals, Instances instances, Reports reports, @Nullable Instance instance, Scope scope) {
        this.globals = globals;
        this.instances = instances;
        this.reports = reports;
        this.instance = instance;
        this.scope = scope;
        this.publics = new PublicCheck(this);
        this.types = new TypeCheck(this);
        this.conversion = new Conversion(this);
        this.operators = new OperatorCheck(this);
        this.expressions = new ExpressionCheck(this);
        this.parts = new PartCheck(this);
        this.products = new ProductCheck(this);
        this.calls = new CallCheck(this);
        this.places = new PlaceCheck(this);
        this.loops = new LoopCheck(this);
        this.statements = new StatementCheck(this);
    }

    Scope scope() {
        return scope;
    }

    /** Runs with a scope of its own for names. */
    <T> T inScope(Supplier<T> body) {
        Scope outer = scope;
        scope = new Scope(outer);
        try {
            return body.get();
        } finally {
            scope = outer;
        }
    }

    /** Runs under a public condition that is not known yet. */
    <T> T guarded(Expr.Public guard, Supplier<T> body) {
        if (guard instanceof Expr.Constant) {
            return body.get();
        }
        guards.push(guard);
        try {
            return body.get();
        } finally {
            guards.pop();
        }
    }

    ValueType resultType() {
        return instance == null
                ? new ValueType.Tuple(List.of())
                : instance.function().resultType();
    }

    // ---- reporting

    Failure error(Span span, String message) {
        return error(span, message, Optional.empty(), List.of());
    }

    Failure error(Span span, String message, String help) {
        return error(span, message, Optional.of(help), List.of());
    }

    Failure error(Span span, String message, Optional<String> help) {
        return error(span, message, help, List.of());
    }

    Failure error(Span span, String message, Optional<String> help, List<Span> related) {
        report(new Diagnostic(Diagnostic.Severity.ERROR, span, message + where(), related, help));
        return new Failure();
    }

    UnknownNames unknownNames() {
        return new UnknownNames(globals, scope.names(), scope.typeNames());
    }

    /** Reports an error, if there is anything to say. */
    Failure failure(Optional<Diagnostic> diagnostic) {
        diagnostic.ifPresent(this::report);
        return new Failure();
    }

    void warn(Span span, String message) {
        report(Diagnostic.warning(span, message));
    }

    /** Reports an error where checking goes on. */
    void report(Span span, String message, Optional<String> help) {
        report(new Diagnostic(Diagnostic.Severity.ERROR, span, message + where(), List.of(), help));
    }

    private void report(Diagnostic diagnostic) {
        reports.report(diagnostic);
    }

    private String where() {
        return instance == null || !instance.isGeneric()
                ? ""
                : " (in `" + instance.function().name() + "`)";
    }
}
