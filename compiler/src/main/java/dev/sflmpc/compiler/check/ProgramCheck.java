package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.SourceUnit;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import dev.sflmpc.compiler.typed.TypedProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole program: its header, parties, {@code main}, and everything that {@code main} leads to. */
final class ProgramCheck {

    private final SyntaxProgram program;
    private final Map<String, String> params;
    private final Reports reports;
    private final Globals globals;
    private final Map<String, Name> parties = new LinkedHashMap<>();

    ProgramCheck(SyntaxProgram program, Map<String, String> params, Diagnostics diagnostics) {
        this.program = program;
        this.params = params;
        this.reports = new Reports(diagnostics);
        Set<String> skipped = new HashSet<>(program.main().skippedNames());
        program.imported().forEach(unit -> skipped.addAll(unit.skippedNames()));
        boolean complete =
                program.main().complete() && program.imported().stream().allMatch(SourceUnit::complete);
        this.globals = new Globals(reports, complete, skipped, params, program.circuits());
    }

    Optional<TypedProgram> check() {
        program.main().declarations().forEach(globals::declare);
        for (SourceUnit unit : program.imported()) {
            unit.declarations().forEach(this::declareImported);
        }
        String name = name();
        declareParties();
        checkParams();
        globals.evaluateAll();
        Names names = new Names(globals, reports);
        globals.functions().forEach(names::function);
        Optional<TypedProgram> result = bodyOrNothing(name);
        reports.finish();
        return reports.hasErrors() ? Optional.empty() : result;
    }

    private void declareImported(Declaration declaration) {
        switch (declaration) {
            case Declaration.Program _, Declaration.Import _ -> {
                return;
            }
            case Declaration.Party party ->
                error(party.span(), "an imported file declares no parties", Optional.empty());
            case Declaration.Param param ->
                error(param.span(), "an imported file has no parameters", Optional.of("`const`"));
            case Declaration.Function function -> {
                if (function.name().text().equals("main")) {
                    error(function.name().span(), "an imported file has no `main`", Optional.empty());
                } else {
                    globals.declare(function);
                }
            }
            case Declaration.Const _, Declaration.TypeAlias _, Declaration.Struct _ -> globals.declare(declaration);
        }
    }

    private void error(Span span, String message, Optional<String> help) {
        reports.report(new Diagnostic(Diagnostic.Severity.ERROR, span, message, List.of(), help));
    }

    /** Where to point when something is missing. */
    private Span header() {
        return program.main().declarations().stream()
                .filter(Declaration.Program.class::isInstance)
                .map(Declaration::span)
                .findFirst()
                .orElse(new Span(program.main().file(), 0, 0));
    }

    private String name() {
        List<Declaration.Program> headers = program.main().declarations().stream()
                .filter(Declaration.Program.class::isInstance)
                .map(Declaration.Program.class::cast)
                .toList();
        if (headers.isEmpty()) {
            if (!globals.anySkipped()) {
                error(header(), "the program has no name", Optional.of("begin with `program name;`"));
            }
            return "";
        }
        for (Declaration.Program second : headers.subList(1, headers.size())) {
            error(second.span(), "the program has a name already", Optional.empty());
        }
        return headers.getFirst().name().text();
    }

    private void declareParties() {
        for (Declaration declaration : program.main().declarations()) {
            if (declaration instanceof Declaration.Party(List<Name> names, Span _)) {
                for (Name name : names) {
                    Name first = parties.putIfAbsent(name.text(), name);
                    if (first != null) {
                        globals.twice(name, first);
                    }
                }
            }
        }
        if (globals.anySkipped()) {
            return;
        }
        if (parties.size() < 2) {
            String found = parties.isEmpty()
                    ? "no party"
                    : "only `" + parties.keySet().iterator().next() + "`";
            error(header(), "a program is for two parties, this one has " + found, Optional.of("`party alice, bob;`"));
        } else if (parties.size() > 2) {
            Name third = List.copyOf(parties.values()).get(2);
            error(third.span(), "a program is for two parties, this is number 3", Optional.empty());
        }
    }

    private void checkParams() {
        Set<String> known = globals.paramNames();
        for (String name : params.keySet()) {
            if (!known.contains(name) && !globals.isSkipped(name)) {
                String names = known.isEmpty() ? "it has none" : "it has `" + String.join("`, `", known) + "`";
                error(
                        header(),
                        "`-D " + name + "=…`: the program has no `param` of this name, " + names,
                        Suggestion.help(name, known));
            }
        }
    }

    private Optional<TypedProgram> bodyOrNothing(String name) {
        try {
            return body(name);
        } catch (Failure reported) {
            return Optional.empty();
        }
    }

    private Optional<TypedProgram> body(String name) {
        Optional<Declaration.Function> main = globals.function("main");
        if (main.isEmpty() && program.main().complete()) {
            error(header(), "the program has no `main`", Optional.of("`fn main(x: u32 from " + anyParty() + ") -> …`"));
        }
        Optional<Interface> face = main.map(this::face);
        Optional<Instance> root = main.flatMap(globals.instances()::requestUncalled);
        for (Declaration.Function function : globals.functions()) {
            if (function.generics().isEmpty() && !function.name().text().equals("main")) {
                requireNoFlows(function);
                globals.instances().requestUncalled(function);
            }
        }
        globals.instances().checkAll();
        reportEndless();
        if (root.isEmpty() || face.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TypedProgram(
                name,
                List.copyOf(parties.keySet()),
                root.get().function(),
                face.get().owners(),
                face.get().outputs()));
    }

    private String anyParty() {
        return parties.isEmpty() ? "alice" : parties.keySet().iterator().next();
    }

    private void requireNoFlows(Declaration.Function function) {
        for (Declaration.Parameter parameter : function.parameters()) {
            parameter
                    .owner()
                    .ifPresent(owner ->
                            error(owner.span(), "only the parameters of `main` come from a party", Optional.empty()));
        }
        function.result()
                .flatMap(ProgramCheck::recipients)
                .ifPresent(recipients ->
                        error(recipients.span(), "only the results of `main` go to a party", Optional.empty()));
    }

    private static Optional<Declaration.Recipients> recipients(Declaration.Result result) {
        return switch (result) {
            case Declaration.PlainResult plain -> plain.recipients();
            case Declaration.NamedResults named ->
                named.outputs().stream()
                        .flatMap(output -> output.recipients().stream())
                        .findFirst();
        };
    }

    private void reportEndless() {
        globals.instances()
                .endless()
                .ifPresent(instance -> error(
                        instance.declaration().name().span(),
                        "`" + instance.function().name()
                                + "` calls itself without end: only public conditions can end a recursion",
                        Optional.of("recursion ends by an `if` on a compile-time parameter, as in `f<N - 1>(…)`")));
    }

    // ---- main

    /** Who gives and who gets what. */
    private record Interface(List<String> owners, List<TypedProgram.Output> outputs) {}

    private Interface face(Declaration.Function main) {
        if (!main.generics().isEmpty()) {
            error(main.generics().getFirst().span(), "`main` has no compile-time parameters", Optional.of("`param`"));
        }
        List<String> owners = new ArrayList<>();
        for (Declaration.Parameter parameter : main.parameters()) {
            owners.add(owner(parameter));
        }
        List<TypedProgram.Output> outputs = new ArrayList<>();
        if (main.result().isEmpty()) {
            error(
                    main.name().span(),
                    "`main` gives no result",
                    Optional.of("`-> (result: bool to " + anyParty() + ")`"));
        } else {
            switch (main.result().get()) {
                case Declaration.NamedResults named -> {
                    for (Declaration.Output output : named.outputs()) {
                        outputs.add(output(output, outputs));
                    }
                }
                case Declaration.PlainResult plain ->
                    error(
                            plain.span(),
                            "a result of `main` has a name and says who learns it",
                            Optional.of("`(result: " + Words.text(plain.type().span()) + " to " + anyParty() + ")`"));
            }
        }
        return new Interface(owners, outputs);
    }

    private String owner(Declaration.Parameter parameter) {
        if (parameter.owner().isEmpty()) {
            error(
                    parameter.span(),
                    "whose is `" + parameter.name() + "`?",
                    Optional.of("`" + Words.text(parameter.span()) + " from " + anyParty() + "`"));
            return "";
        }
        return party(parameter.owner().get());
    }

    private String party(Name name) {
        if (!parties.isEmpty() && !parties.containsKey(name.text()) && !globals.isSkipped(name.text())) {
            error(name.span(), "there is no party `" + name + "`", Suggestion.help(name.text(), parties.keySet()));
        }
        return name.text();
    }

    private TypedProgram.Output output(Declaration.Output output, List<TypedProgram.Output> before) {
        String name = output.name().text();
        if (before.stream().anyMatch(other -> other.name().equals(name))) {
            error(output.name().span(), "`" + name + "` is declared twice", Optional.empty());
        }
        if (output.recipients().isEmpty()) {
            error(
                    output.span(),
                    "who learns `" + name + "`?",
                    Optional.of("`" + Words.text(output.span()) + " to " + anyParty() + "`, or `to all`"));
            return new TypedProgram.Output(name, List.of());
        }
        Declaration.Recipients recipients = output.recipients().get();
        Set<String> named = new HashSet<>();
        recipients.names().forEach(recipient -> named.add(party(recipient)));
        return new TypedProgram.Output(
                name,
                parties.keySet().stream()
                        .filter(party -> recipients.all() || named.contains(party))
                        .toList());
    }
}
