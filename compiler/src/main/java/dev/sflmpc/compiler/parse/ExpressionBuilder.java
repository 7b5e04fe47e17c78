package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Literals;
import dev.sflmpc.compiler.syntax.Name;
import dev.sflmpc.compiler.syntax.TypeSyntax;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.UnaryOperator;
import dev.sflmpc.grammar.SflParser;
import dev.sflmpc.grammar.SflParser.ArgumentsContext;
import dev.sflmpc.grammar.SflParser.ArrayLiteralContext;
import dev.sflmpc.grammar.SflParser.BinaryExpressionContext;
import dev.sflmpc.grammar.SflParser.BlockContext;
import dev.sflmpc.grammar.SflParser.BlockExpressionContext;
import dev.sflmpc.grammar.SflParser.CallContext;
import dev.sflmpc.grammar.SflParser.CastExpressionContext;
import dev.sflmpc.grammar.SflParser.CompileArgumentContext;
import dev.sflmpc.grammar.SflParser.ExpressionContext;
import dev.sflmpc.grammar.SflParser.IfExpressionContext;
import dev.sflmpc.grammar.SflParser.IndexContext;
import dev.sflmpc.grammar.SflParser.IndexExpressionContext;
import dev.sflmpc.grammar.SflParser.LiteralContext;
import dev.sflmpc.grammar.SflParser.MemberExpressionContext;
import dev.sflmpc.grammar.SflParser.MethodExpressionContext;
import dev.sflmpc.grammar.SflParser.NameUseContext;
import dev.sflmpc.grammar.SflParser.ParenthesesContext;
import dev.sflmpc.grammar.SflParser.PrimaryContext;
import dev.sflmpc.grammar.SflParser.PrimaryExpressionContext;
import dev.sflmpc.grammar.SflParser.StructLiteralContext;
import dev.sflmpc.grammar.SflParser.UnaryExpressionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Expressions. */
final class ExpressionBuilder {

    private static final PublicValue ZERO = PublicValue.Int.of(0);

    private final TreeBuilder builder;

    ExpressionBuilder(TreeBuilder builder) {
        this.builder = builder;
    }

    Expression build(ExpressionContext context) {
        Span span = builder.positions.span(context);
        builder.enter(span);
        Expression result =
                switch (context) {
                    case PrimaryExpressionContext primary -> primary(primary.primary(), span);
                    case IndexExpressionContext index -> index(build(index.expression()), index.index(), span);
                    case MethodExpressionContext method -> method(method);
                    case MemberExpressionContext member -> member(member, span);
                    case UnaryExpressionContext unary ->
                        new Expression.Unary(unaryOperator(unary), build(unary.expression()), span);
                    case CastExpressionContext cast ->
                        new Expression.Cast(build(cast.expression()), builder.types.castType(cast.castType()), span);
                    case BinaryExpressionContext binary -> binary(binary, span);
                    default -> throw new AssertionError(context.getClass());
                };
        builder.leave();
        return result;
    }

    private static UnaryOperator unaryOperator(UnaryExpressionContext unary) {
        return unary.MINUS() != null
                ? UnaryOperator.NEGATE
                : unary.NOT() != null ? UnaryOperator.NOT : UnaryOperator.COMPLEMENT;
    }

    private Expression binary(BinaryExpressionContext context, Span span) {
        Expression left = build(context.expression(0));
        Expression right = build(context.expression(1));
        Token operator = ((TerminalNode) context.getChild(1)).getSymbol();
        return switch (operator.getType()) {
            case SflParser.AND_AND -> new Expression.Logical(BinaryOperator.AND, left, right, span);
            case SflParser.OR_OR -> new Expression.Logical(BinaryOperator.OR, left, right, span);
            default -> {
                BinaryOperator binary = Operators.of(operator.getType());
                if (isComparison(binary) && isBareComparison(context.expression(0))) {
                    builder.error(span, "comparisons cannot be chained", "join two comparisons with `&&`");
                }
                yield new Expression.Binary(binary, left, right, span);
            }
        };
    }

    private static boolean isBareComparison(ExpressionContext context) {
        return context instanceof BinaryExpressionContext binary
                && ((TerminalNode) binary.getChild(1)).getSymbol().getType() != SflParser.AND_AND
                && ((TerminalNode) binary.getChild(1)).getSymbol().getType() != SflParser.OR_OR
                && isComparison(Operators.of(
                        ((TerminalNode) binary.getChild(1)).getSymbol().getType()));
    }

    private static boolean isComparison(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    REMAINDER,
                    AND,
                    OR,
                    XOR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    ROTATE_LEFT,
                    ROTATE_RIGHT -> false;
        };
    }

    private Expression index(Expression array, IndexContext context, Span span) {
        if (context.RANGE() == null && context.RANGE_INCLUSIVE() == null) {
            return new Expression.Index(array, build(context.expression(0)), span);
        }
        Optional<Expression> from = Optional.empty();
        Optional<Expression> to = Optional.empty();
        for (ExpressionContext end : context.expression()) {
            if (end.getStart().getTokenIndex() == context.getStart().getTokenIndex()) {
                from = Optional.of(build(end));
            } else {
                to = Optional.of(build(end));
            }
        }
        return new Expression.Slice(array, from, to, context.RANGE_INCLUSIVE() != null, span);
    }

    private Expression method(MethodExpressionContext context) {
        Name name = builder.name(context.name());
        String arguments = context.arguments() == null
                ? ""
                : ", " + builder.positions.text(builder.positions.span(context.arguments()));
        String value = builder.positions.text(builder.positions.span(context.expression()));
        builder.error(name.span(), "there are no methods", "`" + name + "(" + value + arguments + ")`");
        return build(context.expression());
    }

    private Expression member(MemberExpressionContext context, Span span) {
        Expression value = build(context.expression());
        if (context.name() != null) {
            return new Expression.Member(value, builder.name(context.name()), span);
        }
        TerminalNode number = context.INTEGER() == null ? context.DECIMAL() : context.INTEGER();
        Span numberSpan = builder.positions.span(number);
        for (String part : number.getText().split("\\.", -1)) {
            if (!part.matches("[0-9]{1,6}")) {
                builder.error(numberSpan, "`" + number.getText() + "` is no place in a tuple");
                return value;
            }
            value = new Expression.Position(value, Integer.parseInt(part), numberSpan, span);
        }
        return value;
    }

    private Expression primary(PrimaryContext context, Span span) {
        return switch (context) {
            case LiteralContext literal -> literal(literal, span);
            case NameUseContext use -> new Expression.NameUse(builder.name(use.name()));
            case CallContext call ->
                new Expression.Call(
                        builder.name(call.name()),
                        call.compileArgument().stream()
                                .map(this::compileArgument)
                                .toList(),
                        arguments(call.arguments()),
                        span);
            case StructLiteralContext struct ->
                new Expression.StructLiteral(
                        builder.name(struct.name()),
                        struct.fieldValue().stream()
                                .map(field -> new Expression.FieldValue(
                                        builder.name(field.name()), build(field.expression())))
                                .toList(),
                        span);
            case ArrayLiteralContext array -> array(array, span);
            case ParenthesesContext parentheses -> parentheses(parentheses, span);
            case IfExpressionContext conditional -> conditional(conditional, span);
            case BlockExpressionContext block ->
                new Expression.BlockExpression(builder.statements.block(block.block()));
            default -> throw new AssertionError(context.getClass());
        };
    }

    private Expression literal(LiteralContext context, Span span) {
        if (context.TRUE() != null || context.FALSE() != null) {
            return new Expression.Literal(new PublicValue.Bool(context.TRUE() != null), false, span);
        }
        Optional<PublicValue> value = Literals.number(context.getText());
        if (value.isEmpty()) {
            builder.error(span, "this number is too long, or has no digits");
        }
        return new Expression.Literal(value.orElse(ZERO), context.DECIMAL() != null, span);
    }

    private List<Expression> arguments(@Nullable ArgumentsContext context) {
        return context == null
                ? List.of()
                : context.expression().stream().map(this::build).toList();
    }

    private Expression.CompileArgument compileArgument(CompileArgumentContext context) {
        Span span = builder.positions.span(context);
        if (context.keywordType() != null) {
            TypeSyntax type =
                    builder.types.dimensions(builder.types.keyword(context.keywordType()), context.expression(), span);
            return new Expression.CompileArgument(Optional.of(type), Optional.empty(), span);
        }
        Expression value = build(context.expression(0));
        return new Expression.CompileArgument(asType(value), Optional.of(value), span);
    }

    /** What an expression means where a type is expected: {@code T}, {@code T[3]}, {@code (A, B)}. */
    private static Optional<TypeSyntax> asType(Expression expression) {
        return switch (expression) {
            case Expression.NameUse use -> Optional.of(new TypeSyntax.Named(use.name()));
            case Expression.Index index -> asArrayType(index);
            case Expression.TupleLiteral tuple -> {
                List<TypeSyntax> elements = new ArrayList<>();
                tuple.elements().forEach(element -> asType(element).ifPresent(elements::add));
                yield elements.size() == tuple.elements().size()
                        ? Optional.of(new TypeSyntax.Tuple(elements, tuple.span()))
                        : Optional.empty();
            }
            case Expression.Literal _,
                    Expression.Unary _,
                    Expression.Binary _,
                    Expression.Logical _,
                    Expression.Cast _,
                    Expression.Slice _,
                    Expression.Member _,
                    Expression.Position _,
                    Expression.Call _,
                    Expression.StructLiteral _,
                    Expression.ArrayLiteral _,
                    Expression.Fill _,
                    Expression.If _,
                    Expression.BlockExpression _ -> Optional.empty();
        };
    }

    /** {@code T[2][3]} reads as index 3 of (index 2 of T), but is an array of 2 arrays of 3. */
    private static Optional<TypeSyntax> asArrayType(Expression.Index index) {
        Expression base = index;
        List<Expression> lengths = new ArrayList<>();
        while (base instanceof Expression.Index inner) {
            lengths.add(inner.index());
            base = inner.array();
        }
        return asType(base).map(element -> {
            TypeSyntax type = element;
            for (Expression length : lengths) {
                type = new TypeSyntax.Array(type, length, index.span());
            }
            return type;
        });
    }

    private Expression array(ArrayLiteralContext context, Span span) {
        List<Expression> elements =
                context.expression().stream().map(this::build).toList();
        return context.SEMICOLON() == null
                ? new Expression.ArrayLiteral(elements, span)
                : new Expression.Fill(elements.get(0), elements.get(1), span);
    }

    private Expression parentheses(ParenthesesContext context, Span span) {
        List<Expression> elements =
                context.expression().stream().map(this::build).toList();
        return elements.size() == 1 && context.COMMA().isEmpty()
                ? elements.getFirst()
                : new Expression.TupleLiteral(elements, span);
    }

    private Expression conditional(IfExpressionContext context, Span span) {
        List<BlockContext> blocks = context.block();
        int conditions = context.expression().size();
        if (blocks.size() == conditions) {
            builder.error(span, "an `if` used as a value needs an `else`", "`else { … }`");
        }
        builder.statements.limitBranches(conditions, span);
        Block otherwise = builder.statements.block(blocks.getLast());
        for (int i = conditions - 1; i >= 0; i--) {
            Expression condition = build(context.expression(i));
            Block block = builder.statements.block(blocks.get(i));
            Span from = i == 0 ? span : condition.span().to(otherwise.span());
            Expression branch = new Expression.If(condition, block, otherwise, from);
            if (i == 0) {
                return branch;
            }
            otherwise = new Block(List.of(), Optional.of(branch), from);
        }
        throw new AssertionError("an if without a condition");
    }
}
