package dev.sflmpc.compiler.typed;

/** Built-in functions on numbers of one type {@code T} (integer or fixed unless said otherwise). */
public enum Intrinsic {
    /** {@code abs(T) -> T}; the least number stays as it is. */
    ABS("abs"),
    /** {@code min(T, T) -> T}. */
    MIN("min"),
    /** {@code max(T, T) -> T}. */
    MAX("max"),
    /** {@code widening_mul(int<N>, int<N>) -> int<2N>}, likewise unsigned. */
    WIDENING_MUL("widening_mul"),
    /** {@code saturating_add(T, T) -> T}: the nearest number of the type. */
    SATURATING_ADD("saturating_add"),
    SATURATING_SUB("saturating_sub"),
    /** Integers only. */
    SATURATING_MUL("saturating_mul"),
    /** {@code checked_add(T, T) -> (T, bool)}: the wrapped sum, and whether it wrapped. */
    CHECKED_ADD("checked_add"),
    CHECKED_SUB("checked_sub"),
    /** Integers only. */
    CHECKED_MUL("checked_mul");

    private final String spelling;

    Intrinsic(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }
}
