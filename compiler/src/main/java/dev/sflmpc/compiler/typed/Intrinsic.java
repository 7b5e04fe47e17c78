package dev.sflmpc.compiler.typed;

/**
 * Built-in functions. Where nothing else is said, all arguments and the result have one type {@code T}, any number; a
 * program may have a function of its own of the same name unless {@link #isReserved}.
 */
public enum Intrinsic {
    /** The least integer stays as it is. */
    ABS("abs", 1, true),
    /** Of floats a NaN if either is, and -0 before 0: {@code minimum} of IEEE 754-2019. */
    MIN("min", 2, true),
    /** Of floats a NaN if either is, and 0 after -0: {@code maximum} of IEEE 754-2019. */
    MAX("max", 2, true),
    /** {@code int<N>, int<N> -> int<2N>}, likewise unsigned. */
    WIDENING_MUL("widening_mul", 2, true),
    /** Integers and fixed: the nearest number of the type. */
    SATURATING_ADD("saturating_add", 2, true),
    SATURATING_SUB("saturating_sub", 2, true),
    /** Integers only. */
    SATURATING_MUL("saturating_mul", 2, true),
    /** Integers and fixed, {@code T, T -> (T, bool)}: the wrapped sum, and whether it wrapped. */
    CHECKED_ADD("checked_add", 2, true),
    CHECKED_SUB("checked_sub", 2, true),
    /** Integers only. */
    CHECKED_MUL("checked_mul", 2, true),

    /** Rounded toward zero for integers and fixed, to nearest for floats; of a negative number 0, or NaN for floats. */
    SQRT("sqrt", 1, false),
    /** Floats: {@code a * b + c}, rounded once. */
    MUL_ADD("mul_add", 3, false),
    /** Floats and fixed: to an integer of the same type; to the nearest, in the middle away from zero. */
    ROUND("round", 1, false),
    /** In the middle to the even one. */
    ROUND_EVEN("round_even", 1, false),
    FLOOR("floor", 1, false),
    CEIL("ceil", 1, false),
    TRUNC("trunc", 1, false),
    /** {@code float -> bool}. */
    IS_NAN("is_nan", 1, false),
    /** {@code float32 -> uint<32>}, {@code float64 -> uint<64>}. */
    TO_BITS("to_bits", 1, false),
    /** {@code uint<32> -> float32}, {@code uint<64> -> float64}. */
    FROM_BITS("from_bits", 1, false),

    /** Integers of N bits, {@code -> uint<N>}: how many bits are set. */
    POPCOUNT("popcount", 1, false),
    /** Integers of N bits, {@code -> uint<N>}: how many bits are zero above the highest one, N for 0. */
    LEADING_ZEROS("leading_zeros", 1, false),
    /** Integers of N bits, {@code -> uint<N>}: how many bits are zero below the lowest one, N for 0. */
    TRAILING_ZEROS("trailing_zeros", 1, false),
    /** Integers, {@code T, T -> (T, T)}: {@code (a / b, a % b)}. */
    DIV_REM("div_rem", 2, false),
    /** The one of three that is neither the least nor the greatest; of floats in IEEE 754's total order. */
    MEDIAN("median", 3, false),
    /** {@code T[N] -> T[N]}, in ascending order; of floats in IEEE 754's total order. */
    SORT("sort", 1, false),
    /** {@code T[N] -> uint<K>}: where the least is, the first of equal ones; of floats in IEEE 754's total order. */
    MIN_INDEX("min_index", 1, false),
    /** {@code T[N] -> uint<K>}: where the greatest is, the first of equal ones. */
    MAX_INDEX("max_index", 1, false);

    private final String spelling;
    private final int arity;
    private final boolean reserved;

    Intrinsic(String spelling, int arity, boolean reserved) {
        this.spelling = spelling;
        this.arity = arity;
        this.reserved = reserved;
    }

    public String spelling() {
        return spelling;
    }

    /** Number of arguments. */
    public int arity() {
        return arity;
    }

    /** Whether no function of a program may have the name. */
    public boolean isReserved() {
        return reserved;
    }
}
