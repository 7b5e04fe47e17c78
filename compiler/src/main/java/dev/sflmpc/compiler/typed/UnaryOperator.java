package dev.sflmpc.compiler.typed;

/** Operators with one operand. */
public enum UnaryOperator {
    NEGATE("-"),
    COMPLEMENT("~"),
    NOT("!");

    private final String spelling;

    UnaryOperator(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }
}
