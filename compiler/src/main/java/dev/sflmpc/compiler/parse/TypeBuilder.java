package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.grammar.SflParser.BoolTypeContext;
import dev.sflmpc.grammar.SflParser.BuiltInTypeContext;
import dev.sflmpc.grammar.SflParser.CastTypeContext;
import dev.sflmpc.grammar.SflParser.ElementTypeContext;
import dev.sflmpc.grammar.SflParser.ExpressionContext;
import dev.sflmpc.grammar.SflParser.FixedTypeContext;
import dev.sflmpc.grammar.SflParser.IntegerTypeContext;
import dev.sflmpc.grammar.SflParser.KeywordTypeContext;
import dev.sflmpc.grammar.SflParser.NamedTypeContext;
import dev.sflmpc.grammar.SflParser.TupleTypeContext;
import dev.sflmpc.grammar.SflParser.TypeContext;
import java.util.List;

/** Types. */
final class TypeBuilder {

    private static final int MAX_DIMENSIONS = 64;

    private final TreeBuilder builder;

    TypeBuilder(TreeBuilder builder) {
        this.builder = builder;
    }

    TypeSyntax type(TypeContext context) {
        return dimensions(element(context.elementType()), context.expression(), builder.positions.span(context));
    }

    /** The first length written is the outermost. */
    TypeSyntax dimensions(TypeSyntax element, List<ExpressionContext> lengths, Span span) {
        if (lengths.size() > MAX_DIMENSIONS) {
            builder.error(span, "an array of more than " + MAX_DIMENSIONS + " dimensions");
            return element;
        }
        TypeSyntax type = element;
        for (ExpressionContext length : lengths.reversed()) {
            type = new TypeSyntax.Array(type, builder.expressions.build(length), span);
        }
        return type;
    }

    private TypeSyntax element(ElementTypeContext context) {
        return switch (context) {
            case BuiltInTypeContext builtIn -> keyword(builtIn.keywordType());
            case NamedTypeContext named -> new TypeSyntax.Named(builder.name(named.name()));
            case TupleTypeContext tuple -> tuple(tuple);
            default -> throw new AssertionError(context.getClass());
        };
    }

    private TypeSyntax tuple(TupleTypeContext context) {
        List<TypeSyntax> elements = context.type().stream().map(this::type).toList();
        if (elements.size() == 1 && context.COMMA().isEmpty()) {
            return elements.getFirst();
        }
        return new TypeSyntax.Tuple(elements, builder.positions.span(context));
    }

    TypeSyntax keyword(KeywordTypeContext context) {
        Span span = builder.positions.span(context);
        return switch (context) {
            case BoolTypeContext bool -> new TypeSyntax.Bool(builder.positions.span(bool));
            case IntegerTypeContext integer ->
                new TypeSyntax.Integer(integer.INT() != null, builder.expressions.build(integer.expression()), span);
            case FixedTypeContext fixed ->
                new TypeSyntax.Fixed(
                        builder.expressions.build(fixed.expression(0)),
                        builder.expressions.build(fixed.expression(1)),
                        span);
            default -> throw new AssertionError(context.getClass());
        };
    }

    TypeSyntax castType(CastTypeContext context) {
        return context.keywordType() != null
                ? keyword(context.keywordType())
                : new TypeSyntax.Named(builder.name(context.name()));
    }
}
