package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.syntax.Expression;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.PublicArithmetic;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.PublicVariable;
import dev.sflmpc.compiler.typed.UnaryOperator;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Public expressions: folded where all parts are constant, checked by kind where not. */
final class PublicCheck {

    /** The longest list that a public expression may have. */
    static final int MAX_LIST = 1 << 22;

    private final Context context;

    PublicCheck(Context context) {
        this.context = context;
    }

    // ---- kinds

    PublicKind kind(Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant(PublicValue value, Span _) -> PublicKind.of(value);
            case Expr.PublicRead(PublicVariable variable, Span _) ->
                context.kinds.getOrDefault(variable, PublicKind.whole());
            case Expr.PublicUnary unary -> kind(unary.operand());
            case Expr.PublicBinary binary ->
                isComparison(binary.operator())
                        ? PublicKind.truth()
                        : kind(binary.left()).join(kind(binary.right()));
            case Expr.PublicSelect select -> kind(select.whenTrue()).join(kind(select.whenFalse()));
            case Expr.PublicArray array ->
                PublicKind.ofElements(array.elements().stream().map(this::kind).toList());
            case Expr.PublicElement element ->
                kind(element.array()) instanceof PublicKind.Elements(PublicKind part, int _)
                        ? part
                        : PublicKind.whole();
        };
    }

    static boolean isComparison(BinaryOperator operator) {
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

    // ---- making

    Expr.Public unary(UnaryOperator operator, Expr.Public operand, Span span) {
        boolean fits =
                switch (operator) {
                    case NEGATE -> kind(operand) instanceof PublicKind.Number;
                    case COMPLEMENT -> kind(operand) instanceof PublicKind.Number(boolean whole) && whole;
                    case NOT -> kind(operand) instanceof PublicKind.Truth;
                };
        if (!fits) {
            String wanted = operator == UnaryOperator.NOT
                    ? "a truth value"
                    : operator == UnaryOperator.NEGATE ? "a number" : "an integer";
            throw context.error(
                    span,
                    "`" + operator.spelling() + "` takes " + wanted + ", this is "
                            + kind(operand).words());
        }
        if (operand instanceof Expr.Constant(PublicValue value, Span _)) {
            try {
                return new Expr.Constant(PublicArithmetic.apply(operator, value), span);
            } catch (PublicArithmetic.UndefinedException undefined) {
                throw context.error(span, undefined.getMessage());
            }
        }
        return new Expr.PublicUnary(operator, operand, span);
    }

    Expr.Public binary(BinaryOperator operator, Expr.Public left, Expr.Public right, Span span) {
        checkKinds(operator, left, right, span);
        if (left instanceof Expr.Constant(PublicValue a, Span _)
                && right instanceof Expr.Constant(PublicValue b, Span _)) {
            try {
                return new Expr.Constant(PublicArithmetic.apply(operator, a, b), span);
            } catch (PublicArithmetic.UndefinedException undefined) {
                throw context.error(span, undefined.getMessage());
            }
        }
        return new Expr.PublicBinary(operator, left, right, span);
    }

    private void checkKinds(BinaryOperator operator, Expr.Public left, Expr.Public right, Span span) {
        PublicKind a = kind(left);
        PublicKind b = kind(right);
        String wanted =
                switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                        isNumber(a) && isNumber(b) ? "" : "two numbers";
                    case REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> mayBeWhole(a) && mayBeWhole(b) ? "" : "two integers";
                    case EQUAL, NOT_EQUAL ->
                        isNumber(a) && isNumber(b) || a instanceof PublicKind.Truth && b instanceof PublicKind.Truth
                                ? ""
                                : "two numbers or two truth values";
                    case AND, OR, XOR ->
                        mayBeWhole(a) && mayBeWhole(b) || a instanceof PublicKind.Truth && b instanceof PublicKind.Truth
                                ? ""
                                : "two integers or two truth values";
                    case ROTATE_LEFT, ROTATE_RIGHT -> "a value with a type: cast it with `as`";
                };
        if (!wanted.isEmpty()) {
            throw context.error(
                    span, "`" + operator.spelling() + "` takes " + wanted + ", not " + a.words() + " and " + b.words());
        }
    }

    private static boolean isNumber(PublicKind kind) {
        return kind instanceof PublicKind.Number;
    }

    /** A fraction whose value is not known may turn out to be whole; elaboration knows. */
    private static boolean mayBeWhole(PublicKind kind) {
        return kind instanceof PublicKind.Number;
    }

    Expr.Public select(Expr.Public condition, Expr.Public whenTrue, Expr.Public whenFalse, Span span) {
        if (condition instanceof Expr.Constant(PublicValue value, Span _)) {
            return value instanceof PublicValue.Bool(boolean truth) && truth ? whenTrue : whenFalse;
        }
        if (!kind(whenTrue).isLike(kind(whenFalse))) {
            throw context.error(
                    span,
                    "one branch gives " + kind(whenTrue).words() + ", the other "
                            + kind(whenFalse).words());
        }
        return new Expr.PublicSelect(condition, whenTrue, whenFalse, span);
    }

    Expr.Public list(List<Expr.Public> elements, Span span) {
        for (Expr.Public element : elements) {
            if (!kind(element).isLike(kind(elements.getFirst()))) {
                throw context.error(
                        element.span(),
                        "the first element is " + kind(elements.getFirst()).words() + ", this is "
                                + kind(element).words());
            }
        }
        if (elements.stream().allMatch(Expr.Constant.class::isInstance)) {
            return new Expr.Constant(
                    new PublicValue.Array(elements.stream()
                            .map(element -> ((Expr.Constant) element).value())
                            .toList()),
                    span);
        }
        return new Expr.PublicArray(elements, span);
    }

    /** An element of a list; the index has been checked if it is constant. */
    Expr.Public element(Expr.Public list, Expr.Public index, Span span) {
        if (index instanceof Expr.Constant(PublicValue value, Span _)
                && value instanceof PublicValue.Int(BigInteger at)) {
            if (list instanceof Expr.Constant(PublicValue array, Span _)
                    && array instanceof PublicValue.Array(List<PublicValue> elements)) {
                return new Expr.Constant(elements.get(at.intValueExact()), span);
            }
            if (list instanceof Expr.PublicArray(List<Expr.Public> elements, Span _)) {
                return elements.get(at.intValueExact());
            }
        }
        return new Expr.PublicElement(list, index, span);
    }

    // ---- values

    /** The value of a public expression; when it hangs on a loop variable, the loop is expanded. */
    PublicValue constant(Expr.Public expression) {
        if (expression instanceof Expr.Constant(PublicValue value, Span _)) {
            return value;
        }
        throw new ExpansionNeeded(loopVariable(expression)
                .orElseThrow(() -> new AssertionError("neither constant nor over a loop: " + expression)));
    }

    /** A loop variable that the value hangs on. */
    Optional<PublicVariable> loopVariable(Expr.Public expression) {
        return switch (expression) {
            case Expr.Constant _ -> Optional.empty();
            case Expr.PublicRead(PublicVariable variable, Span _) -> {
                Expr.Public definition = context.definitions.get(variable);
                yield definition == null ? Optional.of(variable) : loopVariable(definition);
            }
            case Expr.PublicUnary unary -> loopVariable(unary.operand());
            case Expr.PublicBinary binary -> first(List.of(binary.left(), binary.right()));
            case Expr.PublicSelect select -> first(List.of(select.condition(), select.whenTrue(), select.whenFalse()));
            case Expr.PublicArray array -> first(array.elements());
            case Expr.PublicElement element -> first(List.of(element.array(), element.index()));
        };
    }

    private Optional<PublicVariable> first(List<Expr.Public> parts) {
        return parts.stream().flatMap(part -> loopVariable(part).stream()).findFirst();
    }

    /** A public value where one is required; {@code purpose} completes "must be public: …". */
    Expr.Public require(Expression source, String what) {
        Expr checked = context.expressions.check(source, null);
        if (checked instanceof Expr.Public known) {
            return known;
        }
        throw context.error(
                source.span(),
                Words.quote(source) + " is secret, but " + what
                        + " must be public: it is decided when the program is compiled");
    }

    /** A public integer where one is required. */
    Expr.Public requireInteger(Expression source, String what) {
        Expr.Public value = require(source, what);
        boolean integer = value instanceof Expr.Constant(PublicValue known, Span _)
                ? known instanceof PublicValue.Int
                : kind(value) instanceof PublicKind.Number;
        if (!integer) {
            String found = value instanceof Expr.Constant(PublicValue known, Span _)
                    ? Words.value(known)
                    : kind(value).words();
            throw context.error(source.span(), what + " must be an integer, this is " + found);
        }
        return value;
    }

    /** A public integer with a known value, in a range. */
    int requireInt(Expression source, String what, int least, int most) {
        Expr.Public value = requireInteger(source, what);
        if (!(constant(value) instanceof PublicValue.Int(BigInteger number))) {
            throw context.error(source.span(), what + " must be an integer");
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw context.error(
                    source.span(),
                    what + " is " + Words.value(new PublicValue.Int(number)) + ", expected "
                            + (most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most));
        }
        return number.intValueExact();
    }
}
