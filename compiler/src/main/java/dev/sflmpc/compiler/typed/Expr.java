package dev.sflmpc.compiler.typed;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/** An expression of the checked tree: public, known when the program is compiled, or secret, carried by wires. */
public sealed interface Expr {

    Span span();

    /** Evaluated while compiling. */
    sealed interface Public extends Expr {}

    /** Becomes gates. */
    sealed interface Secret extends Expr {
        ValueType type();
    }

    // ---- public

    /** A literal, {@code const}, {@code param} or compile-time parameter. */
    record Constant(PublicValue value, Span span) implements Public {}

    /** The value of a loop variable, or of a public {@code let}. */
    record PublicRead(PublicVariable variable, Span span) implements Public {}

    /** {@code -} and {@code ~} on numbers, {@code !} on truth values. */
    record PublicUnary(UnaryOperator operator, Public operand, Span span) implements Public {}

    /**
     * On public values {@code /} on two integers truncates toward zero and {@code %} takes the dividend's sign; where an
     * operand is a fraction, {@code /} is exact. {@code <<} and {@code >>} take integers.
     */
    record PublicBinary(BinaryOperator operator, Public left, Public right, Span span) implements Public {}

    /** An {@code if} expression with a public condition and public values. */
    record PublicSelect(Public condition, Public whenTrue, Public whenFalse, Span span) implements Public {}

    /** A list of public values. */
    record PublicArray(List<Public> elements, Span span) implements Public {}

    /** An element of a public list. */
    record PublicElement(Public array, Public index, Span span) implements Public {}

    // ---- secret

    /**
     * A public value as a constant of {@code type} (a bool, number, or array of such). It must fit: an integer type's
     * range; a fixed type's range and, when the value has no exact representation, rounded toward minus infinity; a float
     * type's nearest number, which must be finite.
     */
    record FromPublic(Public value, ValueType type, Span span) implements Secret {}

    /** The current value of a variable. */
    record Read(Variable variable, Span span) implements Secret {
        @Override
        public ValueType type() {
            return variable.type();
        }
    }

    /**
     * An element of an array. A public index out of range is an error; a secret one (an {@code Int}, read as unsigned
     * when it is unsigned and else as signed) out of range reads zero.
     */
    record Element(Secret array, Expr index, ValueType type, Span span) implements Secret {}

    /** {@code array[from .. from + length]}; a place outside the array is an error. */
    record Slice(Secret array, Public from, ValueType.Array type, Span span) implements Secret {}

    /** A field of a struct or an element of a tuple. */
    record Field(Secret product, int index, ValueType type, Span span) implements Secret {}

    /** {@code -} on numbers, {@code ~} on integers, {@code !} on bool. */
    record Unary(UnaryOperator operator, Secret operand, Span span) implements Secret {
        @Override
        public ValueType type() {
            return operand.type();
        }
    }

    /**
     * Both operands have the same type. Comparisons give bool; {@code ==} and {@code !=} take any type, the order
     * relations numbers; on floats, also those in arrays, structs and tuples, all of them are IEEE 754's. {@code AND}, {@code OR}, {@code XOR} take integers and bools.
     */
    record Binary(BinaryOperator operator, Secret left, Secret right, ValueType type, Span span) implements Secret {}

    /**
     * A shift or rotation of an integer or fixed (rotation: integers only). The amount is public (a negative one or one past the width is
     * an error for rotations only if negative; shifts by the width or more give what shifting bit by bit would give) or
     * secret unsigned. {@code SHIFT_RIGHT} is arithmetic on signed types.
     */
    record Shift(BinaryOperator operator, Secret value, Expr amount, Span span) implements Secret {
        @Override
        public ValueType type() {
            return value.type();
        }
    }

    /**
     * A conversion between numbers and bool. Between integers: truncate, or extend by the source's sign. From fixed to
     * integer: the whole part, rounded toward minus infinity, then truncated or extended; from integer to fixed: shifted
     * left; between fixed types: the fraction extended by zeros or cut (toward minus infinity), the whole part truncated
     * or extended. Bool to integer gives 0 or 1; integers of width 1 to bool. To a float: rounded to the nearest, ties to even,
     * infinite where that is too large; from a float to an integer or fixed: rounded toward zero, to the nearest number of the
     * type where that is out of range, 0 for NaN.
     */
    record Cast(Secret value, ValueType type, Span span) implements Secret {}

    /** {@code if} as an expression. The condition is public or a secret bool. */
    record If(Expr condition, BlockValue whenTrue, BlockValue whenFalse, ValueType type, Span span) implements Secret {}

    /** A block as an expression: its statements, then its value. */
    record BlockValue(List<Stmt> statements, Secret value) {
        public BlockValue {
            statements = List.copyOf(statements);
        }
    }

    /** A block used as a value where no condition is. */
    record BlockExpr(BlockValue block, Span span) implements Secret {
        @Override
        public ValueType type() {
            return block.value().type();
        }
    }

    /** A call of a function instance. Arguments are values: the callee cannot change the caller's variables. */
    record Call(FunctionInstance function, List<Secret> arguments, Span span) implements Secret {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.resultType();
        }
    }

    /** All elements of an array, fields of a struct or elements of a tuple, in order. */
    record Product(List<Secret> parts, ValueType type, Span span) implements Secret {
        public Product {
            parts = List.copyOf(parts);
        }
    }

    /** {@code [value; N]}: the value is evaluated once. */
    record Fill(Secret value, ValueType.Array type, Span span) implements Secret {}

    /** {@code random<T>()}: uniform bits known to neither party, fresh at each evaluation. */
    record Random(ValueType type, Span span) implements Secret {}

    /** What a circuit gives for these arguments; inputs and outputs have the arguments' and the type's widths. */
    record External(Circuit circuit, List<Secret> arguments, ValueType type, Span span) implements Secret {
        public External {
            arguments = List.copyOf(arguments);
        }
    }

    /** A built-in function on secret values; see {@link Intrinsic} for the types. */
    record Built(Intrinsic intrinsic, List<Secret> arguments, ValueType type, Span span) implements Secret {
        public Built {
            arguments = List.copyOf(arguments);
        }
    }
}
