package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Literals;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the files of a program declare. Constants and types are evaluated when they are first used. */
final class Globals {

    private static final List<String> SHORT_TYPES =
            List.of("bool", "i8", "i16", "i32", "i64", "u1", "u8", "u16", "u32", "u64", "u128", "u256");

    /** How many iterations of loops a program may have that have to be checked one by one. */
    static final int MAX_EXPANDED = 1 << 16;

    private final Reports reports;
    private final boolean complete;
    private final Set<String> skippedNames;
    private final Map<String, String> params;
    private final Map<Span, Circuit> circuits;
    private final Map<String, Declaration> values = new LinkedHashMap<>();
    private final Map<String, Declaration> types = new LinkedHashMap<>();
    private final Map<String, Declaration.Function> functions = new LinkedHashMap<>();
    private final Map<String, Set<String>> typeParameters = new HashMap<>();
    private final IdentityHashMap<PublicValue, PublicKind> kinds = new IdentityHashMap<>();
    private final Set<Expr.Constant> fractions = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Symbol> knownValues = new HashMap<>();
    private final Map<String, Optional<ValueType>> knownTypes = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Instances instances;
    private int expanded;

    Globals(
            Reports reports,
            boolean complete,
            Set<String> skippedNames,
            Map<String, String> params,
            Map<Span, Circuit> circuits) {
        this.reports = reports;
        this.complete = complete;
        this.skippedNames = skippedNames;
        this.params = params;
        this.circuits = circuits;
        this.instances = new Instances(this, reports);
    }

    Instances instances() {
        return instances;
    }

    /** The circuit of an external function, unless it could not be read. */
    Optional<Circuit> circuit(Declaration.External external) {
        return Optional.ofNullable(circuits.get(external.pathSpan()));
    }

    /** Whether a name stands in a part of the program that could not be parsed. */
    boolean isSkipped(String name) {
        return skippedNames.contains(name);
    }

    /** Whether any part of the program could not be parsed. */
    boolean anySkipped() {
        return !complete;
    }

    private Context context() {
        return new Context(this, instances, reports, null, new Scope(null));
    }

    /** Counts iterations to be checked one by one; false when there are too many. */
    boolean expand(int iterations) {
        expanded = Math.min(expanded + iterations, MAX_EXPANDED + 1);
        return expanded <= MAX_EXPANDED;
    }

    // ---- declaring

    void declare(Declaration declaration) {
        switch (declaration) {
            case Declaration.Param param -> declare(values, param.name(), param);
            case Declaration.Const constant -> declare(values, constant.name(), constant);
            case Declaration.TypeAlias alias -> declareType(alias.name(), alias);
            case Declaration.Struct struct -> declareType(struct.name(), struct);
            case Declaration.Function function -> declareFunction(function);
            case Declaration.Program _, Declaration.Import _, Declaration.Party _ -> {
                return;
            }
        }
    }

    private void declareFunction(Declaration.Function function) {
        String name = function.name().text();
        if (BuiltInCheck.RESERVED.contains(name)) {
            context()
                    .report(
                            function.name().span(),
                            "`" + name + "` is a function of the language",
                            Optional.of("choose another name"));
            return;
        }
        Declaration.Function first = functions.putIfAbsent(name, function);
        if (first != null) {
            twice(function.name(), first.name());
        }
    }

    private void declareType(Name name, Declaration declaration) {
        if (TypeCheck.shortName(name.text()).isPresent()) {
            context()
                    .report(
                            name.span(),
                            "`" + name + "` is a type of the language",
                            Optional.of("choose another name"));
        } else {
            declare(types, name, declaration);
        }
    }

    private void declare(Map<String, Declaration> into, Name name, Declaration declaration) {
        Declaration first = into.putIfAbsent(name.text(), declaration);
        if (first != null) {
            twice(name, nameOf(first));
        }
    }

    private static Name nameOf(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Program program -> program.name();
            case Declaration.Param param -> param.name();
            case Declaration.Const constant -> constant.name();
            case Declaration.TypeAlias alias -> alias.name();
            case Declaration.Struct struct -> struct.name();
            case Declaration.Function function -> function.name();
            case Declaration.Party party -> party.names().getFirst();
            case Declaration.Import file -> new Name(file.path(), file.pathSpan());
        };
    }

    void twice(Name name, Name first) {
        reports.report(dev.sflmpc.compiler.diagnostic.Diagnostic.error(name.span(), "`" + name + "` is declared twice")
                .withRelated(first.span()));
    }

    // ---- looking up

    Optional<Declaration.Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Collection<Declaration.Function> functions() {
        return functions.values();
    }

    Collection<String> functionNames() {
        Set<String> names = new LinkedHashSet<>(functions.keySet());
        names.remove("main");
        return names;
    }

    Collection<String> valueNames() {
        return values.keySet();
    }

    Collection<String> typeNames() {
        Set<String> names = new LinkedHashSet<>(types.keySet());
        names.addAll(SHORT_TYPES);
        return names;
    }

    boolean isValue(String name) {
        return values.containsKey(name);
    }

    boolean isType(String name) {
        return types.containsKey(name) || TypeCheck.shortName(name).isPresent();
    }

    /** The generic parameters of a function that are types: those used as one. */
    Set<String> typeParameters(Declaration.Function function) {
        return typeParameters.computeIfAbsent(function.name().text(), name -> {
            Set<String> used = new HashSet<>();
            new NamedTypes(used).visit(function);
            Set<String> result = new HashSet<>();
            function.generics().stream().map(Name::text).filter(used::contains).forEach(result::add);
            return result;
        });
    }

    // ---- constants

    /** The kind of a constant, found once for each list. */
    PublicKind kind(Expr.Constant constant) {
        PublicValue value = constant.value();
        PublicKind kind = value instanceof PublicValue.Array
                ? kinds.computeIfAbsent(value, PublicKind::of)
                : PublicKind.of(value);
        return fractions.contains(constant) ? kind.withFractions() : kind;
    }

    /** Notes that a constant is meant as a fraction although its value may be whole: {@code 2.0}. */
    void markFraction(Expr.Constant constant) {
        fractions.add(constant);
    }

    Optional<Symbol> constant(String name) {
        Declaration declaration = values.get(name);
        if (declaration == null) {
            return Optional.empty();
        }
        Symbol known = knownValues.get(name);
        if (known == null) {
            known = evaluate(name, declaration);
            knownValues.put(name, known);
        }
        return Optional.of(known);
    }

    private Symbol evaluate(String name, Declaration declaration) {
        if (!open.add(name)) {
            context().report(nameOf(declaration).span(), "`" + name + "` is defined by itself", Optional.empty());
            return new Symbol.Poisoned();
        }
        try {
            return switch (declaration) {
                case Declaration.Param param -> param(param);
                case Declaration.Const constant ->
                    known(constant.name(), constant.type(), value(constant.value(), "a constant"));
                case Declaration.Program _,
                        Declaration.Import _,
                        Declaration.Party _,
                        Declaration.TypeAlias _,
                        Declaration.Struct _,
                        Declaration.Function _ -> throw new AssertionError(declaration);
            };
        } catch (Failure reported) {
            return new Symbol.Poisoned();
        } finally {
            open.remove(name);
        }
    }

    private Expr.Public value(Expression syntax, String what) {
        return context().publics.require(syntax, what);
    }

    private Symbol known(Name name, Optional<TypeSyntax> declared, Expr.Public value) {
        Context context = context();
        Optional<ValueType> type = declared.map(context.types::type);
        Expr.Public constant =
                context.publics.like(value, new Expr.Constant(context.publics.constant(value), name.span()));
        type.ifPresent(declaredType -> context.conversion.requireFit(declaredType, constant, name.span()));
        return new Symbol.Public(constant, type, name.span());
    }

    private Symbol param(Declaration.Param param) {
        Expr.Public value = value(param.value(), "a parameter");
        String given = params.get(param.name().text());
        if (given != null) {
            PublicValue standard = context().publics.constant(value);
            Expr.Constant replacement = new Expr.Constant(
                    replacement(param, standard, given), param.name().span());
            value = context().publics.like(value, replacement);
        }
        return known(param.name(), param.type(), value);
    }

    private PublicValue replacement(Declaration.Param param, PublicValue standard, String given) {
        Span place = param.name().span();
        PublicValue value = Literals.parse(given).orElseThrow(() -> context()
                .error(
                        place,
                        "`-D " + param.name() + "=" + given + "` is no number and no truth value",
                        "`-D " + param.name() + "=" + Words.value(standard) + "`, for example"));
        if (!PublicKind.of(value).isLike(PublicKind.of(standard))) {
            throw context()
                    .error(
                            place,
                            "`-D " + param.name() + "=" + given + "` gives "
                                    + PublicKind.of(value).words() + ", but `" + param.name() + "` is "
                                    + PublicKind.of(standard).words());
        }
        return value;
    }

    /** The names of all parameters that the command line can set. */
    Set<String> paramNames() {
        Set<String> names = new LinkedHashSet<>();
        values.forEach((name, declaration) -> {
            if (declaration instanceof Declaration.Param) {
                names.add(name);
            }
        });
        return names;
    }

    // ---- types

    Optional<ValueType> type(Name name) {
        Declaration declaration = types.get(name.text());
        if (declaration == null) {
            return Optional.empty();
        }
        Optional<ValueType> known = knownTypes.get(name.text());
        if (known == null) {
            known = evaluateType(name, declaration);
            knownTypes.put(name.text(), known);
        }
        return Optional.of(known.orElseThrow(Failure::new));
    }

    private Optional<ValueType> evaluateType(Name name, Declaration declaration) {
        if (!open.add(name.text())) {
            context().report(nameOf(declaration).span(), "`" + name + "` contains itself", Optional.empty());
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (declaration) {
                        case Declaration.TypeAlias alias -> context().types.type(alias.type());
                        case Declaration.Struct struct -> struct(struct);
                        case Declaration.Program _,
                                Declaration.Import _,
                                Declaration.Party _,
                                Declaration.Param _,
                                Declaration.Const _,
                                Declaration.Function _ -> throw new AssertionError(declaration);
                    });
        } catch (Failure reported) {
            return Optional.empty();
        } finally {
            open.remove(name.text());
        }
    }

    private ValueType struct(Declaration.Struct syntax) {
        Context context = context();
        Map<String, Name> names = new HashMap<>();
        List<ValueType.Field> fields = new ArrayList<>();
        for (Declaration.Field field : syntax.fields()) {
            Name first = names.putIfAbsent(field.name().text(), field.name());
            if (first != null) {
                twice(field.name(), first);
                continue;
            }
            fields.add(new ValueType.Field(field.name().text(), context.types.type(field.type())));
        }
        if (fields.isEmpty()) {
            throw context.error(syntax.name().span(), "`" + syntax.name() + "` has no fields");
        }
        context.types.requireWidth(
                fields.stream().map(ValueType.Field::type).toList(),
                syntax.name().span());
        return new ValueType.Struct(syntax.name().text(), fields);
    }

    /** Evaluates everything, used or not, so that all errors are found. */
    void evaluateAll() {
        for (String name : List.copyOf(values.keySet())) {
            if (constant(name).isEmpty()) {
                throw new AssertionError(name);
            }
        }
        types.forEach((name, declaration) -> {
            if (!knownTypes.containsKey(name)) {
                knownTypes.put(name, evaluateType(nameOf(declaration), declaration));
            }
        });
    }
}
