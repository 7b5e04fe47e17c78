package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Arrays;
import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads elements and slices of arrays, at public indices and at secret ones. */
final class Elements {

    private final Elaborator elaborator;
    private final Expressions expressions;
    private final Tape tape;
    private final Values values;
    private final PublicEvaluator publics;
    private final ChosenIndices chosenIndices;

    Elements(Elaborator elaborator, Expressions expressions, Tape tape, Values values, PublicEvaluator publics) {
        this.elaborator = elaborator;
        this.expressions = expressions;
        this.tape = tape;
        this.values = values;
        this.publics = publics;
        this.chosenIndices = new ChosenIndices(tape, values);
    }

    Value element(Expr.Element e) {
        return switch (e.index()) {
            case Expr.Public index -> part(e, e.type(), UnaryOperator.identity());
            case Expr.Secret index ->
                selected(values.settle(expressions.evaluate(e.array())), expressions.operand(index), e.type());
        };
    }

    Value field(Expr.Field e) {
        return part(e, e.type(), UnaryOperator.identity());
    }

    /** A part of a value at a public place; of what is read at a secret index no more than that is selected. */
    private Value part(Expr.Secret whole, ValueType type, UnaryOperator<Value> part) {
        return switch (whole) {
            case Expr.Element(Expr.Secret array, Expr.Secret index, ValueType element, Span span) -> {
                Value all = expressions.evaluate(array);
                Value at = expressions.operand(index);
                int count = Types.partCount(all.type());
                ValueType column = new ValueType.Array(type, count);
                Value parts = new Value.Group(column, Parts.of(count, i -> part.apply(values.part(all, i))));
                yield selected(values.settle(parts), at, type);
            }
            case Expr.Element(Expr.Secret array, Expr.Public index, ValueType element, Span span) -> {
                Affine at = index(index, Types.partCount(array.type()), array);
                yield part(array, type, outer -> part.apply(values.element(outer, at)));
            }
            case Expr.Field(Expr.Secret product, int index, ValueType field, Span span) ->
                part(product, type, outer -> part.apply(values.part(outer, index)));
            default -> part.apply(expressions.evaluate(whole));
        };
    }

    private Value selected(Value array, Value index, ValueType elementType) {
        int count = reach(array, index);
        int width = elementType.widthBits();
        Optional<Value> chosen = chosenIndices.element(array, index, count);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        int[] all = values.flatten(array);
        int[][] entries = new int[count][];
        for (int i = 0; i < count; i++) {
            entries[i] = java.util.Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        if (count == 0 || width == 0) {
            return values.unflatten(elementType, new int[width], 0);
        }
        Range range = values.range(index);
        boolean inRange = isInRange(range, count);
        int[] bits = values.bits(index);
        int[] read = inRange ? readWithin(entries, bits, range) : Arrays.read(tape.netlist(), entries, bits);
        if (!inRange || values.assumptions().isEmpty()) {
            tape.segment().words().read(entries, bits, inRange, read);
        }
        tape.segment().swaps().noteRead(all, new Swaps.Index(bits, count), read, values.assumptions());
        return values.unflatten(elementType, read, 0);
    }

    private int[] readWithin(int[][] entries, int[] index, Range range) {
        int least = range.min().intValue();
        int[] read = Arrays.readWithin(tape.netlist(), entries, index, least);
        if (Stream.of(entries).flatMapToInt(IntStream::of).anyMatch(bit -> bit > Netlist.TRUE)) {
            tape.segment().words().selected(entries, least, index, read);
        }
        return read;
    }

    /** Whether all numbers of a range are below a count of elements, and none is negative. */
    static boolean isInRange(Range index, int count) {
        return !index.mayBeNegative()
                && index.max().bitLength() < 31
                && index.max().intValue() < count;
    }

    /** For each element below a count whether a secret index is its place. */
    int[] places(Value array, Value index, int count) {
        if (count == 0) {
            return new int[0];
        }
        return chosenIndices.places(array, index, count).orElseGet(() -> {
            int[] bits = values.bits(index);
            int[] places = tape.segment()
                    .decoders()
                    .decode(tape.netlist(), bits, count)
                    .clone();
            int least = values.range(index)
                    .min()
                    .max(BigInteger.ZERO)
                    .min(BigInteger.valueOf(count))
                    .intValue();
            java.util.Arrays.fill(places, 0, least, Netlist.FALSE);
            return places;
        });
    }

    /** Whether an element has a value already wherever a secret index is its place. */
    boolean isKept(Value array, Value index, int place, Value value) {
        return chosenIndices.isKept(array, index, reach(array, index), place, value);
    }

    /** How many elements an index can reach. */
    int reach(Value array, Value index) {
        int length = Types.partCount(array.type());
        BigInteger most = values.range(index).max();
        return most.bitLength() < 31 ? Math.clamp(most.intValue() + 1L, 0, length) : length;
    }

    Affine index(Expr.Public expression, int length, Expr.Secret array) {
        Affine index = publics.integer(expression);
        checkRange(
                index,
                0,
                length - 1L,
                expression.span(),
                () -> "index " + index.constant() + " is out of range: " + quoted(array) + " has " + length
                        + (length == 1 ? " element" : " elements"));
        return index;
    }

    Value slice(Expr.Slice e) {
        int length = Types.partCount(e.array().type());
        Affine from = publics.integer(e.from());
        checkRange(
                from,
                0,
                (long) length - e.type().length(),
                e.from().span(),
                () -> "the slice from "
                        + from.constant() + " to " + (from.constant() + e.type().length()) + " is out of range: "
                        + quoted(e.array()) + " has " + length + (length == 1 ? " element" : " elements"));
        return part(e.array(), e.type(), array -> values.slice(array, from, e.type()));
    }

    private void checkRange(Affine value, long least, long greatest, Span span, Supplier<String> message) {
        if (value.min() < least || value.max() > greatest) {
            if (value.isConstant()) {
                throw elaborator.fail(Diagnostic.error(span, message.get()));
            }
            throw new NotRollable("an index that is out of range in some pass");
        }
    }

    private static String quoted(Expr.Secret array) {
        Span span = array.span();
        return "`" + span.file().text().substring(span.start(), span.end()) + "`";
    }
}
