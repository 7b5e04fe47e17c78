package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.grammar.SflParser.ConstDeclarationContext;
import dev.sflmpc.grammar.SflParser.DeclarationContext;
import dev.sflmpc.grammar.SflParser.ExternDeclarationContext;
import dev.sflmpc.grammar.SflParser.FunctionDeclarationContext;
import dev.sflmpc.grammar.SflParser.GenericsContext;
import dev.sflmpc.grammar.SflParser.ImportDeclarationContext;
import dev.sflmpc.grammar.SflParser.NameContext;
import dev.sflmpc.grammar.SflParser.NamedResultsContext;
import dev.sflmpc.grammar.SflParser.OutputContext;
import dev.sflmpc.grammar.SflParser.ParamDeclarationContext;
import dev.sflmpc.grammar.SflParser.ParameterContext;
import dev.sflmpc.grammar.SflParser.PartyContext;
import dev.sflmpc.grammar.SflParser.PartyDeclarationContext;
import dev.sflmpc.grammar.SflParser.PlainResultContext;
import dev.sflmpc.grammar.SflParser.ProgramDeclarationContext;
import dev.sflmpc.grammar.SflParser.RecipientsContext;
import dev.sflmpc.grammar.SflParser.ResultContext;
import dev.sflmpc.grammar.SflParser.StructDeclarationContext;
import dev.sflmpc.grammar.SflParser.TypeDeclarationContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declarations. */
final class DeclarationBuilder {

    /** After an external function's file: its values are most significant bit first. */
    private static final String REVERSED = "reversed";

    private final TreeBuilder builder;

    DeclarationBuilder(TreeBuilder builder) {
        this.builder = builder;
    }

    /** The declaration, or nothing when it is one that this version does not have. */
    Optional<Declaration> build(DeclarationContext context) {
        Span span = builder.positions.span(context);
        return switch (context) {
            case ProgramDeclarationContext program ->
                Optional.of(new Declaration.Program(documentation(program), builder.name(program.name()), span));
            case ImportDeclarationContext file -> importOf(file, span);
            case PartyDeclarationContext parties ->
                Optional.of(new Declaration.Party(
                        parties.party().stream().map(this::party).toList(), span));
            case ParamDeclarationContext param ->
                Optional.of(new Declaration.Param(
                        builder.name(param.name()),
                        Optional.ofNullable(param.type()).map(builder.types::type),
                        builder.expressions.build(param.expression()),
                        span));
            case ConstDeclarationContext constant ->
                Optional.of(new Declaration.Const(
                        builder.name(constant.name()),
                        Optional.ofNullable(constant.type()).map(builder.types::type),
                        builder.expressions.build(constant.expression()),
                        span));
            case TypeDeclarationContext alias ->
                Optional.of(
                        new Declaration.TypeAlias(builder.name(alias.name()), builder.types.type(alias.type()), span));
            case StructDeclarationContext struct -> Optional.of(struct(struct, span));
            case FunctionDeclarationContext function -> Optional.of(function(function, span));
            case ExternDeclarationContext function -> Optional.of(external(function, span));
            default -> throw new AssertionError(context.getClass());
        };
    }

    private String documentation(DeclarationContext context) {
        return builder.documentation.getOrDefault(context.getStart().getStartIndex(), "");
    }

    private Optional<Declaration> importOf(ImportDeclarationContext context, Span span) {
        if (context.STRING() == null) {
            builder.error(
                    span,
                    "the standard library (`std.…`) is not available in this version",
                    "import a file of your own: `import \"path/to/file.sfl\";`");
            return Optional.empty();
        }
        String text = context.STRING().getText();
        return Optional.of(new Declaration.Import(
                text.substring(1, text.length() - 1), builder.positions.span(context.STRING()), span));
    }

    private Name party(PartyContext context) {
        if (context.expression() != null) {
            builder.error(
                    builder.positions.span(context),
                    "arrays of parties are not available in this version",
                    "declare each by its name: `party a, b;`");
        }
        return builder.name(context.name());
    }

    private Declaration struct(StructDeclarationContext context, Span span) {
        return new Declaration.Struct(
                builder.name(context.name()),
                context.field().stream()
                        .map(field -> new Declaration.Field(
                                builder.name(field.name()),
                                builder.types.type(field.type()),
                                builder.positions.span(field)))
                        .toList(),
                span);
    }

    private Declaration function(FunctionDeclarationContext context, Span span) {
        return new Declaration.Function(
                documentation(context),
                builder.name(context.name()),
                generics(context.generics()),
                context.parameter().stream().map(this::parameter).toList(),
                Optional.ofNullable(context.result()).map(this::result),
                builder.statements.block(context.block()),
                Optional.empty(),
                span);
    }

    private Declaration external(ExternDeclarationContext context, Span span) {
        NameContext order = context.order;
        if (order != null && !order.getText().equals(REVERSED)) {
            builder.error(
                    builder.positions.span(order),
                    "`" + order.getText() + "` says nothing of a circuit's file",
                    "`reversed`, or nothing");
        }
        Span pathSpan = builder.positions.span(context.STRING());
        String text = context.STRING().getText();
        return new Declaration.Function(
                documentation(context),
                builder.name(context.name(0)),
                List.of(),
                context.parameter().stream().map(this::parameter).toList(),
                Optional.ofNullable(context.result()).map(this::result),
                new Block(List.of(), Optional.empty(), pathSpan),
                Optional.of(new Declaration.External(text.substring(1, text.length() - 1), pathSpan, order != null)),
                span);
    }

    private List<Name> generics(@Nullable GenericsContext context) {
        return context == null ? List.of() : builder.names(context.name());
    }

    private Declaration.Parameter parameter(ParameterContext context) {
        Span span = builder.positions.span(context);
        if (context.STAR() != null) {
            builder.error(span, "arrays of parties are not available in this version");
        }
        return new Declaration.Parameter(
                builder.name(context.name(0)),
                builder.types.type(context.type()),
                Optional.ofNullable(context.name(1)).map(builder::name),
                span);
    }

    private Declaration.Result result(ResultContext context) {
        Span span = builder.positions.span(context);
        return switch (context) {
            case NamedResultsContext named ->
                new Declaration.NamedResults(
                        named.output().stream().map(this::output).toList(), span);
            case PlainResultContext plain ->
                new Declaration.PlainResult(
                        builder.types.type(plain.type()),
                        Optional.ofNullable(plain.recipients()).map(this::recipients),
                        span);
            default -> throw new AssertionError(context.getClass());
        };
    }

    private Declaration.Output output(OutputContext context) {
        return new Declaration.Output(
                builder.name(context.name()),
                builder.types.type(context.type()),
                Optional.ofNullable(context.recipients()).map(this::recipients),
                builder.positions.span(context));
    }

    private Declaration.Recipients recipients(RecipientsContext context) {
        return new Declaration.Recipients(
                context.ALL() != null, builder.names(context.name()), builder.positions.span(context));
    }
}
