package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Block;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.syntax.Pattern;
import dev.sflmpc.compiler.syntax.Statement;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.grammar.SflParser;
import dev.sflmpc.grammar.SflParser.BlockContext;
import dev.sflmpc.grammar.SflParser.BlockStatementContext;
import dev.sflmpc.grammar.SflParser.ForStatementContext;
import dev.sflmpc.grammar.SflParser.IfStatementContext;
import dev.sflmpc.grammar.SflParser.LetStatementContext;
import dev.sflmpc.grammar.SflParser.NamePatternContext;
import dev.sflmpc.grammar.SflParser.PatternContext;
import dev.sflmpc.grammar.SflParser.ReturnStatementContext;
import dev.sflmpc.grammar.SflParser.SimpleStatementContext;
import dev.sflmpc.grammar.SflParser.StatementContext;
import dev.sflmpc.grammar.SflParser.TuplePatternContext;
import dev.sflmpc.grammar.SflParser.WhileStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Statements and blocks. */
final class StatementBuilder {

    private static final int MAX_BRANCHES = 256;

    private final TreeBuilder builder;

    StatementBuilder(TreeBuilder builder) {
        this.builder = builder;
    }

    Block block(BlockContext context) {
        List<Statement> statements = new ArrayList<>();
        Optional<Expression> value = Optional.empty();
        for (StatementContext statement : context.statement()) {
            if (statement.exception != null) {
                continue;
            }
            if (statement instanceof SimpleStatementContext simple && simple.VALUE_END() != null) {
                value = value(simple, statements);
            } else {
                statements.add(build(statement));
            }
        }
        if (value.isEmpty() && !statements.isEmpty()) {
            value = valueOfLast(statements);
        }
        return new Block(statements, value, builder.positions.span(context));
    }

    private Optional<Expression> value(SimpleStatementContext context, List<Statement> statements) {
        if (context.assignmentOperator() == null) {
            return Optional.of(builder.expressions.build(context.expression(0)));
        }
        Span end = builder.positions.after(context.expression(1).getStop());
        builder.error(end, "expected `;` after this");
        statements.add(simple(context));
        return Optional.empty();
    }

    /** An {@code if} with values, or a block with a value, at the end of a block is the block's value. */
    private static Optional<Expression> valueOfLast(List<Statement> statements) {
        Optional<Expression> value = asValue(statements.getLast());
        if (value.isPresent()) {
            statements.removeLast();
        }
        return value;
    }

    private static Optional<Expression> asValue(Statement statement) {
        if (statement instanceof Statement.Nested(Block block) && block.value().isPresent()) {
            return Optional.of(new Expression.BlockExpression(block));
        }
        if (statement instanceof Statement.If branch
                && branch.whenTrue().value().isPresent()
                && branch.whenFalse().isPresent()
                && branch.whenFalse().get().value().isPresent()) {
            return Optional.of(new Expression.If(
                    branch.condition(), branch.whenTrue(), branch.whenFalse().get(), branch.span()));
        }
        return Optional.empty();
    }

    private Statement build(StatementContext context) {
        Span span = builder.positions.span(context);
        return switch (context) {
            case LetStatementContext let ->
                new Statement.Let(
                        let.MUT() != null,
                        pattern(let.pattern()),
                        Optional.ofNullable(let.type()).map(builder.types::type),
                        builder.expressions.build(let.expression()),
                        span);
            case IfStatementContext conditional -> conditional(conditional, span);
            case ForStatementContext loop -> loop(loop, span);
            case WhileStatementContext loop ->
                new Statement.While(
                        builder.expressions.build(loop.expression(0)),
                        builder.expressions.build(loop.expression(1)),
                        block(loop.block()),
                        span);
            case ReturnStatementContext end ->
                new Statement.Return(Optional.ofNullable(end.expression()).map(builder.expressions::build), span);
            case BlockStatementContext nested -> new Statement.Nested(block(nested.block()));
            case SimpleStatementContext simple -> simple(simple);
            default -> throw new AssertionError(context.getClass());
        };
    }

    private Statement simple(SimpleStatementContext context) {
        Span span = builder.positions.span(context);
        Expression target = builder.expressions.build(context.expression(0));
        if (context.assignmentOperator() == null) {
            return new Statement.Evaluate(target, span);
        }
        Token sign = context.assignmentOperator().getStart();
        Optional<BinaryOperator> operator =
                sign.getType() == SflParser.ASSIGN ? Optional.empty() : Optional.of(Operators.of(sign.getType()));
        return new Statement.Assign(target, operator, builder.expressions.build(context.expression(1)), span);
    }

    private Statement conditional(IfStatementContext context, Span span) {
        List<BlockContext> blocks = context.block();
        int conditions = context.expression().size();
        limitBranches(conditions, span);
        Optional<Block> otherwise =
                blocks.size() > conditions ? Optional.of(block(blocks.getLast())) : Optional.empty();
        for (int i = conditions - 1; i > 0; i--) {
            Expression condition = builder.expressions.build(context.expression(i));
            Block whenTrue = block(blocks.get(i));
            Span part = condition.span().to(otherwise.orElse(whenTrue).span());
            Statement branch = new Statement.If(condition, whenTrue, otherwise, part);
            Optional<Expression> value = asValue(branch);
            otherwise = Optional.of(new Block(value.isPresent() ? List.of() : List.of(branch), value, part));
        }
        return new Statement.If(
                builder.expressions.build(context.expression(0)), block(blocks.getFirst()), otherwise, span);
    }

    void limitBranches(int conditions, Span span) {
        if (conditions > MAX_BRANCHES) {
            builder.error(span, "more than " + MAX_BRANCHES + " branches", "read the value from a `const` array");
            throw new TreeBuilder.TooDeepException();
        }
    }

    private Statement loop(ForStatementContext context, Span span) {
        Pattern pattern = pattern(context.pattern());
        Expression first = builder.expressions.build(context.expression(0));
        Block body = block(context.block());
        if (context.RANGE() == null && context.RANGE_INCLUSIVE() == null) {
            return new Statement.ForEach(pattern, first, body, span);
        }
        Optional<Expression> step = context.STEP() == null
                ? Optional.empty()
                : Optional.of(builder.expressions.build(context.expression(2)));
        Expression last = builder.expressions.build(context.expression(1));
        return new Statement.ForRange(pattern, first, last, context.RANGE_INCLUSIVE() != null, step, body, span);
    }

    private Pattern pattern(PatternContext context) {
        return switch (context) {
            case NamePatternContext name -> new Pattern.Binding(builder.name(name.name()));
            case TuplePatternContext tuple ->
                new Pattern.Tuple(tuple.pattern().stream().map(this::pattern).toList(), builder.positions.span(tuple));
            default -> throw new AssertionError(context.getClass());
        };
    }
}
