package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.grammar.SflParser;

/** The operators that tokens stand for. */
final class Operators {

    private Operators() {}

    /** The operator of a sign, or of an assignment that contains it. */
    static BinaryOperator of(int tokenType) {
        return switch (tokenType) {
            case SflParser.PLUS, SflParser.PLUS_ASSIGN -> BinaryOperator.ADD;
            case SflParser.MINUS, SflParser.MINUS_ASSIGN -> BinaryOperator.SUBTRACT;
            case SflParser.STAR, SflParser.STAR_ASSIGN -> BinaryOperator.MULTIPLY;
            case SflParser.SLASH, SflParser.SLASH_ASSIGN -> BinaryOperator.DIVIDE;
            case SflParser.PERCENT, SflParser.PERCENT_ASSIGN -> BinaryOperator.REMAINDER;
            case SflParser.AND, SflParser.AND_ASSIGN -> BinaryOperator.AND;
            case SflParser.OR, SflParser.OR_ASSIGN -> BinaryOperator.OR;
            case SflParser.XOR, SflParser.XOR_ASSIGN -> BinaryOperator.XOR;
            case SflParser.SHIFT_LEFT, SflParser.SHIFT_LEFT_ASSIGN -> BinaryOperator.SHIFT_LEFT;
            case SflParser.SHIFT_RIGHT, SflParser.SHIFT_RIGHT_ASSIGN -> BinaryOperator.SHIFT_RIGHT;
            case SflParser.EQUAL -> BinaryOperator.EQUAL;
            case SflParser.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case SflParser.LESS -> BinaryOperator.LESS;
            case SflParser.LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case SflParser.GREATER -> BinaryOperator.GREATER;
            case SflParser.GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            default -> throw new AssertionError("no operator: " + tokenType);
        };
    }
}
